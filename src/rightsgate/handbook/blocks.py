"""A page as a tree of blocks, which is made once; each format writes it in its own way."""

from collections.abc import Iterable, Iterator
from enum import Enum

import msgspec


class Mark(Enum):
    """How a word stands out from those around it."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    GOOD = "good"
    JUDGED = "judged"
    LACKING = "lacking"


class Code(msgspec.Struct, frozen=True):
    """A word as it is written in a manifest or in a rule."""

    text: str


class Ref(msgspec.Struct, frozen=True):
    """A link to the section of an id, in the given words or else by the id itself.

    Where no section has the id, the words stand without a link.
    """

    id: str
    words: str = ""


class Marked(msgspec.Struct, frozen=True):
    """Words that stand out."""

    text: str
    mark: Mark


class Break(msgspec.Struct, frozen=True):
    """A blank at which a file may begin a new line of its source; readers see a blank."""


Span = str | Code | Ref | Marked | Break
Phrase = tuple[Span, ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph."""

    phrase: Phrase


class Item(msgspec.Struct, frozen=True):
    """An entry of a list, with the entries beneath it."""

    phrase: Phrase
    items: tuple["Item", ...] = ()


class Bullets(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Item, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table; a table whose columns have no titles has no header.

    Where a table is too wide for a page, its ``brief`` cells stand on the first line of an entry, and the others
    beneath them.
    """

    title: str
    brief: bool = False
    number: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table: a cell for every column in every row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Phrase, ...], ...]


class Listing(msgspec.Struct, frozen=True):
    """Lines of code in a language."""

    text: str
    language: str = "yaml"


class Definition(msgspec.Struct, frozen=True):
    """A term, and what is said of it."""

    term: str
    blocks: tuple["Block", ...]


class Definitions(msgspec.Struct, frozen=True):
    """A list of terms with what is said of each."""

    entries: tuple[Definition, ...]


class Summary(msgspec.Struct, frozen=True):
    """What a page comes to. A terminal shows it last, where it stays in view."""

    blocks: tuple["Block", ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and what stands beneath it. A page is a section, with or without sections of its own.

    Links lead to its ``id``, which the heading shows before the title unless ``hides_id``. Without an id to show
    and without a title there is no heading.
    """

    id: str = ""
    title: Phrase = ()
    hides_id: bool = False
    blocks: tuple["Block", ...]

    def label(self) -> str:
        """Return the id if the heading shows it."""
        return "" if self.hides_id else self.id


Block = Paragraph | Bullets | Table | Listing | Definitions | Summary | Section


def shown(phrase: Phrase) -> str:
    """Return a phrase as plain text."""
    return "".join(map(_shown, phrase))


def _shown(span: Span) -> str:
    match span:
        case str(text) | Code(text) | Marked(text):
            return text
        case Ref(name, words):
            return words or name
        case Break():
            return " "


def phrases(block: Block) -> Iterator[Phrase]:
    """Yield all that a block says, in order; a listing line by line."""
    match block:
        case Paragraph(phrase):
            yield phrase
        case Bullets(items):
            yield from _told(items)
        case Table(columns, rows):
            yield from ((column.title,) for column in columns)
            yield from (cell for row in rows for cell in row)
        case Listing(text):
            yield from ((line,) for line in text.splitlines())
        case Definitions(entries):
            for entry in entries:
                yield (entry.term,)
                yield from (phrase for inner in entry.blocks for phrase in phrases(inner))
        case Summary(blocks):
            yield from (phrase for inner in blocks for phrase in phrases(inner))
        case Section():
            yield (block.label(),)
            yield block.title
            yield from (phrase for inner in block.blocks for phrase in phrases(inner))


def _told(items: Iterable[Item]) -> Iterator[Phrase]:
    for item in items:
        yield item.phrase
        yield from _told(item.items)


def within(block: Block) -> Iterator[Block]:
    """Yield a block and all blocks within it."""
    yield block
    match block:
        case Section(blocks=blocks) | Summary(blocks):
            yield from (found for inner in blocks for found in within(inner))
        case Definitions(entries):
            yield from (found for entry in entries for inner in entry.blocks for found in within(inner))
        case _:
            pass


def listed(spans: list[Phrase], last: str = "") -> Phrase:
    """Join phrases with commas, and with a word, if one is given, before the last."""
    final = f" {last} " if last else ", "
    found: list[Span] = []
    for at, span in enumerate(spans):
        found += ["" if at == 0 else final if at == len(spans) - 1 else ", ", *span]
    return tuple(span for span in found if span != "")
