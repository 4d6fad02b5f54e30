"""What the reference page of the manifest says before it lists the fields."""

from typing import Final

from rightsgate.handbook.blocks import Block, Bullets, Code, Column, Item, Listing, Section, Table
from rightsgate.handbook.details import MEANS
from rightsgate.handbook.prose import prose, said

TITLE: Final = "The manifest"
EXAMPLE: Final = """\
# yaml-language-server: $schema=manifest.schema.json
rightsgate: 1                                     # the version of this format
name: Parcel help desk
actors:
  - {id: lab, name: Meridian Models, activities: [model_pretraining, release_decision]}
  - id: studio
    activities: [app_building]
    hrdd: {timing: [pre_deployment], last_review: 2026-02}
models:
  - {id: meridian-2, developer: lab, release: api}
applications:
  - id: helpdesk
    developer: studio
    built_on: [meridian-2]
    features: {value: [authoritative_answers], complete: true}
    channels:
      - open_to: [deployers, end_users]
        status_feedback: {value: true, evidence: docs/reporting.md, since: 2026-03-01}
deployments: unknown
documents: none
"""


def _items(*texts: str) -> Bullets:
    return Bullets(tuple(Item(prose(text)) for text in texts))


def _table(titles: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    columns = tuple(Column(title=title) for title in titles)
    return Table(columns, tuple(tuple(map(prose, row)) for row in rows))


LEAD: Final[tuple[Block, ...]] = (
    said("""\
A manifest says who does what with which data, models and applications, and which practices are in place.
It is one YAML or JSON file. `rightsgate reference` prints this page; with `--rules DIR` it has the fields of
that rule pack too."""),
    Listing(EXAMPLE),
    said("""\
The first line is optional. It tells an editor that speaks to the YAML language server where the schema of
manifests is, so that it completes and checks what you write; `rightsgate schema manifest` prints that schema."""),
)
FORM: Final = Section(
    title=("Form",),
    blocks=(
        _items(
            (
                "`rightsgate: 1` must be there, and at least one [section](#sections); `name` and `description` "
                "may be. `subject` is the id of the actor on whose behalf the manifest is checked; `check --for ID` "
                "names another."
            ),
            "A key stands only once in its mapping, and one file holds one manifest.",
            "`true` and `false` are the only truth values: `yes`, `no`, `on` and `off` are texts.",
            (
                "What is misspelt or out of place is refused, with its line and, where one is near, the word that was "
                "meant."
            ),
        ),
    ),
)
STATEMENTS: Final = Section(
    title=("Statements",),
    blocks=(
        said("What stands at a field is a statement: a value alone, or `{value: ...}` with some of these details."),
        Table(
            (Column(title="Detail"), Column(title="What it says")),
            tuple(((Code(name),), means) for name, means in MEANS.items()),
        ),
        said("""\
Entries and groups of fields take the same details. Their `evidence`, `tested`, `verified_by`, `since` and `as_of` also
stand for the fields inside them; the other details are their own. A statement whose `since` or `as_of` is
after the check counts as not stated. So does one dated only by a month or year that ends after it. Details with nothing
to back are refused."""),
        said("""\
What backs a statement is, from the weakest: nothing (it is *claimed*), `evidence` (*documented*), `tested`
(*tested*), or `verified_by` somebody other than the actors it speaks of (*verified*). A policy may ask for one of these
before a statement counts."""),
    ),
)
NONE_AND_UNKNOWN: Final = Section(
    title=("None and unknown",),
    blocks=(
        _table(
            ("What you write", "What it says"),
            ("nothing, an empty value, or `unknown`", "Unknown: neither yes nor no. The report asks for it"),
            (
                "`TBD`, `N/A`, `?`, `<your plan>`, a lone letter, or a number in quotes",
                "Unknown: a placeholder for a value, evidence or a name",
            ),
            (
                "`no`, `not yet`, `we have none` and the like, or a bare number, in an `any` field",
                "Refused, with a hint: write `none`, or say what there is",
            ),
            ("`none`; `[]` or `false` for a list, a group or an `any` field", "Declared absent"),
            ("`none` for a boolean field", "The same as `false`"),
            (
                "`none` for a group",
                "All its fields are declared absent; if the group is a **practice**, its boolean fields are `false`",
            ),
            (
                "a list of practices",
                "What it leaves out is absent; with `unknown` in the list, or `complete: false`, there may be more",
            ),
            (
                "`transcribed_from: DOCUMENT` in an entry",
                "The entry was copied from that document: what its lists of practices leave out is unknown",
            ),
            (
                "a list marked **open** below",
                "What it leaves out is unknown, unless the statement has `complete: true`",
            ),
            (
                "a section as a list",
                "There may be more entries; `{value: [...], complete: true}` says that there are not",
            ),
            ("`none`, `[]` or `false` for a section", "There are no such entries at all"),
            (
                "a record with `exists: false`",
                "There is no such document, channel or relation, or there are no such terms",
            ),
        ),
        said("""\
Fields marked **practice** say what an actor does for people. Declaring a practice absent means the same
as answering no; it never improves a result."""),
        said("""\
A document, channel or terms without `about` concern everything that their owner has. If the owner has several things of
one kind, it is unclear which one is meant, so a duty about one of them stays unknown."""),
    ),
)
IDS_AND_REFERENCES: Final = Section(
    title=("Ids and references",),
    blocks=(
        said("""\
An `id` is a word of your own, which no other entry of the manifest has. Other entries refer to it: every id
that a field names must be there. `name` is for readers."""),
        said("""\
Documents, terms and channels can also stand inside an actor, and then belong to it; or inside a dataset,
model, application or deployment. There they are about that entry and belong to its `supplier`, `developer`
or `deployer`, unless they say otherwise."""),
    ),
)
WHAT_FIELDS_TAKE: Final = Section(
    title=("What fields take",),
    blocks=(
        said("Every field also takes `none` and `unknown`."),
        _table(
            ("Type", "What you write"),
            ("boolean", "`true` or `false`"),
            ("choice", "One of the values"),
            ("choices", "A list of the values; where none are given, of words of your own"),
            ("date", "`2026-03-31`, `2026-03` or `2026`"),
            (
                "number",
                (
                    "A number: `7`, `0.5` or `1e25`, with at most 40 digits before and after the point; it is compared "
                    "exactly"
                ),
            ),
            ("text", "A text"),
            ("any", "A text that says what there is, a list of such texts, or `true`; not a bare number"),
            ("list", "A list of names"),
            ("reference", "The id of an entry"),
            ("references", "A list of ids, or one id alone"),
            ("group", "A mapping of the fields beneath it, which are named here with a dot"),
            ("records", "A list of mappings with the fields beneath it, which are named here with `[]` and a dot"),
        ),
    ),
)
INTRODUCTION: Final[tuple[Block, ...]] = (
    *LEAD,
    FORM,
    STATEMENTS,
    NONE_AND_UNKNOWN,
    IDS_AND_REFERENCES,
    WHAT_FIELDS_TAKE,
)
