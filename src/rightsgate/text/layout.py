"""Lines of a width, 80 columns if nothing else is said, for a terminal or a log: labels, wrapping, colour."""

from collections.abc import Callable, Iterator
from typing import Final

from click import style

from rightsgate.text.characters import clusters, columns, in_one_line, padded, visible, without_commands

WIDTH: Final = 80
NARROWEST: Final = 20  # the least width left for a text, however deep it is indented
LABEL: Final = 9
ITEM: Final = 18
INDENT: Final = 4 + LABEL
LONGEST: Final = 4000  # longer texts are cut in the middle; no prose and no list of duties is as long
BLANK: Final = " " * INDENT
# Size of the wrap cache: more texts than the rules have, and a bound for any number of manifests.
KEPT: Final = 10_000


def plain(text: str) -> str:
    """Return text of a manifest in one line, with all that could steer a terminal made visible, and not too long."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    return without_commands(visible(in_one_line(text)))


class Page:
    """Lays text out, for one report."""

    def __init__(self, *, colour: bool, width: int = WIDTH) -> None:
        """Paint only if ``colour``; use at most ``width`` columns."""
        self.colour = colour
        self.width = width
        self.written: dict[tuple[str, ...], list[str]] = {}
        self.wrapped: dict[tuple[str, int, int], list[str]] = {}  # wrapping is slow, and texts recur

    def paint(
        self, text: str, *, fg: str | None = None, bg: str | None = None, bold: bool = False, italic: bool = False
    ) -> str:
        """Return the text in a colour, on a colour, in bold or in italics."""
        return style(text, fg=fg, bg=bg, bold=bold or None, italic=italic or None) if self.colour else text

    def wrap(self, text: str, first: int, rest: int) -> list[str]:
        """Break text so that the first line leaves room for ``first`` columns and the others for ``rest``."""
        text = in_one_line(text) if "\n" in text else text
        if columns(text) + first <= self.width:
            return [text]
        key = (text, first, rest)
        if key not in self.wrapped:
            if len(self.wrapped) == KEPT:
                self.wrapped.clear()
            self.wrapped[key] = [*broken(text, max(NARROWEST, self.width - first), max(NARROWEST, self.width - rest))]
        return self.wrapped[key]

    def once(self, key: tuple[str, ...], write: Callable[[], list[str]]) -> list[str]:
        """Return the lines for ``key``, written at its first use: a rule says the same of all its findings."""
        if key not in self.written:
            self.written[key] = write()
        return self.written[key]

    def entry(self, label: str, text: str) -> list[str]:
        """Return a labelled text beneath a finding."""
        start = f"    {label.ljust(LABEL)}"
        if columns(text) + INDENT <= self.width and "\n" not in text:
            return [start + text]
        first, *more = self.wrap(text, INDENT, INDENT)
        return [start + first, *[BLANK + line for line in more]]

    def item(self, label: str, text: str) -> list[str]:
        """Return one entry of a list: a label, and what it is about."""
        indent, start = 6 + ITEM, f"      {padded(label, ITEM - 1)} "
        if columns(text) + columns(start) <= self.width and "\n" not in text:
            return [start + text]
        first, *more = self.wrap(text, columns(start), indent)
        return [start + first, *[" " * indent + line for line in more]]

    def rule(self) -> str:
        """Return a line across the page."""
        return self.paint("=" * self.width, bold=True)

    def paragraph(self, text: str, indent: int) -> list[str]:
        """Return a paragraph."""
        blank = " " * indent
        return [f"{blank}{line}" for line in self.wrap(text, indent, indent)]


def broken(text: str, first: int, rest: int) -> Iterator[str]:
    """Break text at blanks into a line of at most ``first`` columns and others of ``rest``.

    A word that is too long for a line is broken too, between what is drawn as one.
    """
    line, used, room = "", 0, first
    for word in filter(None, text.split(" ")):
        width = columns(word)
        if used and used + 1 + width > room:
            yield line
            line, used, room = "", 0, rest
        elif used:
            line, used = line + " ", used + 1
        for part, wide in clusters(word) if width > room else ((word, width),):
            if used and used + wide > room:
                yield line
                line, used, room = "", 0, rest
            line, used = line + part, used + wide
    yield line
