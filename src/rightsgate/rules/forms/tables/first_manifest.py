"""The form of files that say what a first manifest is made of."""

from typing import Final

from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Text, Texts
from rightsgate.text.nested import Entries, Table

KIND: Final = "kind of entity"
PART: Final = Form(
    title="part that is played",
    means="A part that an organization can play, and what it comes to in a manifest",
    where="a part",
    by="id",
    named="part {name}",
    keys=(
        Key("id", Text(), "The name of the part"),
        Key("does", Text(), "What an organization that plays this part says of itself, in plain words"),
        Key("activities", Texts("activity"), "The activities that are stated of it"),
        Key("lists", Text(names=KIND), "What is listed as its own", default="", filled=True),
        Key("builds_on", Text(names=KIND), "What this rests on, which others may have made", default="", filled=True),
        Key("passes_to", Text(), "The part of whoever takes its product further", default="", filled=True),
    ),
)
FIRST_MANIFEST: Final = Form(
    title="what a first manifest is made of",
    means="What `rightsgate init` asks, and what the answers come to",
    where="a file on first manifests",
    keys=(
        Key("title", Text(), "What people read it as"),
        Key("parts", Entries(PART), "The parts that an organization can play, in the order in which they are offered"),
        Key(
            "made_by",
            Table(Text(), "a kind of entity", where="'made_by'", filled=True),
            "For a kind of entity the part of the organization that makes such things",
            default={},
        ),
        Key("asks", Texts("field"), "Fields with their kind that are asked about what is listed", default=()),
    ),
)
