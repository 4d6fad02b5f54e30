"""Pages as lines for a terminal or a log."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.handbook.blocks import (
    Block,
    Bullets,
    Definition,
    Definitions,
    Item,
    Listing,
    Paragraph,
    Section,
    Summary,
    Table,
    within,
)
from rightsgate.handbook.setting import Setting
from rightsgate.handbook.text_phrase import Words
from rightsgate.handbook.text_table import Tables
from rightsgate.text.characters import visible
from rightsgate.text.layout import Page

MARGIN: Final = 2
CODE: Final = 4
BOLD: Final = 2  # the headings of a page and of its parts are bold, those beneath them are not


def lines(page: Section, setting: Setting) -> Iterator[str]:
    """Yield the lines of a page; its summary comes last."""
    writer = _Text(page, setting)
    found = [*writer.section(page, 0)]
    for block in within(page):
        if isinstance(block, Summary):
            found += ["", *writer.blocks(block.blocks, 1)]
    start = next((number for number, line in enumerate(found) if line), len(found))
    yield from found[start:]


class _Text:
    """Writes the blocks of a page."""

    def __init__(self, page: Section, setting: Setting) -> None:
        self.words = Words(Page(colour=setting.colour, width=setting.width))
        self.tables = Tables(page, self.words)

    def blocks(self, blocks: Iterable[Block], depth: int) -> Iterator[str]:
        """Yield blocks with an empty line between any two."""
        begun = False
        for block in blocks:
            written = [*self.block(block, 0, depth)]
            yield from [""] if begun and written and written[0] else []
            yield from written
            begun = begun or bool(written)

    def block(self, block: Block, indent: int, depth: int) -> Iterator[str]:
        match block:
            case Section():
                yield from self.section(block, depth)
            case Definitions(entries):
                for entry in entries:
                    yield from self.definition(entry, indent, depth)
            case Paragraph(phrase):
                yield from self.words.paragraph(phrase, indent)
            case Bullets(items):
                yield from self.items(items, indent)
            case Table():
                yield from self.tables.lines(block, indent + MARGIN)
            case Listing(text):
                yield ""
                yield from (f"{' ' * CODE}{visible(line)}".rstrip() for line in text.rstrip("\n").split("\n"))
            case Summary():
                pass  # it comes last

    def section(self, section: Section, depth: int) -> Iterator[str]:
        """Yield a section, which begins with an empty line."""
        yield ""
        yield from self.words.heading(section.label(), section.title, bold=depth < BOLD)
        yield from self.blocks(section.blocks, depth + 1)

    def definition(self, entry: Definition, indent: int, depth: int) -> Iterator[str]:
        """Yield a term, which begins with an empty line, and what is said of it close beneath."""
        yield ""
        yield from (" " * indent + line for line in self.words.heading("", (entry.term,), bold=True))
        for block in entry.blocks:
            yield from self.block(block, indent + MARGIN, depth)

    def items(self, items: Iterable[Item], indent: int) -> Iterator[str]:
        for item in items:
            first, *more = self.words.wrapped(item.phrase, indent + 2, indent + 2)
            yield f"{' ' * indent}- {first}"
            yield from (" " * (indent + 2) + line for line in more)
            yield from self.items(item.items, indent + 2)
