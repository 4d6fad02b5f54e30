"""One written value to the typed value of its field: codes, dates, numbers, or declared absent or unknown.

Says what is wrong with a value, not where; the caller knows the place.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from rightsgate.errors import did_you_mean
from rightsgate.load.located import LocatedList, LocatedMap, kind_of
from rightsgate.load.reader import few
from rightsgate.model.days import Dates, dates_of
from rightsgate.model.manifest import Absence
from rightsgate.model.number import Number, exact_of, is_number
from rightsgate.model.vocabulary import Field, FieldType

# Bound once: looking a member up on its enum class takes longer than the comparison it serves.
NONE, UNSAID = Absence.NONE, Absence.UNKNOWN
CHOICES, REFERENCES, LIST = FieldType.CHOICES, FieldType.REFERENCES, FieldType.LIST
PERIOD: Final = re.compile(r"[1-9][0-9]{0,3}[dmy]")
# What was meant as a number and is read as a text, and how long a number may be (`located.NUMBER`).
DIGITS: Final = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")
LONGEST: Final = "a number has at most 40 digits on each side of the point, and lies below 1.8e308"
DATE_FORMS: Final = "write YYYY-MM-DD, YYYY-MM or YYYY"
# What people write into a form to get past it: a text that says nothing is not a statement.
PLACEHOLDERS: Final = frozenset(
    (
        *("", "-", "$", "n/a", "na", "tbd", "tba", "todo"),
        *("to be determined", "more information needed", "[more information needed]"),
    )
)
TRUTHS: Final = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


class WrongValueError(Exception):
    """The value does not fit its field.

    Carries what is wrong, as the predicate to the field's name (or whole, if it begins with a quote), a hint,
    and the index in a list (or -1).
    """

    def __init__(self, message: str, hint: str = "", index: int = -1) -> None:
        """Say what is wrong and what was probably meant."""
        super().__init__(message)
        self.message, self.hint, self.index = message, hint, index

    def about(self, name: str) -> str:
        """Return the whole sentence about the field or key ``name``."""
        return self.message if self.message.startswith("'") else f"'{name}' {self.message}"


def dates(text: str) -> Dates:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises WrongValueError for a day that does not exist."""
    try:
        found = dates_of(text)
    except ValueError:
        raise WrongValueError(f"gives the date {text}, which does not exist") from None
    if found is None:
        raise WrongValueError(f"must be a date, not '{text}'", DATE_FORMS)
    return found


def typed(field: Field, value: Any) -> tuple[Any, bool]:
    """Return the typed value and whether more may be true than it lists.

    Raises WrongValueError.
    """
    if value is None or value == "unknown":
        return UNSAID, False
    if value == "none":
        return NONE, False
    reader = READERS.get(field.type)
    if reader is not None:
        return reader(field, value), False
    if field.type in (CHOICES, REFERENCES):
        return _codes(field, value)
    return _list(value) if field.type is LIST or isinstance(value, LocatedList) else (_free(value), False)


def typed_date(value: Any) -> Dates:
    """Read a date as it was written: a bare year is a number."""
    if not (isinstance(value, str) or is_number(value)):
        raise WrongValueError(f"must be a date, not {shown(value)}", DATE_FORMS)
    return dates(str(value))


def _boolean(_: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    meant = TRUTHS.get(str(value).lower(), "")
    raise WrongValueError(f"must be true or false, not {shown(value)}", f"did you mean {meant}?" if meant else "")


def _code(field: Field, value: Any, index: int = -1) -> str:
    if isinstance(value, str):
        if not field.values or value in field.values:
            return value
        hint = did_you_mean(value, field.values) or f"allowed: {', '.join(field.values)}"
        raise WrongValueError(f"'{value}' is no value of '{field.path}'", hint, index)
    hint = _alone(value) or (f"allowed: {', '.join(field.values)}" if field.values else _quoted(value))
    raise WrongValueError(f"must be one word, not {shown(value)}", hint, index)


def _codes(field: Field, value: Any) -> tuple[Any, bool]:
    if value is False:
        return NONE, False
    if field.type is REFERENCES and isinstance(value, str):
        return (value,), False
    if not isinstance(value, LocatedList):
        hint = f"write [{value}]" if isinstance(value, str) or is_number(value) else ""
        raise WrongValueError(f"must be a list, not {kind_of(value)}", hint)
    codes: dict[str, None] = {}  # each code once, whatever the list repeats
    more = False
    for index, item in enumerate(value):
        if item == "none" and len(value) > 1:
            raise WrongValueError("'none' cannot stand beside other values", index=index)
        if item == "unknown" or item is None:
            more = True
        elif item != "none":
            codes[_code(field, item, index)] = None
    if codes:
        return tuple(codes), more
    return (UNSAID if more else NONE), False


def _number(field: Field, value: Any) -> Number | int:
    if not is_number(value):
        hint = LONGEST if isinstance(value, str) and DIGITS.fullmatch(value) else ""
        raise WrongValueError(f"must be a number, not {shown(value)}", hint)
    if field.at_least is not None and exact_of(value) < field.at_least:
        raise WrongValueError(f"must be at least {field.at_least}, not {value}")
    if field.whole and exact_of(value) % 1:
        raise WrongValueError(f"must be a whole number, not {value}")
    return value


def _reference(value: Any) -> Any:
    if not isinstance(value, str):
        raise WrongValueError(f"must be one id, not {shown(value)}", _alone(value) or _quoted(value))
    return _free(value)


def _text(_: Field, value: Any) -> Any:
    if isinstance(value, str):
        return UNSAID if _says_nothing(value) else value
    if isinstance(value, (LocatedList, LocatedMap, bool)):
        raise WrongValueError(f"must be a text, not {kind_of(value)}")
    return _free(str(value))


def _group(field: Field, value: Any) -> Absence:
    if value is False or value == []:
        return NONE
    raise WrongValueError(f"must be a mapping, none or unknown, not {shown(value)}", f"its fields: {few(field.fields)}")


def _list(value: Any) -> tuple[Any, bool]:
    """Read a list of free entries; those that say nothing count as unknown."""
    if value is False:
        return NONE, False
    if not isinstance(value, LocatedList):
        raise WrongValueError(
            f"must be a list, not {kind_of(value)}", f"write [{value}]" if isinstance(value, str) else ""
        )
    for index, item in enumerate(value):
        if isinstance(item, (LocatedList, LocatedMap)):
            raise WrongValueError(f"must be a list of texts; here stands {kind_of(item)}", index=index)
    said = tuple(item for item in value if item is not None and not _says_nothing(item))
    if not said:
        return (UNSAID if value else NONE), False
    return (NONE, False) if said == ("none",) else (said, len(said) < len(value))


def _free(value: Any) -> Any:
    if value is False:
        return NONE
    if isinstance(value, LocatedMap):
        raise WrongValueError("must be a text, a list, true or a statement with 'value'", "put the text under 'value:'")
    return UNSAID if _says_nothing(value) else value


def _says_nothing(value: Any) -> bool:
    return isinstance(value, str) and (value == "unknown" or value.strip().lower() in PLACEHOLDERS)


def _alone(value: Any) -> str:
    return (
        f"write {value[0]}" if isinstance(value, LocatedList) and len(value) == 1 and isinstance(value[0], str) else ""
    )


def _quoted(value: Any) -> str:
    return f'quote it: "{value}"' if is_number(value) else ""


def shown(value: Any) -> str:
    """Show a value that was written, for a message."""
    if isinstance(value, str):
        return f"'{value}'"
    return kind_of(value) if isinstance(value, (list, dict)) else str(value).lower()


READERS: Final[Mapping[FieldType, Callable[[Field, Any], Any]]] = {
    FieldType.BOOLEAN: _boolean,
    FieldType.CHOICE: _code,
    FieldType.DATE: lambda _, value: typed_date(value),
    FieldType.NUMBER: _number,
    FieldType.REFERENCE: lambda _, value: _reference(value),
    FieldType.TEXT: _text,
    FieldType.GROUP: _group,
}
