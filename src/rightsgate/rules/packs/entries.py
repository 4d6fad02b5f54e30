"""Entries of the cache: read only where they are plain files of ours, and written so that nothing else is touched.

A cache is a convenience: an entry that cannot be read or written never fails a check.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from rightsgate.text.atomic import is_ours

# More than any pack within the limits takes; a larger entry was not written by us.
LARGEST: Final = 1 << 26
# Unfinished files of killed runs are removed once they are this old.
ABANDONED: Final = 3600.0  # seconds
UNFINISHED: Final = ".tmp"
# Neither a pipe nor a device is waited for, and no link is followed. Windows has no such flags.
OPEN_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


def read_entry(path: str, *, ours: bool = True) -> tuple[bytes, os.stat_result] | None:
    """Return what an entry holds, and its state; None if it is not a plain file, is too large or cannot be read.

    With ``ours``, a file that belongs to another user is not read either.
    """
    with suppress(OSError, ValueError):
        descriptor = os.open(path, OPEN_FLAGS)
        with open(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            if stat.S_ISREG(state.st_mode) and state.st_size <= LARGEST and (is_ours(state) or not ours):
                raw = file.read(LARGEST + 1)
                return (raw, state) if len(raw) == state.st_size else None
    return None


def write_entry(path: str, parts: Iterable[bytes]) -> None:
    """Write an entry atomically; if that fails, do without it."""
    folder, name = os.path.split(path)
    with suppress(OSError, ValueError):
        _make_folder(folder)
        if not is_ours(os.stat(folder)):
            return
        unfinished = os.path.join(folder, f".{name}.{os.urandom(4).hex()}{UNFINISHED}")
        try:
            with open(unfinished, "xb") as file:
                file.writelines(parts)
            _clear(folder, os.stat(unfinished).st_mtime - ABANDONED)
            os.replace(unfinished, path)  # this replaces a link, and never writes to what it leads to
        finally:
            with suppress(FileNotFoundError):
                os.unlink(unfinished)


def _make_folder(folder: str) -> None:
    """Make a folder and those above it that are missing, for this user alone (XDG base directories)."""
    if not os.path.isdir(folder):
        above = os.path.dirname(folder)
        if above != folder:
            _make_folder(above)
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)


def _clear(folder: str, before: float) -> None:
    """Remove the unfinished files of runs that were killed before that time."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith(".") and entry.name.endswith(UNFINISHED):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < before:
                        os.unlink(entry.path)
