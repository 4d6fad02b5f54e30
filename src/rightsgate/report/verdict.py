"""For whom a verdict is, and the findings counted that gate, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Ground
from rightsgate.report.actors import actor_name
from rightsgate.report.reasons import OPEN, chosen_actors, grounds_of
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import DutyBearers


def for_whom(part: ManifestReport, run: Run) -> str:
    """Return for whom a manifest was judged, and by whose duties."""
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


def verdict_lines(part: ManifestReport, run: Run) -> Iterator[str]:
    """Yield the counts, that nothing was checked where that is so, and of which actors alone the policy asks duties."""
    yield from filter(None, _counts(part))
    if part.grounds.ground in (Ground.NOTHING_CHECKED, Ground.NOTHING_AT_STAKE, Ground.ALL_ADVISORY):
        yield f"{grounds_of(part.grounds).capitalize()}."
    yield from chosen_actors(part, run.policy)


def _counts(part: ManifestReport) -> Iterator[str]:
    """Yield the counts of what is open or met, each finding once: by what it does to the gate, then by its outcome."""
    gating = [finding for finding in part.findings if not finding.advisory]
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
