"""Runs of the command in a folder of its own.

Each has a gibibyte of memory; its time is bounded by the limits themselves, and by a net far above them.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from hostile.runs import MEMORY, NET, Attack, Ended


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "PYTHONUTF8": "1"}


@pytest.fixture
def attack(environment: dict[str, str], tmp_path: Path) -> Attack:
    """Return a function that runs the command in a folder of its own, with little memory."""

    def run(*arguments: str, stdin: bytes = b"", files: int = resource.RLIM_INFINITY, **more: object) -> Ended:
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_FSIZE, (files, files))

        streams = {"input": stdin, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run(
            [sys.executable, "-m", "rightsgate", *arguments],
            cwd=tmp_path,
            env=environment,
            preexec_fn=limit,
            timeout=NET,
            check=False,
            **streams,
        )

    return run
