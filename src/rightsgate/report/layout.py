"""Lines of at most 80 columns for a terminal or a log: labels, wrapping, colour. Knows nothing of findings."""

import textwrap
from collections.abc import Iterator
from typing import Final

from click import style

WIDTH: Final = 80
LABEL: Final = 9
ITEM: Final = 18


def plain(text: str) -> str:
    """Return text of a manifest with everything that could steer a terminal made visible."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


class Page:
    """Lays text out; the same text is wrapped only once, since rules repeat their words over many findings."""

    def __init__(self, *, colour: bool) -> None:
        """Paint only if ``colour``."""
        self.colour = colour
        self.wrapped: dict[tuple[str, int, int], tuple[str, ...]] = {}

    def paint(self, text: str, *, fg: str | None = None, bold: bool = False) -> str:
        """Return the text in a colour or in bold."""
        return style(text, fg=fg, bold=bold) if self.colour else text

    def wrap(self, text: str, first: int, rest: int) -> tuple[str, ...]:
        """Break text so that the first line leaves room for ``first`` columns and the others for ``rest``."""
        key = (text, first, rest)
        lines = self.wrapped.get(key)
        if lines is None:
            if len(text) + first <= WIDTH:
                lines = (text,)
            else:
                broken = textwrap.wrap(text, WIDTH - rest, initial_indent=" " * (first - rest), break_on_hyphens=False)
                lines = (broken[0][first - rest :], *broken[1:]) if broken else ("",)
            self.wrapped[key] = lines
        return lines

    def entry(self, label: str, text: str) -> Iterator[str]:
        """Yield a labelled text beneath a finding."""
        indent = 4 + LABEL
        lines = self.wrap(text, indent, indent)
        yield f"    {label:<{LABEL}}{lines[0]}"
        for line in lines[1:]:
            yield " " * indent + line

    def item(self, label: str, text: str, note: str) -> Iterator[str]:
        """Yield one line of a list: a label, what it is about, and where."""
        indent = 6 + ITEM
        lines = self.wrap(f"{text} ({note})" if note else text, indent, indent)
        yield f"      {label:<{ITEM - 1}} {lines[0]}"
        for line in lines[1:]:
            yield " " * indent + line

    def paragraph(self, text: str, indent: int) -> Iterator[str]:
        """Yield a paragraph."""
        for line in self.wrap(text, indent, indent):
            yield " " * indent + line
