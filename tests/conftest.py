"""What several test files need: the shipped rules, loaded once, and whole runs of the command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack

# No test is timed: a machine may be busy.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Return the rules that come with rightsgate."""
    return load_pack([builtin("rules")])


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs ``rightsgate`` in a folder, as a user does."""
    cache = tmp_path_factory.mktemp("cache")

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
