"""A manifest is checked on behalf of one organisation: whose duties gate, and what the report says of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate import InputError, check
from rightsgate.checker.checker import Checker
from rightsgate.findings.model import Finding
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Effect
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
    assert "No subject is named (--for ID), so everyone's duties gate." in said_by(command, SMALL, "--detail", "full")
    said = said_by(command, SMALL, "--for", "studio", "--detail", "full")
    assert "Judged for studio: its duties gate, those of the others are advisory." in said
    refused = command(ROOT, "check", SMALL, "--for", "studoi")
    assert refused.returncode == 2
    assert "it has no actor 'studoi' to be checked for (did you mean 'studio'?)" in refused.stderr.decode()


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


def _outcome(folder: Path, actor: dict[str, Any]) -> str:
    path = folder / "m.json"
    path.write_text(json.dumps({"rightsgate": 1, "actors": [actor]}), encoding="utf-8")
    report = check(path, as_of=AS_OF)
    return next(finding.outcome.value for finding in report.findings if finding.duty.id == "bsr-4.1.b")
