"""The verdict of the gate over findings: failed, undecided or passed, and the reason in a sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rightsgate.model.report import Effect, Finding, Outcome, Verdict


def counts_of(findings: Iterable[Finding]) -> dict[Outcome, int]:
    """Count the findings by outcome, with a zero for those that do not occur."""
    found = Counter([finding.outcome for finding in findings])
    return {outcome: found[outcome] for outcome in Outcome}


def verdict_of(findings: Sequence[Finding], counts: Mapping[Outcome, int]) -> tuple[Verdict, str]:
    """Judge one manifest. Where no duty applies to anybody nothing was checked, and nothing has passed."""
    blocking = sum(finding.effect is Effect.BLOCK for finding in findings)
    if blocking:
        return Verdict.FAILED, f"{_counted(blocking, 'finding')} {'stops' if blocking == 1 else 'stop'} it"
    applied = sum(counts.values()) - counts[Outcome.NOT_APPLICABLE] - counts[Outcome.INACTIVE]
    if not applied:
        return Verdict.UNDECIDED, "no duty applies to anybody, so nothing was checked"
    open_ones = [finding for finding in findings if finding.effect is Effect.UNDECIDED]
    if open_ones:
        parts = []
        for outcome, words in UNDECIDED.items():
            count = sum(finding.outcome is outcome for finding in open_ones)
            if count:
                parts.append(f"{_counted(count, words[0])} {words[1]}")
        return Verdict.UNDECIDED, " and ".join(parts)
    waiting = counts[Outcome.JUDGEMENT]
    return (
        Verdict.PASSED,
        f"nothing stops it; {_counted(waiting, 'duty')} {'awaits' if waiting == 1 else 'await'} a person's judgement"
        if waiting
        else "nothing stops it",
    )


UNDECIDED = {
    Outcome.UNMET: ("duty", "unmet, which this policy puts to a person"),
    Outcome.UNKNOWN: ("duty", "with too little stated to decide"),
    Outcome.JUDGEMENT: ("duty", "awaiting a person's judgement"),
}


def _counted(count: int, noun: str) -> str:
    plural = {"duty": "duties"}.get(noun, noun + "s")
    return f"{count} {noun if count == 1 else plural}"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of several verdicts."""
    found = set(verdicts)
    return next(verdict for verdict in Verdict if verdict in found)
