"""What people decided: each recorded decision that counts, with who made it, when and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rightsgate.checker.model import ManifestReport
from rightsgate.report.reasons import decision_of
from rightsgate.report.text.columns import listed
from rightsgate.report.text.people import LEVELS
from rightsgate.rules.model.attribution import Level
from rightsgate.text.layout import Page, plain

if TYPE_CHECKING:
    from rightsgate.manifest.decision import Decision

MORE: Final = "--detail full"


def decided_text(part: ManifestReport, page: Page, *, most: int | None = None) -> list[str]:
    """Return the decisions that count, in at most so many lines, and how many others have no effect."""
    entries = [_entry(plain(f"{about}: {said}"), page) for about, said in decisions_of(part)]
    lines = listed(f"Decided by a person ({len(entries)})", entries, page, of=len(entries), most=most, more=MORE)
    if most is None or not part.ineffective_decisions:
        return lines
    count = len(part.ineffective_decisions)
    said = f"{count} recorded {'decision has' if count == 1 else 'decisions have'} no effect: {MORE} says why"
    return [*(lines or [""]), *page.paragraph(said, 2)]


def _entry(text: str, page: Page) -> list[str]:
    first, *more = page.wrap(text, 2, 4)
    return [f"  {first}", *(f"    {line}" for line in more)]


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
