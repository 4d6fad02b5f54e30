"""Written operands to typed ones: what stands behind an operator, checked against the field that it tests."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.logic.dates import Dates
from rightsgate.logic.number import Number, whole
from rightsgate.logic.patterns import Scalar
from rightsgate.manifest.values import PERIOD, WrongValueError, typed_date
from rightsgate.rules.model.operator import Against, Operator, Takes
from rightsgate.rules.operators import ROWS
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.text.reader import first_few
from rightsgate.vocabulary.model import Field, FieldType
from rightsgate.vocabulary.threshold import Parameter

# The type of value that a field takes, with words for it; every other type of field takes a text.
TYPES: Final[Mapping[FieldType, tuple[Any, str]]] = {
    FieldType.BOOLEAN: (bool, "true or false"),
    FieldType.NUMBER: ((int, Number), "a number"),
    FieldType.ANY: (Scalar, "a value"),
    FieldType.LIST: (Scalar, "a value"),
}
# The message on an operator that does not take such an operand, and words for the operators that do.
REFUSED: Final[Mapping[Against, tuple[str, str]]] = {
    Against.SET: ("takes one value, no set", ""),
    Against.FACTS: ("takes no derived facts", "they can be compared with {}"),
    Against.ACTOR: ("takes no actor", "the actor's own id can stand with {}"),
    Against.FIELD: ("takes a list or a set, no other field", ""),
}


def check_operator(operator: Operator, field: Field) -> None:
    """Raise WrongValueError if the operator can never test what the field holds."""
    if field.type not in operator.tests:
        fitting = first_few(row.id for row in ROWS if field.type in row.tests)
        raise _unfit(f"cannot test '{field.path}', which is of type {field.type.value}", f"use {fitting}")


def check_against(operator: Operator, other: Against) -> None:
    """Raise WrongValueError if the operator does not compare with something like ``other``."""
    if not {*operator.against} - {Against.THRESHOLD}:
        raise _unfit("takes a plain value, no reference")
    if other not in operator.against:
        message, hint = REFUSED[other]
        raise _unfit(message, hint.format(", ".join(row.id for row in ROWS if other in row.against)))


def check_threshold(operator: Operator, name: str, known: Parameter) -> None:
    """Raise WrongValueError if the operator does not compare with a threshold such as the one called ``name``."""
    compares, period = Against.THRESHOLD in operator.against, operator.takes is Takes.PERIOD
    if not compares or period != isinstance(known.value, str):
        takes = "no parameter" if not compares else "a period" if period else "a number"
        raise _unfit(f"takes {takes}, which the parameter '{name}' is not")


def literal(operator: Operator, value: Any, field: Field | None) -> Any:
    """Return the value of an operator, typed as ``field`` is; raises WrongValueError."""
    match operator.takes:
        case Takes.NOTHING:
            if value is not True:
                hint = f"for the opposite use {operator.opposite}" if operator.opposite else ""
                raise _unfit("takes true", hint)
            return True
        case Takes.PERIOD:
            if not isinstance(value, str) or not PERIOD.fullmatch(value):
                raise _unfit("takes a period", "write a number and d, m or y: 12m")
            return value
        case Takes.COUNT:
            count = whole(value)
            if count is None or count < 0:
                raise _unfit("takes a whole number from 0")
            return count
        case Takes.VALUE:
            return _scalar(value, field)
        case Takes.LIST:
            return _scalars(value, field)


def _scalars(value: Any, field: Field | None) -> tuple[Scalar | Dates, ...]:
    if not isinstance(value, LocatedList):
        hint = f"write [{value}]" if isinstance(value, str) else ""
        raise _unfit(f"takes a list, not {kind_of(value)}", hint)
    if not value:
        raise _unfit("is given an empty list", "name at least one value")
    return tuple(_scalar(item, field) for item in value)


def wrong_term(field: Field, value: Scalar) -> WrongValueError | None:
    """Return why a term of a pattern can never match the values of the field; None if it can."""
    if field.type is FieldType.DATE:
        return _unfit("is a date, which no term equals", "bind it to a variable and compare that")
    try:
        _scalar(value, field)
    except WrongValueError as error:
        return error
    return None


def _scalar(value: Scalar | LocatedMap | LocatedList | None, field: Field | None) -> Scalar | Dates:
    if not isinstance(value, Scalar):
        raise _unfit(f"takes a text, a number, true or false, not {kind_of(value)}")
    if value == "unknown":
        raise _unfit("cannot ask for the word unknown", "use exists or missing")
    if field is None or value == "none":
        return value
    if field.values and value not in field.values:
        hint = did_you_mean(str(value), field.values) or f"allowed: {', '.join(field.values)}"
        message = f"'{value}' is not a valid value for '{field.path}'"
        raise WrongValueError(message, hint, code=codes.INVALID_VALUE)
    if field.type is FieldType.DATE:
        return typed_date(value)
    types, wanted = TYPES.get(field.type, (str, "a text"))
    fits: bool = isinstance(value, types) and (not isinstance(value, bool) or types in (bool, Scalar))
    if not fits:
        raise _unfit(f"takes {wanted} for '{field.path}', not '{str(value).lower()}'")
    return value


def _unfit(message: str, hint: str = "") -> WrongValueError:
    return WrongValueError(message, hint, code=codes.UNFIT_OPERAND)
