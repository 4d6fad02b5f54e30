"""Rows in columns as wide as their texts, and lists of which only so many lines are printed."""

from collections.abc import Iterable, Sequence

from rightsgate.text.characters import CUT, clusters, columns, held, padded
from rightsgate.text.layout import Page

GAP = "  "
# With less room than this, a text stands on lines of its own beneath its row.
NARROWEST = 30


def table(rows: Sequence[Sequence[str]], page: Page, *, indent: int, flexible: int) -> list[list[str]]:
    """Return the lines of each row; the texts of the column ``flexible`` take the room that the others leave.

    Where it is too narrow for one of them, they are wrapped; where it is too narrow to read, all stand beneath.
    """
    if not rows:
        return []
    widths = [max(map(columns, texts)) for texts in zip(*rows, strict=True)]
    rest = indent + sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
    room = page.width - rest
    if room < min(NARROWEST, widths[flexible]):
        return [[*_beneath(row, widths, page, indent, flexible)] for row in rows]
    widths[flexible] = min(widths[flexible], room)
    return [[*_wrapped(row, widths, page, indent, flexible)] for row in rows]


def _wrapped(row: Sequence[str], widths: Sequence[int], page: Page, indent: int, flexible: int) -> Iterable[str]:
    taken = page.width - widths[flexible]
    first, *more = page.wrap(row[flexible], taken, taken)
    cells = [first if place == flexible else text for place, text in enumerate(row)]
    yield f"{' ' * indent}{GAP.join(map(padded, cells, widths))}".rstrip()
    before = indent + sum(widths[:flexible]) + len(GAP) * flexible
    yield from (f"{' ' * before}{line}" for line in more)


def _beneath(row: Sequence[str], widths: Sequence[int], page: Page, indent: int, flexible: int) -> Iterable[str]:
    """Yield a line of the other columns, which is never broken, so that an id in it can be copied; the text beneath."""
    others = [place for place in range(len(row)) if place != flexible]
    line = GAP.join(padded(row[place], widths[place]) for place in others).rstrip()
    if indent + columns(line) > page.width:
        first, *more = others
        line = GAP.join([padded(row[first], widths[first]), *(row[place] for place in more if row[place])])
    yield f"{' ' * indent}{line}"
    yield from page.paragraph(row[flexible], indent + widths[0] + len(GAP))


def listed(
    heading: str, entries: Sequence[Sequence[str]], page: Page, *, of: int, more: str, most: int | None = None
) -> list[str]:
    """Return a heading and the entries beneath it, in at most so many lines, and how to see the others.

    ``of`` is how many entries there are; nothing is returned where there is none.
    """
    if not of:
        return []
    lines: list[str] = []
    shown = 0
    for entry in entries:
        if most is not None and lines and len(lines) + len(entry) > most:
            break
        lines += entry[:most]
        shown += most is None or len(entry) <= most
    left = page.paragraph(f"and {of - shown} more: {more}", 2) if shown < of else []
    return ["", *(page.paint(line, bold=True) for line in page.wrap(heading, 0, 2)), *lines, *left]


def shortened_path(text: str, width: int) -> str:
    """Return a path of at most so many columns, cut in its middle with a mark: the name of the file has to stay."""
    if columns(text) <= width:
        return text
    drawn = list(clusters(text))
    before = (width - len(CUT)) // 3
    end = held(reversed(drawn), width - len(CUT) - before)
    return "".join([*held(drawn, before), CUT, *reversed(end)])
