"""Patterns of facts: what rules of the engine look for and conclude."""

from typing import Any

import msgspec

from rightsgate.logic.dates import Dates
from rightsgate.logic.number import Number

Scalar = str | int | bool | Number


class Pattern(msgspec.Struct, frozen=True, tag=True):
    """A fact pattern: a kind and its terms; ``$name`` is a variable, ``_`` anything, None that there is no entity."""

    kind: str
    terms: tuple[Scalar | None, ...]


class Absent(msgspec.Struct, frozen=True, tag=True):
    """No fact matches the pattern."""

    pattern: Pattern


class AtLeast(msgspec.Struct, frozen=True, tag=True):
    """At least ``count`` different facts match the pattern."""

    count: int
    pattern: Pattern


class Compare(msgspec.Struct, frozen=True, tag=True):
    """Two terms compare as ``operator`` says, which names one of the comparisons that the program holds."""

    left: Scalar | Dates
    operator: str
    right: Scalar | Dates


Premise = Pattern | Absent | AtLeast | Compare


def is_variable(term: Any) -> bool:
    """Whether a term is a variable, which is written ``$name``."""
    return isinstance(term, str) and term.startswith("$")
