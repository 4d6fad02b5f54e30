"""Findings that block, in words: the most urgent first, each with its shortest id, how it binds, and its line."""

from collections import Counter
from collections.abc import Mapping

from rightsgate.checker.model import ManifestReport
from rightsgate.findings.model import Finding
from rightsgate.findings.priorities import most_urgent
from rightsgate.report.reasons import OPEN
from rightsgate.rules.model.outcome import Effect, Outcome


def blocking_of(part: ManifestReport) -> list[Finding]:
    """Return the findings that block, the most urgent first."""
    return most_urgent((one for one in part.findings if one.effect is Effect.BLOCK), part.assessment)


def binds_of(finding: Finding) -> str:
    """Return how the duty binds, and how it stands where it is not simply unmet."""
    strength, outcome = finding.strength.value, finding.outcome
    return strength if outcome is Outcome.UNMET else f"{strength}, {OPEN.get(outcome, outcome.value)}"


def ids_of(part: ManifestReport) -> Mapping[str, int]:
    """Count the findings that have the same id but for the role."""
    return Counter(finding.without_role for finding in part.findings)


def short_id(finding: Finding, ids: Mapping[str, int]) -> str:
    """Return the id of a finding, without the role where that names no other (``ids`` counts them)."""
    return finding.without_role if ids[finding.without_role] == 1 else finding.id


def line_of(finding: Finding) -> str:
    """Return the line of the manifest where the finding is decided, as far as that is known."""
    return "" if finding.explanation is None else f"line {finding.explanation.location.line}"
