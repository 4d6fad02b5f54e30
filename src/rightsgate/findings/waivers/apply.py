"""Waivers applied to the findings of one manifest."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from rightsgate.evaluate.model import Explanation
from rightsgate.findings.model import Finding
from rightsgate.findings.waivers.facts import facts_digest
from rightsgate.findings.waivers.harm import risks_left_open
from rightsgate.findings.waivers.model import Waiver, WaiverState, WaiverUse
from rightsgate.logic.dates import SOON, before
from rightsgate.people.model import Assessment
from rightsgate.rules.model.outcome import Effect
from rightsgate.rules.model.policy import WaiverLimits


class WaiverDesk:
    """Applies the waivers that there are for one manifest, on one day (ISO), within the limits of a policy."""

    def __init__(self, waivers: Iterable[Waiver], limits: WaiverLimits, as_of: str) -> None:
        """Take the waivers that are meant for the manifest."""
        self.limits = limits
        self.as_of = as_of
        self.by_finding: dict[str, list[Waiver]] = {}
        for waiver in waivers:
            self.by_finding.setdefault(waiver.finding, []).append(waiver)

    def applied(
        self, findings: Iterable[Finding], assessment: Assessment, explain: Callable[[Finding], Explanation]
    ) -> tuple[list[Finding], tuple[WaiverUse, ...]]:
        """Return the findings, of which those that are waived are accepted, and what became of each waiver.

        ``explain`` returns the tests that decided a finding.
        """
        found, uses = [], []
        for finding in findings:
            waivers = self.by_finding.get(finding.id)
            if waivers:
                facts = facts_digest(finding.outcome, explain(finding))
                used = list(self._uses(waivers, finding, facts, assessment))
                uses += used
                valid = [use.waiver for use in used if use.state is WaiverState.IN_EFFECT]
                if valid:
                    finding = structs.replace(finding, effect=Effect.ACCEPT, waiver=valid[0])  # noqa: PLW2901 - the same finding, waived
            found.append(finding)
        return found, tuple(uses)

    def _uses(
        self, waivers: Iterable[Waiver], finding: Finding, facts: str, assessment: Assessment
    ) -> Iterator[WaiverUse]:
        """Yield what becomes of each waiver of one finding: of several that would count, the longest does."""
        irremediable = any(risk.severity.irremediable for risk in risks_left_open(finding, assessment.risks))
        longest = self.limits.longest_of(finding.strength, irremediable=irremediable)
        counting = False
        for waiver in sorted(waivers, key=_by_expiry, reverse=True):
            state = self._state(waiver, finding, facts, longest)
            if state is WaiverState.IN_EFFECT and counting:
                state = WaiverState.DUPLICATE
            counting = counting or state is WaiverState.IN_EFFECT
            expiring = state is WaiverState.IN_EFFECT and before(waiver.expires, SOON) <= self.as_of
            yield WaiverUse(waiver=waiver, state=state, facts=facts, longest=longest, expiring=expiring)

    def _state(self, waiver: Waiver, finding: Finding, facts: str, longest: str) -> WaiverState:
        if finding.effect is Effect.ACCEPT:
            return WaiverState.NOT_NEEDED
        if not set(self.limits.never).isdisjoint(finding.rules):
            return WaiverState.NEVER
        if waiver.starts < before(waiver.expires, longest):
            return WaiverState.TOO_LONG
        if waiver.expires < self.as_of:
            return WaiverState.EXPIRED
        if self.as_of < waiver.starts:
            return WaiverState.NOT_STARTED
        return WaiverState.IN_EFFECT if waiver.facts == facts else WaiverState.FACTS_CHANGED


def _by_expiry(waiver: Waiver) -> tuple[str, ...]:
    """Sort key by what waivers say, never by their order in the file, which changes where branches are merged."""
    return (waiver.expires, waiver.starts, waiver.facts, waiver.approver, waiver.owner, waiver.reason)


def waivers_for(waivers: Iterable[Waiver], path: str) -> tuple[Waiver, ...]:
    """Return the waivers that are meant for the manifest at a path."""
    return tuple(waiver for waiver in waivers if waiver.is_for(path))
