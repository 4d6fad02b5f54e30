"""The operators of the catalogue's expressions, in three values, and the dates, lists and absences they compare."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

Value = Any  # whatever a manifest may state
Truth = bool | None


class Absent(Enum):
    """What stands where no value is stated; ``MOOT`` is the result of an operator that has nothing to compare."""

    NONE = "none"
    UNKNOWN = "unknown"
    MOOT = "not-applicable"


NONE, UNKNOWN, MOOT = Absent.NONE, Absent.UNKNOWN, Absent.MOOT
Result = Truth | Absent


class Doubtful(NamedTuple):
    """A derived set: what is in it for certain, and what may be."""

    sure: frozenset[str]
    possible: frozenset[str]


class Open(frozenset[Any]):
    """A value of which several are possible."""


class Stated(NamedTuple):
    """The value of a field, and whether it is a list that may hold more than it says."""

    value: Value
    open: bool = False


def all3(values: Iterable[Result]) -> Result:
    """And, in strong Kleene logic; what is moot drops out, and if nothing is left the whole is moot."""
    seen = set(values)
    if seen == {MOOT}:
        return MOOT
    return False if False in seen else None if None in seen else True


def any3(values: Iterable[Result]) -> Truth:
    """Or, in strong Kleene logic; nothing speaks against what is moot."""
    seen = set(values)
    return True if seen & {True, MOOT} else None if None in seen else False


def exists(field: Stated, *_: Value) -> Truth:
    if isinstance(field.value, Doubtful):
        return True if field.value.sure else None if field.value.possible else False
    return None if field.value is UNKNOWN else field.value is not NONE


def equals(field: Stated, operand: Value, *_: Value) -> Truth:
    if isinstance(field.value, Open):
        found = {equals(Stated(one), operand) for one in field.value}
        return found.pop() if len(found) == 1 else None
    codes = _codes(operand)
    if isinstance(field.value, Absent):
        return None if field.value is UNKNOWN else "none" in codes
    return field.value in codes


def has(field: Stated, operand: Value, *_: Value, enough: Callable[[Iterable[bool]], bool] = all) -> Truth:
    if isinstance(field.value, Absent):
        return None if field.value is UNKNOWN else False
    if isinstance(field.value, Doubtful):
        sure, possible = (enough(c in codes for c in _codes(operand)) for codes in field.value)
        return True if sure else None if possible else False
    found = _codes(tuple(field.value) if isinstance(field.value, list) else field.value)
    return True if enough(code in found for code in _codes(operand)) else None if field.open else False


def has_any(field: Stated, operand: Value, *_: Value) -> Truth:
    return has(field, operand, enough=any)


def _codes(operand: Value) -> tuple[Value, ...]:
    return operand if isinstance(operand, tuple) else (operand,)


def opposite(operator: Callable[..., Result]) -> Callable[..., Result]:
    """Negate an operator; unknown stays unknown, and moot moot."""

    def negated(*arguments: Value) -> Result:
        result = operator(*arguments)
        return not result if isinstance(result, bool) else result

    return negated


def superset(field: Stated, operand: Value, *_: Value) -> Result:
    if isinstance(operand, Absent):
        return MOOT if operand is NONE else None
    right = operand if isinstance(operand, Doubtful) else Doubtful(frozenset(operand), frozenset(operand))
    if not right.possible:
        return MOOT
    if field.value is UNKNOWN:
        return None
    left = frozenset() if field.value is NONE else frozenset(field.value)
    if not right.sure <= left:
        return None if field.open else False
    return True if right.sure and right.possible <= left else None


def subset(field: Stated, operand: Value, *_: Value) -> Truth:
    if UNKNOWN in (field.value, operand):
        return None
    left = frozenset() if field.value is NONE else frozenset(field.value)
    right = () if operand is NONE else operand
    sure, possible = map(frozenset, right if isinstance(right, Doubtful) else (right, right))
    if not left <= sure:
        return None if left <= possible else False
    return None if field.open else True


def below(field: Stated, operand: Value, *_: Value) -> Truth:
    if NONE in (field.value, operand):
        return False
    if UNKNOWN in (field.value, operand):
        return None
    if isinstance(operand, (int, float)):
        return bool(field.value < operand)
    (first, last), (start, end) = days(field.value), days(operand)
    return True if last < start else False if first >= end else None


def above(field: Stated, operand: Value, *_: Value) -> Truth:
    if isinstance(operand, (int, float)) and not isinstance(field.value, Absent):
        return bool(field.value > operand)
    return below(Stated(operand), field.value) if not isinstance(field.value, Absent) else below(field, operand)


def at_most(field: Stated, operand: Value, as_of: date) -> Truth:
    """Compare with a bound; what is still to come has not been done before anything."""
    if NONE in (field.value, operand):
        return False
    if UNKNOWN in (field.value, operand):
        return None
    (first, last), (start, end) = days(field.value), days(operand)
    return False if first > end else True if last <= start and last <= as_of else None


def at_least(field: Stated, operand: float, *_: Value) -> Truth:
    if isinstance(field.value, Absent):
        return None if field.value is UNKNOWN else False
    return bool(field.value >= operand)


def count_above(field: Stated, operand: int, *_: Value) -> Truth:
    if isinstance(field.value, Doubtful):
        return True if len(field.value.sure) > operand else None if len(field.value.possible) > operand else False
    if field.value is UNKNOWN:
        return None
    count = 0 if field.value is NONE else len(field.value)
    return True if count > operand else None if field.open else False


def count_equals(field: Stated, operand: int, *_: Value) -> Truth:
    if field.value is UNKNOWN:
        return None
    count = 0 if field.value is NONE else len(field.value)
    return False if count > operand else None if field.open else count == operand


def fresh(field: Stated, period: str, as_of: date) -> Truth:
    if isinstance(field.value, Absent):
        return None if field.value is UNKNOWN else False  # what was never done is not fresh (the amended semantics)
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - int(period.removesuffix("m")), 12)
    limit = date(year, month + 1, min(as_of.day, monthrange(year, month + 1)[1]))
    first, last = days(field.value)
    return None if last > as_of else True if first >= limit else False if last < limit else None


def days(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date, perhaps partial, may mean."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    return date(year, month or 1, day or 1), date(year, month or 12, day or monthrange(year, month or 12)[1])


OPERATORS: dict[str, Callable[..., Result]] = {
    "exists": exists,
    "missing": opposite(exists),
    "==": equals,
    "in": equals,
    "!=": opposite(equals),
    "has": has,
    "hasall": has,
    "hasany": has_any,
    "lacks": opposite(has),
    "hasnone": opposite(has_any),  # of the departures alone
    "superset": superset,
    "not_superset": opposite(superset),
    "subset": subset,
    "not_subset": opposite(subset),
    "gt": above,
    "lt": below,
    "lte": at_most,
    "gte": at_least,
    "count_eq": count_equals,
    "count_gt": count_above,
    "fresh": fresh,
    "older_than": opposite(fresh),
}
