"""What people decided, in words: each recorded decision that counts, with who made it, when and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rightsgate.checker.model import ManifestReport
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
