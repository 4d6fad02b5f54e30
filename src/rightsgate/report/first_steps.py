"""What to do first, in words: what to write at a place, and what that settles."""

from typing import Final

from rightsgate.checker.model import Run
from rightsgate.evaluate.site import Lack, Missing
from rightsgate.findings.priorities import FirstStep
from rightsgate.report.allowed import allowed_text
from rightsgate.report.changes import changes_of
from rightsgate.report.places import field_of, record_text, to_do

FIRST: Final = "Do first, and what it settles"


def written_first(step: FirstStep, run: Run) -> str:
    """Return what to write: the change that is asked for, or what can be typed where nothing is stated."""
    if step.failed:
        field = field_of(step.site, run.vocabulary)
        return changes_of(step.failed, record_text(step.site) if field is None else allowed_text(field, run.vocabulary))
    words = to_do(Missing(site=step.site, lack=step.lack), run.vocabulary)
    if not step.site.field:
        return words
    none = "" if step.site.listed else "; if there is no such entry, list it with exists: false"
    return f"state it: {words}{none}" if step.lack is Lack.UNSTATED else f"{words}{none}"


def settles(step: FirstStep) -> str:
    """Return how many findings the step settles by itself, and how many it settles together with others."""
    counted = ((step.alone_blocking, "blocking"), (step.alone - step.alone_blocking, "left open"))
    said = [f"{count} {words}" for count, words in counted if count]
    helps = len(step.blocking) + len(step.open) - step.alone
    if helps:
        words = " blocking" if helps == len(step.blocking) else ""
        said.append(f"helps with {helps}{words if not said else ' more'}")
    return ", ".join(said)
