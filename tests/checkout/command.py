"""Whole runs of the command, as a user starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def without_codes(printed: str | bytes) -> str:
    """Return the faults that a run printed without their codes; fails for one that has none."""
    lines = (printed if isinstance(printed, str) else printed.decode()).splitlines(keepends=True)
    assert all(re.match(r"(error|note)\[RG\d{3}\]: ", line) for line in lines), lines
    return "".join(re.sub(r"^(\w+)\[RG\d{3}\]", r"\1", line) for line in lines)


def command_with(cache: Path) -> Run:
    """Return a function that runs ``rightsgate`` in a folder, and keeps compiled packs in ``cache``."""

    def run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "rightsgate", *arguments],
            cwd=folder,
            input=stdin,
            capture_output=True,
            env={**os.environ, "XDG_CACHE_HOME": str(cache)},
            check=False,
        )

    return run
