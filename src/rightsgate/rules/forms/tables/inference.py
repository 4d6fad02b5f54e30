"""The form of files of inferences."""

from typing import Final

from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Boolean, Holds, Other, Text, Whole
from rightsgate.text.nested import Entries


def _premise(title: str, means: str, *keys: Key) -> Form:
    return Form(title=title, means=means, where="a premise", keys=keys)


_FACT: Final[Holds] = Other("fact")
# Premises by their first key; any other premise is a fact with its terms.
ABSENT: Final = _premise("absence", "No such fact holds", Key("absent", _FACT, "The fact"))
AT_LEAST: Final = _premise(
    "count",
    "Several such facts hold",
    Key("at_least", Whole(at_least=1), "How many at least"),
    Key("of", _FACT, "The fact, with _ for what differs"),
)
COMPARE: Final = _premise(
    "comparison", "Two terms compare so", Key("compare", Other("compared"), "A term, an operator and a term")
)
INFERENCE: Final = Form(
    title="inference",
    means="What follows where several facts hold together",
    where="an inference",
    by="id",
    named="inference {name}",
    keys=(
        Key("id", Text(), "Its name"),
        Key("title", Text(), "What follows from what, in a sentence"),
        Key("source", Text(), "Where it comes from", default=""),
        Key("if", Other("premises"), "The premises, all of which must hold"),
        Key("then", Other("conclusion"), "The fact that follows"),
        Key("possible", Boolean(), "What follows is possible, and never certain", default=False),
    ),
)
INFERENCES: Final = Form(
    title="file of inferences",
    means="What follows from what is stated",
    where="a file of inferences",
    keys=(
        Key("title", Text(), "What the file is about"),
        Key("facts", Other("facts"), "Facts that always hold", default=None),
        Key("inferences", Entries(INFERENCE), "The inferences", default=()),
    ),
)
