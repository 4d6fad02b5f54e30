"""Pages in Markdown (GitHub's)."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.handbook.blocks import (
    Block,
    Break,
    Bullets,
    Code,
    Definition,
    Definitions,
    Item,
    Listing,
    Mark,
    Marked,
    Paragraph,
    Phrase,
    Ref,
    Section,
    Span,
    Summary,
    Table,
    shown,
)
from rightsgate.handbook.setting import Links, Setting, anchor

# What opens a heading or a list where it begins a line.
OPENS: Final = re.compile(r"^([0-9]*)([#+=.)-])")
# What would close a heading where it ends one.
CLOSES: Final = re.compile(r"(?:^|(?<= ))#+$")
MARKUP: Final = re.compile(r"[\\`*\[\]<>~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
SIGNS: Final = {Mark.STRONG: "**", Mark.EMPHASIS: "*"}
DEEPEST: Final = 6
EMPTY: Final = "&nbsp;"  # a dash alone may underline a heading


def lines(page: Section, setting: Setting) -> Iterator[str]:
    """Yield the lines of a page."""
    for number, chunk in enumerate(_Markdown(Links(page, setting)).chunks(page, 1)):
        yield from [""] if number else []
        yield from chunk


class _Markdown:
    """Writes blocks as chunks of lines, between which a file has empty lines."""

    def __init__(self, links: Links) -> None:
        self.links = links

    def chunks(self, block: Block, level: int) -> Iterator[list[str]]:
        match block:
            case Section():
                yield from self.section(block, level)
            case Summary(blocks):
                yield from self.all(blocks, level)
            case Definitions(entries):
                for entry in entries:
                    yield from self.definition(entry, level)
            case Paragraph(phrase):
                yield [line for line in map(_opened, self.spans(phrase).split("\n")) if line]
            case Bullets(items):
                yield [*self.items(items, "")]
            case Table():
                yield [*self.table(block)]
            case Listing(text, language):
                fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
                yield [f"{fence}{language}", *text.rstrip("\n").split("\n"), fence]

    def all(self, blocks: Iterable[Block], level: int) -> Iterator[list[str]]:
        for block in blocks:
            yield from self.chunks(block, level)

    def section(self, section: Section, level: int) -> Iterator[list[str]]:
        name = section.label()
        heading = " ".join(filter(None, (code(name), CLOSES.sub(r"\\\g<0>", self.line(section.title).strip()))))
        if section.id and section.id != own_anchor(f"{name} {shown(section.title)}".strip()):
            yield [f'<a id="{anchor(section.id)}"></a>']
        if heading:
            yield [f"{'#' * min(level, DEEPEST)} {heading}"]
        yield from self.all(section.blocks, level + 1)

    def definition(self, entry: Definition, level: int) -> Iterator[list[str]]:
        """Yield a term and what is said of it, on one line if that is a single paragraph."""
        match entry.blocks:
            case (Paragraph(phrase),):
                yield [f"**{escaped(entry.term)}**: {self.line(phrase)}"]
            case blocks:
                yield [f"**{escaped(entry.term)}**"]
                yield from self.all(blocks, level)

    def items(self, items: Iterable[Item], indent: str) -> Iterator[str]:
        for item in items:
            yield f"{indent}- {_opened(self.line(item.phrase)) or EMPTY}"
            yield from self.items(item.items, f"{indent}  ")

    def table(self, table: Table) -> Iterator[str]:
        yield _row(escaped(column.title) for column in table.columns)
        yield _row("---" for _ in table.columns)
        for row in table.rows:
            yield _row(self.line(_without_bars(cell)) for cell in row)

    def line(self, phrase: Phrase) -> str:
        return self.spans(phrase).replace("\n", " ")

    def spans(self, phrase: Phrase) -> str:
        return "".join(map(self.span, phrase))

    def span(self, span: Span) -> str:
        match span:
            case str(text):
                return _spaced(text)
            case Code(text):
                return code(text)
            case Marked(text, mark):
                sign = SIGNS.get(mark, "") if text.strip() else ""
                return f"{sign}{escaped(text)}{sign}"
            case Ref(name, words):
                said = escaped(words) if words else code(name)
                address = self.links.address(name)
                return said if address is None else f"[{said}]({address})"
            case Break():
                return "\n"


def _opened(line: str) -> str:
    """Return a line that opens nothing but what it is in."""
    return OPENS.sub(r"\1\\\2", line.strip())


def own_anchor(heading: str) -> str:
    """Return the anchor that a heading gets by itself."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _row(cells: Iterable[str]) -> str:
    """Return a row of a table; a bar within a cell would end it, even within code."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _without_bars(cell: Phrase) -> Phrase:
    r"""Return a cell in which what no code within a table can say, ``\|``, is no code."""
    return tuple(span.text if isinstance(span, Code) and r"\|" in span.text else span for span in cell)


def escaped(text: str) -> str:
    """Return words so that Markdown shows them as they are, on one line."""
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _spaced(text: str) -> str:
    """Return words with the blanks that part them from what stands beside them."""
    inner = escaped(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"


def code(text: str) -> str:
    """Return a text as code, on one line."""
    text = " ".join(text.split())
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "" if not text else next("`" * length for length in range(1, len(runs) + 2) if length not in runs)
    return f"{fence} {text} {fence}" if runs else f"{fence}{text}{fence}"
