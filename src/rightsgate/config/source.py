"""The two files that can hold a configuration, read as data."""

import os
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.digest import digest_of
from rightsgate.text.files import read_raw
from rightsgate.text.located import LocatedMap, decode, kind_of

OWN: Final = "rightsgate.toml"
SHARED: Final = "pyproject.toml"
TOOL: Final = "tool"
NAME: Final = "rightsgate"
# What the name of the table is written with, as it is or in escapes: without any, there is no such table to look for.
SIGNS: Final = (NAME.encode(), b"\\u", b"\\U")


class Source(msgspec.Struct, frozen=True):
    """A configuration as data: the file, the table with its keys, and the digest of the file."""

    path: str
    table: LocatedMap
    digest: str

    @property
    def folder(self) -> str:
        """The folder from which its paths lead."""
        return os.path.dirname(self.path)


def read_source(path: str, limits: Limits = DEFAULTS) -> Source | None:
    """Read the configuration in a file; None for a pyproject.toml that has none.

    Raises InputError for a file that cannot be read.
    """
    raw = read_raw(path, path, limits)
    shared = os.path.basename(path) == SHARED
    if shared and not any(sign in raw for sign in SIGNS):
        return None
    from rightsgate.text.toml import parse_toml  # which only a repository with a configuration needs

    table: LocatedMap | None = parse_toml(decode(raw, path, limits), path, limits)
    for key in (TOOL, NAME) if shared else ():
        table = None if table is None else _inner(table, key, path)
    return None if table is None else Source(path, table, digest_of(raw))


def _inner(table: LocatedMap, key: str, path: str) -> LocatedMap | None:
    inner = table.get(key)
    if key in table and not isinstance(inner, LocatedMap):
        message = f"'{key}' must be a table, not {kind_of(inner)}"
        raise InputError([Fault.at(codes.WRONG_TYPE, path, table.marks[key], message, "write [tool.rightsgate]")])
    return inner
