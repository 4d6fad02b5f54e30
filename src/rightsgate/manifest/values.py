"""One written value to the typed value of its field: codes, dates, numbers, or declared absent or unknown.

Faults say what is wrong with a value; the caller adds the location.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.logic.absence import NONE, UNSAID, Absence
from rightsgate.logic.dates import Dates, dates_of
from rightsgate.logic.number import Number, exact_of, is_number
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.text.placeholders import denies, is_placeholder, names_nobody, says_no, says_nothing
from rightsgate.text.reader import first_few
from rightsgate.vocabulary.model import LANGUAGES, Field, FieldType

CODES: Final = (FieldType.CHOICE, FieldType.CHOICES)
PERIOD: Final = re.compile(r"[1-9][0-9]{0,3}[dmy]")
# A text that was meant as a number, and the length that a number may have (`scalars.NUMBER`).
DIGITS: Final = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")
LONGEST: Final = "a number has at most 40 digits on each side of the point, and lies below 1.8e308"
DATE_FORMS: Final = "write YYYY-MM-DD, YYYY-MM or YYYY, or none"
# A language tag as usually written; the codes of Norwegian and Nauruan look like words that say no, or nothing.
LANGUAGE: Final = re.compile(r"[a-z]{2}|[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})+")
ABSENT: Final = "write none if there is none, or leave it out if you do not know"
DAY_FORM: Final = "write YYYY-MM-DD"
TRUTHS: Final = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


class WrongValueError(Exception):
    """The value does not fit its field.

    Holds a message that continues the field's name (or a whole sentence, if it begins with a quote), a hint, the index
    in a list (or -1) and the code of the fault. ``more`` are those of further items of the same list.
    """

    def __init__(self, message: str, hint: str = "", index: int = -1, code: str = codes.WRONG_TYPE) -> None:
        """Keep the message, and a hint on what was probably meant."""
        super().__init__(message)
        self.message, self.hint, self.index, self.code = message, hint, index, code
        self.more: tuple[WrongValueError, ...] = ()

    def about(self, name: str) -> str:
        """Return the whole sentence about the field or key ``name``."""
        return self.message if self.message.startswith("'") else f"'{name}' {self.message}"


def dates(text: str) -> Dates:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises WrongValueError for a day that does not exist."""
    try:
        found = dates_of(text)
    except ValueError:
        raise WrongValueError(f"gives the date {text}, which does not exist", code=codes.INVALID_DATE) from None
    if found is None:
        raise WrongValueError(f"must be a date, not '{text}'", DATE_FORMS, code=codes.INVALID_DATE)
    return found


def whole_day(text: object) -> str:
    """Return a whole day as it is written, ``YYYY-MM-DD`` and in no other form; raises WrongValueError."""
    if not isinstance(text, str):
        raise WrongValueError(f"must be a text, not {type(text).__name__}", DAY_FORM)
    try:
        day = dates_of(text)
    except ValueError:
        message = f"gives the date {text}, which does not exist"
        raise WrongValueError(message, DAY_FORM, code=codes.INVALID_DATE) from None
    if day is None or day.first != text:
        raise WrongValueError(f"must be a whole day, not '{text}'", DAY_FORM, code=codes.INVALID_DATE)
    return text


def typed(field: Field, value: Any) -> tuple[Any, bool]:
    """Return the typed value and whether more may be true than it lists.

    Raises WrongValueError.
    """
    if value is None or value == "unknown":
        return UNSAID, False
    if value == "none":
        return absent(field), False
    reader = READERS.get(field.type)
    if reader is not None:
        return reader(field, value), False
    if field.type in (FieldType.CHOICES, FieldType.REFERENCES):
        return _codes(field, value)
    return _described(field, value)


def absent(field: Field) -> Any:
    """Return the value of ``none`` in a field: false in a boolean field, declared absent in any other."""
    return False if field.type is FieldType.BOOLEAN else NONE


def typed_date(value: Any) -> Dates:
    """Read a date as it was written: a bare year is a number."""
    if not (isinstance(value, str) or is_number(value)):
        raise WrongValueError(f"must be a date, not {shown(value)}", DATE_FORMS, code=codes.INVALID_DATE)
    return dates(str(value))


def _boolean(_: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    meant = TRUTHS.get(str(value).lower(), "")
    raise WrongValueError(f"must be true or false, not {shown(value)}", f"did you mean {meant}?" if meant else "")


def _code(field: Field, value: Any, index: int = -1) -> str:
    if isinstance(value, str):
        if value in field.values:
            return value
        if not field.values:
            if field.type in CODES and says_no(value) and not _is_language(field, value):
                raise _not_valid(field, value, ABSENT, index)
            return value
        hint = did_you_mean(value, field.values) or f"allowed: {', '.join(field.values)}"
        raise _not_valid(field, value, hint, index)
    hint = _alone(value) or (f"allowed: {', '.join(field.values)}" if field.values else _quoted(value))
    raise WrongValueError(f"must be one word, not {shown(value)}", hint, index)


def _not_valid(field: Field, value: str, hint: str, index: int) -> WrongValueError:
    message = f"'{value}' is not a valid value for '{field.path}'"
    return WrongValueError(message, hint, index, code=codes.INVALID_VALUE)


def _none_and_more(index: int) -> WrongValueError:
    return WrongValueError("'none' cannot stand beside other values", index=index, code=codes.NONE_AND_MORE)


def _codes(field: Field, value: Any) -> tuple[Any, bool]:
    if value is False:
        return NONE, False
    if field.type is FieldType.REFERENCES and isinstance(value, str):
        return (value,), False
    if not isinstance(value, LocatedList):
        raise WrongValueError(f"must be a list, not {kind_of(value)}", _in_a_list(value))
    met: dict[str, None] = {}  # each code once, whatever the list repeats
    wrong: list[WrongValueError] = []
    more = False
    for index, item in enumerate(value):
        if item == "none" and len(value) > 1:
            wrong.append(_none_and_more(index))
        elif item == "unknown" or item is None:
            more = True
        elif item != "none":
            try:
                met[_code(field, item, index)] = None
            except WrongValueError as error:
                wrong.append(error)
    _raise_all(wrong)
    known = field.values or field.type is FieldType.REFERENCES
    said = tuple(code for code in met if known or not says_nothing(code) or _is_language(field, code))
    if said:
        return said, more or len(said) < len(met)
    return (UNSAID if more or met else NONE), False


def _in_a_list(value: Any) -> str:
    """Return a hint on how to write one value as a list, or how to state that there is none."""
    if isinstance(value, str) and says_no(value):
        return ABSENT
    return f"write [{value}]" if isinstance(value, str) or is_number(value) else ""


def _is_language(field: Field, code: str) -> bool:
    return field.values_from == LANGUAGES and LANGUAGE.fullmatch(code) is not None


def _raise_all(wrong: list[WrongValueError]) -> None:
    """Raise what is wrong with the items of a list, all together."""
    if wrong:
        first, *others = wrong
        first.more = tuple(others)
        raise first


def _number(field: Field, value: Any) -> Number | int:
    if not is_number(value):
        hint = LONGEST if isinstance(value, str) and DIGITS.fullmatch(value) else ""
        raise WrongValueError(f"must be a number, not {shown(value)}", hint)
    if field.at_least is not None and exact_of(value) < field.at_least:
        raise WrongValueError(f"must be at least {field.at_least}, not {value}", code=codes.UNFIT_NUMBER)
    if field.whole and exact_of(value) % 1:
        raise WrongValueError(f"must be a whole number, not {value}", code=codes.UNFIT_NUMBER)
    return value


def _reference(value: Any) -> Any:
    if not isinstance(value, str):
        raise WrongValueError(f"must be one id, not {shown(value)}", _alone(value) or _quoted(value))
    return UNSAID if value in ("", "unknown") else value


def _text(field: Field, value: Any) -> Any:
    if isinstance(value, (LocatedList, LocatedMap, bool)):
        raise WrongValueError(f"must be a text, not {kind_of(value)}")
    text = str(value)
    if "reason" in field.path:  # one may well be that there is nothing
        return UNSAID if says_nothing(text) or says_no(text) else text
    return UNSAID if names_nobody(text) else text


def _group(field: Field, value: Any) -> Absence:
    if value is False or value == []:
        return NONE
    hint = f"its fields: {first_few(field.fields)}"
    raise WrongValueError(f"must be a mapping, none or unknown, not {shown(value)}", hint)


def _described(field: Field, value: Any) -> tuple[Any, bool]:
    """Read a description, or a list of them; a placeholder counts as unknown."""
    if value is False:
        return NONE, False
    names = field.type is FieldType.LIST
    if isinstance(value, LocatedList):
        return _list(value, names=names)
    if names:
        raise WrongValueError(f"must be a list, not {kind_of(value)}", _in_a_list(value))
    if isinstance(value, LocatedMap):
        raise WrongValueError("must be a text, a list, true or a statement with 'value'", "put the text under 'value:'")
    return (True if value is True else _words(value)), False


def _list(value: LocatedList, *, names: bool) -> tuple[Any, bool]:
    """Read a list of names or descriptions; with a placeholder among them, the list is open."""
    if value == ["none"]:
        return NONE, False
    said: list[Any] = []
    wrong: list[WrongValueError] = []
    for index, item in enumerate(value):
        if item == "none":
            wrong.append(_none_and_more(index))
        elif item is None:
            continue
        elif isinstance(item, (LocatedList, LocatedMap)) or (isinstance(item, bool) and not names):
            wrong.append(WrongValueError(f"must be a list of texts; here stands {kind_of(item)}", index=index))
        elif names:
            said += [] if isinstance(item, str) and is_placeholder(item) else [item]
        else:
            try:
                words = _words(item)
            except WrongValueError as error:
                error.index = index
                wrong.append(error)
            else:
                said += [words] if isinstance(words, str) else []
    _raise_all(wrong)
    if not said:
        return (UNSAID if value else NONE), False
    return tuple(said), len(said) < len(value)


def _words(value: Any) -> str | Absence:
    """Read a text that says how something is done; raises WrongValueError for a bare number and for a no."""
    if not isinstance(value, str):
        hint = "say in words what there is, with the number in it"
        message = f"must say what there is, and a bare number does not: {shown(value)}"
        raise WrongValueError(message, hint, code=codes.DESCRIBES_NOTHING)
    if denies(value):
        raise WrongValueError(f"must say what there is, not '{value}'", ABSENT, code=codes.DESCRIBES_NOTHING)
    return UNSAID if says_nothing(value) else value


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
