"""Actors in words: their names, what is open of duties that are advisory, and what their silence costs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rightsgate.checker.model import ActorSummary, ManifestReport
from rightsgate.findings.model import Finding
from rightsgate.report.reasons import OPEN
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.layout import plain

# The heading of the duties that are advisory, by whose duties gate.
ADVISORY: Final = {
    DutyBearers.SUBJECT: "Other actors in the chain (advisory)",
    DutyBearers.OTHERS: "Your own duties (advisory: they cannot affect the result)",
    DutyBearers.EVERYONE: "Advisory duties",
}


def actor_name(actor: ActorSummary) -> str:
    """Return the name and id of an actor."""
    return plain(f"{actor.name} ({actor.id})" if actor.name and actor.name != actor.id else actor.id)


def advisory_of(part: ManifestReport) -> Iterator[tuple[str, str]]:
    """Yield each actor with duties that are advisory, and how many of them are open, the most unmet first."""
    counts: dict[str, dict[Outcome, int]] = {}
    for finding in part.findings:
        if finding.advisory:
            of = counts.setdefault(finding.actor, dict.fromkeys(Outcome, 0))
            of[finding.outcome] += 1
    names = {actor.id: actor_name(actor) for actor in part.actors} | {JOINTLY: "several actors jointly"}
    held = Counter(actor for finding in part.findings for actor in finding.awaits)
    for actor in sorted(counts, key=lambda actor: (-counts[actor][Outcome.UNMET], actor)):
        yield names[actor], f"{_open(counts[actor])}{_holding(held[actor])}"


def _open(counts: Mapping[Outcome, int]) -> str:
    return (
        ", ".join(f"{counts[outcome]} {words}" for outcome, words in OPEN.items() if counts[outcome]) or "nothing open"
    )


def _holding(count: int) -> str:
    return f"; {count} of the duties above rest on it alone" if count else ""


def silence_of(part: ManifestReport, of: DutyBearers) -> Iterator[str]:
    """Yield how many duties of the one for whom it is checked each other actor's silence holds open, the most first."""
    if not part.subject or of is DutyBearers.OTHERS:
        return
    names = {actor.id: actor.name or actor.id for actor in part.actors}
    held = [(one.others.get(part.subject, 0), one.actor) for one in part.silence if one.actor != part.subject]
    for count, actor in sorted((one for one in held if one[0]), key=lambda one: (-one[0], one[1])):
        duties = "1 of your duties" if count == 1 else f"{count} of your duties"
        yield f"{_whose(names.get(actor, actor))} silence holds open {duties}."


def _whose(name: str) -> str:
    """Return a name as whose something is."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def jointly(part: ManifestReport, findings: Iterable[Finding]) -> str:
    """Return whom joint duties address together."""
    addressed = dict.fromkeys(
        actor for finding in findings for actor in part.assessment.addressed_by(finding.actor, finding.entity)
    )
    return f"Jointly: {', '.join(addressed) or 'the organizations that cause or contribute'}"
