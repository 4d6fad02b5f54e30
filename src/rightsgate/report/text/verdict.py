"""The verdict in a colour, for whom it is, and the findings counted: the first lines of a brief report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Finding, Ground, Verdict
from rightsgate.report.reasons import OPEN, chosen_actors, grounds_of
from rightsgate.report.text.duties import actor_name
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.layout import Page, plain

# Letters on a coloured ground can be read on a light terminal and on a dark one.
COLOURS: Final = {
    Verdict.FAILED: ("white", "red"),
    Verdict.UNDECIDED: ("black", "yellow"),
    Verdict.PASSED: ("black", "green"),
}


def badge(verdict: Verdict, page: Page, width: int = 0) -> str:
    """Return a verdict in its colour, with blanks up to a width."""
    letters, ground = COLOURS[verdict]
    word = verdict.value.upper()
    return page.paint(word, fg=letters, bg=ground) + " " * (width - len(word))


def heading_text(verdict: Verdict, said: str, page: Page) -> list[str]:
    """Return a verdict in its colour and what it is about, as the first lines of a text."""
    first, *more = page.wrap(plain(said), len(verdict.value) + 2, 2)
    lines = [badge(verdict, page) + page.paint(f"  {first}", bold=True)]
    return [*lines, *(page.paint(f"  {line}", bold=True) for line in more)]


def verdict_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the verdict and for whom it is, what was checked, and the counts."""
    lines = heading_text(part.verdict, _whom(part, run), page)
    lines += page.paragraph(plain(part.path), 2)
    for said in _counts([finding for finding in part.findings if not finding.advisory]):
        lines += page.paragraph(said, 2) if said else []
    if part.grounds.ground in (Ground.NOTHING_CHECKED, Ground.NOTHING_AT_STAKE, Ground.ALL_ADVISORY):
        lines += page.paragraph(f"{grounds_of(part.grounds).capitalize()}.", 2)
    lines += (line for said in chosen_actors(part, run.policy) for line in page.paragraph(plain(said), 2))
    return lines


def _whom(part: ManifestReport, run: Run) -> str:
    of = run.policy.of
    if not part.subject:
        return "for all actors" if of is DutyBearers.EVERYONE else "for all actors (to check for one actor: --for ID)"
    name = next(actor_name(actor) for actor in part.actors if actor.id == part.subject)
    match of:
        case DutyBearers.SUBJECT:
            return f"for {name}"
        case DutyBearers.OTHERS:
            return f"for {name}, judged by the duties of the other actors"
        case DutyBearers.EVERYONE:
            return f"for {name}, judged by the duties of all actors"


def _counts(gating: Sequence[Finding]) -> Iterator[str]:
    """Yield the counts of what is open or met, each finding once: by what it does to the gate, then by its outcome."""
    own = (one for one in gating if not one.awaits and one.waiver is None and not one.spared)
    counts = Counter((finding.outcome, finding.effect) for finding in own)
    blocking = sum(count for (_, effect), count in counts.items() if effect is Effect.BLOCK)
    met = sum(count for (outcome, _), count in counts.items() if outcome is Outcome.MET)
    left_open = ((counts[outcome, Effect.UNDECIDED], words) for outcome, words in OPEN.items())
    accepted = [(counts[outcome, Effect.ACCEPT], words) for outcome, words in OPEN.items()]
    yield _joined([(blocking, "blocking"), *left_open, (met, "met")])
    yield f"accepted by this policy: {said}" if (said := _joined(accepted)) else ""
    yield _joined([(sum(bool(finding.awaits) for finding in gating), "resting on others alone")])
    waived = sum(finding.waiver is not None for finding in gating)
    known = sum(finding.spared for finding in gating)
    yield _joined([(waived, "accepted by waiver"), (known, "open in the baseline already")])


def _joined(counts: Iterable[tuple[int, str]]) -> str:
    return " · ".join(f"{count} {words}" for count, words in counts if count)
