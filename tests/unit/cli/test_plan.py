"""``rightsgate plan`` and ``rightsgate questions``: exit codes, formats, what is pasted, what is left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.report.json.plan import plan_schema
from rightsgate.report.json.questions import questions_schema

DAY = ("--as-of", "2026-11-29")
START = str(ROOT / "examples" / "start-here.yaml")
GREEN = str(ROOT / "examples" / "open-weights.yaml")
DECIDED = str(ROOT / "examples" / "audit-hiring-chain.yaml")


def printed(command: Run, folder: Path, *arguments: str) -> str:
    return command(folder, *arguments, *DAY).stdout.decode()


def test_a_plan_is_there_and_the_changed_manifest_passes(command: Run, tmp_path: Path) -> None:
    run = command(tmp_path, "plan", START, "--policy", "musts-only", "--format", "json", *DAY)
    plan = json.loads(run.stdout)
    jsonschema.validate(plan, plan_schema())
    assert run.returncode == 3
    assert (plan["before"], plan["after"], plan["left"]) == ("undecided", "passed", [])
    assert len(plan["steps"]) == 7
    sections = [paste["text"] for step in plan["steps"] for paste in step["paste"] if not paste["within"]]
    manifest = tmp_path / "changed.yaml"
    manifest.write_text(Path(START).read_text(encoding="utf-8") + "\n".join(sections), encoding="utf-8")
    before = command(tmp_path, "check", START, "--policy", "musts-only", "--format", "json", *DAY).stdout
    after = command(tmp_path, "check", str(manifest), "--policy", "musts-only", "--format", "json", *DAY).stdout
    unknown = [json.loads(one)["manifests"][0]["gating_counts"]["unknown"] for one in (before, after)]
    assert unknown[1] < unknown[0]


@pytest.mark.parametrize(("manifest", "code"), [(GREEN, 0), (START, 3), (DECIDED, 1)])
def test_the_exit_code_says_whether_there_is_a_plan(command: Run, tmp_path: Path, manifest: str, code: int) -> None:
    assert command(tmp_path, "plan", manifest, "--policy", "musts-only", *DAY).returncode == code


def test_what_only_a_person_can_settle_is_left_with_the_waiver_that_it_takes(command: Run, tmp_path: Path) -> None:
    said = printed(command, tmp_path, "plan", DECIDED, "--policy", "musts-only")
    assert "which no statement alone settles" in " ".join(said.split())
    assert f"rightsgate waive pai-x.m@shortlist/app_developer {DECIDED} --reason" in said


def test_steps_ask_of_circumstances_and_do_practices_first(command: Run, tmp_path: Path) -> None:
    said = printed(command, tmp_path, "plan", START, "--policy", "musts-only")
    assert "Assumed: there are none but those listed." in said
    assert said.index("Answer first") < said.index("Do, then state")
    assert "impacts: none" in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_second_entry_of_a_section_goes_where_the_first_began_it(command: Run, tmp_path: Path) -> None:
    said = printed(command, tmp_path, "plan", START, "--policy", "musts-only")
    assert said.count("relations:\n") == 1
    assert "at the end of relations, which step" in said


def test_plans_are_written_as_markdown_with_yaml_to_paste(command: Run, tmp_path: Path) -> None:
    said = printed(command, tmp_path, "plan", START, "--policy", "musts-only", "--format", "markdown")
    assert "### Step 1" in said
    assert "```yaml\nimpacts: none\n```" in said


def test_the_same_input_gives_the_same_plan(command: Run, tmp_path: Path) -> None:
    plans = {printed(command, tmp_path, "plan", START, "--policy", "musts-only", "--format", "json") for _ in range(2)}
    assert len(plans) == 1


def test_without_clingo_an_optimal_plan_is_refused_with_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "clingo.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    paths = os.pathsep.join((str(tmp_path), str(ROOT / "src")))
    call = [sys.executable, "-m", "rightsgate", "plan", START, "--optimal"]
    run = subprocess.run(call, capture_output=True, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert run.returncode == 2
    assert b"error[RG501]: --optimal: clingo cannot be imported: not here (pip install 'rightsgate[plan]'" in run.stderr


def test_questions_decide_every_must_of_an_actor(command: Run, tmp_path: Path) -> None:
    run = command(tmp_path, "questions", START, "--of", "larkfield", "--policy", "musts-only", "--format", "json", *DAY)
    sheet = json.loads(run.stdout)
    jsonschema.validate(sheet, questions_schema())
    assert run.returncode == 0
    assert (sheet["musts"], len(sheet["questions"]), sheet["left"]) == (6, 7, [])
    assert all(one["question"].endswith("?") and one["reasons"] and one["respondent"] for one in sheet["questions"])


def test_questions_are_grouped_by_whom_to_ask(command: Run, tmp_path: Path) -> None:
    said = printed(command, tmp_path, "questions", START, "--of", "larkfield", "--policy", "musts-only")
    assert "Larkfield Software: Owners, board and executives" in said
    assert "Shown by: decision criteria, governance policy" in said
    assert "For a named person to judge" in said
    assert max(map(len, said.splitlines())) <= 80


def test_all_questions_are_more_than_those_that_decide_musts(command: Run, tmp_path: Path) -> None:
    few, every = (
        json.loads(printed(command, tmp_path, "questions", START, "--format", "json", *more))["questions"]
        for more in ((), ("--all",))
    )
    assert 0 < len(few) < len(every)


def test_an_actor_that_is_not_there_is_refused_with_a_near_one(command: Run, tmp_path: Path) -> None:
    run = command(tmp_path, "questions", START, "--of", "larkfeld", *DAY)
    assert run.returncode == 2
    assert b"there is no actor 'larkfeld' (did you mean 'larkfield'?)" in run.stderr


@pytest.mark.parametrize("text", ["check", "plan", "questions", "forecast"])
def test_headings_stay_within_80_columns_however_long_the_path_is(command: Run, tmp_path: Path, text: str) -> None:
    folder = tmp_path.joinpath(*["of-many-teams"] * 6)
    folder.mkdir(parents=True)
    manifest = folder / "start-here.yaml"
    manifest.write_bytes(Path(START).read_bytes())
    dates = ("--until", "2027-06-01") if text == "forecast" else ()
    said = printed(command, tmp_path, text, str(manifest), *dates)
    heading = said.split("\n\n", maxsplit=1)[0].splitlines()
    assert max(map(len, heading)) <= 80
    assert str(manifest) in "".join(line.strip() for line in heading)
