"""The brief report: on one screen, with ids that can be asked about, and nothing left out without saying how to see it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.checker.checker import Checker
from rightsgate.explain.question import Question
from rightsgate.files.read import read_as
from rightsgate.limits import DEFAULTS
from rightsgate.report.text.columns import shortened_path, table
from rightsgate.rules.model.pack import Pack
from rightsgate.testing.cases import ALL
from rightsgate.text.characters import columns
from rightsgate.text.layout import Page

AS_OF = "2026-11-21"
SMALL = "fixtures/small/manifest.yaml"
RISKS = "fixtures/risks"
OTHERS = {
    "rightsgate": 1,
    "subject": "buyer",
    "actors": [{"id": "buyer", "activities": "none"}, {"id": "lab", "activities": ["model_pretraining"]}],
}


def said_by(command: Run, *arguments: str) -> str:
    return command(ROOT, "check", *arguments, "--as-of", AS_OF).stdout.decode()


def few_actors() -> list[str]:
    """Return the fixtures of up to three actors, told by their ids."""
    paths = sorted((ROOT / "fixtures").rglob("manifest.*"))
    few = (path for path in paths if len(read_as("manifest", path, str(path), DEFAULTS)["actors"]) <= 3)
    return [str(path.relative_to(ROOT)) for path in few]


def test_the_report_on_up_to_three_actors_fits_a_screen(command: Run) -> None:
    names = few_actors()
    assert len(names) > 20
    for start in range(0, len(names), 9):  # more of them are a table
        several = said_by(command, *names[start : start + 9])
        parts = re.split(r"^(?=[A-Z]{6,9}  for )", several, flags=re.MULTILINE)[1:]
        for name, part in zip(names[start : start + 9], parts, strict=True):
            lines = part.partition("=" * 80)[0].splitlines()
            assert len(lines) + 5 <= 60, name
            assert max(map(len, lines)) <= 80, name


def test_the_verdict_is_said_for_whom(command: Run) -> None:
    assert "\nFAILED  for all actors (to check for one actor: --for ID)\n" in said_by(command, SMALL)
    assert "\nFAILED  for all actors\n" in said_by(command, SMALL, "--policy", "audit")
    assert "\nFAILED  for Answerwell Software (studio)\n" in said_by(command, SMALL, "--for", "studio")
    others = said_by(command, SMALL, "--for", "studio", "--policy", "procurement")
    assert " for Answerwell Software (studio), judged by the duties of the other actors " in " ".join(others.split())


def test_what_only_others_owe_is_not_said_to_apply_to_nobody(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(json.dumps(OTHERS), encoding="utf-8")
    said = command(tmp_path, "check", "m.json", "--as-of", AS_OF).stdout.decode()
    assert "UNDECIDED  for buyer" in said
    assert "The duties that apply are all advisory, so none can affect the result." in said
    assert "Other actors in the chain (advisory)\n  lab  " in said
    part = json.loads(command(tmp_path, "check", "m.json", "--format", "json").stdout)["manifests"][0]
    assert part["reason"] == "the duties that apply are all advisory, so none can affect the result"


def test_each_list_says_how_many_are_left_out_and_how_to_see_them(command: Run) -> None:
    brief, full = said_by(command, SMALL), said_by(command, SMALL, "--detail", "findings")
    for heading in ("Do first", "Blocking", "People at risk"):
        part = brief.partition(f"\n{heading}")[2].partition("\n\n")[0]
        assert re.search(r"\n  and \d+ more: --detail (findings|full)$", part), heading
    assert " more: --detail" not in full
    ((shown, more),) = re.findall(r"Do first(.*?)\n  and (\d+) more", brief, flags=re.DOTALL)
    steps = full.partition("Do first")[2].partition("\n\n")[0]
    numbers, first = (re.findall(r"^ +\d+  ", each, flags=re.MULTILINE) for each in (steps, shown))
    assert len(numbers) == len(first) + int(more)


@pytest.mark.parametrize("name", ["small", "five-companies-call-summariser", "involvement/WE-07"])
def test_every_id_that_is_printed_can_be_asked_about(name: str, pack: Pack) -> None:
    (path,) = (ROOT / "fixtures" / name).glob("manifest.*")
    checker = Checker(pack, ALL, AS_OF)
    result = checker.evaluator.run(checker.load(read_as("manifest", path, str(path), DEFAULTS), str(path)))
    part = checker.report(result, {})
    ids = {one for finding in part.findings for one in (finding.id, finding.without_role)}
    ids |= {risk.id for risk in part.assessment.risks}
    ids |= {tie.id for impact in part.assessment.impacts for tie in impact.involvements if tie.level is not None}
    assert len(ids) > 50
    assert [one for one in sorted(ids) if next(Question(pack, result, one).facts(), None) is None] == []


def test_many_manifests_are_a_table(command: Run) -> None:
    said = said_by(command, RISKS)
    rows = [line for line in said.splitlines() if line.startswith("FAILED    ")]
    assert len(rows) == 18
    assert all(row.split()[1].endswith("manifest.yaml") for row in rows)
    assert "\nFAILED 18 manifests: 18 failed\n" in said
    assert said_by(command, RISKS, "--detail", "findings").count("\nDo first") == 18


def test_a_row_of_the_table_counts_what_blocks_once(command: Run) -> None:
    call = (RISKS, "--policy", "sensitive-domain")
    rows = [line.split() for line in said_by(command, *call).splitlines() if " block " in line]
    parts = json.loads(said_by(command, *call, "--format", "json"))["manifests"]
    assert len(rows) == len(parts) == 18
    for row, part in zip(rows, parts, strict=True):
        blocking = [one["outcome"] for one in part["findings"] if one.get("effect") == "block"]
        assert blocking.count("unknown")
        assert row[-5:-3] == [str(len(blocking)), "block"]
        assert row[-3] == str(part["gating_counts"]["unknown"] - blocking.count("unknown"))


def test_a_long_path_keeps_its_file_name() -> None:
    path = "vendors/a-very-long-name-of-a-folder/another/of/them/rights.yaml"
    short = shortened_path(path, 30)
    assert columns(short) == 30
    assert short.startswith("vendors/")
    assert short.endswith("/rights.yaml")
    assert shortened_path("short.yaml", 30) == "short.yaml"
    assert columns(shortened_path("配置/" * 20, 30)) <= 30


TITLE = "Due diligence goes on for as long as the system is in use"


@pytest.mark.parametrize("name", ["bsr-1@us", "bsr-1@" + "long-" * 9 + "name", "bsr-1@" + "x" * 90, "bsr-1@会社の名前"])
def test_titles_are_wrapped_and_never_cut(name: str) -> None:
    rows = [("must", name, "line 7", TITLE), ("should", "bsr-2@us", "line 12", "Short")]
    told = table(rows, Page(colour=False), indent=2, flexible=3)
    assert all(columns(line) <= 80 or name in line for lines in told for line in lines)
    assert [line for line in told[0] if name in line]  # whole, to be copied
    assert TITLE in " ".join(" ".join(told[0]).split())


def test_what_blocks_for_another_reason_than_being_unmet_says_so(command: Run) -> None:
    said = said_by(command, "fixtures/risks/5.1-1", "--policy", "sensitive-domain")
    assert re.search(r"^  (must|should), not stated  ", said, flags=re.MULTILINE)


def data_of(command: Run, name: str, *options: str) -> tuple[str, dict[str, Any]]:
    said = said_by(command, name, *options)
    (part,) = json.loads(said_by(command, name, *options, "--format", "json"))["manifests"]
    return said, part


def test_people_at_risk_are_told_with_right_and_groups(command: Run) -> None:
    said, part = data_of(command, SMALL)
    risks = part["people"]["risks"]
    certain = sum(risk.get("certain", False) for risk in risks)
    assert f"\nPeople at risk ({certain} certain, {len(risks) - certain} possible)" in said
    first = said.partition("\nPeople at risk")[2].splitlines()[1:3]
    assert first[0].split()[:2] == ["certain", risks[0]["id"]]
    assert first[1].strip() == "Access to information; children, older people and 3 more groups"
