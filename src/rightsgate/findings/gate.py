"""The verdict of the gate over findings: failed, undecided or passed, and the reason in a sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rightsgate.findings.model import Finding, Verdict
from rightsgate.rules.model.outcome import Effect, Outcome


def counts_of(findings: Iterable[Finding]) -> dict[Outcome, int]:
    """Count the findings by outcome, with a zero for those that do not occur."""
    found = Counter([finding.outcome for finding in findings])
    return {outcome: found[outcome] for outcome in Outcome}


def verdict_of(findings: Sequence[Finding], counts: Mapping[Outcome, int]) -> tuple[Verdict, str]:
    """Judge one manifest. Where no duty applies to anybody nothing was checked, and nothing has passed."""
    blocking = [finding.effect for finding in findings].count(Effect.BLOCK)
    if blocking:
        return Verdict.FAILED, f"{blocking} {'finding stops' if blocking == 1 else 'findings stop'} it"
    if not sum(counts.values()) - counts[Outcome.NOT_APPLICABLE] - counts[Outcome.INACTIVE]:
        return Verdict.UNDECIDED, "no duty applies to anybody, so nothing was checked"
    undecided = Counter(finding.outcome for finding in findings if finding.effect is Effect.UNDECIDED)
    if undecided:
        return Verdict.UNDECIDED, _listed(undecided, UNDECIDED)
    accepted = Counter({outcome: counts[outcome] for outcome in ACCEPTED if counts[outcome]})
    return Verdict.PASSED, f"nothing stops it{'; ' if accepted else ''}{_listed(accepted, ACCEPTED)}"


UNDECIDED: Final = {
    Outcome.UNMET: "unmet, which this policy puts to a person",
    Outcome.UNKNOWN: "with too little stated to decide",
    Outcome.JUDGEMENT: "awaiting a person's judgement",
}
ACCEPTED: Final = {
    Outcome.UNMET: "unmet, which this policy accepts",
    Outcome.UNKNOWN: "unknown, which this policy accepts",
    Outcome.JUDGEMENT: "awaiting a person's judgement",
}


def _listed(counts: Mapping[Outcome, int], words: Mapping[Outcome, str]) -> str:
    """Return ``2 duties unmet, 1 duty unknown and 3 …`` for the outcomes that occur."""
    parts = [f"{counts[o]} {'duty' if counts[o] == 1 else 'duties'} {said}" for o, said in words.items() if o in counts]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of several verdicts."""
    found = set(verdicts)
    return next(verdict for verdict in Verdict if verdict in found)
