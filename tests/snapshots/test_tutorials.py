"""The tutorials do what they say: their commands run as written, and print what stands beneath them."""

import os
import re
import shlex
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from checkout.paths import ROOT

TUTORIALS: Final = sorted(path for path in (ROOT / "docs" / "tutorials").glob("*.md") if path.name != "README.md")
BLOCK: Final = re.compile(r"^```(sh|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXIT_CODE: Final = re.compile(r"^# exit code (\d+)\n\Z", re.MULTILINE)


@dataclass
class Part:
    """Commands of a tutorial, the exit code of the last one, and lines that they print, in this order."""

    commands: str
    code: int = 0
    prints: list[str] = field(default_factory=list)


def parts(page: str) -> list[Part]:
    found: list[Part] = []
    for language, text in BLOCK.findall(page):
        if language == "sh":
            code = EXIT_CODE.search(text)
            found.append(Part(text, int(code[1]) if code else 0))
        else:
            found[-1].prints += [line.strip() for line in text.splitlines() if line.strip()]
    return found


@pytest.fixture
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the command ``rightsgate``, as an installation has it."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "rightsgate"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m rightsgate "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


@pytest.mark.parametrize("path", TUTORIALS, ids=[path.stem for path in TUTORIALS])
def test_a_tutorial_runs_as_it_is_written(path: Path, programs: Path, tmp_path: Path) -> None:
    found = parts(path.read_text(encoding="utf-8"))
    assert found
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(programs),
        "PYTHONPATH": str(ROOT / "src"),
    }
    for part in found:
        run = subprocess.run(
            ["bash", "-e", "-c", part.commands],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == part.code, f"{part.commands}\n{run.stdout}{run.stderr}"
        assert run.stderr == "" or part.code in (1, 2), run.stderr
        printed = iter(line.strip() for line in run.stdout.splitlines())
        for line in part.prints:
            assert any(line in one for one in printed), (
                f"{line!r} is not printed, or not there:\n{run.stdout}{run.stderr}"
            )


def test_the_list_of_tutorials_has_all_of_them() -> None:
    page = (ROOT / "docs" / "tutorials" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\((\w[\w-]*\.md)\)", page)) == {path.name for path in TUTORIALS}
