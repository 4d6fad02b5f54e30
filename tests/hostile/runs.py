"""Whole runs of the command on what somebody made to break it, and what must come of them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

MEMORY = 1 << 30
NET = 120  # seconds: only so that a test that fails ends
MANIFEST = "rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n"
Ended = subprocess.CompletedProcess[bytes]
Attack = Callable[..., Ended]


def refused(ended: Ended, words: str, code: int = 2) -> None:
    """Assert that a run was refused: with its code, one clear line, and nothing that looks like a report."""
    said = ended.stderr.decode()
    assert ended.returncode == code, said
    assert ended.stdout == b""
    assert words in said
    assert "Traceback" not in said
    assert max(map(len, said.splitlines())) < 1500
    assert all(line.isprintable() for line in said.splitlines())


ACTORS = "rightsgate: 1\nactors:\n"


def pack_of(folder: Path, name: str, text: str) -> str:
    """Write a pack of one file and return its folder."""
    folder.mkdir()
    (folder / "pack.yaml").write_text("pack: hostile")
    (folder / name).write_text(text)
    return str(folder)


DUTY = """\
source: {document: own, section: "1"}
title: Hostile
recommendations:
- id: own-1
  number: 1
  title: Hostile
  duties:
  - id: own-1.a
    title: Hostile
    binds: [downstream_developer]
    strength: must
    require: [{path: 'PATH', exists: true}]
    why: Hostile.
    fix: Hostile.
"""


def report_to(attack: Attack, tmp_path: Path, output: str, **more: int) -> Ended:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    return attack("check", "m.yaml", "--format", "json", "--output", output, **more)
