"""What a person types as an answer, to the value that is stated: codes by number, by name or by label; yes and no."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rightsgate.logic.number import is_number, whole
from rightsgate.manifest.values import WrongValueError, typed_date
from rightsgate.text.scalars import resolve
from rightsgate.vocabulary.model import Field, FieldType

YES: Final = ("y", "yes", "true")
NO: Final = ("n", "no", "false", "none")
NONE: Final = "none"
SEPARATOR: Final = re.compile(r"[,;]\s*|\s+(?=\d+\b)")


class WrongReplyError(Exception):
    """What was typed answers nothing; ``word`` is the part of it that cannot be read."""

    def __init__(self, word: str) -> None:
        """Keep the part."""
        self.word = word
        super().__init__(word)


def yes_or_no(text: str) -> bool:
    """Return what was answered to a question that takes yes or no."""
    word = text.strip().casefold()
    if word not in (*YES, *NO):
        raise WrongReplyError(text)
    return word in YES


def chosen(text: str, options: Mapping[str, str], *, many: bool) -> Any:
    """Return the code, or the codes, that were chosen among ``options`` (codes with their labels)."""
    codes = [*options]
    by_word = {word.casefold(): code for code, label in options.items() for word in (code, label)}
    by_word |= {str(number): code for number, code in enumerate(codes, 1)}
    whole_text = by_word.get(text.strip().casefold())
    if whole_text is not None:
        return [whole_text] if many else whole_text
    found: list[str] = []
    for word in filter(None, map(str.strip, SEPARATOR.split(text.strip()))):
        code = by_word.get(word.casefold())
        if code is None or (found and not many):
            raise WrongReplyError(word)
        found.append(code)
    if not found:
        raise WrongReplyError(text)
    return [*dict.fromkeys(found)] if many else found[0]


def stated(field: Field, text: str, options: Mapping[str, str]) -> Any:
    """Return the value of a field that an answer states.

    A no to what is asked in words, or for a list, declares it absent; to a yes-or-no question it is false.
    """
    word = text.strip()
    match field.type:
        case FieldType.BOOLEAN:
            return yes_or_no(word)
        case FieldType.CHOICE | FieldType.REFERENCE if options:
            return chosen(word, options, many=False)
        case FieldType.CHOICES | FieldType.REFERENCES if options:
            return NONE if _is_no(word) and word.casefold() not in options else chosen(word, options, many=True)
        case FieldType.CHOICES | FieldType.LIST | FieldType.REFERENCES:
            return NONE if _is_no(word) else [one for one in map(str.strip, word.split(",")) if one]
        case FieldType.DATE:
            return _date(word)
        case FieldType.NUMBER:
            return _number(word, field)
        case FieldType.GROUP | FieldType.RECORDS:
            if _is_no(word):
                return NONE
            raise WrongReplyError(word)
    return NONE if _is_no(word) else word


def _is_no(word: str) -> bool:
    return word.casefold() in NO


def _date(word: str) -> str:
    try:
        typed_date(word)
    except WrongValueError:
        raise WrongReplyError(word) from None
    return word


def _number(word: str, field: Field) -> Any:
    found = resolve(word)
    if not is_number(found) or (field.whole and whole(found) is None):
        raise WrongReplyError(word)
    return found


def words(values: Sequence[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return codes with what each is called."""
    return {value: labels.get(value) or value.replace("_", " ") for value in values}
