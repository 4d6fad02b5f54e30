"""``rightsgate diff``, as a team runs it: on edits of a manifest, on reports and on rule packs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checkout.command import Run, without_codes
from checkout.paths import ROOT
from rightsgate.checker.checker import Checker
from rightsgate.files.read import read_as
from rightsgate.findings.waivers.facts import facts_digest
from rightsgate.report.diff.json import diff_schema
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin

AS_OF = ("--as-of", "2026-11-21")
SMALL = (ROOT / "fixtures" / "small" / "manifest.yaml").read_text(encoding="utf-8")
FIXTURES = ROOT / "fixtures"
FEEDBACK = (
    "    status_feedback: {value: true, evidence: docs/reporting.md, since: 2026-03-01}   # a value with its proof\n"
)
REPORTING = "bsr-6.4-3.h@helpdesk/studio/downstream_developer"
COVERS = "bsr-6.1-2.f@lab/foundation_model_developer"
RULES = """\
source: {document: own, section: '1'}
title: T
recommendations:
  - id: own-1
    number: 1
    title: T
    duties:
      - {id: own-1.a, encodes: [X], title: A topic, binds: [downstream_developer], strength: should, why: W., fix: F.,
         require: [{path: $.hrdd.topics, has: business_model}]}
      - {id: own-1.b, encodes: [Y], title: A timing, binds: [downstream_developer], strength: should, why: W., fix: F.,
         require: [{path: $.hrdd.timing, has: ongoing}]}
"""
Told = Callable[..., tuple[int, Any]]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def told(here: Path, command: Run) -> Told:
    """Return what a call says as JSON, which keeps to the schema."""

    def run(*arguments: str) -> tuple[int, Any]:
        done = command(here, "diff", *arguments, "--format", "json")
        assert done.stderr == b"", done.stderr
        found = json.loads(done.stdout)
        assert list(Draft202012Validator(diff_schema()).iter_errors(found)) == []
        assert found["exit_code"] == done.returncode
        return done.returncode, found

    return run


@pytest.fixture
def edited(here: Path, told: Told) -> Told:
    """Return what changed by replacing a text of the manifest by another."""

    def run(old: str, new: str, *options: str) -> tuple[int, Any]:
        assert old in SMALL
        (here / "new.yaml").write_text(SMALL.replace(old, new), encoding="utf-8")
        return told("old.yaml", "new.yaml", *AS_OF, *options)

    return run


def causes(found: Any) -> set[tuple[str | None, ...]]:
    return {
        tuple(cause.get(key) for key in ("kind", "entity", "field", "before", "after"))
        for change in found["changes"]
        for cause in change["causes"]
    }


def test_a_statement_that_is_removed_makes_a_finding_worse(edited: Told) -> None:
    code, found = edited(FEEDBACK, "")
    (change,) = found["changes"]
    assert (code, change["id"], change["change"], change["before"], change["after"]) == (
        *(1, REPORTING, "worse", "met"),
        "unknown",
    )
    (cause,) = change["causes"]
    assert (cause["entity"], cause["field"], cause["after"]) == ("record:studio", "status_feedback", "not stated")
    assert cause["before"].startswith("true")
    assert (cause["location"]["path"], cause["location"]["line"]) == (
        "old.yaml",
        SMALL[: SMALL.index(FEEDBACK)].count("\n") + 1,
    )


def test_a_statement_that_becomes_false_makes_a_finding_worse(edited: Told) -> None:
    code, found = edited(FEEDBACK, "    status_feedback: false\n")
    (change,) = found["changes"]
    assert (code, change["change"], change["after"]) == (1, "worse", "unmet")
    (cause,) = change["causes"]
    assert (cause["after"], cause["location"]["path"]) == ("false", "new.yaml")


def test_a_statement_that_is_put_right_settles_findings(edited: Told) -> None:
    code, found = edited("covers: [purpose, identified_risks]", "covers: [purpose, identified_risks, training_methods]")
    assert (code, found["counts"]) == (0, {"settled": 1})
    (change,) = found["changes"]
    assert (change["rule"], change["before"], change["after"]) == ("bsr-6.3-2.c", "unmet", "met")
    listed = "identified_risks, purpose"
    assert causes(found) == {("statement", "model_card:lab", "covers", listed, f"{listed}, training_methods")}


def test_what_is_no_longer_unmet_and_not_met_either_is_now_unknown(edited: Told) -> None:
    code, found = edited("covers: [purpose, identified_risks]", "covers: [purpose, identified_risks, safety]")
    assert (code, found["counts"], found["changes"][0]["id"]) == (0, {"now_unknown": 1}, COVERS)


def test_what_nobody_stated_and_is_unmet_now_is_now_stated_and_not_worse(edited: Told) -> None:
    code, found = edited(FEEDBACK, FEEDBACK + "    simple: false\n")
    assert (code, found["counts"]) == (0, {"now_stated": 1})
    assert causes(found) == {("statement", "record:studio", "simple", "not stated", "false")}


def test_silence_about_what_was_unmet_is_not_called_better(edited: Told) -> None:
    code, found = edited(", covers: [purpose, identified_risks]", "")
    assert code == 1  # what the list met is not stated any more either
    assert set(found["counts"]) == {"worse", "now_unknown"}


def test_an_activity_brings_a_role_and_its_duties(edited: Told) -> None:
    code, found = edited("activities: [app_building]", "activities: [app_building, model_pretraining]")
    assert code == 1
    assert found["counts"]["new"] > 100
    cause = ("statement", "studio", "activities", "app_building", "app_building, model_pretraining")
    assert all(cause in causes({"changes": [change]}) for change in found["changes"] if change["change"] == "new")


def test_an_entity_with_another_id_is_another_entity(edited: Told) -> None:
    code, found = edited("helpdesk", "hotline")
    assert (code, found["counts"]["new"]) == (1, found["counts"]["settled"])
    assert ("statement", "hotline", None, "not listed", "listed") in causes(found)
    assert ("statement", "helpdesk", None, "listed", "not listed") in causes(found)


def test_nothing_changed_between_a_manifest_and_itself_laid_out_anew(edited: Told) -> None:
    code, found = edited("# who takes part", "# others")
    assert (code, found.get("changes")) == (0, None)


def test_a_manifest_judged_for_one_actor_counts_the_others_apart(edited: Told) -> None:
    code, found = edited(FEEDBACK, "", "--for", "parcels")
    assert (code, found["counts"], found["others"]) == (0, {}, {"worse": 1})
    code, found = edited(FEEDBACK, "", "--for", "studio")
    assert (code, found["counts"], found["others"]) == (1, {"worse": 1}, {})


def test_another_subject_is_told_first(here: Path, command: Run) -> None:
    for name in ("studio", "parcels"):
        command(here, "check", "old.yaml", *AS_OF, "--for", name, "--format", f"json={name}.json")
    done = command(here, "diff", "studio.json", "parcels.json")
    text = done.stdout.decode()
    assert done.returncode == 1
    assert text.index("Subject: studio → parcels") < text.index("New (")
    assert "another subject: studio → parcels" in " ".join(text.split())


@pytest.fixture
def packs(here: Path) -> Path:
    """Write two rule packs of one name; what a test changes, it changes in the second."""
    for name in ("before", "after"):
        (here / name).mkdir()
        (here / name / "pack.yaml").write_text("pack: own\n")
        (here / name / "rules.yaml").write_text(RULES)
    return here / "after" / "rules.yaml"


OVER = ("before", "after", "--over", "old.yaml", *AS_OF)


def test_two_equal_packs_change_nothing(packs: Path, told: Told) -> None:
    assert packs.exists()
    code, found = told(*OVER)
    assert (code, found.get("changes"), found.get("settings")) == (0, None, None)


def test_a_condition_that_changed_is_told_with_its_rule(packs: Path, told: Told) -> None:
    packs.write_text(RULES.replace("has: business_model", "has: labour"))
    code, found = told(*OVER)
    assert (code, found["counts"], [one["name"] for one in found["settings"]]) == (1, {"worse": 1}, ["own"])
    assert causes(found) == {("rule", "own-1.a", "hrdd.topics", "business_model", "labour")}


def test_a_strength_that_changed_is_told_with_its_rule(packs: Path, told: Told) -> None:
    packs.write_text(
        RULES.replace(
            "A timing, binds: [downstream_developer], strength: should",
            "A timing, binds: [downstream_developer], strength: must",
        )
    )
    code, found = told(*OVER)
    assert (code, found["counts"]) == (0, {"reweighed": 1})
    assert causes(found) == {("rule", "own-1.b", "strength", "should", "must")}


def test_a_rule_that_only_one_pack_has_is_named(packs: Path, told: Told) -> None:
    packs.write_text(RULES.replace("own-1.b", "own-1.c"))
    code, found = told(*OVER)
    assert (code, found["counts"]) == (1, {"new": 1, "settled": 1})
    assert causes(found) == {
        ("rule", "own-1.c", None, "not in the rules", "in the rules"),
        ("rule", "own-1.b", None, "in the rules", "not in the rules"),
    }


def test_a_pack_called_as_ours_stands_in_its_place(here: Path, told: Told) -> None:
    for name in ("before", "after"):
        shutil.copytree(builtin("rules"), here / name)
    _, found = told(*OVER)
    assert [pack["name"] for pack in found["old"]["packs"]] == ["rightsgate"]
    assert any("in place of the rules that come with rightsgate" in note for note in found["old"]["notes"])


def test_reports_tell_the_same_changes_as_their_manifests(here: Path, edited: Told, told: Told, command: Run) -> None:
    _, of_manifests = edited(FEEDBACK, "    status_feedback: false\n")
    for name in ("old", "new"):
        command(here, "check", f"{name}.yaml", *AS_OF, "--derivations", "--format", f"json={name}.json")
    code, of_reports = told("old.json", "new.json")
    assert code == 1
    kept = ("id", "change", "before", "after", "decides")
    assert [[one.get(key) for key in kept] for one in of_reports["changes"]] == [
        [one.get(key) for key in kept] for one in of_manifests["changes"]
    ]
    assert causes(of_reports) == {("statement", "record:studio", "status_feedback", "true", "false")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("involvement/image-app-before", "involvement/image-app-after"),
        ("small", "one-company-four-roles"),
        ("llama-2", "gpt-4-chatgpt"),
    ],
)
def test_new_and_worse_are_what_a_check_against_the_baseline_lets_gate(
    here: Path, command: Run, told: Told, one: str, other: str
) -> None:
    manifest, options = here / "m.yaml", ("check", "m.yaml", *AS_OF, "--format")
    shutil.copy(FIXTURES / one / "manifest.yaml", manifest)
    command(here, *options, "json=a.json")
    shutil.copy(FIXTURES / other / "manifest.yaml", manifest)
    command(here, *options, "json=b.json")
    held = json.loads(command(here, *options, "json", "--baseline", "a.json").stdout)
    (part,) = held["manifests"]
    code, found = told("a.json", "b.json")
    for shift in ("new", "worse", "now-stated"):
        expected = {finding["id"] for finding in part["findings"] if finding.get("change") == shift}
        assert {change["id"] for change in found.get("changes", ()) if change["change"] == shift} == expected
    settled = {change["id"] for change in found.get("changes", ()) if change["change"] == "settled"}
    assert settled == set(part["changes"].get("settled", ()))
    assert code == (held["exit_code"] != 0)


@pytest.fixture
def waivers(here: Path, pack: Pack) -> Path:
    """Write a file with a waiver of a finding as it stands in ``old.yaml``."""
    checker = Checker(pack, load_policy("release-gate", builtin("policies"), pack), "2026-11-21")
    part = checker.check(checker.load(read_as("manifest", here / "old.yaml", "old.yaml"), "old.yaml"))
    (finding,) = [one for one in part.findings if one.id == COVERS]
    assert finding.explanation is not None
    facts = facts_digest(finding.outcome, finding.strength, finding.explanation)
    entry = {
        "finding": COVERS,
        "facts": facts,
        "reason": "The next card says it.",
        "owner": "Ada",
        "approver": "Ben",
        "starts": "2026-11-01",
        "expires": "2026-12-31",
    }
    path = here / "rightsgate.waivers.yaml"
    path.write_text(json.dumps({"waivers": [entry]}), encoding="utf-8")
    return path


def test_a_waived_finding_is_seen_and_its_end_makes_it_new(waivers: Path, here: Path, told: Told, command: Run) -> None:
    _, found = told("old.yaml", "old.yaml", *AS_OF, "--waivers", waivers.name)
    assert (found["still_waived"], found.get("changes")) == (1, None)
    command(here, "check", "old.yaml", *AS_OF, "--format", "json=plain.json")
    command(here, "check", "old.yaml", *AS_OF, "--format", "json=waived.json", "--waivers", waivers.name)
    code, found = told("plain.json", "waived.json")
    assert (code, found["counts"]) == (0, {"waived": 1})
    code, found = told("waived.json", "plain.json")
    assert (code, found["counts"], found["changes"][0]["id"]) == (1, {"new": 1}, COVERS)
    assert causes(found) == {("waiver", None, None, "2026-12-31", None)}


def test_the_text_names_field_entity_values_and_line(here: Path, command: Run) -> None:
    (here / "new.yaml").write_text(SMALL.replace(FEEDBACK, "    status_feedback: false\n"), encoding="utf-8")
    done = command(here, "diff", "old.yaml", "new.yaml", *AS_OF)
    text = " ".join(done.stdout.decode().split())
    assert done.returncode == 1
    assert text.startswith("WORSE old.yaml → new.yaml")
    assert f"Worse (1) should {REPORTING} People who report learn the outcome of their report (met → unmet)" in text
    line = SMALL[: SMALL.index(FEEDBACK)].count("\n") + 1
    assert f"→ false (new.yaml:{line})" in text
    assert text.endswith("Exit code 1.")


def test_both_formats_are_written_in_one_call(here: Path, command: Run) -> None:
    done = command(here, "diff", "old.yaml", "old.yaml", *AS_OF, "--format", "json=d.json", "--format", "text=d.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads((here / "d.json").read_text())["schema"] == "rightsgate.diff/1"
    assert (here / "d.txt").read_text(encoding="utf-8").startswith("NO CHANGE")


def test_the_same_input_gives_the_same_bytes(here: Path, command: Run) -> None:
    (here / "new.yaml").write_text(SMALL.replace("helpdesk", "hotline"), encoding="utf-8")
    for form in ("text", "json"):
        first, second = (command(here, "diff", "old.yaml", "new.yaml", *AS_OF, "--format", form) for _ in range(2))
        assert first.stdout == second.stdout


REFUSED = {
    "a manifest and a report": (("old.yaml", "r.json"), "r.json: it is a report, and old.yaml is a manifest"),
    "a folder without manifests": (("before", "after"), "--over MANIFEST"),
    "one folder": (("before", "old.yaml", "--over", "old.yaml"), "--over is for two folders of rule packs"),
    "a policy for reports": (("r.json", "r.json", "--policy", "audit"), "--policy has no effect on reports"),
    "a day for reports": (("r.json", "r.json", *AS_OF), "--as-of has no effect on reports"),
    "no such file": (("old.yaml", "nowhere.yaml"), "nowhere.yaml: no such file or folder"),
    "neither file": (("gone.yaml", "nowhere.yaml"), "gone.yaml: no such file or folder"),
    "no such manifest": (("before", "after", "--over", "nowhere.yaml"), "nowhere.yaml: no such file or folder"),
    "a format that is not there": (("old.yaml", "old.yaml", "--format", "xml"), "there is no format 'xml'"),
    "pretty text": (("old.yaml", "old.yaml", "--pretty"), "--pretty has no effect"),
    "onto a manifest": (("old.yaml", "old.yaml", "--format", "text", "-o", "old.yaml"), "would replace a manifest"),
    "onto a report": (("r.json", "r.json", "-o", "r.json"), "would replace a report"),
    "into a pack": ((*OVER, "-o", "after/d.json"), "would be read as a file of the rule pack"),
    "a narrow report": (("narrow.json", "r.json"), "narrow.json: it does not list all open findings"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_call_that_cannot_be_is_refused(name: str, here: Path, packs: Path, command: Run) -> None:
    assert packs.exists()
    command(here, "check", "old.yaml", *AS_OF, "--format", "json=r.json")
    command(here, "check", "old.yaml", *AS_OF, "--format", "json=narrow.json", "--show", "unmet")
    arguments, message = REFUSED[name]
    done = command(here, "diff", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


def test_reports_on_other_manifests_are_not_compared(here: Path, command: Run) -> None:
    for name in ("a", "b"):
        (here / name).mkdir()
        for at in range(2):
            shutil.copy(here / "old.yaml", here / name / f"{name}{at}.yaml")
        command(here, "check", name, *AS_OF, "--format", f"json={name}.json")
    done = command(here, "diff", "a.json", "b.json")
    assert done.returncode == 2
    said = " ".join(done.stderr.decode().split())
    assert "a.json has a/a0.yaml and 1 more, and b.json has b/b0.yaml and 1 more" in said


def test_the_faults_of_both_manifests_are_told_together(here: Path, command: Run) -> None:
    for name in ("a.yaml", "b.yaml"):
        (here / name).write_text("rightsgate: 1\nactor: []\n")
    done = command(here, "diff", "a.yaml", "b.yaml")
    assert done.returncode == 2
    said = without_codes(done.stderr)
    assert "a.yaml:2:1" in said
    assert "b.yaml:2:1" in said


def test_the_earlier_manifest_may_come_from_a_pipe(here: Path, command: Run) -> None:
    (here / "new.yaml").write_text(SMALL.replace(FEEDBACK, ""), encoding="utf-8")
    done = command(here, "diff", "/dev/stdin", "new.yaml", *AS_OF, stdin=SMALL.encode())
    assert done.returncode == 1
    assert done.stdout.decode().startswith("WORSE /dev/stdin → new.yaml")
