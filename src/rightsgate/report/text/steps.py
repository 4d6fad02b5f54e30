"""What to do first, as text: where something is to be stated or changed, what to write there, and what it settles."""

from collections.abc import Sequence

from rightsgate.checker.model import Run
from rightsgate.findings.priorities import FirstStep
from rightsgate.report.first_steps import FIRST, settles, written_first
from rightsgate.report.places import place_text
from rightsgate.report.text.columns import GAP, listed, table
from rightsgate.text.characters import columns, padded, shortened
from rightsgate.text.layout import Page, plain

INDENT = 2


def first_text(steps: Sequence[FirstStep], run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the steps in order, each with what it settles; at most so many."""
    entries = steps_text(steps[:most], run, page, whole=most is None) if steps else []
    return listed(FIRST, entries, page, of=len(steps), most=most, more="--detail findings")


def steps_text(steps: Sequence[FirstStep], run: Run, page: Page, *, whole: bool) -> list[list[str]]:
    """Return the lines of each step: a line each if the page has room, or else with what to write beneath.

    That is cut to one line, unless the ``whole`` of it is wanted.
    """
    rows = [
        (str(number), plain(place_text(step.site, run.vocabulary)), plain(written_first(step, run)), settles(step))
        for number, step in enumerate(steps, start=1)
    ]
    widths = [max(map(columns, texts)) for texts in zip(*rows, strict=True)]
    if INDENT + sum(widths) + len(GAP) * 3 <= page.width:
        return table(rows, page, indent=INDENT, flexible=2)
    deeper = INDENT + widths[0] + len(GAP)
    room = page.width - deeper - len(GAP) - widths[3]
    place_width = max((columns(place) for _, place, _, _ in rows if columns(place) <= room), default=0)
    entries = []
    for number, place, does, settled in rows:
        label = f"{' ' * INDENT}{number.ljust(widths[0])}{GAP}"
        if columns(place) <= room:
            lines = [f"{label}{padded(place, place_width)}{GAP}{settled}"]
        else:
            first, *more = page.wrap(place, deeper, deeper)
            lines = [label + first, *(" " * deeper + line for line in more)]
            does = f"{settled}: {does}"  # noqa: PLW2901 - where there is no room beside the place
        entries.append([*lines, *_beneath(does, deeper, page, whole=whole)])
    return entries


def _beneath(text: str, indent: int, page: Page, *, whole: bool) -> list[str]:
    return page.paragraph(text if whole else shortened(text, page.width - indent), indent)
