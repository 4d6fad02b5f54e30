"""What can be a term of a fact: a text, a number, a date, and what is written ``true`` or ``false``.

Terms are keys, and Python takes ``True`` for ``1``: a fact about one must not pass for a fact about the other.
"""

from enum import Enum
from typing import Any, Final

# No whole number of a file has more digits; a greater one would only be long to print.
WHOLE: Final = 1e40


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
    if value.__class__ is float and value.is_integer() and abs(value) < WHOLE:
        return int(value)
    return value
