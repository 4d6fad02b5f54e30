"""Whole runs of the command in a terminal, with a person who types an answer whenever one is asked for."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# What stands at the end of the screen while an answer is waited for.
PROMPT = re.compile(rb"\n  [^\n]*: $")
PATIENCE = 60.0  # seconds without a sign of life


@dataclass(frozen=True)
class Screen:
    """What a run in a terminal showed, and how it ended."""

    text: str
    code: int


def typed(folder: Path, cache: Path, answers: Sequence[str], *arguments: str) -> Screen:
    """Run ``rightsgate`` in a terminal and type the answers in turn; after the last one, the input ends."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "rightsgate", *arguments],
        cwd=folder,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80"},
    )
    os.close(follower)
    left, shown, since = list(answers), b"", 0
    while True:
        ready, _, _ = select.select([leader], [], [], PATIENCE)
        if not ready:
            process.kill()
            raise AssertionError(f"nothing happens after:\n{shown.decode()}")
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # the other end is closed: how Linux says that a terminal has ended
            break
        if not chunk:
            break
        shown += chunk.replace(b"\r\n", b"\n")
        if PROMPT.search(shown[since:]):
            since = len(shown)
            os.write(leader, (left.pop(0) + "\n").encode() if left else b"\x04")
    code = process.wait()
    os.close(leader)
    return Screen(shown.decode(), code)
