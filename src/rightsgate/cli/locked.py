"""The lock of a call: it stands beside the configuration, or in the current folder."""

import os
from collections.abc import Iterable

from rightsgate import codes
from rightsgate.config.lock import FILE, Lock
from rightsgate.config.model import Config
from rightsgate.errors import Fault, InputError
from rightsgate.limits import Limits


def lock_path(config: Config) -> str:
    """Return where the lock of a call stands."""
    return os.path.join(os.path.dirname(config.path), FILE)


def names_in_lock(config: Config, paths: Iterable[str]) -> dict[str, str]:
    """Return how files are called in the lock of a call: as they lie from its folder, wherever the call is made."""
    folder = os.path.dirname(lock_path(config)) or os.curdir
    return {path: _from(folder, path) for path in paths if path}


def _from(folder: str, path: str) -> str:
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on Windows: another drive
        return os.path.abspath(path).replace(os.sep, "/")


def lock_in_force(config: Config, limits: Limits, *, needed: bool) -> Lock | None:
    """Read the lock of a call, if there is one; raises InputError where it is ``needed`` and there is none."""
    path = lock_path(config)
    if os.path.lexists(path):
        from rightsgate.config.lock_file import read_lock  # which only a call with a lock needs

        return read_lock(path, limits)
    if needed:
        raise InputError([Fault.of(codes.NOT_AS_LOCKED, path, "there is no lock", "write one: rightsgate lock")])
    return None
