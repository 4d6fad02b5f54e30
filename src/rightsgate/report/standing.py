"""How a finding stands to the gate, one word for each way, so that every format counts and says the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Final

from rightsgate.findings.model import Finding
from rightsgate.report.reasons import WORDS, decision_of
from rightsgate.report.waivers import accepted_of
from rightsgate.rules.model.outcome import Effect


class Standing(Enum):
    """What a finding does to the gate, or why it does nothing.

    ``KNOWN``: the baseline has it open already, and so spares it. ``WAITS``: it rests on others alone. ``ACCEPTED``:
    it is open, and the policy accepts that.
    """

    BLOCKS = "blocks"
    UNDECIDED = "undecided"
    WAIVED = "waived"
    KNOWN = "known"
    WAITS = "waits"
    ADVISORY = "advisory"
    ACCEPTED = "accepted"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"
    INACTIVE = "inactive"

    @property
    def is_gating(self) -> bool:
        """Whether it keeps the gate from passing."""
        return self is Standing.BLOCKS or self is Standing.UNDECIDED


def standing_of(finding: Finding) -> Standing:
    """Return how a finding stands to the gate; each finding stands in one way."""
    if finding.effect is not Effect.ACCEPT:
        return Standing.BLOCKS if finding.effect is Effect.BLOCK else Standing.UNDECIDED
    if finding.advisory:
        return Standing.ADVISORY
    if finding.waiver is not None:
        return Standing.WAIVED
    if finding.spared:
        return Standing.KNOWN
    if finding.awaits:
        return Standing.WAITS
    return Standing.ACCEPTED if finding.outcome.is_open else Standing(finding.outcome.value)


def standings(findings: Iterable[Finding]) -> Counter[Standing]:
    """Count findings by how they stand."""
    return Counter(map(standing_of, findings))


SAID: Final[Mapping[Standing, Callable[[Finding], str]]] = {
    Standing.BLOCKS: lambda _: "blocks",
    Standing.UNDECIDED: lambda _: "leaves the result undecided",
    Standing.WAIVED: lambda finding: "" if finding.waiver is None else accepted_of(finding.waiver),
    Standing.KNOWN: lambda _: "open in the baseline already",
    Standing.WAITS: lambda finding: f"rests on {', '.join(finding.awaits)} alone",
    Standing.ADVISORY: lambda _: "advisory: it cannot affect the result",
    Standing.ACCEPTED: lambda _: "accepted by this policy",
    Standing.MET: lambda finding: "" if finding.decision is None else decision_of(finding.decision),
    Standing.NOT_APPLICABLE: lambda _: "the duty does not apply",
    Standing.INACTIVE: lambda _: "the duty is not in effect on the day of the check",
}


def standing_text(finding: Finding) -> str:
    """Return in words how a finding stands to the gate; empty where its outcome says all."""
    return SAID[standing_of(finding)](finding)


# How a number of findings that stand so is called.
COUNTED: Final[Mapping[Standing, str]] = {
    Standing.BLOCKS: "blocking",
    Standing.UNDECIDED: "left open",
    Standing.WAIVED: "accepted by waiver",
    Standing.KNOWN: "open in the baseline already",
    Standing.WAITS: "resting on others alone",
    Standing.ADVISORY: "advisory",
    Standing.ACCEPTED: "accepted by this policy",
    Standing.MET: "met",
    Standing.NOT_APPLICABLE: "not applicable",
    Standing.INACTIVE: "not in effect",
}


def counts_text(findings: Iterable[Finding]) -> str:
    """Return how many findings stand in which way: ``8 blocking, 3 left open, 40 met``."""
    counts = standings(findings)
    return ", ".join(f"{counts[one]} {words}" for one, words in COUNTED.items() if counts[one]) or "no finding"


def outcome_text(finding: Finding) -> str:
    """Return how a duty binds and its outcome in words: ``must, unmet``."""
    return f"{finding.strength.value}, {WORDS[finding.outcome]}"


def about_text(finding: Finding, *others: Finding) -> str:
    """Return of whom a duty is asked, in which role, and about what: ``studio as app developer, on model m``.

    ``others`` are findings that differ in the role alone.
    """
    roles = ", ".join(one.role.replace("_", " ") for one in (finding, *others))
    role = f" as {roles}" if roles else ""
    who = f"{finding.actor or 'several actors jointly'}{role}"
    return who if finding.entity is None else f"{who}, on {finding.duty.on.kind} {finding.entity}"


def line_of(finding: Finding) -> int:
    """Return the line of the statement that decides a finding, or of the entry that lacks it; at least 1."""
    return 1 if finding.explanation is None else max(1, finding.explanation.location.line)
