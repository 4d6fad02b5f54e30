"""The form of files of rights: instruments, groups, rights, categories of other sources, opportunities."""

from typing import Final

from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Other, Text, Texts
from rightsgate.text.nested import Entries


def _entry(title: str, stands_at: str, means: str, *keys: Key) -> Form:
    named = (Key("id", Text(), "Its name"), Key("name", Text(), "What people call it"))
    return Form(
        title=title,
        means=means,
        where="an entry of '{name}'",
        by="id",
        named=f"{stands_at} {{name}}",
        keys=named + keys,
    )


INSTRUMENT: Final = _entry(
    "instrument",
    "instruments",
    "A human rights instrument",
    Key("printed_as", Texts(), "The abbreviations that the source uses for it, where it uses several", default=()),
)
GROUP: Final = _entry("group", "groups", "A group at heightened risk")
RIGHT: Final = _entry(
    "right",
    "rights",
    "A right, or a category of rights",
    Key("within", Text(names="right"), "The category that it belongs to", default=""),
    Key("section", Text(), "The section of the document that names it"),
    Key("means", Text(), "What it protects", default=""),
    Key("instruments", Other("articles"), "The articles that protect it, by instrument", default=None),
    Key("groups", Texts("group"), "Groups whose right it is in particular", default=()),
    Key("note", Text(), "A remark for readers", default=""),
)
CATEGORY: Final = _entry(
    "category",
    "categories",
    "A category of rights of another source",
    Key("rights", Texts("right"), "The rights that it maps to", default=()),
    Key("fit", Text(), "How closely it maps to them"),
    Key("note", Text(), "A remark for readers", default=""),
)
OPPORTUNITY: Final = _entry(
    "opportunity",
    "opportunities",
    "A benefit for a right, which offsets no risk",
    Key("right", Text(names="right"), "The right"),
)
RIGHTS: Final = Form(
    title="file of rights",
    means="What risks to people are measured by",
    where="a file of rights",
    keys=(
        Key("instruments", Entries(INSTRUMENT), "Human rights instruments", default=()),
        Key("groups", Entries(GROUP), "Groups at heightened risk", default=()),
        Key("rights", Entries(RIGHT), "Rights and their categories", default=()),
        Key("categories_of", Text(), "The source that the categories come from", default=""),
        Key("categories", Entries(CATEGORY), "Categories of rights of that source", default=()),
        Key("opportunities", Entries(OPPORTUNITY), "Benefits for rights", default=()),
    ),
)
