"""What is said of people: decisions, lowering, contact points, the ecosystem of remedy, severity and priority."""

from typing import Any

import pytest
import yaml

from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.files.read import read_stream
from rightsgate.people.model import Assessment, Impact, Involvement, State
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin
from worlds.ties import SETTLED

AS_OF = "2026-06-01"


@pytest.fixture(scope="module")
def checker(pack: Pack) -> Checker:
    return Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)


def manifest(*links: dict[str, Any], **impact: Any) -> dict[str, Any]:
    harm = {"id": "harm", "status": "actual", "date": "2026-03-01", "application": "app", "foreseeable": "yes"}
    return {
        "rightsgate": 1,
        "actors": [
            {"id": "lab", "activities": ["model_pretraining"]},
            {"id": "maker", "activities": ["app_building"]},
            {"id": "bystander", "activities": ["app_building"]},
        ],
        "models": [{"id": "base", "developer": "lab"}],
        "applications": [
            {"id": "app", "developer": "maker", "built_on": ["base"], "inherently_violative": False},
            {"id": "other", "developer": "bystander"},
        ],
        "relations": {"complete": True, "value": [{"kind": "provides_model", "from": "lab", "to": "maker"}]},
        "impacts": [{**harm, **impact, "links": list(links)}],
    }


def report(checker: Checker, data: dict[str, Any]) -> ManifestReport:
    return checker.check(checker.load(read_stream(yaml.safe_dump(data).encode(), "m.yaml"), "m.yaml"))


def assessed(checker: Checker, data: dict[str, Any]) -> Assessment:
    return report(checker, data).assessment


def harm(checker: Checker, *links: dict[str, Any], **impact: Any) -> Impact:
    (found,) = assessed(checker, manifest(*links, **impact)).impacts
    return found


def tie(impact: Impact, actor: str) -> Involvement:
    (found,) = [tie for tie in impact.involvements if tie.actor == actor]
    return found


def outcome(part: ManifestReport, rule: str, actor: str) -> set[Outcome]:
    """Return the outcomes of a duty for an actor in the roles that it holds for certain."""
    asked = (finding for finding in part.findings if finding.duty.id == rule and finding.actor == actor)
    return {finding.outcome for finding in asked if finding.role_certain}


def test_who_says_little_is_linked_and_no_higher_level_is_excluded(checker: Checker) -> None:
    said = tie(harm(checker), "maker")
    assert (said.proposed, said.by) == (Level.DIRECTLY_LINKED, "AT-5")
    assert said.not_excluded == (Level.CAUSE, Level.CONTRIBUTE)
    assert "link.enables_harm" in said.questions


def test_who_is_outside_the_chain_is_not_among_the_involved(checker: Checker) -> None:
    assert {tie.actor for tie in harm(checker).involvements} == {"lab", "maker"}


def test_a_persons_decision_takes_the_place_of_the_proposal_and_both_are_told(checker: Checker) -> None:
    made = {"level": "contribute", "decided_by": "Ana Ruiz", "decided_on": "2026-05-04", "reason": "Tests showed it"}
    said = tie(harm(checker, {"actor": "maker", **made}), "maker")
    assert said.decision is not None
    assert (said.level, said.proposed) == (Level.CONTRIBUTE, Level.DIRECTLY_LINKED)
    assert said.decision.decided_by == "Ana Ruiz"
    assert {owing.owed.id for owing in said.owes} == {"cease", "remedy", "leverage_on_remainder"}


@pytest.mark.parametrize("lacking", ["decided_by", "decided_on", "reason"])
def test_a_decision_that_lacks_who_when_or_why_does_not_count(checker: Checker, lacking: str) -> None:
    made = {"level": "not_linked", "decided_by": "Ana Ruiz", "decided_on": "2026-05-04", "reason": "No part in it"}
    del made[lacking]
    said = tie(harm(checker, {"actor": "maker", **made}), "maker")
    assert (said.decision, said.level) == (None, Level.DIRECTLY_LINKED)


def test_a_decision_against_the_evidence_or_of_a_later_day_is_a_finding(checker: Checker) -> None:
    made = {"level": "not_linked", "decided_by": "Ana Ruiz", "decided_on": "2026-05-04", "reason": "No part in it"}
    against = report(checker, manifest({"actor": "maker", "acts_alone_sufficient": True, **made}))
    assert outcome(against, "rg-1.a", "maker") == {Outcome.UNMET}
    assert outcome(against, "rg-1.b", "maker") == {Outcome.MET}
    later = report(checker, manifest({"actor": "maker", **made, "decided_on": "2026-06-02"}))
    assert outcome(later, "rg-1.b", "maker") == {Outcome.UNMET}


def test_only_a_signed_lowering_from_before_the_harm_takes_remedy_away(checker: Checker) -> None:
    before = {"hrdd_conducted": True, "hrdd_since": "2025-09-01", "mitigations_prevent_enablement": True}
    stood = {**SETTLED, "enables_harm": True, **before, "mitigations_since": "2025-10-01"}
    signed = {"downgrade_signed_by": "Ana Ruiz"}
    lowered = tie(harm(checker, {"actor": "maker", **stood, **signed}), "maker")
    assert (lowered.level, lowered.by) == (Level.DIRECTLY_LINKED, "AT-4")
    assert {owing.owed.id for owing in lowered.owes} == {"leverage"}
    unsigned = tie(harm(checker, {"actor": "maker", **stood}), "maker")
    assert (unsigned.level, unsigned.lower_open) == (Level.CONTRIBUTE, True)
    late = tie(harm(checker, {"actor": "maker", **stood, **signed, "mitigations_since": "2026-04-01"}), "maker")
    assert (late.level, late.by, late.lower_open) == (Level.CONTRIBUTE, "AT-3a", False)


def test_what_is_owed_follows_from_level_and_status(checker: Checker) -> None:
    cause = {"actor": "maker", "acts_alone_sufficient": True}
    owed = {owing.owed.id for owing in tie(harm(checker, cause), "maker").owes}
    assert owed == {"cease", "remedy"}
    owed = {owing.owed.id for owing in tie(harm(checker, cause, status="potential"), "maker").owes}
    assert owed == {"prevent"}


def test_each_of_two_impacts_has_the_ties_to_itself(checker: Checker) -> None:
    data = manifest({"actor": "maker"})
    data["impacts"].append({**data["impacts"][0], "id": "other-harm"})
    for impact in assessed(checker, data).impacts:
        assert tie(impact, "maker").actor == "maker"  # one tie, not one of each impact


def test_where_it_is_not_said_whether_a_harm_has_happened_nothing_is_owed_for_certain(checker: Checker) -> None:
    cause = {"actor": "maker", "acts_alone_sufficient": True}
    owes = tie(harm(checker, cause, status="unknown"), "maker").owes
    assert owes
    assert not [owing.owed.id for owing in owes if owing.certain]


def test_the_register_tells_done_from_due_and_from_unsaid(checker: Checker) -> None:
    cause = {"actor": "maker", "acts_alone_sufficient": True}
    remedy = {"contributors": ["lab"]}
    said = tie(harm(checker, {**cause, "ceased": True}, remedy=remedy), "maker")
    assert {owing.owed.id: owing.state for owing in said.owes} == {"cease": State.DONE, "remedy": State.DUE}
    unsaid = tie(harm(checker, cause), "maker")
    assert {owing.state for owing in unsaid.owes} == {State.NOT_STATED}


CONTACTS = [
    (["maker"], Outcome.MET),
    (["lab"], Outcome.MET),
    ([], Outcome.UNMET),
    (["maker", "lab"], Outcome.UNMET),
    (["bystander"], Outcome.UNMET),
]


@pytest.mark.parametrize(("contacts", "expected"), CONTACTS)
def test_exactly_one_contact_of_the_chain_is_asked_for(
    checker: Checker, contacts: list[str], expected: Outcome
) -> None:
    cause = {"actor": "maker", "acts_alone_sufficient": True}
    remedy = {"contributors": ["maker", "lab"], "needs_chain_collaboration": True, "coordinator": contacts}
    part = report(checker, manifest(cause, remedy=remedy))
    (finding,) = [finding for finding in part.findings if finding.duty.id == "bsr-5.7.2.b"]
    assert finding.outcome is expected
    assert part.assessment.addressed_by(finding.actor, finding.entity) == ("maker",)


TASKS = [
    (["coordinate", "inform_affected"], State.DONE),
    (["coordinate"], State.DUE),
    (["inform_affected"], State.DUE),
    ("none", State.DUE),
    ("unknown", State.NOT_STATED),
]


@pytest.mark.parametrize(("tasks", "state"), TASKS, ids=[str(row[0]) for row in TASKS])
def test_the_contact_has_done_its_part_when_both_its_tasks_are_done(
    checker: Checker, tasks: list[str] | str, state: State
) -> None:
    cause = {"actor": "maker", "acts_alone_sufficient": True}
    remedy = {"contributors": ["maker", "lab"], "needs_chain_collaboration": True, "coordinator": ["maker"]}
    said = tie(harm(checker, cause, remedy={**remedy, "coordinator_tasks": tasks}), "maker")
    assert {owing.owed.id: owing.state for owing in said.owes}["coordinate"] is state


@pytest.mark.parametrize(
    "change",
    [{"status": "potential"}, {"remedy": {"needs_chain_collaboration": False}}],
    ids=["nothing has happened", "one actor is enough"],
)
def test_no_contact_is_asked_for_where_none_is_needed(checker: Checker, change: dict[str, Any]) -> None:
    part = report(checker, manifest({"actor": "maker", "acts_alone_sufficient": True}, **change))
    assert outcome(part, "bsr-5.7.2.b", "") == {Outcome.NOT_APPLICABLE}


def test_societal_harm_goes_to_the_ecosystem_of_remedy_as_well(checker: Checker) -> None:
    said = tie(harm(checker, {"actor": "maker", **SETTLED}, nature="societal"), "maker")
    assert {owing.owed.id for owing in said.owes} == {"leverage", "ecosystem_response"}


def test_the_most_severe_comes_first_and_likelihood_ranks_nothing(checker: Checker) -> None:
    data = manifest()
    shapes = [
        ("mild", {"scale": "limited", "remediability": "restorable", "scope": "masses"}, "almost certain"),
        ("grave", {"scale": "grave", "remediability": "restorable", "scope": "few"}, "rare"),
        ("lost", {"scale": "serious", "remediability": "irremediable", "scope": "few"}, "rare"),
        ("urgent", {"scale": "grave", "remediability": "restorable", "delay_irremediable": True}, "rare"),
    ]
    data["impacts"] = [
        {"id": name, "status": "actual", "application": "app", "severity": severity, "likelihood": likely}
        for name, severity, likely in shapes
    ]
    assert [impact.id for impact in assessed(checker, data).impacts] == ["urgent", "lost", "grave", "mild"]


def test_benefits_that_outweigh_are_a_finding_and_opportunities_change_nothing(checker: Checker) -> None:
    data = manifest()
    data["actors"][1]["risk_decisions"] = [{"decision": "accept", "rationale": ["benefits_outweigh"]}]
    part = report(checker, data)
    assert outcome(part, "bsr-2.1.c", "maker") == {Outcome.UNMET}
    data["actors"][1]["opportunities"] = "Help with homework for everybody"
    before, after = (
        [(risk.id, risk.certain, risk.severity) for risk in assessment.risks]
        for assessment in (part.assessment, assessed(checker, data))
    )
    assert before == after


@pytest.mark.parametrize("right", ["esc.property", "bt_property"])
def test_a_supplier_that_left_protected_works_in_causes_the_loss_of_property(checker: Checker, right: str) -> None:
    data = manifest({"actor": "bystander"}, application=None, dataset="novels", rights=[right])
    works = {"contains": ["ip_protected"], "filtered_for": [], "rights_basis": "none"}
    data["actors"][2]["activities"] = ["data_sourcing"]
    data["datasets"] = [{"id": "novels", "supplier": "bystander", **works}]
    (impact,) = assessed(checker, data).impacts
    assert (tie(impact, "bystander").level, tie(impact, "bystander").by) == (Level.CAUSE, "AT-2c")


def test_a_chain_that_runs_in_a_circle_is_assessed(checker: Checker) -> None:
    data = manifest()
    data["models"] = [
        {"id": "base", "developer": "lab", "based_on": ["tuned"]},
        {"id": "tuned", "developer": "lab", "based_on": ["base"]},
    ]
    assert {tie.actor for tie in assessed(checker, data).impacts[0].involvements} == {"lab", "maker"}
