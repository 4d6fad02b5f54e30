"""One line of findings as the page shows it: an actor, a duty, an outcome, and what there is to tell of it."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.evaluate.model import Part, Test
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.report.baseline import CHANGES
from rightsgate.report.details import deciding_text
from rightsgate.report.places import missing_texts
from rightsgate.report.reasons import decision_of
from rightsgate.report.sources import asked_by_framework, demanded_of, source_text
from rightsgate.report.waivers import accepted_of
from rightsgate.rules.model.outcome import Effect, Outcome

MOST_MISSING: Final = 5
MOST_TESTS: Final = 12
# What a finding does to the gate, as a word beside it; each has one.
BLOCKS: Final = "blocks"
LEFT_OPEN: Final = "leaves the result undecided"
ADVISORY: Final = "advisory"
WAIVED: Final = "accepted by waiver"
KNOWN: Final = "open in the baseline already"
RESTS: Final = "rests on others alone"
ACCEPTED: Final = "accepted by this policy"
# Each with the code by which the page filters.
GATES: Final = {
    word: str(code) for code, word in enumerate((BLOCKS, LEFT_OPEN, WAIVED, KNOWN, RESTS, ACCEPTED, ADVISORY), start=1)
}


class TestView(msgspec.Struct, frozen=True, kw_only=True):
    """A test in words, and the line where what it looked at stands."""

    text: str
    line: int


class FindingItem(msgspec.Struct, frozen=True, kw_only=True):
    """What one finding tells of itself, in one or several roles: ``ids`` are its ids, one a role.

    ``facts`` are labelled texts; ``steps`` the ids of the steps by which the duty came to apply.
    """

    ids: tuple[str, ...]
    line: int
    facts: tuple[tuple[str, str], ...]
    tests: tuple[TestView, ...]
    missing: tuple[str, ...]
    steps: tuple[str, ...]


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """The findings of an actor on one duty that have the same outcome and effect, as the page shows them.

    ``gate`` says what they do to the gate, ``facts`` what the duty says, each with its label; ``items`` are told apart
    by the entities that they are about.
    """

    anchor: str
    title: str
    strength: str
    gate: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[FindingItem, ...]

    @property
    def count(self) -> int:
        """How many findings these are: each role counts."""
        return sum(len(item.ids) for item in self.items)


def gate_of(finding: Finding) -> str:
    """Return what a finding does to the gate; empty for one that is not open."""
    if finding.waiver is not None:
        return WAIVED
    if finding.spared:
        return KNOWN
    if finding.advisory:
        return ADVISORY
    if finding.awaits:
        return RESTS
    if finding.effect is Effect.BLOCK:
        return BLOCKS
    if not finding.outcome.is_open:
        return ""
    return LEFT_OPEN if finding.effect is Effect.UNDECIDED else ACCEPTED


def view_of(same: Sequence[Finding], part: ManifestReport, run: Run, anchor: str) -> FindingView:
    """Return the line on findings of one actor on one duty that have the same outcome and effect."""
    finding = same[0]
    items: dict[tuple[object, ...], list[Finding]] = {}
    for one in same:
        waiver = None if one.waiver is None else one.waiver.location.pointer
        told = (one.entity, waiver, one.decision, one.lacks, one.change, one.awaits)
        items.setdefault(told, []).append(one)
    return FindingView(
        anchor=anchor,
        title=finding.duty.title,
        strength=finding.strength.value,
        gate=gate_of(finding),
        facts=tuple(_of_duty(finding, run)),
        items=tuple(_item(alike, part, run) for alike in items.values()),
    )


def _item(same: Sequence[Finding], part: ManifestReport, run: Run) -> FindingItem:
    """Return one finding, which ``same`` has in each of its roles."""
    finding = same[0]
    why = finding.explanation
    tests = () if why is None else tuple(_tests(why.because, finding.outcome))
    missing = () if why is None or not finding.outcome.is_open else why.missing
    return FindingItem(
        ids=tuple(one.id for one in same),
        line=0 if why is None else why.location.line,
        facts=tuple(_of_finding(same)),
        tests=tuple(TestView(text=deciding_text(test, run.vocabulary), line=test.location.line) for test in tests),
        missing=tuple(missing_texts(missing, run.vocabulary, MOST_MISSING)),
        steps=tuple(dict.fromkeys(step for one in same for step in part.asked_by.get(one.id, ()))),
    )


def _tests(tests: Sequence[Test], outcome: Outcome) -> Iterator[Test]:
    """Yield the tests that decide an outcome: of an open one, those of the requirement and what is open besides."""
    chosen = (test for test in tests if not outcome.is_open or test.part is Part.REQUIRE or test.truth is not TRUE)
    if outcome is Outcome.UNKNOWN:  # what is missing is told apart
        chosen = (test for test in chosen if test.site is None)
    yield from list(chosen)[:MOST_TESTS]


def _of_duty(finding: Finding, run: Run) -> Iterator[tuple[str, str]]:
    """Yield what is to be told of a duty, each with its label."""
    duty = finding.duty
    if finding.outcome.is_open:
        yield "Why", duty.why
    if finding.outcome is Outcome.UNMET:
        yield "Fix", duty.fix
    if finding.outcome is Outcome.JUDGEMENT:
        yield "Decide", duty.judgement
    yield "Source", source_text(duty, run)
    for other in finding.also:
        yield "Also", f"{other.duty.id} ({other.strength.value}): {source_text(other.duty, run)}"
    if framework := asked_by_framework(duty, run):
        yield "Asked by", framework


def _of_finding(same: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield what is to be told of a finding: what persons, evidence, waivers and the baseline have to do with it."""
    finding = same[0]
    if not all(one.role_certain for one in same):
        yield "Role", "only possible: the manifest does not say enough to tell"
    if finding.lacks is not None:
        yield "Lacks", demanded_of(finding.lacks)
    if finding.decision is not None:
        yield "Decided", decision_of(finding.decision)
    if finding.waiver is not None:
        yield "Waiver", accepted_of(finding.waiver)
    if finding.change is not None:
        yield "Baseline", CHANGES[finding.change]
    if finding.awaits:
        yield "Rests on", f"{', '.join(finding.awaits)} alone"
