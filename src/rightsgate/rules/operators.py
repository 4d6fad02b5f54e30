"""The operators of conditions: which fields each can test, and which values it can be given. Evaluates nothing."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate.errors import did_you_mean
from rightsgate.logic.dates import Dates
from rightsgate.logic.number import Number, whole
from rightsgate.logic.patterns import Scalar
from rightsgate.manifest.values import PERIOD, WrongValueError, typed_date
from rightsgate.text.form import few
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.vocabulary.model import Field, FieldType

PRESENCE: Final = ("exists", "missing")
EQUALITIES: Final = ("equals", "not_equals")
ORDERS: Final = ("above", "at_least", "below", "at_most")
MEMBERS: Final = ("has", "lacks")
CHOICES: Final = ("one_of", "not_one_of")
LISTS: Final = ("has_any", "has_all")
SETS: Final = ("superset_of", "subset_of", "not_superset_of", "not_subset_of")
COUNTS: Final = ("count_is", "count_above")
PERIODS: Final = ("fresh_within", "older_than")
OPERATORS: Final = (
    *PRESENCE,
    *EQUALITIES,
    *ORDERS,
    *MEMBERS,
    *CHOICES,
    *LISTS,
    *SETS,
    *COUNTS,
    *PERIODS,
)
LISTED: Final = frozenset((FieldType.CHOICES, FieldType.REFERENCES, FieldType.LIST, FieldType.ANY))
SINGLE: Final = frozenset(FieldType) - LISTED - {FieldType.GROUP, FieldType.RECORDS} | {FieldType.ANY}
# What a value for a field must be, and in words; for every other type of field a text.
TYPES: Final[Mapping[FieldType, tuple[Any, str]]] = {
    FieldType.BOOLEAN: (bool, "true or false"),
    FieldType.NUMBER: ((int, Number), "a number"),
    FieldType.ANY: (Scalar, "a value"),
    FieldType.LIST: (Scalar, "a value"),
}
FITTING: Final[Mapping[str, frozenset[FieldType]]] = {
    **dict.fromkeys(PRESENCE, frozenset(FieldType)),
    **dict.fromkeys((*EQUALITIES, *CHOICES), SINGLE),
    **dict.fromkeys(ORDERS, frozenset((FieldType.DATE, FieldType.NUMBER))),
    **dict.fromkeys((*MEMBERS, *LISTS, *SETS), LISTED),
    **dict.fromkeys(COUNTS, LISTED | {FieldType.RECORDS}),
    **dict.fromkeys(PERIODS, frozenset((FieldType.DATE,))),
}


def check_operator(operator: str, field: Field) -> None:
    """Raise WrongValueError if the operator can never test what the field holds."""
    if field.type not in FITTING[operator]:
        fitting = few(name for name in OPERATORS if field.type in FITTING[name])
        raise WrongValueError(f"cannot test '{field.path}', which is of type {field.type.value}", f"use {fitting}")


def literal(operator: str, value: Any, field: Field | None) -> Any:
    """Return the value of an operator, typed as ``field`` is; raises WrongValueError."""
    if operator in PRESENCE:
        if value is not True:
            opposite = "missing" if operator == "exists" else "exists"
            raise WrongValueError("takes true", f"for the opposite use {opposite}")
        return True
    if operator in PERIODS:
        if not isinstance(value, str) or not PERIOD.fullmatch(value):
            raise WrongValueError("takes a period", "write a number and d, m or y: 12m")
        return value
    if operator in COUNTS:
        count = whole(value)
        if count is None or count < 0:
            raise WrongValueError("takes a whole number from 0")
        return count
    if operator not in (*CHOICES, *LISTS, *SETS):
        return _scalar(value, field)
    if not isinstance(value, LocatedList):
        raise WrongValueError(
            f"takes a list, not {kind_of(value)}", f"write [{value}]" if isinstance(value, str) else ""
        )
    if not value:
        raise WrongValueError("is given an empty list", "name at least one value")
    return tuple(_scalar(item, field) for item in value)


def wrong_term(field: Field, value: Scalar) -> WrongValueError | None:
    """Say why a term of a pattern can never match what the field holds."""
    if field.type is FieldType.DATE:
        return WrongValueError("is a date, which no term equals", "bind it to a variable and compare that")
    try:
        _scalar(value, field)
    except WrongValueError as error:
        return error
    return None


def _scalar(value: Scalar | LocatedMap | LocatedList | None, field: Field | None) -> Scalar | Dates:
    if not isinstance(value, Scalar):
        raise WrongValueError(f"takes a text, a number, true or false, not {kind_of(value)}")
    if value == "unknown":
        raise WrongValueError("cannot ask for the word unknown", "use exists or missing")
    if field is None or value == "none":
        return value
    if field.values and value not in field.values:
        hint = did_you_mean(str(value), field.values) or f"allowed: {', '.join(field.values)}"
        raise WrongValueError(f"'{value}' is not a valid value for '{field.path}'", hint)
    if field.type is FieldType.DATE:
        return typed_date(value)
    types, wanted = TYPES.get(field.type, (str, "a text"))
    fits: bool = isinstance(value, types) and (not isinstance(value, bool) or types in (bool, Scalar))
    if not fits:
        raise WrongValueError(f"takes {wanted} for '{field.path}', not '{str(value).lower()}'")
    return value
