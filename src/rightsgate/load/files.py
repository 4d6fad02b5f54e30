"""Read files within the limits, find manifests in folders. Opens nothing that was not named or found there."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from rightsgate.errors import Fault, InputError
from rightsgate.load.located import LocatedMap, decode, parse
from rightsgate.model.limits import DEFAULTS, Limits

StrPath = str | os.PathLike[str]
SUFFIXES: Final = (".yaml", ".yml", ".json")
SOURCES: Final = (".yaml", ".yml")
CASES: Final = (".cases.yaml", ".cases.yml")
JSON_START: Final = re.compile(r"""\s*\{\s*["}]""")


def read_located(path: StrPath, name: str, limits: Limits = DEFAULTS) -> LocatedMap:
    """Read one YAML or JSON file; raises InputError if it cannot be read, with its place."""
    if not name:
        raise InputError([Fault(path="''", message="an empty name names no file")])
    if not _is_utf8(name):
        raise InputError([Fault(path=name, message="the name of the file is not UTF-8", hint="rename it")])
    try:
        with open(path, "rb", opener=_opened) as file:
            raw = read_bytes(file, name, limits)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise InputError([Fault(path=name, message=_reason(error))]) from None
    return parse(decode(raw, name, limits), name, json=_suffix(path) == ".json", limits=limits)


def read_stream(raw: bytes, name: str, limits: Limits = DEFAULTS) -> LocatedMap:
    """Read standard input: JSON if it begins as JSON does, with a brace and a quoted key, otherwise YAML."""
    text = decode(raw, name, limits)
    return parse(text, name, json=JSON_START.match(text) is not None, limits=limits)


def read_bytes(file: BinaryIO, name: str, limits: Limits = DEFAULTS) -> bytes:
    """Read an open file up to one byte over the limit; raises InputError if it changes meanwhile."""
    before = os.fstat(file.fileno())
    raw = file.read(limits.bytes + 1)
    after = os.fstat(file.fileno())
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    if stat.S_ISREG(after.st_mode) and (changed or len(raw) != min(after.st_size, limits.bytes + 1)):
        raise InputError([Fault(path=name, message="it changed while it was read", hint="read it once it is whole")])
    return raw


def _opened(name: str, flags: int) -> int:
    """Open a file to read; a pipe that nobody writes to is empty, and nothing to wait for."""
    descriptor = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))  # not on Windows, which has no such pipes
    os.set_blocking(descriptor, True)
    return descriptor


def find_manifests(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that ``paths`` name, each file once; folders are searched, hidden ones left out.

    A path that is not there and a folder without a manifest are yielded too: reading them says what is wrong,
    together with what is wrong in the other files.
    """
    found: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in paths:
        for path in _inside(name) if os.path.isdir(name) else (name,):
            found.setdefault(path if path == "-" else _real(path, folders), path)
    yield from sorted(found.values())


def _real(path: str, folders: dict[str, str]) -> str:
    """Return where a file really lies; where its folder does is looked up once and kept in ``folders``."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)


def find_files(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the files in a folder and those in it whose names end so, in order; hidden ones are left out."""
    found: list[str] = []
    for root, names in _visible(folder):
        found += [_joined(root, name) for name in names if name.endswith(suffixes)]
    return sorted(filter(os.path.isfile, found), key=_parts)


def find_sources(folder: str, *, with_cases: bool) -> list[str]:
    """Return the files of the pack in a folder."""
    return [path for path in find_files(folder, SOURCES) if with_cases or not path.endswith(CASES)]


def _joined(folder: str, name: str) -> str:
    """Return the path of a file as people write it."""
    return os.path.join(folder, name).removeprefix(f".{os.sep}")


def _parts(path: str) -> list[str]:
    return path.split(os.sep)


def _is_utf8(name: str) -> bool:
    """Say whether a name can be told in a report: Python stands surrogates for what it could not decode."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _suffix(path: StrPath) -> str:
    return os.path.splitext(path)[1].lower()


def _inside(folder: str) -> list[str]:
    """Return the manifests in a folder, or the folder itself where there is none or it cannot be searched."""
    found: list[str] = []

    def refused(error: OSError) -> None:
        found.append(str(error.filename))

    for root, names in _visible(folder, refused):
        wanted = (_joined(root, name) for name in names if _suffix(name) in SUFFIXES)
        found += filter(_is_readable, wanted)
    return found or [folder]


def _visible(folder: str, refused: Callable[[OSError], None] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Yield a folder and those in it, each with the names of its files; what is hidden is left out."""
    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield root, [name for name in names if not name.startswith(".")]


def _is_readable(path: str) -> bool:
    """Say whether a file found in a folder is one to read: a broken link is, and reported; a pipe is not."""
    return os.path.isfile(path) or os.path.islink(path)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, IsADirectoryError):
        return f"the folder holds no manifest ({', '.join(SUFFIXES)})"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
