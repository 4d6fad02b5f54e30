"""The form of files that say which fields settle derived facts."""

from typing import Final

from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Text, Texts
from rightsgate.text.nested import Entries

ROW: Final = Form(
    title="row of what settles facts",
    means="Fields that settle some kinds of derived fact alike",
    where="a row of 'settled_by'",
    keys=(
        Key("facts", Texts("derived fact"), "The kinds of fact; each has one row in all packs together"),
        Key("fields", Texts("field"), "Fields with their kind, such as actor.activities, the most telling first"),
    ),
)
SETTLED: Final = Form(
    title="what settles facts",
    means="Which fields a reader can state to settle the derived facts that duties ask about",
    where="a file of what settles facts",
    keys=(
        Key("title", Text(), "What people read it as"),
        Key("settled_by", Entries(ROW), "A row for every kind of fact"),
    ),
)
