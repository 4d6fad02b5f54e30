"""Findings held against an earlier check: what was open then does not gate, what is new or got worse does."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import structs

from rightsgate.findings.model import Change, Finding
from rightsgate.rules.model.outcome import Effect, Outcome

# The worse an outcome, the higher. What does not apply, or not yet, asks for nothing, as what is met.
WORSE: Final = {Outcome.MET: 0, Outcome.NOT_APPLICABLE: 0, Outcome.INACTIVE: 0} | {
    Outcome.JUDGEMENT: 1,
    Outcome.UNKNOWN: 2,
    Outcome.UNMET: 3,
}


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier check: the outcome of every finding that gated then, by the path of its manifest and by its id.

    A finding that was waived is not among them: a baseline does not outlive a waiver.
    """

    path: str
    digest: str
    as_of: str
    outcomes: Mapping[str, Mapping[str, Outcome]]

    def of(self, path: str) -> Mapping[str, Outcome]:
        """Return the outcomes for the manifest at a path; none if it was not checked then."""
        return self.outcomes.get(path, {})


def compared(findings: Iterable[Finding], before: Mapping[str, Outcome]) -> list[Finding]:
    """Return the findings with how they stand to the outcomes of an earlier check; what was open then is accepted."""
    return [_compared(finding, before) for finding in findings]


def _compared(finding: Finding, before: Mapping[str, Outcome]) -> Finding:
    if finding.advisory or finding.waiver is not None or not finding.outcome.is_open:
        return finding
    change = change_of(before.get(finding.id), finding.outcome)
    held = structs.replace(finding, change=change)
    return structs.replace(held, effect=Effect.ACCEPT) if held.is_known else held


def change_of(before: Outcome | None, now: Outcome) -> Change:
    """Return how an open outcome stands to the earlier one (None: there was no such finding)."""
    if before is None:
        return Change.NEW
    if before is Outcome.UNKNOWN and now is Outcome.UNMET:
        return Change.NOW_STATED
    return Change.WORSE if WORSE[now] > WORSE[before] else Change.KNOWN


def settled_since(findings: Iterable[Finding], before: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Return the ids of the findings that were open before and are not any more, in their order."""
    still = {finding.id for finding in findings if finding.outcome.is_open}
    return tuple(sorted(name for name, outcome in before.items() if outcome.is_open and name not in still))
