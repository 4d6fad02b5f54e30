"""What lies in folders: their files, and what is not searched or not read. Follows no link to a folder."""

import os
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Final

import msgspec

StrPath = str | os.PathLike[str]
# Hidden folders of version control, which are never reported as skipped.
VERSION_CONTROL: Final = (".git", ".hg", ".svn", ".jj")


class EntryType(Enum):
    """What an entry of a folder is."""

    FILE = "a file"
    HIDDEN = "a hidden file or folder"
    LINKED = "a link to a folder"
    SPECIAL = "a pipe, a socket or a device"
    CLOSED = "a folder that cannot be read"
    EXCLUDED = "a file or folder that is excluded"


class Entry(msgspec.Struct, frozen=True):
    """A path found in a folder. Of a folder that cannot be read, ``error`` says why."""

    path: str
    type: EntryType
    error: str = ""


def entries(folder: str, excluded: Callable[[str], bool] = lambda path: False) -> Iterator[Entry]:  # noqa: ARG005 - nothing is
    """Yield all that lies in a folder and in those below it, in no order; a hidden folder is not entered."""
    waiting = [folder]
    while waiting:
        root = waiting.pop()
        try:
            with os.scandir(root) as found:
                listed = list(found)
        except OSError as error:
            yield Entry(root, EntryType.CLOSED, error.strerror or str(error))
            continue
        for one in listed:
            path = _joined(root, one.name)
            entry_type = EntryType.EXCLUDED if excluded(path) else _type_of(one)
            if entry_type is None:
                waiting.append(path)
            elif one.name not in VERSION_CONTROL:
                yield Entry(path, entry_type)


def find_files(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the files in a folder and below it whose names end so, in order; hidden ones are left out."""
    found = (one.path for one in entries(folder) if one.type is EntryType.FILE and one.path.endswith(suffixes))
    return sorted(found, key=parts)


def parts(path: str) -> list[str]:
    """Return the parts of a path: files of one folder stand together when they are sorted by them."""
    return path.split(os.sep)


# How the names of files end that hold YAML or JSON.
SUFFIXES: Final = (".yaml", ".yml", ".json")


def suffix_of(path: StrPath) -> str:
    """Return how the name of a file ends, in small letters."""
    return os.path.splitext(path)[1].lower()


def several(paths: Iterable[StrPath], what: str) -> tuple[str, ...]:
    """Return paths as texts; raises TypeError for a single path, whose letters would be taken for paths."""
    if isinstance(paths, (str, bytes, bytearray, os.PathLike)):
        raise TypeError(f"expected a list of {what}, not a single one: write [{paths!r}]")
    found = tuple(os.fspath(path) for path in paths)
    for path in found:
        if not isinstance(path, str):
            raise TypeError(f"expected {what} named by str or os.PathLike[str], not by {type(path).__name__}: {path!r}")
    return found


def _joined(folder: str, name: str) -> str:
    """Return the path of a file as people write it."""
    return os.path.join(folder, name).removeprefix(f".{os.sep}")


def _type_of(entry: os.DirEntry[str]) -> EntryType | None:
    """Return the type of an entry, or None for a folder to search.

    A broken link counts as a file, and so does an entry without access: reading it reports the error.
    """
    if entry.name.startswith("."):
        return EntryType.HIDDEN
    try:
        if entry.is_dir(follow_symlinks=False):
            return None
        if entry.is_symlink() and entry.is_dir():
            return EntryType.LINKED
        if entry.is_file() or not os.path.exists(entry.path):
            return EntryType.FILE
    except OSError:
        return EntryType.FILE
    return EntryType.SPECIAL
