"""The lock of a call: it stands beside the configuration, or in the current folder."""

import os

from rightsgate import codes
from rightsgate.config.lock import FILE, Lock, read_lock
from rightsgate.config.model import Config
from rightsgate.errors import Fault, InputError
from rightsgate.limits import Limits


def lock_path(config: Config) -> str:
    """Return where the lock of a call stands."""
    return os.path.join(os.path.dirname(config.path), FILE)


def lock_in_force(config: Config, limits: Limits, *, needed: bool) -> Lock | None:
    """Read the lock of a call, if there is one; raises InputError where it is ``needed`` and there is none."""
    path = lock_path(config)
    if os.path.lexists(path):
        return read_lock(path, limits)
    if needed:
        raise InputError([Fault.of(codes.NOT_AS_LOCKED, path, "there is no lock", "write one: rightsgate lock")])
    return None
