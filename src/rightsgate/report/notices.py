"""What people should look at besides the findings: waivers, decisions without effect, exceptions, days to come."""

from collections.abc import Iterable, Iterator

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.report.baseline import otherwise_text
from rightsgate.report.decisions import no_effect_text
from rightsgate.report.exceptions import ends_soon, exception_text
from rightsgate.report.forecast import upcoming_of
from rightsgate.report.inputs import unlocked_of
from rightsgate.report.notes import note_of
from rightsgate.report.reasons import chosen_actors
from rightsgate.report.waivers import WaiverNote, notes_on, notes_on_all


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at, and the file and line where it stands (empty and 0: nowhere)."""

    text: str
    path: str = ""
    line: int = 0


def notices_on(part: ManifestReport, run: Run) -> Iterator[Notice]:
    """Yield what people should look at in one manifest."""
    yield from _of_waivers(notes_on(part.waiver_uses), run)
    for one in part.ineffective_decisions:
        said = f"A recorded decision has no effect: {no_effect_text(one, run.policy.valid_for)}"
        yield Notice(text=said, path=part.path, line=one.location.line)
    against = otherwise_text(part, run)
    strange = chosen_actors(part, run.policy) if part.actors_not_found else ()
    told = (*strange, f"The baseline: {against}" if against else "", upcoming_of(part))
    yield from (Notice(text=text, path=part.path) for text in told if text)


def notices_on_all(run: Run, tally: Tally) -> Iterator[Notice]:
    """Yield what people should look at that concerns all manifests together."""
    yield from _of_waivers(notes_on_all(run, tally), run)
    for one in run.exceptions:
        if one.has_lapsed or ends_soon(one):
            yield Notice(text=f"An exception of the policy: {exception_text(one)}")
    unlocked = unlocked_of(run)
    yield from [Notice(text=unlocked)] if unlocked else []
    yield from (Notice(text=note_of(note)) for note in run.notes)


def _of_waivers(notes: Iterable[WaiverNote], run: Run) -> Iterator[Notice]:
    path = "" if run.waivers is None else run.waivers.path
    for note in notes:
        said = f"The waiver of {note.waiver.finding}: {note.explanation}"
        yield Notice(text=said, path=path, line=note.waiver.location.line)
