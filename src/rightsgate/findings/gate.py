"""The verdict of the gate over findings, and what decided it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from rightsgate.findings.model import Finding, Ground, Grounds, Verdict
from rightsgate.rules.model.outcome import Effect, Outcome

EXIT_CODES: Final[Mapping[Verdict, int]] = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.UNDECIDED: 3}


def counts_of(findings: Iterable[Finding]) -> dict[Outcome, int]:
    """Count the findings by outcome, with a zero for those that do not occur."""
    occurring = Counter([finding.outcome for finding in findings])
    return {outcome: occurring[outcome] for outcome in Outcome}


def verdict_of(findings: Iterable[Finding]) -> tuple[Verdict, Grounds]:
    """Judge one manifest by the findings that gate.

    Where no duty applies that the policy would not accept as unmet, nothing was checked, and nothing has passed.
    """
    gating = [finding for finding in findings if not finding.advisory]
    counts = counts_of(gating)
    blocking = Counter(finding.outcome for finding in gating if finding.effect is Effect.BLOCK)
    if blocking:
        return Verdict.FAILED, Grounds(ground=Ground.BLOCKED, counts=blocking)
    if not _applying(counts):
        others = _applying(counts_of(finding for finding in findings if finding.advisory))
        ground = Ground.ALL_ADVISORY if others else Ground.NOTHING_CHECKED
        return Verdict.UNDECIDED, Grounds(ground=ground, counts={})
    if not _applying(counts_of(finding for finding in gating if finding.is_at_stake)):
        return Verdict.UNDECIDED, Grounds(ground=Ground.NOTHING_AT_STAKE, counts={})
    undecided = Counter(finding.outcome for finding in gating if finding.effect is Effect.UNDECIDED)
    if undecided:
        return Verdict.UNDECIDED, Grounds(ground=Ground.LEFT_OPEN, counts=undecided)
    waived = sum(finding.waiver is not None for finding in gating)
    known = sum(finding.spared for finding in gating)
    rest = counts_of(finding for finding in gating if finding.waiver is None and not finding.spared)
    accepted = {outcome: rest[outcome] for outcome in Outcome if outcome.is_open and rest[outcome]}
    return Verdict.PASSED, Grounds(ground=Ground.NOTHING_BLOCKS, counts=accepted, waived=waived, known=known)


def _applying(counts: Mapping[Outcome, int]) -> int:
    """Return how many findings are on duties that apply."""
    return sum(counts.values()) - counts[Outcome.NOT_APPLICABLE] - counts[Outcome.INACTIVE]


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of several verdicts."""
    given = set(verdicts)
    return next(verdict for verdict in Verdict if verdict in given)
