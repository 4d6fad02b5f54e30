"""What to do first, as text: where something is to be stated or changed, what to write there, and what it settles."""

from collections.abc import Sequence

from rightsgate.checker.model import Run
from rightsgate.evaluate.site import Lack, Missing
from rightsgate.findings.priorities import FirstStep
from rightsgate.report.allowed import allowed_text
from rightsgate.report.changes import changes_of
from rightsgate.report.places import field_of, place_text, record_text, to_do
from rightsgate.report.text.columns import GAP, listed, shortened, table
from rightsgate.text.characters import columns, padded
from rightsgate.text.layout import Page, plain

INDENT = 2


def first_text(steps: Sequence[FirstStep], run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the steps in order, each with what it settles; at most so many."""
    entries = steps_text(steps[:most], run, page, whole=most is None) if steps else []
    return listed("Do first, and what it settles", entries, page, of=len(steps), most=most, more="--detail findings")


def steps_text(steps: Sequence[FirstStep], run: Run, page: Page, *, whole: bool) -> list[list[str]]:
    """Return the lines of each step: a line each if the page has room, or else with what to write beneath.

    That is cut to one line, unless the ``whole`` of it is wanted.
    """
    rows = [
        (str(number), plain(place_text(step.site, run.vocabulary)), plain(_does(step, run)), _settles(step))
        for number, step in enumerate(steps, start=1)
    ]
    widths = [max(map(columns, texts)) for texts in zip(*rows, strict=True)]
    if INDENT + sum(widths) + len(GAP) * 3 <= page.width:
        return table(rows, page, indent=INDENT, flexible=2)
    deeper = INDENT + widths[0] + len(GAP)
    room = page.width - deeper - len(GAP) - widths[3]
    place_width = max((columns(place) for _, place, _, _ in rows if columns(place) <= room), default=0)
    entries = []
    for number, place, does, settles in rows:
        label = f"{' ' * INDENT}{number.ljust(widths[0])}{GAP}"
        if columns(place) <= room:
            lines = [f"{label}{padded(place, place_width)}{GAP}{settles}"]
        else:
            first, *more = page.wrap(place, deeper, deeper)
            lines = [label + first, *(" " * deeper + line for line in more)]
            does = f"{settles}: {does}"  # noqa: PLW2901 - where there is no room beside the place
        entries.append([*lines, *_beneath(does, deeper, page, whole=whole)])
    return entries


def _beneath(text: str, indent: int, page: Page, *, whole: bool) -> list[str]:
    return page.paragraph(text if whole else shortened(text, page.width - indent), indent)


def _does(step: FirstStep, run: Run) -> str:
    """Return what to write: the change that is asked for, or what can be typed where nothing is stated."""
    if step.failed:
        field = field_of(step.site, run.vocabulary)
        return changes_of(step.failed, record_text(step.site) if field is None else allowed_text(field, run.vocabulary))
    words = to_do(Missing(site=step.site, lack=step.lack), run.vocabulary)
    return f"state it: {words}" if step.lack is Lack.UNSTATED and step.site.field else words


def _settles(step: FirstStep) -> str:
    """Return how many findings the step settles by itself, and how many it settles together with others."""
    counted = ((step.alone_blocking, "blocking"), (step.alone - step.alone_blocking, "not stated"))
    said = [f"{count} {words}" for count, words in counted if count]
    helps = len(step.blocking) + len(step.open) - step.alone
    if helps:
        words = " blocking" if helps == len(step.blocking) else ""
        said.append(f"helps with {helps}{words if not said else ' more'}")
    return ", ".join(said)
