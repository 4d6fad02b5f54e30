"""Whole runs of the command, as a user starts it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[bytes]]


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
