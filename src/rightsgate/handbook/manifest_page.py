"""The vocabulary as the reference page of the manifest, for people who write one."""

from collections.abc import Iterator, Mapping
from typing import Final

from rightsgate.handbook.blocks import (
    Bullets,
    Code,
    Column,
    Item,
    Mark,
    Marked,
    Paragraph,
    Phrase,
    Ref,
    Section,
    Span,
    Table,
    listed,
)
from rightsgate.handbook.fields import gloss, question
from rightsgate.handbook.manifest_prose import INTRODUCTION, TITLE
from rightsgate.handbook.prose import prose
from rightsgate.vocabulary.model import EntityKind, Field, FieldType, Vocabulary

COLUMNS: Final = (
    Column(title="Field", brief=True),
    Column(title="Type", brief=True),
    Column(title="Values"),
    Column(title="Meaning"),
    Column(title="Asked by"),
)
PLAIN: Final = (FieldType.GROUP, FieldType.RECORDS)
ASKED_BY: Final = prose(
    "*Asked by* names the clauses of the sources that ask for a field, by their ids in the rules. The question after"
    " a meaning is what to ask the person who knows."
)


def manifest_page(vocabulary: Vocabulary) -> Section:
    """Return the page of the manifests that are written in ``vocabulary``."""
    sections = vocabulary.sections.items()
    contents = Bullets(tuple(Item((Ref(section), f": {kind.means}")) for section, kind in sections))
    parts = tuple(_section(section, kind, vocabulary) for section, kind in sections)
    fields = Section(id="sections", hides_id=True, title=("Sections",), blocks=(contents, Paragraph(ASKED_BY), *parts))
    return Section(title=(TITLE,), blocks=(*INTRODUCTION, fields))


def _section(section: str, kind: EntityKind, vocabulary: Vocabulary) -> Section:
    rows = tuple(_cells(name, field, kind, vocabulary) for name, field in _flat(kind.fields, ""))
    return Section(id=section, blocks=(Paragraph(_entries(kind, vocabulary)), Table(COLUMNS, rows)))


def _entries(kind: EntityKind, vocabulary: Vocabulary) -> Phrase:
    needs = "needs an `id`, and may have" if kind.named else "may have an `id` and"
    if kind.name == "link":
        needs = "is identified by its actor and its impact, cannot have an `id`, and may have"
    inner: list[Phrase] = [(Code(inner.section),) for inner in vocabulary.within(kind.name)]
    holds = listed([prose("a `name`"), *inner], "and")
    homes = listed([(Code(home),) for home in kind.inside], "or")
    where: Phrase = () if kind.alone else (" They stand only inside ", *homes, " entries.")
    asked: Phrase = (" ", Marked(question(kind, kind.question), Mark.EMPHASIS)) if kind.question else ()
    return (
        "Entries of kind ",
        Code(kind.name),
        f": {kind.means}. Each ",
        *prose(needs),
        " ",
        *holds,
        ".",
        *where,
        *asked,
    )


def _flat(fields: Mapping[str, Field], above: str) -> Iterator[tuple[str, Field]]:
    for name, field in fields.items():
        yield above + name, field
        yield from _flat(field.fields, f"{above}{name}{'[]' if field.type is FieldType.RECORDS else ''}.")


def _cells(name: str, field: Field, kind: EntityKind, vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    types = listed([*_type(field, vocabulary)])
    values = listed([_value(field, code) for code in field.values])
    return (Code(name),), types, values, (*_meaning(field), *_asked(kind, field.question)), (", ".join(field.asked_by),)


def _value(field: Field, code: str) -> Phrase:
    called = gloss(field, code)
    return (Code(code), *((f" ({called})",) if called else ()))


def _asked(kind: EntityKind, asked: str) -> Phrase:
    return (". ", Marked(question(kind, asked), Mark.EMPHASIS)) if asked else ()


def _meaning(field: Field) -> Iterator[Span]:
    yield field.means
    if field.alternative:
        yield from ("; if it is not stated, ", Code(field.alternative), " answers it")
    for one, implied in field.implies.items():
        yield from ("; ", Code(one), " implies ", *_and([(Code(code),) for code in implied]))


def _and(phrases: list[Phrase]) -> Phrase:
    return tuple(span for at, phrase in enumerate(phrases) for span in ((" and ",) if at else ()) + phrase)


def _type(field: Field, vocabulary: Vocabulary) -> Iterator[Phrase]:
    target = vocabulary.kinds.get(field.to)
    if target is not None:
        yield (f"{field.type.value} to ", Ref(target.section))
    else:
        yield (field.type.value + (" to any entry" if field.to else ""),)
    if field.whole:
        yield ("whole",)
    if field.at_least is not None:
        yield (f"from {field.at_least}",)
    if field.fields and field.type not in PLAIN:
        yield ("or group",)
    if field.practice:
        yield (Marked("practice", Mark.STRONG),)
    if field.open:
        yield (Marked("open", Mark.STRONG),)
    if field.unstated_is_none:
        yield ("unstated = ", Code("none"))
