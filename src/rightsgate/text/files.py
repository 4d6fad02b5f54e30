"""Read files within the limits. Opens nothing but what it is told to."""

import os
import stat
from typing import BinaryIO

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.located import LocatedMap, decode, parse
from rightsgate.text.search import StrPath, suffix_of


def read_located(path: StrPath, name: str, limits: Limits = DEFAULTS) -> LocatedMap:
    """Read one YAML or JSON file; raises InputError if it cannot be read, with its place."""
    raw = read_raw(path, name, limits)
    data = parse(decode(raw, name, limits), name, json=suffix_of(path) == ".json", limits=limits)
    data.raw = raw
    return data


def read_raw(path: StrPath, name: str, limits: Limits = DEFAULTS) -> bytes:
    """Return what one file holds, up to one byte over the limit; raises InputError if it cannot be read."""
    if not name:
        raise InputError([Fault.of(codes.NOTHING_NAMED, name, "the file name is empty")])
    if not _is_utf8(name):
        message = "the name of the file is not UTF-8"
        raise InputError([Fault.of(codes.NAME_NOT_UTF8, name, message, "rename it")])
    try:
        with open(path, "rb", opener=_opened) as file:
            return read_bytes(file, name, limits)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise InputError([_unread(name, error)]) from None


def peek(path: StrPath, limits: Limits = DEFAULTS) -> bytes:
    """Return the content of a plain file, up to the limit; empty if it is not one or cannot be read."""
    try:
        return look(path, limits)
    except (OSError, ValueError):
        return b""


def look(path: StrPath, limits: Limits = DEFAULTS) -> bytes:
    """Return what a file holds, up to the limit; raises OSError."""
    with open(path, "rb", opener=_opened) as file:
        return file.read(limits.bytes + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""


def read_whole(path: StrPath) -> bytes:
    """Return what a file holds, however large it is; raises InputError."""
    try:
        with open(path, "rb", opener=_opened) as file:
            return file.read()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise InputError([_unread(os.fspath(path), error)]) from None


def read_bytes(file: BinaryIO, name: str, limits: Limits = DEFAULTS) -> bytes:
    """Read an open file up to one byte over the limit; raises InputError if it changes meanwhile."""
    before = os.fstat(file.fileno())
    raw = file.read(limits.bytes + 1)
    after = os.fstat(file.fileno())
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    if stat.S_ISREG(after.st_mode) and (changed or len(raw) != min(after.st_size, limits.bytes + 1)):
        message = "it changed while it was read"
        raise InputError([Fault.of(codes.CHANGED_MEANWHILE, name, message, "read it once it is whole")])
    return raw


def _opened(name: str, flags: int) -> int:
    """Open a file to read; a pipe that nobody writes to is empty, and nothing to wait for."""
    if not hasattr(os, "O_NONBLOCK"):  # on Windows, which has no such pipes and cannot set a file to block
        return os.open(name, flags)
    descriptor = os.open(name, flags | os.O_NONBLOCK)
    os.set_blocking(descriptor, True)
    return descriptor


def _is_utf8(name: str) -> bool:
    """Whether a name can be printed in a report: Python puts surrogates for bytes that it could not decode."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unread(name: str, error: OSError | ValueError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Fault.of(codes.NOT_THERE, name, "no such file or folder")
    if isinstance(error, IsADirectoryError):
        return Fault.of(codes.NOT_READABLE, name, "it is a folder; name one file")
    return Fault.of(codes.NOT_READABLE, name, f"cannot be read: {getattr(error, 'strerror', None) or error}")
