"""The recipes for pipelines: valid, pinned, and the step that writes a comment does what the page says."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from checkout.command import Run
from checkout.paths import ROOT
from checkout.pipeline import AS_OF, HOSTILE, bash, manifests_in, program

ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
JOB: Final = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["rightsgate"]
RECIPES: Final = ROOT / "docs" / "how-to" / "ci.md"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder with manifests."""
    return manifests_in(tmp_path / "work")


def recipes(language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```$", RECIPES.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def workflows() -> list[tuple[str, Any]]:
    return [(text, yaml.safe_load(text)) for text in recipes("yaml") if text.startswith("name: ")]


def test_the_workflows_of_the_recipes_are_valid(tmp_path: Path) -> None:
    files = []
    for number, (text, _) in enumerate(workflows()):
        files.append(tmp_path / f"{number}.yml")
        files[-1].write_text(text, encoding="utf-8")
    (gitlab,) = (text for text in recipes("yaml") if text.startswith("include:"))
    (tmp_path / "gitlab.yml").write_text(gitlab, encoding="utf-8")
    assert len(files) == 2
    for schema, some in (("github-workflows", files), ("gitlab-ci", [tmp_path / "gitlab.yml"])):
        call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, some)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    assert set(yaml.safe_load(gitlab)["rightsgate"]["variables"]) <= set(JOB["variables"])


def test_the_recipes_pin_every_action_and_paste_nothing_into_a_script() -> None:
    text = "\n".join(recipes("yaml"))
    used = re.findall(r"uses: (\S+)@(\S+)", text)
    assert len(used) >= 5
    assert {name for name, pin in used if not re.fullmatch("[0-9a-f]{40}", pin)} == {"rightsgate/rightsgate"}
    for _, workflow in workflows():
        for one in workflow["jobs"].values():
            assert [step for step in one["steps"] if "${{" in step.get("run", "")] == []


def test_the_recipes_name_every_input_of_the_action() -> None:
    (table,) = re.findall(r"^\| input \|.*?\n\n", RECIPES.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    named = {name for row in table.strip().splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == ACTION["inputs"].keys()


def commented(work: Path, report: str, before: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the step that writes a comment, with a ``gh`` that writes down its calls and knows one pull request."""
    (script,) = (
        step["run"]
        for _, flow in workflows()
        for one in flow["jobs"].values()
        for step in one["steps"]
        if "run" in step
    )
    log, folder = work.parent / "calls", work.parent / "rights"
    answers = f'case "$*" in */comments*--jq*) printf "%s\\n" {before} ;; */pulls*) echo 12 ;; esac'
    gh = program(work.parent / "bin" / "gh", f'#!/bin/sh\nprintf "%s " "$@" >> "{log}"\necho >> "{log}"\n{answers}\n')
    folder.mkdir()
    (folder / "rightsgate.md").write_text(report, encoding="utf-8")
    told = {"REPO": "us/product", "SHA": "a" * 40, "OWNER": "fork", "BRANCH": HOSTILE, "GH_TOKEN": "none"}
    env = {**os.environ, **told, "RUNNER_TEMP": str(work.parent), "PATH": f"{gh.parent}:{os.environ['PATH']}"}
    done = bash(script, work, env)
    return done, log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.mark.parametrize(
    ("before", "call"),
    [
        ("", "--method POST repos/us/product/issues/12/comments"),
        ("34", "--method PATCH repos/us/product/issues/comments/34"),
    ],
)
def test_the_comment_from_before_is_written_over(before: str, call: str, work: Path, command: Run) -> None:
    report = command(work, "check", "fails.yaml", AS_OF, "--format", "markdown").stdout.decode()
    done, calls = commented(work, report, before)
    assert done.returncode == 0, done.stderr
    assert f"head=fork:{HOSTILE} " in calls[0]
    assert f"api --silent {call} --field body=@{work.parent}/rights/rightsgate.md " == calls[-1]
    assert len(calls) == 3
    assert not [*work.parent.rglob("pwned")]


def test_what_is_not_a_report_is_not_posted(work: Path) -> None:
    done, calls = commented(work, "Buy this!\n<!-- rightsgate -->\n", "")
    assert done.returncode != 0
    assert calls == []
