"""A policy may ask duties of some actors alone, by their ids: those of others are not asked, and that is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from checkout.command import Run
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.findings.ineffective_model import NoEffectReason
from rightsgate.findings.model import Ground, Verdict
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.policy import DutyException, Selection
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse
from worlds.manifests import AS_OF, shipped

RULE = "bsr-3.b"  # the review of the due diligence is not too old
DECIDED = {"rule": "bsr-6.4-3.f", "outcome": "met", "decided_by": "Ana Ruiz", "date": "2026-05-04", "reason": "Seen"}
TWO_FIRMS: dict[str, Any] = {
    "rightsgate": 1,
    "actors": [
        {"id": "maker", "activities": ["app_building"], "hrdd": {"last_review": "2020-01-01"}},
        {"id": "lab", "activities": ["app_building"], "hrdd": {"last_review": "2020-01-01"}, "judgements": [DECIDED]},
    ],
    "applications": [{"id": "app", "developer": ["maker", "lab"], "audience": ["b2b"]}],
    "channels": [{"owner": ["maker", "lab"], "prominent": True}],
}
JOINT: dict[str, Any] = {
    **TWO_FIRMS,
    "impacts": [
        {
            "id": "harm",
            "status": "actual",
            "links": [
                {"actor": "maker", "acts_alone_sufficient": True},
                {
                    "actor": "lab",
                    "level": "not_linked",
                    "decided_by": "Ana Ruiz",
                    "decided_on": "2026-05-01",
                    "reason": "Tests",
                },
            ],
        }
    ],
}


def checked(
    selections: tuple[Selection, ...] = (), exceptions: tuple[DutyException, ...] = (), data: dict[str, Any] = TWO_FIRMS
) -> ManifestReport:
    audit = load_policy("audit", builtin("policies"), shipped())
    policy = structs.replace(audit, selections=selections, exceptions=exceptions)
    checker = Checker(shipped(), policy, AS_OF)
    return checker.check(checker.load(parse(json.dumps(data), "m.json", json=True), "m.json"))


def of(*actors: str, **more: Any) -> Selection:
    return Selection(actors=actors, **more)


def left_out(selection: Selection, until: str = "") -> tuple[DutyException, ...]:
    return (DutyException(selection=selection, reason="ours", until=until),)


def asked(report: ManifestReport, rule: str = "") -> set[str]:
    return {finding.actor for finding in report.findings if rule in ("", finding.duty.id)}


def test_duties_are_asked_of_the_chosen_actors_alone() -> None:
    everyone, chosen = checked(), checked((of("maker"),))
    assert asked(everyone) == {"maker", "lab"}
    assert chosen.findings == tuple(finding for finding in everyone.findings if finding.actor == "maker")
    assert sum(chosen.counts.values()) == len(chosen.findings)


def test_what_chooses_nobody_by_name_chooses_everybody() -> None:
    report = checked((of("maker"), Selection(rules=(RULE,))))
    assert asked(report) == {"maker", "lab"}
    assert {finding.duty.id for finding in report.findings if finding.actor == "lab"} == {RULE}


def test_an_exception_for_an_actor_leaves_the_duty_with_the_others() -> None:
    report = checked((), left_out(of("lab", rules=(RULE,))))
    assert asked(report, RULE) == {"maker"}
    assert asked(report) == {"maker", "lab"}
    lapsed = checked((), left_out(of("lab", rules=(RULE,)), "2020-01-01"))
    assert lapsed.findings == checked().findings


@pytest.mark.parametrize(("actors", "is_asked"), [(("maker",), True), (("maker", "lab"), True), (("lab",), False)])
def test_a_joint_duty_is_asked_where_one_who_may_be_bound_is_chosen(actors: tuple[str, ...], *, is_asked: bool) -> None:
    assert "" in asked(checked(data=JOINT))
    assert ("" in asked(checked((of(*actors),), data=JOINT))) is is_asked


@pytest.mark.parametrize(("actors", "is_asked"), [(("maker",), False), (("lab",), True)])
def test_a_joint_duty_is_left_out_where_all_who_may_be_bound_are(actors: tuple[str, ...], *, is_asked: bool) -> None:
    assert ("" in asked(checked((), left_out(of(*actors)), data=JOINT))) is is_asked


def test_a_decision_on_a_duty_that_is_not_asked_of_its_actor_has_no_effect() -> None:
    assert checked().ineffective_decisions == ()
    (told,) = checked((of("maker"),)).ineffective_decisions
    assert (told.actor, told.reason) == ("lab", NoEffectReason.NOT_SELECTED)


def test_a_choice_that_nobody_answers_to_never_passes() -> None:
    report = checked((of("makr"),))
    assert (report.findings, report.actors_not_found) == ((), ("makr",))
    assert (report.verdict, report.grounds.ground) == (Verdict.UNDECIDED, Ground.NOTHING_CHECKED)


def test_a_policy_that_leaves_out_everything_for_a_time_never_passes_meanwhile() -> None:
    meanwhile = checked((), left_out(Selection(strengths=tuple(Strength)), "2099-01-01"))
    assert (meanwhile.verdict, meanwhile.grounds.ground) == (Verdict.UNDECIDED, Ground.NOTHING_CHECKED)


POLICY = """\
policy: mine
title: Mine
extends: audit
rules: {{actors: [maker, makr]}}
except: {{ids: [{rule}], actors: [labb], reason: audited in spring}}
"""


def said(command: Run, folder: Path, *options: str) -> str:
    (folder / "m.json").write_text(json.dumps(TWO_FIRMS), encoding="utf-8")
    (folder / "mine.yaml").write_text(POLICY.format(rule=RULE), encoding="utf-8")
    done = command(folder, "check", "m.json", "--policy", "mine.yaml", "--as-of", AS_OF, *options)
    assert done.returncode == 1, done.stderr
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("shape", ["brief", "findings", "full"])
def test_the_report_says_of_whom_duties_are_asked_and_who_is_not_there(
    shape: str, command: Run, tmp_path: Path
) -> None:
    text = said(command, tmp_path, "--detail", shape)
    assert "This policy applies only to maker and makr." in text
    assert "The policy names the actor 'labb', which is not in this manifest (did you mean 'lab'?)." in text
    assert "The policy names the actor 'makr', which is not in this manifest (did you mean 'maker'?)." in text
    assert f"1 duty of labb ({RULE}) left out" in text


def test_the_json_report_says_it_too(command: Run, tmp_path: Path) -> None:
    report = json.loads(said(command, tmp_path, "--format", "json"))
    assert report["run"]["policy"]["actors"] == ["maker", "makr"]
    assert report["run"]["policy"]["exceptions"] == [
        {"reason": "audited in spring", "rules": [RULE], "actors": ["labb"]}
    ]
    (part,) = report["manifests"]
    assert part["actors_not_found"] == ["labb", "makr"]
    assert {finding["actor"] for finding in part["findings"]} == {"maker"}


def test_a_table_of_many_manifests_names_actors_that_one_does_not_have(command: Run, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for number in range(12):
        (tmp_path / "more" / f"{number}.json").write_text(json.dumps(TWO_FIRMS), encoding="utf-8")
    text = said(command, tmp_path, "more", "--detail", "brief")
    assert text.count("the policy names actors that are not in it: labb, makr") == 13
