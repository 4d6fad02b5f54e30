"""Recorded decisions in words: those that count, and what those are on that have no effect."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rightsgate.checker.model import ManifestReport
from rightsgate.findings.ineffective_model import IneffectiveDecision
from rightsgate.report.reasons import decision_of
from rightsgate.rules.model.attribution import Level

if TYPE_CHECKING:
    from rightsgate.manifest.decision import Decision

LEVELS: Final = {
    Level.CAUSE: "causes it",
    Level.CONTRIBUTE: "contributes",
    Level.DIRECTLY_LINKED: "directly linked",
    Level.NOT_LINKED: "not linked",
}


def decisions_of(part: ManifestReport) -> Iterator[tuple[str, str]]:
    """Yield what each decision is on, and the decision in words; a decision on several findings comes once."""
    told: dict[tuple[Decision, str], list[str]] = {}
    for finding in part.findings:
        if finding.decision is not None:
            told.setdefault((finding.decision, finding.duty.id), []).append(finding.without_role)
    for (decision, _), names in told.items():
        yield ", ".join(dict.fromkeys(names)), decision_of(decision)
    for impact in part.assessment.impacts:
        for tie in impact.involvements:
            if tie.decision is not None:
                yield tie.id, decision_of(tie.decision, LEVELS[Level(tie.decision.outcome)])
    for one in part.risk_decisions:
        yield f"{one.actor} on {', '.join(one.about) or 'a risk'}", decision_of(one.decision)


def without_effect(part: ManifestReport) -> str:
    """Return how many recorded decisions have no effect; empty if all have one."""
    count = len(part.ineffective_decisions)
    return f"{count} recorded {'decision has' if count == 1 else 'decisions have'} no effect" if count else ""


def ineffective_of(one: IneffectiveDecision) -> str:
    """Return words for a decision without effect: the person, the subject and the decision itself."""
    about = f" about {one.about}" if one.about else ""
    on = f"{one.on}@{one.actor}" if one.on else one.actor
    made = ", ".join(filter(None, (one.outcome, f"by {one.decided_by}" if one.decided_by else "", one.date)))
    return f"{on}{about}" + (f": {made}" if made else "")
