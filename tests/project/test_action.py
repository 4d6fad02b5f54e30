"""The action for workflows of other repositories: its steps, run by bash with hostile inputs."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
import yaml

from checkout.paths import ROOT
from checkout.pipeline import AS_OF, HOSTILE, REPORTS, bash, manifests_in, program, rightsgate_at

ACTION: Final = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: Final = {step.get("name", "python"): step for step in ACTION["runs"]["steps"]}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder with manifests."""
    return manifests_in(tmp_path / "work")


def step(work: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """Run the step of the action that checks; return how it ended, its outputs, and the summary of the job."""
    temp = work.parent / "temp"
    rightsgate_at(temp / "rightsgate" / "bin" / "rightsgate")
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
    given |= {"reports": REPORTS, "args": AS_OF} | inputs
    files = {name: str(work.parent / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        Path(file).write_text("", encoding="utf-8")
    names = {name: re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value) for name, value in STEPS["Check"]["env"].items()}
    assert all(names.values())
    env = {name: given[match[1]] for name, match in names.items() if match}
    done = bash(STEPS["Check"]["run"], work, {**os.environ, **env, **files, "RUNNER_TEMP": str(temp)})
    output, summary = (Path(file).read_text(encoding="utf-8") for file in files.values())
    return done, dict(line.split("=", 1) for line in output.splitlines()), summary


@pytest.mark.parametrize(
    ("manifest", "verdict", "code"),
    [
        ("passes.yaml", "passed", 0),
        ("fails.yaml", "failed", 1),
        ("none.yaml", "error", 2),
        ("nobody.json", "undecided", 3),
    ],
)
def test_the_action_ends_and_says_as_the_check_does(manifest: str, verdict: str, code: int, work: Path) -> None:
    done, outputs, summary = step(work, manifests=manifest)
    assert (done.returncode, outputs) == (code, {"verdict": verdict, "exit-code": str(code)}), done.stderr
    assert summary.startswith("<!-- rightsgate -->\n") is (code != 2)
    assert (f"{verdict.upper()} for " in summary) is (code != 2)


def test_the_action_never_shows_an_earlier_report_as_its_own(work: Path) -> None:
    (work / "rightsgate.md").write_text("PASSED\n", encoding="utf-8")
    _, outputs, summary = step(work, manifests="none.yaml")
    assert outputs["verdict"] == "error"
    assert "PASSED" not in summary


def test_the_action_says_in_the_summary_and_in_the_pull_request_what_is_faulty(work: Path) -> None:
    done, _, summary = step(work, manifests="none.yaml")
    assert "    error[RG" in summary
    assert "none.yaml" in summary
    assert "::error title=rightsgate::Nothing was judged" in done.stdout
    assert "none.yaml" in done.stderr


@pytest.mark.parametrize(("undecided", "code"), [("fail", 3), ("warn", 0), ("Warn", 3), ("", 3)])
def test_an_undecided_gate_passes_only_where_that_is_asked_for(undecided: str, code: int, work: Path) -> None:
    done, outputs, _ = step(work, manifests="nobody.json", undecided=undecided)
    assert (done.returncode, outputs["verdict"]) == (code, "undecided")
    assert ("::warning::" in done.stdout) is (code == 0)
    failed, _, _ = step(work, manifests="fails.yaml", undecided=undecided)
    assert failed.returncode == 1


def test_the_action_hands_each_input_to_the_check(work: Path) -> None:
    shutil.copy(work / "fails.yaml", work / "a b.yaml")
    shutil.copy(work / "fails.yaml", work / "-o.yaml")
    (work / "mine.toml").write_text('subject = "studio"\n', encoding="utf-8")
    step(work, manifests="a b.yaml", reports="json=baseline.json\n", policy="audit")
    call = {"manifests": "a b.yaml\n-o.yaml\n", "policy": "audit", "baseline": "baseline.json", "config": "mine.toml"}
    step(work, **call, args=f"{AS_OF}\n--exclude=*.txt\n")
    asked = json.loads((work / "rightsgate.json").read_text(encoding="utf-8"))["run"]["call"]
    assert asked["manifests"] == ["a b.yaml", "-o.yaml"]
    assert (asked["policy"], asked["baseline"], asked["subject"]) == ("audit", "baseline.json", "studio")
    assert asked["config"]["path"] == "mine.toml"
    assert asked["exclude"] == ["*.txt"]


@pytest.mark.parametrize("name", ACTION["inputs"])
def test_no_input_is_run_by_the_shell(name: str, work: Path) -> None:
    before = {path.name for path in work.iterdir()}
    step(work, **{"manifests": "passes.yaml", name: HOSTILE})
    assert {path.name for path in work.iterdir()} - before <= {"rightsgate.md", "rightsgate.json", HOSTILE}
    assert not [*work.parent.rglob("pwned")]


def test_scripts_of_the_action_hold_no_expression() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 2
    assert [script for script in scripts if "${{" in script] == []
    used = {name for step in STEPS.values() for name in re.findall(r"inputs\.(\w+)", json.dumps(step.get("env", {})))}
    assert used == ACTION["inputs"].keys()


@pytest.mark.parametrize(
    "version", ["", "0.1.0", "1.2.3rc1", "0.1.0; touch pwned", "git+https://example.org/x", "-r x"]
)
def test_the_action_installs_a_release_or_itself_and_nothing_else(version: str, work: Path) -> None:
    python, log = work.parent / "python", work.parent / "log"
    program(python, f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{log}"\nmkdir -p "$3/bin" && cp "$0" "$3/bin/python"\n')
    env = {**os.environ, "PYTHON": str(python), "VERSION": version, "HERE": "/here", "RUNNER_TEMP": str(work.parent)}
    done = bash(STEPS["Install rightsgate"]["run"], work, env)
    ran = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    if re.fullmatch(r"[\d.]*(rc1)?", version):
        assert done.returncode == 0, done.stderr
        assert ran[-1] == (f"rightsgate=={version}" if version else "/here/constraints/locked.txt")
    else:
        assert done.returncode == 2
        assert "::error::" in done.stdout
        assert "install" not in ran
    assert not [*work.parent.rglob("pwned")]
