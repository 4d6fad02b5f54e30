"""What to do first: the statements and changes on which most of what keeps the gate from passing rests."""

from collections.abc import Sequence

from rightsgate.checker.model import Run
from rightsgate.findings.priorities import FirstStep
from rightsgate.report.places import place_text
from rightsgate.report.text.columns import listed, table
from rightsgate.text.layout import Page, plain


def first_text(steps: Sequence[FirstStep], run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the steps in order, each with what it settles, in at most so many lines."""
    rows = [
        (str(number), plain(place_text(step.of, step.entity, step.target, run.sections)), _does(step), _settles(step))
        for number, step in enumerate(steps, start=1)
    ]
    shown = rows if most is None else rows[:most]  # the columns are as wide as what is shown
    entries = table(shown, page, indent=2, flexible=1)
    return listed("Do first, and what it settles", entries, page, of=len(rows), most=most, more="--detail findings")


def _does(step: FirstStep) -> str:
    return "put it right" if step.is_stated else "state it"


def _settles(step: FirstStep) -> str:
    """Return how many findings the step settles by itself, and how many it settles together with others."""
    counted = ((step.alone_blocking, "blocking"), (step.alone - step.alone_blocking, "not stated"))
    said = [f"{count} {words}" for count, words in counted if count]
    helps = len(step.blocking) + len(step.open) - step.alone
    if helps:
        words = " blocking" if helps == len(step.blocking) else ""
        said.append(f"helps with {helps}{words if not said else ' more'}")
    return ", ".join(said)
