"""The catalogue's expression strings, read: lines of terms, terms of tests.

What departs from the catalogue may also group lines; see ``Item``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

# The catalogue calls them a field of the actor; each is a record of its own to which the tests refer together.
TRADEOFFS = "actor.tradeoffs"
ENTITY = "actor|derived|dataset|model|app|deployment|art|pol|chan|rel|impact|link|decision|tradeoff|research"
NUMBER = re.compile(r"\d+(e\d+)?")


class Path(NamedTuple):
    """A place: an entity, the kinds in its brackets, and a dotted path below it; without that, a selector."""

    entity: str
    kinds: tuple[str, ...] = ()
    field: str = ""

    @property
    def selector(self) -> "Path":
        return self._replace(field="")


class Atom(NamedTuple):
    """One test: a path, an operator, and a code, a tuple of codes, a period, a path or nothing."""

    path: Path
    operator: str
    operand: Any

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.path, self.operand) if isinstance(self.operand, Path) else (self.path,)


Line = tuple[tuple[Atom, ...], ...]
# A line; several that are about the same record, apart from the lines around them; or one of these keys with several:
# any (one of them holds), not (it is not so that all hold), each (they hold of each record), some (of one record).
Item = str | list[Any] | Mapping[str, list[Any]]


@cache
def parse(line: str) -> Line:
    """Read a line: terms joined by ``;`` (and), atoms joined by ``|`` (or), which binds tighter."""
    return tuple(tuple(_atom(*atom.strip().split(maxsplit=2)) for atom in term.split("|")) for term in line.split(";"))


def _atom(where: str, operator: str, value: str = "") -> Atom:
    path = path_of(where)
    if path is None:
        raise ValueError(where)
    if value.startswith("["):
        return Atom(path, operator, tuple(code.strip() for code in value[1:-1].split(",")))
    other = path_of(value) if "." in value else None
    words = {"true": True, "false": False, "": None}
    return Atom(path, operator, other or words.get(value, number(value) if NUMBER.fullmatch(value) else value))


def number(text: str) -> float:
    return int(text) if text.isdigit() else float(text)


def path_of(text: str) -> Path | None:
    """Read a path, or return None of what is none."""
    text = renamed(text)
    found = re.fullmatch(rf"({ENTITY})(?:\(([\w/]+)\))?((?:\.\w+)*)", text)
    return Path(found[1], tuple(found[2].split("/")) if found[2] else (), found[3][1:]) if found else None


def renamed(path: str) -> str:
    """Name a path by the entity that it is of here."""
    return "tradeoff" + path.removeprefix(TRADEOFFS) if f"{path}.".startswith(f"{TRADEOFFS}.") else path


def lines_in(item: Item) -> Iterator[str]:
    """Yield the lines of an item, and of what stands in it."""
    if isinstance(item, str):
        yield item
    else:
        parts = item if isinstance(item, list) else [one for value in item.values() for one in value]
        yield from (line for part in parts for line in lines_in(part))


def atoms_in(item: Item) -> list[Atom]:
    """Return the tests of a line or of several, in the order in which they stand."""
    return [atom for line in lines_in(item) for term in parse(line) for atom in term]


def paths_in(items: Iterable[Item]) -> list[Path]:
    """Return all that lines look at."""
    return [path for item in items for atom in atoms_in(item) for path in atom.paths]


def atoms(clause: Mapping[str, Any]) -> list[Atom]:
    """Return the tests of a clause, those of its condition first."""
    return [atom for item in (*clause["applies_when"], *clause["evidence"]) for atom in atoms_in(item)]
