"""The GitLab job and the pre-commit hook for other repositories, run as they are run there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml

from checkout.paths import ROOT
from checkout.pipeline import AS_OF, REPORTS, bash, manifests_in, rightsgate_at

JOB: Final = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["rightsgate"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder with manifests."""
    return manifests_in(tmp_path / "work")


def job(work: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the GitLab job in the plainest shell that there is."""
    command = rightsgate_at(work.parent / "bin" / "rightsgate")
    told = {**JOB["variables"], "RIGHTSGATE_REPORTS": REPORTS, "RIGHTSGATE_ARGS": AS_OF, **variables}
    env = {**os.environ, **told, "PATH": f"{command.parent}:{os.environ['PATH']}"}
    return bash("set -e\n" + "\n".join(JOB["script"]), work, env, interpreter="sh")


@pytest.mark.parametrize(
    ("manifest", "code"), [("passes.yaml", 0), ("fails.yaml", 1), ("none.yaml", 2), ("nobody.json", 3)]
)
def test_the_gitlab_job_ends_as_the_check_does(manifest: str, code: int, work: Path) -> None:
    done = job(work, RIGHTSGATE_MANIFESTS=manifest)
    assert done.returncode == code, done.stderr
    assert (work / "rightsgate.md").exists() is (code != 2)


def test_the_gitlab_job_hands_each_variable_to_the_check(work: Path) -> None:
    shutil.copy(work / "fails.yaml", work / "a b * $(touch pwned).yaml")
    job(work, RIGHTSGATE_MANIFESTS="fails.yaml", RIGHTSGATE_REPORTS="json=baseline.json", RIGHTSGATE_POLICY="audit")
    names = "a b * $(touch pwned).yaml\npasses.yaml\n"
    call = {"RIGHTSGATE_POLICY": "audit", "RIGHTSGATE_BASELINE": "baseline.json"}
    job(work, RIGHTSGATE_MANIFESTS=names, RIGHTSGATE_ARGS=f"{AS_OF}\n--exclude=*.txt", **call)
    asked = json.loads((work / "rightsgate.json").read_text(encoding="utf-8"))["run"]["call"]
    assert asked["manifests"] == names.splitlines()
    assert (asked["policy"], asked["baseline"], asked["exclude"]) == ("audit", "baseline.json", ["*.txt"])
    assert not (work / "pwned").exists()


def test_the_gitlab_job_keeps_the_files_that_it_writes() -> None:
    written = {line.split("=", 1)[1] for line in JOB["variables"]["RIGHTSGATE_REPORTS"].split() if "=" in line}
    kept = JOB["artifacts"]
    assert {*kept["paths"], *kept["reports"].values()} == written
    assert kept["when"] == "always"


def committed(work: Path, *names: str) -> None:
    """Make a repository of a folder that calls our hook, with some of its files added."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    args = [*hook["args"], AS_OF]
    # The release is not fetched: the hook is the one of this checkout, and runs the command that is installed here.
    ours = {**hook, "language": "system", "entry": f"{sys.executable} -m {hook['entry']}", "args": args}
    config = {"repos": [{"repo": "local", "hooks": [ours]}]}
    (work / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    for call in (["init", "--quiet"], ["add", *names]):
        subprocess.run(["git", *call], cwd=work, check=True)


def hooks(work: Path, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "pre_commit", *arguments, "--color=never"]
    env = {**os.environ, "PRE_COMMIT_HOME": str(cache), "XDG_CACHE_HOME": str(cache)}
    return subprocess.run(call, cwd=work, env=env, capture_output=True, text=True, check=False)


def test_the_hook_stops_a_commit_that_fails_the_gate(work: Path, tmp_path: Path) -> None:
    committed(work, "fails.yaml")
    done = hooks(work, tmp_path / "cache", "run")
    assert done.returncode == 1
    assert "rightsgate check" in done.stdout
    assert "exit code: 1" in done.stdout
    assert "FAILED" in done.stdout


def test_the_hook_lets_pass_what_passes_and_what_is_none_of_its_business(work: Path, tmp_path: Path) -> None:
    (work / "fails.yaml").unlink()
    (work / "nobody.json").unlink()
    committed(work, "passes.yaml")
    passed = hooks(work, tmp_path / "cache", "run")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert re.search(r"rightsgate check\.+Passed", passed.stdout)
    (work / "notes.txt").write_text("notes\n", encoding="utf-8")
    other = hooks(work, tmp_path / "cache", "run", "--files", "notes.txt")
    assert re.search(r"rightsgate check.+Skipped", other.stdout)


def test_the_hooks_are_what_pre_commit_reads() -> None:
    call = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(call, check=False).returncode == 0
