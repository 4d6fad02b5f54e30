"""What can be a term of a fact: a text, an exact number, a date, and what is written ``true`` or ``false``.

Terms are keys, and Python takes ``True`` for ``1``: a fact about one must not pass for a fact about the other.
"""

from enum import Enum
from typing import Any

from rightsgate.logic.number import Number, canonical


class Flag(Enum):
    """True and false, as terms."""

    TRUE = "true"
    FALSE = "false"

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow

    def __str__(self) -> str:
        return self.value


def as_term(value: Any) -> Any:
    """Return the term for a value: the same one for equal numbers, however they are written, and for nothing else."""
    if value.__class__ is bool:
        return Flag.TRUE if value else Flag.FALSE
    return canonical(value) if value.__class__ is Number else value
