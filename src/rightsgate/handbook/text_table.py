"""Tables for a terminal: in columns, or where they are too wide, an entry for each row."""

from collections.abc import Iterator, Sequence
from typing import Final

from rightsgate.handbook.blocks import Column, Phrase, Section, Table, within
from rightsgate.handbook.text_phrase import Words, line_of
from rightsgate.text.characters import columns, padded

GAP: Final = 2
Columns = tuple[Column, ...]


class Tables:
    """Writes the tables of a page; those of the same columns are laid out alike."""

    def __init__(self, page: Section, words: Words) -> None:
        """Measure the tables of the page."""
        self.words = words
        self.told: set[Columns] = set()
        self.widths: dict[Columns, list[int]] = {}
        self.least: dict[Columns, list[int]] = {}
        for block in within(page):
            if isinstance(block, Table):
                for row in (_titles(block), *block.rows):
                    self._measure(block.columns, [line_of(cell) for cell in row])

    def _measure(self, key: Columns, cells: list[str]) -> None:
        """Make room for the cells of a row, and at the least for their longest words."""
        widths, least = self.widths.setdefault(key, [0] * len(key)), self.least.setdefault(key, [0] * len(key))
        for at, cell in enumerate(cells):
            widths[at] = max(widths[at], columns(cell))
            least[at] = max(least[at], *(columns(word) for word in cell.split(" ")))

    def lines(self, table: Table, indent: int) -> Iterator[str]:
        """Yield the lines of a table."""
        widths, least = self.widths[table.columns], self.least[table.columns]
        room = self.words.page.width - indent - GAP * (len(widths) - 1)
        brief = any(column.brief for column in table.columns)
        if sum(least) > room or (brief and sum(widths) > room):
            yield from self.entries(table, indent)
        else:
            yield from self.in_columns(table, _fitted(widths, least, room), indent)

    def in_columns(self, table: Table, widths: Sequence[int], indent: int) -> Iterator[str]:
        """Yield the rows, whose cells stand beneath each other."""
        blank = " " * indent
        if any(column.title for column in table.columns):
            titles = self.row(table, _titles(table), widths)
            yield from (blank + self.words.page.paint(line, bold=True) for line in titles)
        for row in table.rows:
            yield from (blank + line for line in self.row(table, row, widths))

    def row(self, table: Table, row: Sequence[Phrase], widths: Sequence[int]) -> Iterator[str]:
        """Yield the lines of a row, as many as its longest cell has."""
        cells = [
            self.words.cell(cell, width, number=column.number)
            for column, cell, width in zip(table.columns, row, widths, strict=True)
        ]
        blanks = [" " * width for width in widths]
        for number in range(max(map(len, cells), default=0)):
            line = [cell[number] if number < len(cell) else blank for cell, blank in zip(cells, blanks, strict=True)]
            yield (" " * GAP).join(line).rstrip()

    def entries(self, table: Table, indent: int) -> Iterator[str]:
        """Yield an entry for each row: its brief cells on one line, and beneath them the others with their titles."""
        page, titles = self.words.page, _titles(table)
        brief = [at for at, column in enumerate(table.columns) if column.brief] or [0]
        names = [line_of(title) for title in titles]
        label = max((columns(name) for at, name in enumerate(names) if at not in brief), default=0)
        if table.columns not in self.told:
            self.told.add(table.columns)  # once on a page, for the entries speak for themselves
            heads = self.brief([titles[at] for at in brief], indent)
            yield from (" " * indent + page.paint(line[indent:], bold=True) for line in heads if line)
        for row in table.rows:
            yield from self.brief([row[at] for at in brief], indent)
            for at, cell in enumerate(row):
                if at not in brief and line_of(cell):
                    start = f"{' ' * (indent + GAP)}{padded(names[at], label)}{' ' * GAP}"
                    first, *more = self.words.wrapped(cell, columns(start), columns(start))
                    yield from (start + first, *(" " * columns(start) + line for line in more))

    def brief(self, cells: Sequence[Phrase], indent: int) -> Iterator[str]:
        """Yield the brief cells of a row, on one line if they fit."""
        line, used, below = " " * indent, indent, indent + 2 * GAP
        for cell in cells:
            wide = columns(line_of(cell))
            if not wide:
                continue
            if used > below and used + wide > self.words.page.width:
                yield line.rstrip()
                line, used = " " * below, below
            *above, last = self.words.wrapped(cell, used, below)
            for broken in above:
                yield line + broken
                line, used = " " * below, below
            line, used = f"{line}{last}{' ' * GAP}", used + wide + GAP
        yield line.rstrip()


def _titles(table: Table) -> tuple[Phrase, ...]:
    return tuple((column.title,) for column in table.columns)


def _fitted(widths: Sequence[int], least: Sequence[int], room: int) -> Sequence[int]:
    """Return widths that fit into a room together: the widest columns give way first, down to their longest word."""
    most = max(widths, default=0)
    while most and sum(max(low, min(width, most)) for width, low in zip(widths, least, strict=True)) > room:
        most -= 1
    return [max(low, min(width, most)) for width, low in zip(widths, least, strict=True)]
