"""Nothing that a manifest says is a command: neither to a runner of workflows that reads it, nor to a shell."""

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from checkout.command import Run

MANIFEST: Final = """
rightsgate: 1
name: "::error::a ##[add-mask]b"
subject: "us;touch"
actors:
  - id: us;touch
    name: "::warning file=README.md::c ##[debug]d"
    activities: [app_building]
    governance: {safety_core: "We keep a list ::add-mask::done and ##[set-output]x"}
applications: [{id: app, developer: us;touch}]
"""
FAULTY: Final = 'rightsgate: 1\nname: x\nactors: [{id: us, "##[add-mask]k": 1, "::error::y": 2}]\n'
COMMAND: Final = re.compile(r"^\s*::[A-Za-z-]+[^:]*::|##\[", re.MULTILINE)


def written(folder: Path, text: str) -> str:
    (folder / "my rights.yaml").write_text(text, encoding="utf-8")
    return "my rights.yaml"


@pytest.mark.parametrize("more", [(), ("--detail", "full"), ("--detail", "findings"), ("-q",), ("-v",)])
def test_no_text_report_is_read_as_a_command(command: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    run = command(tmp_path, "check", written(tmp_path, MANIFEST), "--policy", "audit", *more)
    assert run.returncode in (1, 3)
    assert not COMMAND.search((run.stdout + run.stderr).decode())


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_fault_is_read_as_a_command(command: Run, tmp_path: Path, form: str) -> None:
    run = command(tmp_path, "check", written(tmp_path, FAULTY), "--format", form)
    assert run.returncode == 2
    assert not COMMAND.search(run.stderr.decode())


def test_a_command_that_is_named_can_be_pasted_into_a_shell(command: Run, tmp_path: Path) -> None:
    run = command(tmp_path, "check", written(tmp_path, MANIFEST), "--policy", "audit", "--format", "github")
    named = re.findall(r"explain: (.*)$", run.stdout.decode(), re.MULTILINE)
    assert named
    for line in named:
        program, verb, finding, manifest = shlex.split(line)
        assert (program, verb, manifest) == ("rightsgate", "why", "my rights.yaml")
        assert "us;touch" in finding
