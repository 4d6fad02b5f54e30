"""Write files whole or not at all: whatever interrupts it, the old ones stay and nothing unfinished stays behind."""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EACCES, EISDIR
from typing import Final

# An unfinished file is named after the one that it is for, cut so that no file system finds the name too long.
NAMED: Final = 60
UNFINISHED: Final = r"\.(.+)\.[0-9a-f]{8}\.tmp"
# Where no lock tells whether a run still writes, what is older than that was left by a run that was killed.
ABANDONED: Final = 24 * 60 * 60.0  # seconds


def replace_file(path: str, content: Iterable[bytes]) -> None:
    """Put the parts of ``content`` in the place of the file at ``path``, or of what a link there leads to.

    What is not a regular file (a pipe, a device) is written to as it is. Raises OSError.
    """
    if path.endswith(os.sep):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), path)
    state = _state(path)
    if state is None or stat.S_ISREG(state.st_mode):
        replace_files({path: content})
    else:
        with open(path, "wb") as stream:
            stream.writelines(content)


def replace_files(files: Mapping[str, Iterable[bytes]]) -> None:
    """Put contents in the places of files; each keeps its mode, and its owner where that is allowed.

    They are written under names of their own in the same folders, and moved when all of them have reached the disk.
    What killed runs left of such files is removed. Raises OSError.
    """
    targets = {path: os.path.realpath(path) for path in files}
    unfinished = {path: _unfinished_name(target) for path, target in targets.items()}
    with _locked(targets.values()) as unlocked:
        try:
            for path, content in files.items():
                _write(unfinished[path], targets[path], content)
            for folder, names in unlocked.items():
                _sweep(folder, names, os.stat(next(iter(unfinished.values()))).st_mtime - ABANDONED)
            for path, target in targets.items():
                os.replace(unfinished[path], target)
        finally:
            for name in unfinished.values():
                with suppress(OSError):
                    os.unlink(name)


def _unfinished_name(target: str) -> str:
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:NAMED]}.{os.urandom(4).hex()}.tmp")


def _write(unfinished: str, target: str, content: Iterable[bytes]) -> None:
    state = _state(target)
    if state is not None and not os.access(target, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), target)
    # Until it has the mode of the old file, nobody else reads it.
    mode = 0o666 if state is None else 0o600
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(unfinished, flags, mode), "wb") as file:
        file.writelines(content)
        file.flush()
        if state is not None and hasattr(os, "fchown"):
            _belong(file.fileno(), state)
        os.fsync(file.fileno())


def _belong(descriptor: int, old: os.stat_result) -> None:
    """Give a file the owner, the group and the mode of the old one, as far as this user may."""
    mode, new = stat.S_IMODE(old.st_mode), os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except OSError:
            try:
                os.fchown(descriptor, -1, old.st_gid)
            except OSError:
                mode = mode & 0o707 | (mode & 0o007) << 3  # another group gets no more than everybody
            mode &= 0o777
    with suppress(OSError):  # a file system that knows no modes
        os.fchmod(descriptor, mode)


@contextmanager
def _locked(targets: Iterable[str]) -> Iterator[Mapping[str, set[str]]]:
    """Tell other runs that files are written in some folders, and remove what killed runs left of them there.

    Each run that writes shares a lock on the folder, which the system takes back when the run ends, even if it is
    killed; only a run that can have the lock for itself removes anything. Yields the folders, with the names written
    there, where that was not possible.
    """
    folders: dict[str, set[str]] = {}
    for target in targets:
        folder, name = os.path.split(target)
        folders.setdefault(folder, set()).add(name[:NAMED])
    locks, unlocked = [], dict(folders)
    try:
        for folder, names in folders.items():
            with suppress(ImportError, OSError):  # no locks on Windows, nor on some shared file systems
                import fcntl

                lock = os.open(folder, os.O_RDONLY)
                locks.append(lock)
                with suppress(BlockingIOError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _sweep(folder, names, float("inf"))
                    del unlocked[folder]
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield unlocked
    finally:
        for lock in locks:
            os.close(lock)


def _sweep(folder: str, names: Collection[str], before: float) -> None:
    """Remove the unfinished files of those names that this user wrote into a folder before that time."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            match = re.fullmatch(UNFINISHED, entry.name, re.DOTALL)
            if match is not None and match[1] in names:
                with suppress(OSError):
                    state = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(state.st_mode) and state.st_mtime < before and is_ours(state):
                        os.unlink(entry.path)


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def is_ours(state: os.stat_result) -> bool:
    """Return whether a file or folder belongs to the user who runs this."""
    return not hasattr(os, "geteuid") or state.st_uid == os.geteuid()
