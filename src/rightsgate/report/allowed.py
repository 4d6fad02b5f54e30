"""What can be typed in a field, in words."""

from collections.abc import Iterable
from typing import Final

from rightsgate.vocabulary.model import LANGUAGES, Field, FieldType, Vocabulary

# How many values are named; `rightsgate reference` lists all.
MOST: Final = 4
PLAIN: Final = {
    FieldType.BOOLEAN: "true or false",
    FieldType.DATE: "a date",
    FieldType.TEXT: "a text",
    FieldType.ANY: "in words, or none",
    FieldType.LIST: "list of names",
}


def allowed_text(field: Field, vocabulary: Vocabulary) -> str:
    """Return what can be typed in a field: its values, shortened, or its type."""
    match field.type:
        case FieldType.CHOICE:
            return f"one of {few(field.values)}" if field.values else "a word"
        case FieldType.CHOICES if field.values:
            return f"list of: {few(field.values)}"
        case FieldType.CHOICES:
            return "list of language tags" if field.values_from == LANGUAGES else "list of words of your own"
        case FieldType.NUMBER:
            least = "" if field.at_least is None else f", {field.at_least} or more"
            return f"a {'whole ' if field.whole else ''}number{least}"
        case FieldType.REFERENCE:
            return f"the id of one of {_entries(field, vocabulary)}"
        case FieldType.REFERENCES:
            return f"list of ids of {_entries(field, vocabulary)}"
        case FieldType.GROUP | FieldType.RECORDS:
            return f"its fields: {few(field.fields)}; or none"
        case other:
            return PLAIN[other]


def _entries(field: Field, vocabulary: Vocabulary) -> str:
    return vocabulary.kinds[field.to].section if field.to in vocabulary.kinds else "any section"


def few(values: Iterable[str]) -> str:
    """Name some values, and how many more there are."""
    named = list(values)
    if len(named) <= MOST:
        return ", ".join(named)
    return f"{', '.join(named[: MOST - 1])} and {len(named) - MOST + 1} more"
