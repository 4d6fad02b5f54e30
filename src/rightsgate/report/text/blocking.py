"""The findings that block, each with its id, its title and its line."""

from collections import Counter
from collections.abc import Mapping

from rightsgate.checker.model import ManifestReport
from rightsgate.findings.model import Finding
from rightsgate.findings.priorities import most_urgent
from rightsgate.report.reasons import OPEN
from rightsgate.report.text.columns import listed, table
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.text.layout import Page, plain


def blocking_text(part: ManifestReport, page: Page, *, most: int) -> list[str]:
    """Return the findings that block, the most urgent first, in at most so many lines."""
    ids = Counter(finding.without_role for finding in part.findings)
    blocking = most_urgent((one for one in part.findings if one.effect is Effect.BLOCK), part.assessment)
    rows = [
        (_how(finding), plain(short_id(finding, ids)), _line(finding), finding.duty.title)
        for finding in blocking[:most]
    ]
    entries = table(rows, page, indent=2, flexible=3)
    heading = f"Blocking ({len(blocking)})"
    return listed(heading, entries, page, of=len(blocking), most=most, more="--detail findings")


def _how(finding: Finding) -> str:
    """Return how the duty binds, and how it stands where it is not simply unmet."""
    strength, outcome = finding.strength.value, finding.outcome
    return strength if outcome is Outcome.UNMET else f"{strength}, {OPEN.get(outcome, outcome.value)}"


def short_id(finding: Finding, ids: Mapping[str, int]) -> str:
    """Return the id of a finding, without the role where that names no other (``ids`` counts them)."""
    return finding.without_role if ids[finding.without_role] == 1 else finding.id


def _line(finding: Finding) -> str:
    return "" if finding.explanation is None else f"line {finding.explanation.location.line}"
