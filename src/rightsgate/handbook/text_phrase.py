"""Phrases as lines of a width, with the colours of what stands out."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rightsgate.handbook.blocks import Mark, Marked, Phrase, shown
from rightsgate.text.characters import columns, visible
from rightsgate.text.layout import Page, broken

COLOURS: Final = {Mark.GOOD: "green", Mark.JUDGED: "magenta", Mark.LACKING: "yellow"}


class Words:
    """Writes phrases onto a page of a terminal."""

    def __init__(self, page: Page) -> None:
        """Paint as the page does."""
        self.page = page

    def heading(self, label: str, title: Phrase, *, bold: bool) -> list[str]:
        """Return the lines of a heading: a label, and the words after it."""
        text = "  ".join(filter(None, (line_of((label,)), line_of(title))))
        lines = self.page.wrap(text, 0, 0) if text else []
        return [self.page.paint(line, bold=True) for line in lines] if bold else lines

    def paragraph(self, phrase: Phrase, indent: int) -> list[str]:
        """Return the lines of a phrase, all of them indented."""
        return [" " * indent + line for line in self.wrapped(phrase, indent, indent)]

    def wrapped(self, phrase: Phrase, first: int, rest: int) -> list[str]:
        """Return lines, of which the first leaves room for ``first`` columns and the others for ``rest``."""
        return self._painted(self.page.wrap(line_of(phrase), first, rest), phrase)

    def cell(self, phrase: Phrase, width: int, *, number: bool = False) -> list[str]:
        """Return lines that are exactly so wide, of words on the left or of a number on the right."""
        lines = [*broken(line_of(phrase), width, width)]
        painted = self._painted(lines, phrase)
        blanks = [" " * (width - columns(line)) for line in lines]
        return [b + line if number else line + b for b, line in zip(blanks, painted, strict=True)]

    def _painted(self, lines: list[str], phrase: Phrase) -> list[str]:
        """Paint what stands out, wherever the lines were broken: they differ from the phrase in blanks alone."""
        if not self.page.colour:
            return lines
        marks = _marks(phrase)
        return ["".join(self._runs(line, marks)) for line in lines]

    def _runs(self, line: str, marks: Iterator[Mark | None]) -> Iterator[str]:
        marked = [(None if one == " " else next(marks), one) for one in line]
        for mark, run in groupby(marked, key=lambda pair: pair[0]):
            text = "".join(one for _, one in run)
            strong, emphasis = mark is Mark.STRONG, mark is Mark.EMPHASIS
            yield text if mark is None else self.page.paint(text, fg=COLOURS.get(mark), bold=strong, italic=emphasis)


def _marks(phrase: Phrase) -> Iterator[Mark | None]:
    """Yield for every character but blanks how it stands out."""
    for span in phrase:
        mark = span.mark if isinstance(span, Marked) else None
        yield from (mark for one in line_of((span,)) if one != " ")


def line_of(phrase: Phrase) -> str:
    """Return a phrase without the line breaks of its rule file, and with nothing that could steer a terminal."""
    return visible(" ".join(shown(phrase).split()))
