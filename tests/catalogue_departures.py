"""Where duties are right to say something else than the clauses that they encode, and what they say instead."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from catalogue_impacts import TESTS
from catalogue_lines import atoms

ANSWERING = (
    "link.level in [cause, contribute] | impact.remedy.contributors has @self | impact.remedy.coordinator has @self"
)


class Departure(NamedTuple):
    """Where the duty is right to say something else than the clause: what the clause would have to say."""

    reason: str
    evidence: tuple[str, ...] = ()
    when: tuple[str, ...] | None = None
    side: str = ""
    each: str = ""


DEPARTURES = {
    "BSR-2.2.a": Departure(
        "what could not be done for a stated reason is asked for by BSR-2.2.c instead",
        when=(
            "actor.hrdd.done == true",
            "actor.engagement.direct != false | actor.engagement.substitute_reason missing",
        ),
    ),
    "BSR-2.3.a": Departure(
        "one ground for urgency is enough, and likelihood may stand beside it",
        (
            "actor.hrdd.prioritised_by hasany [severity, irremediability]",
            "actor.hrdd.prioritised_by subset [severity, irremediability, likelihood]",
        ),
    ),
    "BSR-2.3.b": Departure(
        "a manifest states the three in fields of their own, so that one left out is silent and not absent",
        tuple(f"impact.severity.{one} exists" for one in ("scope", "scale", "remediability")),
    ),
    "BSR-2.4.c": Departure(
        "a test that was passed has its reason",
        (
            "actor.tradeoffs.tests hasall [legitimacy, necessity_proportionality, nondiscrimination, reverting_to_principle]",
            *(f"actor.tradeoffs.reasons.{one} exists" for one in TESTS),
        ),
    ),
    "BSR-3.a": Departure("the document asks this of everybody, whatever the application decides", when=()),
    "BSR-4.5.c": Departure(
        "what fits within limits fits",
        (
            "deployment.fit_for_purpose_assessed == true",
            "deployment.fit_for_purpose_result in [fit, fit_with_limits]",
            "deployment.oversight.feasible == true",
        ),
    ),
    "BSR-4.5.j": Departure(
        "rules of use can do harm without any classifier; what is not there needs no review",
        (
            "deployment.scalable.classifiers != true | deployment.scalable.classifier_error_reviewed == true",
            "deployment.scalable.usage_policy != true | deployment.scalable.policy_reviewed == true",
        ),
        when=("deployment.scalable.classifiers == true | deployment.scalable.usage_policy == true",),
    ),
    "BSR-4.5.o": Departure(
        "each fault that a customer raises asks for its fix",
        side="provider",
        each="rel(provides_model/provides_application)",
    ),
    "BSR-5.7.2.a": Departure("who deals with nobody has nobody to reach", when=("rel(any) exists",)),
    "BSR-5.7.2.b": Departure(
        "a contact outside the chain coordinates nothing",
        ("impact.remedy.coordinator count_eq 1", "derived.contact_in_chain == true"),
    ),
    "BSR-5.7.2.e": Departure(
        "those choose the forms of remedy who give it or coordinate it", when=("impact.status == actual", ANSWERING)
    ),
    "BSR-5.7.2.f": Departure(
        "who is not tied to a harm need not answer it",
        when=("impact.nature in [cumulative, societal]", "link.level in [cause, contribute, directly_linked]"),
    ),
    "BSR-5.7.2.g": Departure(
        "those answer for access to remedy who give it or coordinate it", when=("impact.status == actual", ANSWERING)
    ),
    "BSR-6.1-1.e": Departure(
        "the document speaks of customers: of relations in which the actor provides", side="provider"
    ),
    "BSR-6.1-2.a": Departure(
        "customers are chain actors too", ("art(any).audience hasany [downstream, upstream, public, customers]",)
    ),
    "BSR-6.1-2.g": Departure(
        "the document that was reviewed must be a public one",
        ("art(any).audience has public", "art(any).misuse_review == true"),
    ),
    "BSR-6.3-3.a": Departure(
        "downstream developers can read a public guide",
        ("art(responsible_use_guide) exists", "art(responsible_use_guide).audience hasany [downstream, public]"),
    ),
    "BSR-6.4-3.d": Departure(
        "the document says other stakeholders", ("chan.open_to hasany [affected_nonusers, external_stakeholders]",)
    ),
    "BSR-6.4-3.m": Departure("the document says misused or abused", ("chan.issue_types hasany [misuse, abuse]",)),
    "BSR-6.3-1.f": Departure("each vendor that fell short is owed help", each="rel(supplies_data)"),
    "BSR-6.3-6.d": Departure("each developer's risks ask for an answer", each="rel(provides_model)"),
    "BSR-6.3-6.e": Departure("each small developer may be supported", each="rel(provides_model)"),
    "BT-P2.a": Departure(
        "BSR's six categories or B-Tech's nine stand for all rights; severity may have company",
        (
            "actor.hrdd.workflows has product_development",
            "actor.hrdd.rights_considered superset @bsr_rights | actor.hrdd.rights_considered superset @btech_rights",
            "actor.hrdd.prioritised_by has severity",
        ),
    ),
    "BT-R1.a": Departure(
        "a category of B-Tech is looked at too where a right of BSR fits it closely, or the right above that",
        (
            "actor.hrdd.rights_considered hasall [bt_physical_psych, bt_thought, bt_expression, bt_child]",
            "actor.hrdd.rights_considered hasany [bt_equality, equality]",
            "actor.hrdd.rights_considered hasany [bt_privacy, privacy]",
            "actor.hrdd.rights_considered hasany [bt_property, esc.property, esc]",
            "actor.hrdd.rights_considered hasany [bt_work, esc.work, esc]",
            "actor.hrdd.rights_considered hasany [bt_culture, esc.culture_science, esc]",
        ),
    ),
    "BT-P4.e": Departure("each customer is checked", each="rel(provides_model)"),
    "BT-P4.f": Departure("each customer of high risk asks for a plan", each="rel(provides_model)"),
    "BT-P4.i": Departure("each customer may be supported", each="rel(provides_model)"),
    "PAI-M03.c": Departure("an application keeps what the models in its chain disclose", each="app"),
    "PAI-M09.b": Departure("an application keeps the filters of the models in its chain", each="app"),
    "PAI-M09.d": Departure("an application keeps the limits of the models in its chain", each="app"),
    "FW-OECD.un3": Departure("people challenge an application where it is deployed", each="deployment"),
    "RP.4": Departure("leaders who commend it do so whatever they publish", when=(), each="research"),
    "AML.e": Departure("who uses a model through an interface receives it", side="receiver"),
}
# Whom clauses address that hold no duty here, and why.
UNBOUND = {
    "state": "what governments owe is outside a manifest of the value chain",
    "civil_society": "it is asked to help, and owes nothing to those whom a manifest is for",
    "affected_stakeholder": "duties are owed to people who are affected, not by them",
    "standards_body": "it stands beside the value chain, and a manifest says nothing of its work",
    "board_and_executives": "organs of a company: the company answers",
}
NO_DEPARTURE = Departure("")
SIDES: dict[tuple[str, ...], str] = {
    ("supplies_data",): "receiver",
    ("provides_model",): "provider",
    ("provides_application",): "receiver",
    ("hosts",): "provider",
    ("distributes",): "provider",
}


def split(clause: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a clause, or the two that it is split into: the document asks for an evaluation, and may for its topics."""
    if clause["id"] != "BSR-4.4.a":
        yield clause
        return
    done, topics = clause["evidence"]
    yield {**clause, "evidence": [done]}
    yield {**clause, "id": "BSR-4.4.a.topics", "type": "may", "evidence": [topics]}


def bound(clause: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the roles that a clause binds, and those that need only weigh it."""
    return tuple(role for role in (*clause["actors"], *clause.get("secondary_actors", ())) if role not in UNBOUND)


def departure_from(clause: Mapping[str, Any]) -> Departure:
    return DEPARTURES.get(clause["id"], NO_DEPARTURE)


def departed(clause: Mapping[str, Any], departure: Departure) -> dict[str, Any]:
    """Return what a clause would have to say."""
    when = clause["applies_when"] if departure.when is None else list(departure.when)
    return {**clause, "evidence": list(departure.evidence or clause["evidence"]), "applies_when": when}


def side_of(clause: Mapping[str, Any]) -> str:
    """Return the end of its relations at which the actor of a clause stands."""
    kinds = {path.kinds for atom in atoms(clause) for path in atom.paths if path.entity == "rel"}
    return SIDES.get(next(iter(kinds)), "either") if len(kinds) == 1 else "either"
