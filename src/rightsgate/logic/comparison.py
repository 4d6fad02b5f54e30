"""What each operator of a condition means, in three values.

An operator's function takes what is stated and an operand, and returns a Truth. Which function is whose, and all
else about an operator, is in the table ``rules/operators.py``.
"""

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from rightsgate.logic.absence import NONE, UNSAID, Absence
from rightsgate.logic.dates import Dates, before
from rightsgate.logic.number import Number, exact_of
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, any_of, negate


class Stated(msgspec.Struct, frozen=True):
    """A value to compare: as stated, whether more may be true than it lists, and what its codes imply."""

    value: Any
    open: bool = False
    implied: tuple[str, ...] = ()


class Possible(msgspec.Struct, frozen=True):
    """A derived set: its certain members, and its possible ones."""

    certain: frozenset[Any]
    possible: frozenset[Any]


class Side(Protocol):
    """What a test looks at: a value as stated, whether more may be true than it lists, and what its codes imply."""

    @property
    def value(self) -> Any:
        """The value as stated."""

    @property
    def open(self) -> bool:
        """Whether more may be true than the value lists."""

    @property
    def implied(self) -> tuple[str, ...]:
        """The codes that those stated imply."""


Comparison = Callable[[Side, Any], Truth]
# The last argument is the day of the check (ISO).
DatedComparison = Callable[[Side, Any, str], Truth]


def exists(left: Side, _: Any) -> Truth:
    """Something is stated."""
    value = left.value
    return UNKNOWN if value is UNSAID else FALSE if value is NONE else TRUE


def equals(left: Side, right: Any) -> Truth:
    """The value is the one asked for; declared absent matches the code ``none``."""
    value = left.value
    if value is UNSAID or right is UNSAID:
        return UNKNOWN
    if value is NONE or right is NONE:
        return TRUE if value is right or "none" in (value, right) else FALSE
    if isinstance(value, Dates) and isinstance(right, Dates):
        if value.first == value.last == right.first == right.last:
            return TRUE
        return FALSE if value.last < right.first or right.last < value.first else UNKNOWN
    return TRUE if (value == right and _same(value, right)) or right in left.implied else FALSE


def _same(one: Any, two: Any) -> bool:
    """Whether two equal values are of the same kind: Python takes ``True`` and ``1`` for equal."""
    if isinstance(one, tuple):
        return all(map(_same, one, two))
    return isinstance(one, bool) is isinstance(two, bool)


def one_of(left: Side, right: tuple[Any, ...] | Absence) -> Truth:
    """The value is one of those asked for."""
    if left.value is UNSAID or right is UNSAID:
        return UNKNOWN
    return any_of(equals(left, code) for code in _codes(right))


def at_most(left: Side, right: Any) -> Truth:
    """A number or date is not above the other; partial dates that overlap leave it unknown."""
    return _ordered(left.value, right, strict=False)


def below(left: Side, right: Any) -> Truth:
    """A number or date is below the other."""
    return _ordered(left.value, right, strict=True)


def at_least(left: Side, right: Any) -> Truth:
    """A number or date is not below the other."""
    return FALSE if NONE in (left.value, right) else negate(below(left, right))


def above(left: Side, right: Any) -> Truth:
    """A number or date is above the other."""
    return FALSE if NONE in (left.value, right) else negate(at_most(left, right))


def _ordered(left: Any, right: Any, *, strict: bool) -> Truth:
    if left is NONE or right is NONE:
        return FALSE
    if left is UNSAID or right is UNSAID:
        return UNKNOWN
    if isinstance(left, Dates) and isinstance(right, Dates):
        if left.last < right.first or (not strict and left.last == right.first):
            return TRUE
        return FALSE if left.first > right.last or (strict and left.first == right.last) else UNKNOWN
    if isinstance(left, (int, Number)) and isinstance(right, (int, Number)):
        one, two = exact_of(left), exact_of(right)
        return TRUE if one < two or (not strict and one == two) else FALSE
    return UNKNOWN  # a number against a date, or a free text: the stated value cannot be ordered


def has_all(left: Side, right: tuple[Any, ...] | Absence) -> Truth:
    """All codes are listed; an open list without one leaves it unknown."""
    value = left.value
    if value is UNSAID or right is UNSAID:
        return UNKNOWN
    if value is NONE:
        return FALSE
    codes = _codes(value)
    for code in _codes(right):
        if not _among(codes, code) and code not in left.implied:
            return UNKNOWN if left.open else FALSE
    return TRUE


def has_any(left: Side, right: tuple[Any, ...] | Absence) -> Truth:
    """One of the codes is listed."""
    value = left.value
    if value is UNSAID or right is UNSAID:
        return UNKNOWN
    if value is NONE:
        return FALSE
    codes = _codes(value)
    for code in _codes(right):
        if _among(codes, code) or code in left.implied:
            return TRUE
    return UNKNOWN if left.open else FALSE


def has(left: Side, right: str | Absence) -> Truth:
    """The code is listed."""
    return UNKNOWN if right is UNSAID else has_all(left, (right,))


def _side(operand: Any) -> Side:
    """Return an operand as a side: a list that a rule writes has none of the rest."""
    side: Side = operand if hasattr(operand, "implied") else Stated(operand)
    return side


def superset_of(left: Side, right: Any) -> Truth:
    """The list holds all of the other; moot where the other is empty."""
    if isinstance(right, Possible):
        return _superset_of_derived(left, right)
    side = _side(right)
    if side.value is NONE or (side.value == () and not side.open):
        return MOOT
    if side.value in (UNSAID, ()) or left.value is UNSAID:
        return UNKNOWN
    truth = has_all(left, _codes(side.value))
    return UNKNOWN if truth is TRUE and side.open else truth


def _superset_of_derived(left: Side, right: Possible) -> Truth:
    if not right.possible:
        return MOOT
    if left.value is UNSAID:
        return UNKNOWN
    held = _terms(left).union(left.implied)
    if not right.certain <= held:
        return UNKNOWN if left.open and left.value is not NONE else FALSE
    return TRUE if right.certain and right.possible <= held else UNKNOWN


def subset_of(left: Side, right: Any) -> Truth:
    """All that is listed is in the other."""
    if isinstance(right, Possible):
        return _subset_of_derived(left, right)
    side = _side(right)
    if left.value is UNSAID or side.value is UNSAID:
        return UNKNOWN
    if left.value is NONE:
        return TRUE
    truth = has_all(side, _codes(left.value)) if left.value else TRUE
    return UNKNOWN if truth is TRUE and left.open else truth


def _subset_of_derived(left: Side, right: Possible) -> Truth:
    if left.value is UNSAID:
        return UNKNOWN
    held = _terms(left)
    if not held <= right.possible:
        return FALSE
    return TRUE if held <= right.certain and not left.open else UNKNOWN


def count_is(left: Side, right: int | Absence) -> Truth:
    """The list has that many entries; declared absent has none."""
    count = _count(left.value)
    if count is None or isinstance(right, Absence):
        return UNKNOWN
    if left.open:
        return FALSE if count > right else UNKNOWN
    return TRUE if count == right else FALSE


def count_above(left: Side, right: int | Absence) -> Truth:
    """The list has more entries than that."""
    count = _count(left.value)
    if count is None or isinstance(right, Absence):
        return UNKNOWN
    if count > right:
        return TRUE
    return UNKNOWN if left.open else FALSE


def _count(value: Any) -> int | None:
    if value is UNSAID:
        return None
    if value is NONE:
        return 0
    return len(value) if isinstance(value, tuple) else 1


def _codes(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _among(codes: tuple[Any, ...], code: Any) -> bool:
    return code in codes and (code.__class__ is str or any(code == one and _same(code, one) for one in codes))


def _terms(side: Side) -> frozenset[Any]:
    """Return what is listed as terms of facts, to compare with derived ones."""
    return frozenset() if side.value is NONE else frozenset(map(as_term, _codes(side.value)))


def fresh_within(left: Side, right: str, as_of: str) -> Truth:
    """The date is not older than the period before the check date.

    What was declared absent was never done and is not fresh. A date that is silent, or may be later, is unknown.
    """
    value = left.value
    if value is NONE:
        return FALSE
    if not isinstance(value, Dates) or value.last > as_of:
        return UNKNOWN
    limit = before(as_of, right)
    if value.first >= limit:
        return TRUE
    return FALSE if value.last < limit else UNKNOWN


def older_than(left: Side, right: str, as_of: str) -> Truth:
    """The date is older than the period before the check date."""
    return negate(fresh_within(left, right, as_of))


def negated(comparison: Comparison) -> Comparison:
    """Return the comparison that answers the other way."""
    return lambda left, right: negate(comparison(left, right))
