"""The forms of files of pathways, of labels in risk tables, and of risks."""

from typing import Final

from rightsgate.rules.forms.tables.source import SOURCE
from rightsgate.rules.model.risk import CellStatus, Match, Nature
from rightsgate.text.form import Beside, Form, Key
from rightsgate.text.holds import Boolean, Other, Text, Texts, Word
from rightsgate.text.nested import Entries, Nested, Table

# What a table prints of a role that it connects to the risk.
CONNECTING: Final = (CellStatus.LISTED, CellStatus.MERGED)
_CONNECTED: Final = Beside("status", tuple(status.value for status in CONNECTING))

PATHWAY: Final = Form(
    title="pathway",
    means="A way in which a role comes to be connected to harm",
    where="a pathway",
    by="id",
    named="pathway {name}",
    keys=(
        Key("id", Text(), "Its name, which duties and labels use"),
        Key("role", Text(names="role"), "The role"),
        Key("name", Text(), "What people call it"),
        Key("nature", Word(Nature), "An omission, a fact about the product, or how users behave"),
        Key("means", Text(), "How it leads to harm"),
        Key("effects", Texts(), "What it leads to", default=()),
        Key("signals", Other("conditions"), "What opens it, besides an unmet duty: any of these", default=None),
    ),
)
PATHWAYS: Final = Form(
    title="file of pathways",
    means="The pathways that one section of a document describes",
    where="a file of pathways",
    keys=(
        Key("source", Nested(SOURCE), "Where they come from"),
        Key("pathways", Entries(PATHWAY), "The pathways"),
    ),
)
LABEL: Final = Form(
    title="label",
    means="What risk tables print for a role, and the pathways that it stands for",
    where="a label",
    by="id",
    named="label {name}",
    keys=(
        Key("id", Text(), "Its name, which cells of risk tables use"),
        Key("role", Text(names="role"), "The role"),
        Key("label", Text(), "The label as it is printed"),
        Key("match", Word(Match), "How it matches the name of a pathway"),
        Key("pathways", Texts("pathway"), "The pathways that it stands for"),
        Key(
            "also",
            Table(Texts("pathway"), "right", "right"),
            "Further pathways that it stands for in the tables of one right",
            default={},
        ),
        Key("closest_own", Text(names="pathway"), "The nearest pathway of the role itself", default=""),
        Key("note", Text(), "A remark for readers", default=""),
    ),
)
LABELS: Final = Form(
    title="file of labels",
    means="The labels that risk tables print",
    where="a file of labels",
    keys=(Key("labels", Entries(LABEL), "The labels"),),
)
CELL: Final = Form(
    title="cell",
    means="What a risk table prints for one role",
    where="a cell of {above}",
    by="role",
    named="the cell for {name} of {above}",
    keys=(
        Key("role", Text(names="role"), "The role"),
        Key("status", Word(CellStatus), "What the table prints; only a listed or merged row connects the role"),
        Key(
            "labels",
            Texts("label"),
            "The labels that it prints",
            default=(),
            needed_with=_CONNECTED,
            only_with=_CONNECTED,
        ),
        Key("sign", Text(), "What shows that an actor in the role is connected", default=""),
        Key("reason", Text(), "Why the role has no row, or no labels", default=""),
        Key("fields", Other("conditions"), "The sign as conditions: any of these", default=None),
    ),
)
RISK: Final = Form(
    title="risk",
    means="A risk to people, when a product has it, and who is connected to it",
    where="a risk",
    by="id",
    named="risk {name}",
    keys=(
        Key("id", Text(), "Its name"),
        Key("name", Text(), "What people call it"),
        Key("right", Text(names="right"), "The category of rights that it stands under"),
        Key("touches", Texts("right"), "Further rights that it touches", default=()),
        Key("means", Text(), "What happens to whom"),
        Key("example", Text(), "An example", default=""),
        Key("baseline", Boolean(), "Nearly every product has it", default=False),
        Key("topics", Texts(), "The topics of evaluations that would find it", default=()),
        Key("groups", Texts("group"), "The groups at heightened risk", default=()),
        Key("groups_note", Text(), "A remark on these groups", default=""),
        Key("triggers", Other("conditions"), "When a product has it: any of these", default=None),
        Key("cells", Entries(CELL), "What its table prints, one cell for each role", default=()),
    ),
)
RISKS: Final = Form(
    title="file of risks",
    means="The risks that one section of a document describes",
    where="a file of risks",
    keys=(
        Key("source", Nested(SOURCE), "Where they come from"),
        Key("risks", Entries(RISK), "The risks"),
    ),
)
