"""Findings held against an earlier check: what kept its gate from passing does not gate again, all else does."""

from collections.abc import Iterable, Mapping
from os.path import normpath
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


class Earlier(msgspec.Struct, frozen=True):
    """A finding of an earlier check: its outcome, and whether the policy accepted it then."""

    outcome: Outcome
    accepted: bool = False


class EarlierManifest(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest in an earlier check: every finding that was not advisory then, by its id, and whom it was judged for.

    A finding that was waived is not among them: a baseline does not outlive a waiver.
    """

    path: str
    subject: str
    findings: Mapping[str, Earlier]


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier check: its manifests, and the policy, and the digests of it and of the rule packs.

    ``sole``: it has one manifest, and the present check has one; these two are the same, wherever they lie.
    """

    path: str
    digest: str
    as_of: str
    policy: str
    policy_digest: str
    rules: tuple[str, ...]
    manifests: tuple[EarlierManifest, ...]
    sole: bool = False

    def for_so_many(self, manifests: int) -> "Baseline":
        """Return the baseline of a check of so many manifests."""
        return structs.replace(self, sole=manifests == 1 and len(self.manifests) == 1)

    def of(self, path: str) -> EarlierManifest | None:
        """Return the manifest at a path as it was then; None if it was not checked."""
        if self.sole:
            return self.manifests[0]
        wanted = normpath(path)
        return next((one for one in self.manifests if normpath(one.path) == wanted), None)


def compared(findings: Iterable[Finding], before: Mapping[str, Earlier]) -> list[Finding]:
    """Return the findings with how they stand to those of an earlier check; what kept it from passing is spared."""
    return [_compared(finding, before.get(finding.id)) for finding in findings]


def _compared(finding: Finding, before: Earlier | None) -> Finding:
    if finding.advisory or finding.waiver is not None or not finding.outcome.is_open:
        return finding
    change = change_of(None if before is None else before.outcome, finding.outcome)
    if change not in (Change.KNOWN, Change.NOW_STATED) or finding.effect is Effect.ACCEPT:
        return structs.replace(finding, change=change)
    if before is not None and before.accepted:
        return structs.replace(finding, change=Change.GATES_NOW)
    return structs.replace(finding, change=change, effect=Effect.ACCEPT, spared=True)


def change_of(before: Outcome | None, now: Outcome) -> Change:
    """Return how an open outcome stands to the earlier one (None: there was no such finding)."""
    if before is None:
        return Change.NEW
    if before is Outcome.UNKNOWN and now is Outcome.UNMET:
        return Change.NOW_STATED
    return Change.WORSE if WORSE[now] > WORSE[before] else Change.KNOWN


def settled_since(findings: Iterable[Finding], before: Mapping[str, Earlier]) -> tuple[str, ...]:
    """Return the ids of the findings that were open before and are not any more, in their order."""
    still = {finding.id for finding in findings if finding.outcome.is_open}
    return tuple(sorted(name for name, one in before.items() if one.outcome.is_open and name not in still))
