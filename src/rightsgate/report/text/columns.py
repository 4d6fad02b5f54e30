"""Rows in columns, as wide as their texts; one column takes the room that is left, and its texts are cut."""

from collections.abc import Iterable, Sequence

from rightsgate.text.characters import clusters, columns, padded
from rightsgate.text.layout import Page

GAP = "  "
NARROWEST = 16
CUT = "…"


def table(rows: Sequence[Sequence[str]], page: Page, *, indent: int, flexible: int) -> list[str]:
    """Return the rows, a line each; texts of the column ``flexible`` are cut where the page is too narrow.

    Where the other columns leave no room for it, it stands on a line of its own, beneath the others in full.
    """
    widths = [max(map(columns, texts)) for texts in zip(*rows, strict=True)]
    rest = indent + sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
    room = page.width - rest
    if room < min(NARROWEST, widths[flexible]):
        return [line for row in rows for line in _two_lines(row, page, indent, flexible)]
    widths[flexible] = min(widths[flexible], room)
    return [f"{' ' * indent}{GAP.join(_cells(row, widths))}".rstrip() for row in rows]


def _two_lines(row: Sequence[str], page: Page, indent: int, flexible: int) -> Iterable[str]:
    others = GAP.join(text for place, text in enumerate(row) if place != flexible and text)
    yield from page.paragraph(others, indent)
    deeper = indent + len(GAP) * 2
    yield f"{' ' * deeper}{shortened(row[flexible], page.width - deeper)}"


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    return (padded(shortened(text, width), width) for text, width in zip(row, widths, strict=True))


def shortened(text: str, width: int) -> str:
    """Return a text of at most so many columns, with a mark where it is cut."""
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for drawn, wide in clusters(text):
        if used + wide > width - 1:
            break
        kept, used = kept + drawn, used + wide
    return kept.rstrip() + CUT
