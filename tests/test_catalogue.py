"""The duties against the catalogue that they encode: as text, clause by clause, and on random manifests."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
import yaml
from msgspec import structs

from catalogue_oracle import BSR_ROLES, Oracle, atoms
from catalogue_worlds import ACTORS, World
from rightsgate.check import Checker
from rightsgate.load.located import parse as located
from rightsgate.load.pack import builtin, load_pack
from rightsgate.load.policy import load_policy
from rightsgate.model.report import ManifestReport
from rightsgate.model.rules import Duty
from rightsgate.model.vocabulary import Field

CATALOGUE = Path(__file__).resolve().parents[2] / "shared" / "catalogue.yaml"
if not CATALOGUE.is_file():
    pytest.skip("the catalogue is no part of the project, and is not beside it here", allow_module_level=True)

AS_OF = "2026-06-01"
ENOUGH, MOST = 60, 1500  # manifests per clause and role: so many, and more until each outcome has occurred

with CATALOGUE.open(encoding="utf-8") as file:
    catalogue = yaml.load(file, Loader=yaml.CSafeLoader)
CLAUSES = {clause["id"]: clause for clause in catalogue["clauses"] if clause["id"].startswith("BSR-6.")}
FIELDS = {field["path"]: field for field in catalogue["vocabulary"]["fields"]}
DECIDABLE = [name for name, clause in CLAUSES.items() if clause["check"]["machine"] != "no"]
PACK = load_pack([builtin("rules")])
AUDIT = load_policy("audit", builtin("policies"), PACK)
DUTIES = {clause: duty for duty in PACK.duties for clause in duty.source.clauses}


def test_every_clause_is_encoded_by_exactly_one_duty() -> None:
    encoded = (clause for duty in PACK.duties for clause in duty.source.clauses if clause.startswith("BSR-6."))
    assert Counter(encoded) == Counter(CLAUSES.keys())
    assert len(CLAUSES) == 135


@pytest.mark.parametrize("name", CLAUSES)
def test_a_duty_binds_and_closes_what_its_clause_does(name: str) -> None:
    clause, duty = CLAUSES[name], DUTIES[name]
    assert duty.binds == tuple(clause["actors"])
    assert duty.strength.value == clause["type"]
    assert duty.basis.value == clause.get("basis", "stated")
    assert duty.closes == tuple(clause["pathways"])
    assert duty.rights == tuple(clause["rights"])
    machine = {
        "partly": bool(duty.judgement),
        "no": bool(duty.out_of_reach),
        "yes": not (duty.judgement or duty.out_of_reach),
    }
    assert machine[clause["check"]["machine"]]
    assert sum(machine.values()) == 1


def test_each_recommendation_of_the_document_holds_the_duties_of_its_clauses() -> None:
    wanted: dict[str, set[str]] = {}
    for name in CLAUSES:
        wanted.setdefault(name.rpartition(".")[0].lower(), set()).add(DUTIES[name].id)
    assert {one.id: set(one.duties) for one in PACK.recommendations if one.section.startswith("6.")} == wanted
    assert len(wanted.keys() - {"bsr-6.0"}) == 22


def test_every_rule_of_the_catalogue_on_roles_is_encoded() -> None:
    encoded = {one.id: one.conclusion for one in PACK.inferences}
    wanted = {rule["id"]: rule["then"] for rule in catalogue["role_inference"]}
    assert len(wanted) == 19
    assert {name: encoded[name].terms[1] for name in wanted} == wanted
    assert {encoded[name].kind for name in wanted} == {"role"}


PREFIXES = {
    "actor.tradeoffs": "tradeoff",
    "impact.app": "impact.application",
    "decision": "actor.risk_decisions",
    "link": "impact.links",
    "art": "document",
    "pol": "terms",
    "chan": "channel",
    "app": "application",
    "rel": "relation",
}


def field_of(path: str) -> Field:
    """Return the field of rightsgate's vocabulary that stands for one of the catalogue's."""
    prefix = next((one for one in PREFIXES if f"{path}.".startswith(f"{one}.")), None)
    kind, *names = (path if prefix is None else PREFIXES[prefix] + path.removeprefix(prefix)).split(".")
    fields = PACK.vocabulary.kinds[kind].fields
    for name in names[:-1]:
        fields = fields[name].fields
    return fields[names[-1]]


STATABLE = [path for path in FIELDS if not path.startswith(("derived.", "research.")) and path != "actor.tradeoffs"]


@pytest.mark.parametrize("path", STATABLE)
def test_a_manifest_can_state_every_field_of_the_catalogue(path: str) -> None:
    field = field_of(path)
    # Every field can be declared none; digits are what a count is compared with.
    codes = {code for code in FIELDS[path].get("values", ()) if code != "none" and not code.isdigit()}
    assert not field.values or set(field.values) >= codes


class Departure(NamedTuple):
    """Where the duty is right to say something else than the clause: what the clause would have to say."""

    reason: str
    evidence: tuple[str, ...] = ()
    side: str = ""
    each: str = ""


DEPARTURES = {
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
}
NO_DEPARTURE = Departure("")
SIDES: dict[tuple[str, ...], str] = {
    ("supplies_data",): "receiver",
    ("provides_model",): "provider",
    ("provides_application",): "receiver",
}


def departure_from(clause: Mapping[str, Any]) -> Departure:
    return DEPARTURES.get(clause["id"], NO_DEPARTURE)


def side_of(clause: Mapping[str, Any]) -> str:
    """Return the end of its relations at which the actor of a clause stands."""
    kinds = {path.kinds for atom in atoms(clause) for path in atom.paths if path.entity == "rel"}
    return SIDES.get(next(iter(kinds)), "either") if len(kinds) == 1 else "either"


def by_catalogue(clause: Mapping[str, Any], oracle: Oracle, role: str, departure: Departure) -> dict[str | None, str]:
    clause = {**clause, "evidence": departure.evidence or clause["evidence"]}
    found = oracle.outcomes(clause, ACTORS[role]["id"], role, departure.side or side_of(clause), departure.each)
    met = "judgement" if clause["check"]["machine"] == "partly" else "met"
    return {entity: met if outcome == "met" else outcome for entity, outcome in found.items()}


def expected(clause: Mapping[str, Any], manifest: Mapping[str, Any], role: str) -> dict[str | None, str]:
    oracle = Oracle(catalogue, manifest, AS_OF)
    return by_catalogue(clause, oracle, role, departure_from(clause))


def checked(checker: Checker, manifest: Mapping[str, Any]) -> ManifestReport:
    return checker.check(checker.load(located(json.dumps(manifest), "m.json", json=True), "m.json"), {})


def outcomes(report: ManifestReport, duty: Duty, role: str) -> dict[str | None, str]:
    asked = (finding for finding in report.findings if finding.duty.id == duty.id and finding.role_certain)
    mine = (finding for finding in asked if (finding.actor, finding.role) == (ACTORS[role]["id"], role))
    return {finding.entity: finding.outcome.value for finding in mine}


def checker_of(*duties: Duty) -> Checker:
    return Checker(PACK, structs.replace(AUDIT, rules=tuple(duty.id for duty in duties)), AS_OF)


def possible(clause: Mapping[str, Any]) -> set[str]:
    """Return the outcomes that a clause must be able to have."""
    conditional = clause["applies_when"] or any(atom.operator == "superset" for atom in atoms(clause))
    met = "judgement" if clause["check"]["machine"] == "partly" else "met"
    return {met, "unmet", "unknown", *(["not-applicable"] if conditional else [])}


def manifests(clause: Mapping[str, Any], role: str) -> Iterator[dict[str, Any]]:
    side = departure_from(clause).side or side_of(clause)
    world = World(clause, catalogue, role, side, f"{clause['id']} {role}")
    while True:
        yield world.manifest()


@pytest.mark.parametrize("name", DECIDABLE)
def test_a_duty_comes_to_what_its_clause_comes_to(name: str) -> None:
    clause, duty = CLAUSES[name], DUTIES[name]
    checker = checker_of(duty)
    for role in clause["actors"]:
        seen: Counter[str] = Counter()
        for number, manifest in enumerate(islice(manifests(clause, role), MOST)):
            wanted = expected(clause, manifest, role)
            assert outcomes(checked(checker, manifest), duty, role) == wanted, json.dumps(manifest)
            seen.update(wanted.values())
            if number >= ENOUGH and seen.keys() >= possible(clause):
                break
        assert seen.keys() >= possible(clause)


@pytest.mark.parametrize("role", ACTORS)
def test_all_duties_of_a_role_agree_when_they_are_asked_together(role: str) -> None:
    checker = checker_of(*PACK.duties)
    bound = {name: CLAUSES[name] for name in DECIDABLE if role in CLAUSES[name]["actors"]}
    for clause in bound.values():
        manifest = next(manifests(clause, role))
        report, oracle = checked(checker, manifest), Oracle(catalogue, manifest, AS_OF)
        for name, other in bound.items():
            wanted = by_catalogue(other, oracle, role, departure_from(other))
            assert outcomes(report, DUTIES[name], role) == wanted, f"{name}: {json.dumps(manifest)}"


@pytest.mark.parametrize("name", DEPARTURES)
def test_a_departure_makes_a_difference(name: str) -> None:
    clause = CLAUSES[name]
    assert any(
        by_catalogue(clause, Oracle(catalogue, manifest, AS_OF), role, NO_DEPARTURE) != expected(clause, manifest, role)
        for role in clause["actors"]
        for manifest in islice(manifests(clause, role), 300)
    ), DEPARTURES[name].reason


def test_a_private_person_gets_no_finding() -> None:
    manifest = {"rightsgate": 1, "actors": [{**ACTORS["individual_user"], "kind": "individual"}]}
    assert checked(checker_of(*PACK.duties), manifest).findings == ()


# Silence and imprecision must not help their author: each manifest leaves open what it takes to be sure.
OPEN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a date that may lie after the check": (
        "BSR-6.1-2.d",
        "foundation_model_developer",
        {"documents": [{"kind": "eval_report", "owner": "lab", "updated": "2026"}]},
    ),
    "an application that is not listed may be sold to consumers, which makes its developer a deployer": (
        "BSR-6.1-1.a",
        "deployer",
        {"relations": [{"kind": "provides_application", "from": "maker", "to": "clinic"}]},
    ),
    "an application that may be built on the dataset": (
        "BSR-6.2-1.f",
        "supplier",
        {
            "datasets": [{"id": "data", "supplier": "vendor", "representation_reviewed": ["age"]}],
            "models": [{"id": "base", "developer": "lab"}],
            "applications": {"complete": True, "value": [{"id": "notes", "developer": "maker", "built_on": ["base"]}]},
        },
    ),
}


@pytest.mark.parametrize("reason", OPEN)
def test_what_is_left_open_stays_unknown(reason: str) -> None:
    name, role, stated = OPEN[reason]
    actors = [{**actor, "hrdd": {"covers": ["downstream_developer"]}} for actor in ACTORS.values()]
    manifest = {"rightsgate": 1, "actors": actors, **stated}
    wanted = expected(CLAUSES[name], manifest, role)
    assert set(wanted.values()) == {"unknown"}
    assert outcomes(checked(checker_of(DUTIES[name]), manifest), DUTIES[name], role) == wanted


def test_roles_follow_from_activities_as_the_catalogue_infers_them() -> None:
    random = Random(6)  # noqa: S311 - it picks examples, and must pick the same ones in every run
    codes = [activity["id"] for activity in catalogue["activities"]]
    checker = checker_of(*PACK.duties)
    for _ in range(300):
        actor = {"id": "one", "activities": random.sample(codes, random.randint(1, 4))}
        audience = random.choice([["b2c"], ["b2b", "b2c"], ["b2b"], "unknown", "none"])
        app = {"id": "it", "developer": "one", "audience": audience}
        manifest = {"rightsgate": 1, "actors": [actor], "applications": [app]}
        held = Oracle(catalogue, manifest, AS_OF).roles("one")
        (found,) = checked(checker, manifest).actors
        assert set(found.roles) == {role for role, truth in held.items() if truth}, manifest
        assert set(found.possible_roles) & BSR_ROLES == {r for r, truth in held.items() if truth is None} & BSR_ROLES
