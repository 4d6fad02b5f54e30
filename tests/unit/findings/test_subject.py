"""A manifest is checked on behalf of one organisation: whose duties gate, and what the report says of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate import InputError, check
from rightsgate.checker.checker import Checker
from rightsgate.findings.model import Finding, Ground, Verdict
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse
from worlds.manifests import AS_OF, shipped

SMALL = str(ROOT / "fixtures" / "small" / "manifest.yaml")
TWO_FIRMS: dict[str, Any] = {
    "rightsgate": 1,
    "actors": [
        {"id": "maker", "activities": ["app_building"], "hrdd": {"timing": ["pre_deployment"]}},
        {"id": "lab", "activities": ["model_pretraining"], "hrdd": {"timing": ["pre_deployment"]}},
    ],
}


def said_by(command: Run, *arguments: str) -> str:
    return command(ROOT, "check", *arguments).stdout.decode()


def findings(data: dict[str, Any], policy: str = "release-gate", subject: str = "") -> list[Finding]:
    checker = Checker(shipped(), load_policy(policy, builtin("policies"), shipped()), AS_OF, subject=subject)
    manifest = checker.load(parse(json.dumps(data), "m.json", json=True), "m.json")
    return list(checker.check(manifest).findings)


def gate_of(found: list[Finding]) -> set[str]:
    return {finding.actor for finding in found if not finding.advisory}


@pytest.mark.parametrize(
    ("policy", "gating"),
    [("release-gate", {"maker"}), ("procurement", {"lab"}), ("audit", {"maker", "lab"})],
)
def test_a_policy_says_whose_duties_gate(policy: str, gating: set[str]) -> None:
    found = findings({**TWO_FIRMS, "subject": "maker"}, policy)
    assert gate_of(found) == gating
    assert all(finding.effect is Effect.ACCEPT for finding in found if finding.advisory)


def test_the_call_names_another_subject_than_the_manifest() -> None:
    assert gate_of(findings({**TWO_FIRMS, "subject": "maker"}, subject="lab")) == {"lab"}


@pytest.mark.parametrize("policy", ["release-gate", "procurement", "audit"])
def test_without_a_subject_everyone_is_judged(policy: str) -> None:
    assert gate_of(findings(TWO_FIRMS, policy)) == {"maker", "lab"}


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("makr", "'subject' names no actor of the manifest: 'makr' (did you mean 'maker'?)"),
        (["maker"], "'subject' must be the id of an actor, not a list"),
        (1, "'subject' must be the id of an actor, not a number"),
    ],
)
def test_a_subject_that_is_no_actor_is_refused(subject: Any, words: str) -> None:
    with pytest.raises(InputError) as error:
        findings({**TWO_FIRMS, "subject": subject})
    assert words in str(error.value)


def test_a_joint_duty_gates_where_the_subject_may_be_bound_by_it() -> None:
    impact = {"id": "harm", "status": "actual", "links": [{"actor": "maker", "level": "not_linked"}]}
    impact["links"] = [
        {"actor": "maker", "acts_alone_sufficient": True},
        {
            "actor": "lab",
            "level": "not_linked",
            "decided_by": "Ana Ruiz",
            "decided_on": "2026-05-01",
            "reason": "Tests",
        },
    ]
    world = {**TWO_FIRMS, "impacts": [impact]}
    joint = {
        subject: {finding.advisory for finding in findings({**world, "subject": subject}) if finding.actor == ""}
        for subject in ("maker", "lab")
    }
    assert joint == {"maker": {False}, "lab": {True}}


def test_the_report_says_for_whom_it_judges(command: Run) -> None:
    assert "No subject is named (--for ID), so the duties of all actors gate." in said_by(
        command, SMALL, "--detail", "full"
    )
    said = said_by(command, SMALL, "--for", "studio", "--detail", "full")
    assert "Judged for studio: its duties gate; those of the other actors are advisory." in said
    refused = command(ROOT, "check", SMALL, "--for", "studoi")
    assert refused.returncode == 2
    assert "no actor 'studoi' in this manifest (did you mean 'studio'?)" in refused.stderr.decode()


@pytest.mark.parametrize("named", ["", None, "none", "unknown", "TBD", "?"])
def test_an_entry_copied_from_nothing_is_not_copied(named: str | None, tmp_path: Path) -> None:
    actor = {"id": "maker", "activities": ["app_building"], "hrdd": {"timing": ["pre_deployment"]}}
    assert _outcome(tmp_path, {**actor, "transcribed_from": named}) == "unmet"


PARTIAL = [
    {"timing": {"value": ["pre_deployment"], "complete": False}},
    {"timing": ["pre_deployment", "unknown"]},
]


@pytest.mark.parametrize("hrdd", PARTIAL)
def test_what_a_partial_list_leaves_out_is_not_stated(hrdd: dict[str, Any], tmp_path: Path) -> None:
    whole = {"id": "maker", "activities": ["app_building"], "hrdd": {"timing": ["pre_deployment"]}}
    told, partial, copied = (
        _outcome(tmp_path, actor)
        for actor in (whole, {**whole, "hrdd": hrdd}, {**whole, "transcribed_from": "vendor's card"})
    )
    assert (told, partial, copied) == ("unmet", "unknown", "unknown")


def test_an_entry_copied_from_a_document_keeps_its_owner_and_activities(tmp_path: Path) -> None:
    copied = {"transcribed_from": "vendor's card"}
    lab = {"id": "lab", "activities": ["model_pretraining"], **copied}
    model = {"id": "m", "developer": "lab", **copied}
    maker = {"id": "maker", "activities": ["app_building"]}
    path = tmp_path / "m.json"
    path.write_text(json.dumps({"rightsgate": 1, "actors": [maker, lab], "models": [model]}), encoding="utf-8")
    (part,) = check(path, as_of=AS_OF).manifests
    roles = {actor.id: (actor.roles, "foundation_model_developer" in actor.possible_roles) for actor in part.actors}
    assert not roles["maker"][1]
    assert "foundation_model_developer" in roles["lab"][0]


TUNER = {
    "rightsgate": 1,
    "subject": "us",
    "actors": [
        {"id": "lab", "activities": ["model_pretraining"]},
        {"id": "us", "activities": ["app_building", "app_model_finetuning", "data_sourcing"]},
    ],
    "datasets": [{"id": "calls", "supplier": "us"}],
    "models": [
        {"id": "base", "developer": "lab"},
        {"id": "ours", "developer": "us", "based_on": ["base"], "trained_on": ["calls"]},
    ],
}
DENIED = {"kind": "supplies_data", "from": "us", "to": "lab", "exists": False}


def test_a_relation_that_is_denied_is_not_asked_about() -> None:
    def about(data: dict[str, Any]) -> set[str]:
        return {finding.id for finding in findings(data) if "supplies_data:us>lab" in (finding.entity or "")}

    assert about(TUNER)
    assert not about({**TUNER, "relations": [DENIED]})
    assert about({**TUNER, "relations": [{**DENIED, "about": ["ours"]}]})


def test_what_only_may_contradict_itself_does_not_gate() -> None:
    found = {one.duty.id: one for one in findings({**TUNER, "impacts": "none"}) if not one.advisory}
    unknown = [one for one in found.values() if one.duty.contradiction and one.outcome.value == "unknown"]
    assert unknown
    assert all(one.effect is Effect.ACCEPT for one in unknown)


@pytest.mark.parametrize(
    "said",
    [
        {"relations": "none"},
        {"relations": {"complete": True, "value": []}},
        {"relations": [{"kind": "provides_model", "from": "lab", "to": "us", "exists": False}]},
    ],
)
def test_what_contradicts_itself_blocks_wherever_an_unmet_must_does(said: dict[str, Any]) -> None:
    for policy in ("musts-only", "release-gate"):
        found = [one for one in findings({**TUNER, **said}, policy) if one.actor == "us" and one.duty.id == "rg-2.b"]
        assert {one.effect for one in found if one.outcome is Outcome.UNMET} == {Effect.BLOCK}


FOREIGN_DATA = {
    "rightsgate": 1,
    "subject": "lab",
    "actors": [{"id": "lab", "activities": ["model_pretraining"]}, {"id": "sup", "activities": ["data_sourcing"]}],
    "datasets": [{"id": "web", "supplier": "sup", "contains": ["toxic"], "filtered_for": ["csam"]}],
    "models": [{"id": "m", "developer": "lab", "trained_on": ["web"], "release": "open_weights"}],
}


@pytest.mark.parametrize(("supplier", "waits"), [("sup", ("sup",)), ("lab", ())])
def test_a_gap_in_the_practice_of_another_does_not_gate(supplier: str, waits: tuple[str, ...]) -> None:
    data = {**FOREIGN_DATA, "datasets": [{**FOREIGN_DATA["datasets"][0], "supplier": supplier}]}
    (found,) = [one for one in findings(data) if one.duty.id == "pai-m01.a" and one.actor == "lab"]
    assert (found.outcome.value, found.awaits) == ("unmet", waits)
    assert (found.effect is Effect.ACCEPT) is bool(waits)


NO_ROLE = {
    "rightsgate": 1,
    "subject": "me",
    "actors": [{"id": "me", "kind": "company", "activities": "none"}],
    "applications": [{"id": "app", "developer": "me", "features": ["authoritative_answers"]}],
    "impacts": [{"id": "harm", "application": "app", "risk": "RISK-5.2-1", "status": "potential"}],
}


ARTEFACTS = ("applications", "impacts")


@pytest.mark.parametrize(
    ("actor", "policy", "without"),
    [
        ({}, "release-gate", ()),
        ({"activities": ["app_building"], "kind": "individual"}, "release-gate", ()),
        ({"roles": ["state"]}, "musts-only", ARTEFACTS),  # which would contradict its role
        ({"activities": ["research_publication"]}, "musts-only", ARTEFACTS),  # as above
    ],
)
def test_where_nothing_is_at_stake_nothing_has_passed(
    tmp_path: Path, actor: dict[str, Any], policy: str, without: tuple[str, ...]
) -> None:
    path = tmp_path / "m.json"
    data = {**NO_ROLE, "actors": [{**NO_ROLE["actors"][0], **actor}]}
    path.write_text(json.dumps({key: data[key] for key in data if key not in without}), encoding="utf-8")
    report = check(path, as_of=AS_OF, policy=policy)
    assert report.verdict is Verdict.UNDECIDED
    assert report.manifests[0].grounds.ground in (Ground.NOTHING_CHECKED, Ground.NOTHING_AT_STAKE)


def _outcome(folder: Path, actor: dict[str, Any]) -> str:
    path = folder / "m.json"
    path.write_text(json.dumps({"rightsgate": 1, "actors": [actor]}), encoding="utf-8")
    report = check(path, as_of=AS_OF)
    return next(finding.outcome.value for finding in report.findings if finding.duty.id == "bsr-4.1.b")
