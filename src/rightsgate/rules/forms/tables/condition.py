"""The forms of conditions: each kind is told by its first key. What stands at an operator is checked by its row."""

from collections.abc import Mapping
from typing import Final

from rightsgate.rules.forms.tables.paths import A_PATH, A_PLAIN_PATH
from rightsgate.rules.model.operator import Operator, Takes
from rightsgate.rules.operators import ROWS
from rightsgate.text.form import Beside, Form, Key
from rightsgate.text.holds import Boolean, Holds, Other, Text, Texts, Word

# The side of a relation that an actor is on; a duty is asked of one of the first two.
SIDES: Final = ("provider", "receiver", "either")
SEVERAL: Final = Other("conditions")
_OF: Final = Key(
    "of",
    Text(names="kind of entity"),
    "Whose field or fact it is; that of the entity asked about unless given",
    default="",
    filled=True,
)


def _single(title: str, key: str, holds: Holds, means: str) -> Form:
    return Form(title=title, means=means, where="a condition", keys=(Key(key, holds, means),))


def _records(word: str, means: str, *, relation: bool) -> Form:
    """Return the form of a condition on one record, or on every one; a relation has sides."""
    side = Key("as", Word(SIDES, "side of a relation"), "The side that the actor is on", default="either")
    return Form(
        title=f"{word} {'relation' if relation else 'record'}",
        means=means,
        where=f"a condition on {word} record",
        keys=(
            Key(word, Text(names="kind of entity"), means),
            Key("kind", Texts("kind of record"), "Only records of these kinds", default=(), filled=True),
            *((side,) if relation else ()),
            Key("that", SEVERAL, "What the record meets by itself: all of these", default=None, filled=True),
        ),
    )


def _asked(row: Operator) -> str:
    """Return what an operator asks of a field, in the words that reports have for it."""
    words = row.described if row.takes is Takes.VALUE and row.described is not None else row.asked
    return f"Holds for: {words.usual.format('these' if row.takes is Takes.LIST else 'this')}"


ALL: Final = _single("all of several", "all", SEVERAL, "All of these hold")
ANY: Final = _single("any of several", "any", SEVERAL, "Any of these holds")
NOT: Final = _single("negation", "not", Other("condition"), "This does not hold")
_ONE: Final = "One record or entity of this kind meets all that is asked of it"
_EVERY: Final = "Every record or entity of this kind meets all that is asked of it"
# By the word that they begin with, and whether the record is a relation.
RECORDS: Final[Mapping[tuple[str, bool], Form]] = {
    ("one", False): _records("one", _ONE, relation=False),
    ("one", True): _records("one", _ONE, relation=True),
    ("every", False): _records("every", _EVERY, relation=False),
    ("every", True): _records("every", _EVERY, relation=True),
}
_DERIVED: Final = (
    _OF,
    Key("exists", Boolean("for the opposite put it under not:"), "It is derived at all", default=True),
    Key(
        "one_of",
        Texts(),
        "The second terms, of which any will do",
        default=(),
        filled=True,
        only_with=Beside("facts"),
    ),
)
FACT: Final = Form(
    title="derived fact",
    means="A rule derives a fact of the entity",
    where="a condition on a derived fact",
    keys=(Key("fact", Text(names="fact of one term"), "The kind of fact"), *_DERIVED),
)
FACTS: Final = Form(
    title="derived facts",
    means="A rule derives facts of the entity with a second term",
    where="a condition on a derived fact",
    keys=(Key("facts", Text(names="fact of two terms"), "The kind of fact"), *_DERIVED),
)
TEST: Final = Form(
    title="test",
    means="A field of the entity compares so, by exactly one operator",
    where="a condition",
    keys=(
        Key("path", Text(A_PATH, "path"), "The field: $.field, or a JSONPath that begins so"),
        _OF,
        *(Key(row.id, Other(f"operand of {row.id}"), _asked(row), default=None) for row in ROWS),
    ),
)


def _reference(title: str, means: str, *keys: Key) -> Form:
    return Form(title=title, means=means, where="{above}", keys=keys)


# What an operator can be compared with, besides a value.
A_FIELD: Final = _reference(
    "reference to a field", "Another field", Key("path", Text(A_PLAIN_PATH, "path"), "The field: $.field"), _OF
)
A_SET: Final = _reference("reference to a set", "A set of codes", Key("set", Text(names="set"), "The set"))
SOME_FACTS: Final = _reference(
    "reference to facts",
    "The second terms of derived facts",
    Key("facts", Text(names="fact of two terms"), "The kind of fact"),
)
A_PARAMETER: Final = _reference(
    "reference to a parameter", "A threshold", Key("parameter", Text(names="parameter"), "The parameter")
)
THE_ACTOR: Final = _reference(
    "reference to the actor", "The actor that is asked", Key("of", Word(("actor",)), "The word actor")
)
