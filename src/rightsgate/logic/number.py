"""Exact numbers. A float could move a number across a threshold: as a float, 10^25 is not exact."""

from decimal import Context, Decimal
from functools import cached_property
from typing import Any, Final, TypeGuard

import msgspec

# What a whole number is in other formats: as a term, and in a compiled pack, it is a plain integer.
SMALL: Final = 2**63
# More digits than any number in a file may have, so that nothing is ever rounded.
EXACT: Final = Context(prec=2000)
# Whole numbers with more zeros at the end, and decimals with more of them in front, are written with an exponent.
ZEROS: Final = 6


class Number(msgspec.Struct, frozen=True, eq=False, dict=True, tag=True):
    """A number that is no plain integer, as it was written; it equals, and has the hash of, every equal number."""

    text: str

    @cached_property
    def exact(self) -> Decimal:
        """The value itself."""
        return Decimal(self.text)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Number):
            return self.exact == other.exact
        return not isinstance(other, bool) and self.exact == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.exact)

    def __str__(self) -> str:
        return self.text


def is_number(value: object) -> TypeGuard[Number | int]:
    """Whether a value is a number, and not true or false."""
    return isinstance(value, (Number, int)) and not isinstance(value, bool)


def exact_of(value: Number | int) -> Decimal | int:
    """Return a value that compares exactly with that of any other number."""
    return value.exact if isinstance(value, Number) else value


def whole(value: object) -> int | None:
    """Return a whole number as an integer; None for any other value, and for one too large to count anything."""
    if not is_number(value):
        return None
    exact = exact_of(value)
    return int(exact) if -SMALL < exact < SMALL and exact == int(exact) else None


def canonical(number: Number) -> Number | int:
    """Return the one value that stands for all numbers equal to this one, as a term of facts."""
    small = whole(number)
    return Number(written(number)) if small is None else small


def written(number: Number | int) -> str:
    """Write a number in the one way that depends on its value alone, which is also a number in JSON."""
    exact = number.exact if isinstance(number, Number) else Decimal(number)
    sign, digits, power = exact.normalize(EXACT).as_tuple()
    text, minus = "".join(map(str, digits)), "-" if sign and exact else ""
    zeros: Any = power
    if 0 <= zeros < ZEROS:
        return f"{minus}{text}{'0' * zeros}"
    before = len(text) + zeros
    if zeros < 0 < before:
        return f"{minus}{text[:before]}.{text[before:]}"
    if -ZEROS < before <= 0:
        return f"{minus}0.{'0' * -before}{text}"
    return f"{minus}{text[0]}{f'.{text[1:]}' if text[1:] else ''}e{before - 1}"
