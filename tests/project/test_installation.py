"""What is installed: the lowest releases that we allow, and those that the tests run with, are written down."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Final

from checkout.paths import ROOT

NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


def named(line: str) -> str:
    """Return the name of the project that a requirement is about, as package indexes compare names."""
    match = NAME.match(line)
    assert match is not None, line
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def pins(name: str) -> dict[str, str]:
    lines = [line.partition("#")[0].strip() for line in (ROOT / "constraints" / name).read_text().splitlines()]
    return {named(line): line.partition("==")[2] for line in lines if line}


def project() -> dict[str, list[str]]:
    """Return what has to be installed for a call (under an empty name), and for each extra."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {"": data["dependencies"], **data["optional-dependencies"]}


def test_the_lowest_releases_are_those_that_the_metadata_allow() -> None:
    lowest = [line.split(">=") for line in (*project()[""], *project()["test"])]
    releases = {named(name): release for name, release in lowest}
    assert {name: pin.removesuffix(".0") for name, pin in pins("lowest.txt").items()} == {
        name: release.removesuffix(".0") for name, release in releases.items()
    }


def test_every_release_that_the_tests_run_with_is_pinned() -> None:
    wanted = [*project()[""], *project()["test"], *project()["durable"]]
    pending, needed = [named(line) for line in wanted], set[str]()
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            try:
                lines = requires(name) or []
            except PackageNotFoundError:  # an extra that is not installed here
                lines = []
            pending += [named(line) for line in lines if "extra ==" not in line and "sys_platform" not in line]
    missing = needed - pins("locked.txt").keys()
    assert {name for name in missing if not only_elsewhere(name)} == set()


def only_elsewhere(name: str) -> bool:
    """Say whether a project is needed by other Pythons or systems alone, and so not installed here."""
    try:
        requires(name)
    except PackageNotFoundError:
        return True
    return False


def test_every_python_that_we_say_we_run_on_is_tested() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    told = {words[-1] for line in data["classifiers"] if (words := line.split(" :: "))[-2:-1] == ["Python"]}
    tested = re.findall(r"\bpy3(\d+)\b", (ROOT / "tox.ini").read_text().partition("[testenv]")[0])
    workflow = re.findall(r'"3\.(\d+)"', (ROOT / ".github" / "workflows" / "ci.yml").read_text())
    assert told == {f"3.{minor}" for minor in tested} == {f"3.{minor}" for minor in workflow}


def searched(pyenv: Path) -> str:
    """Return where programs are searched once tox has read its file, beyond an ordinary path."""
    done = subprocess.run(
        [sys.executable, "-c", "import os, toxfile; print(os.environ['PATH'])"],
        cwd=ROOT,
        env={**os.environ, "PATH": "/bin", "PYENV_ROOT": str(pyenv)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().removeprefix("/bin")


def test_tox_searches_the_pythons_of_pyenv_after_all_others_the_newest_first(tmp_path: Path) -> None:
    for name in ("3.9.2", "3.13.0", "3.12.11", "3.12.2", "miniforge3", "2.7.18"):
        (tmp_path / "versions" / name / "bin").mkdir(parents=True)
    folders = [tmp_path / "versions" / name / "bin" for name in ("3.13.0", "3.12.11", "3.12.2", "3.9.2")]
    assert searched(tmp_path) == "".join(f"{os.pathsep}{folder}" for folder in folders)


def test_without_pyenv_tox_searches_where_it_would_anyway(tmp_path: Path) -> None:
    assert searched(tmp_path / "nowhere") == ""
