"""What several test files need: the shipped rules, loaded once, and whole runs of the command."""

import pytest
from hypothesis import HealthCheck, settings

from checkout.command import Run, command_with
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack

# No test is timed: a machine may be busy.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Return the rules that come with rightsgate."""
    return load_pack([builtin("rules")])


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs ``rightsgate`` in a folder, as a user does."""
    return command_with(tmp_path_factory.mktemp("cache"))
