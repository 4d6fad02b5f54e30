"""The form of files of inferences."""

from typing import Final

from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Boolean, Entries, Other, Text

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
        Key("then", Other("fact"), "The fact that follows"),
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
