"""One written value to the typed value of its field: codes, dates, numbers, or declared absent or unknown.

Says what is wrong with a value, not where; the caller knows the place.
"""

import calendar
import re
from datetime import date
from typing import Any, Final

from rightsgate.errors import did_you_mean
from rightsgate.load.located import LocatedList, LocatedMap
from rightsgate.load.reader import kind_of
from rightsgate.model.manifest import Absence, Dates
from rightsgate.model.vocabulary import Field, FieldType

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# What people write into a form to get past it: a text that says nothing is not a statement.
PLACEHOLDERS: Final = frozenset(
    {
        "",
        "-",
        "$",
        "n/a",
        "na",
        "tbd",
        "tba",
        "todo",
        "to be determined",
        "more information needed",
        "[more information needed]",
    }
)
TRUTHS: Final = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


class WrongValueError(Exception):
    """The value does not fit its field; carries the message, a hint, and the index in a list (or -1)."""

    def __init__(self, message: str, hint: str = "", index: int = -1) -> None:
        """Say what is wrong and what was probably meant."""
        super().__init__(message)
        self.message, self.hint, self.index = message, hint, index


def dates(text: str) -> Dates:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises WrongValueError for a day that does not exist."""
    match = DATE.fullmatch(text)
    if not match:
        raise WrongValueError(f"'{text}' is no date", "write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise WrongValueError(f"the date {text} does not exist: {error}") from None
    if day:
        last = first
    else:
        ending = int(month or 12)
        last = date(first.year, ending, calendar.monthrange(first.year, ending)[1])
    return Dates(first.isoformat(), last.isoformat(), text)


def typed(field: Field, value: Any) -> tuple[Any, bool]:
    """Return the typed value and whether more may be true than it lists.

    Raises WrongValueError.
    """
    if value is None or value == "unknown":
        return Absence.UNKNOWN, False
    if value == "none":
        return Absence.NONE, False
    match field.type:
        case FieldType.BOOLEAN:
            return _boolean(value), False
        case FieldType.CHOICE:
            return _code(field, value, -1), False
        case FieldType.CHOICES | FieldType.REFERENCES:
            return _codes(field, value)
        case FieldType.DATE:
            return _date(value), False
        case FieldType.NUMBER:
            return _number(value), False
        case FieldType.TEXT | FieldType.REFERENCE:
            return _text(value), False
        case FieldType.GROUP:
            return _group(field, value), False
        case _:
            return _free(value), False


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    meant = TRUTHS.get(str(value).lower(), "")
    raise WrongValueError(
        f"must be true or false, not {_shown(value)}", f"did you mean {meant}?" if meant else ""
    )


def _code(field: Field, value: Any, index: int) -> str:
    if isinstance(value, str):
        if not field.values or value in field.values:
            return value
        hint = did_you_mean(value, field.values) or f"allowed: {', '.join(field.values)}"
        raise WrongValueError(f"'{value}' is no value of '{field.path}'", hint, index)
    hint = f"allowed: {', '.join(field.values)}" if field.values else ""
    raise WrongValueError(f"must be one word, not {_shown(value)}", hint, index)


def _codes(field: Field, value: Any) -> tuple[Any, bool]:
    if value is False:
        return Absence.NONE, False
    if field.type is FieldType.REFERENCES and isinstance(value, str):
        return (value,), False
    if not isinstance(value, LocatedList):
        hint = f"write [{value}]" if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
        raise WrongValueError(f"must be a list, not {kind_of(value)}", hint)
    codes: list[str] = []
    more = False
    for index, item in enumerate(value):
        if item == "unknown" or item is None:
            more = True
        elif item == "none" and "none" not in field.values and len(value) > 1:
            raise WrongValueError("'none' cannot stand beside other values", index=index)
        else:
            codes.append(item if item == "none" else _code(field, item, index))
    if codes == ["none"] or not value:
        return Absence.NONE, False
    return tuple(codes), more


def _date(value: Any) -> Dates:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise WrongValueError(f"must be a date, not {_shown(value)}", "write YYYY-MM-DD, YYYY-MM or YYYY")
    return dates(str(value))


def _number(value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongValueError(f"must be a number, not {_shown(value)}")
    return value


def _text(value: Any) -> Any:
    if isinstance(value, (LocatedList, LocatedMap, bool)):
        raise WrongValueError(f"must be a text, not {kind_of(value)}")
    return _free(str(value))


def _group(field: Field, value: Any) -> Absence:
    if value is False or value == []:
        return Absence.NONE
    known = ", ".join(list(field.fields)[:6])
    raise WrongValueError(
        f"must be a mapping, none or unknown, not {_shown(value)}", f"its fields: {known} …"
    )


def _free(value: Any) -> Any:
    if value is False or value == []:
        return Absence.NONE
    if isinstance(value, str) and value.strip().lower() in PLACEHOLDERS:
        return Absence.UNKNOWN
    if isinstance(value, LocatedMap):
        raise WrongValueError(
            "must be a text, a list, true or a statement with 'value'", "put the text under 'value:'"
        )
    return tuple(value) if isinstance(value, LocatedList) else value


def _shown(value: Any) -> str:
    return (
        f"'{value}'"
        if isinstance(value, str)
        else kind_of(value)
        if isinstance(value, (list, dict))
        else str(value).lower()
    )
