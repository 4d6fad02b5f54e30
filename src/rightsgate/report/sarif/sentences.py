"""What a result says: how the duty stands, for whom, and what decides it or would settle it."""

from collections.abc import Iterator
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.evaluate.model import Part, Test
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.report.places import missing_texts, tested_text
from rightsgate.report.reasons import OPEN, grounds_of
from rightsgate.report.sarif.texts import said
from rightsgate.rules.model.outcome import Outcome

# How many tests, and how many things that are not stated, a message names.
MOST_TESTS: Final = 3
MOST_MISSING: Final = 3


def finding_text(finding: Finding, part: ManifestReport, run: Run) -> str:
    """Return a finding in sentences, of which the first says which duty stands how for whom."""
    return said(" ".join(_sentences(finding, part, run)))


def outcome_text(finding: Finding, part: ManifestReport) -> str:
    """Return in one sentence which duty stands how for whom."""
    actors = ", ".join(part.assessment.addressed_by(finding.actor, finding.entity))
    whom = actors if finding.actor else f"several actors jointly{f': {actors}' if actors else ''}"
    about = f", {finding.duty.on.kind.replace('_', ' ')} {finding.entity}" if finding.entity else ""
    return f"{OPEN[finding.outcome].capitalize()} ({whom}{about}): {finding.duty.title.rstrip('.')}."


def verdict_text(part: ManifestReport) -> str:
    """Return the verdict on a manifest with its reason."""
    return said(f"{part.verdict.value.capitalize()}: {grounds_of(part.grounds)}.")


def deciding(finding: Finding) -> tuple[Test, ...]:
    """Return the tests that keep a duty from being met: those of the requirement, and of the condition if open."""
    tests = () if finding.explanation is None else finding.explanation.because
    return tuple(test for test in tests if test.part is Part.REQUIRE or test.truth is not TRUE)


def _sentences(finding: Finding, part: ManifestReport, run: Run) -> Iterator[str]:
    yield outcome_text(finding, part)
    match finding.outcome:
        case Outcome.UNMET:
            tests = deciding(finding)
            for test in tests[:MOST_TESTS]:
                yield f"Stated: {tested_text(test, run.vocabulary)}."
            if len(tests) > MOST_TESTS:
                yield f"And {len(tests) - MOST_TESTS} more."
            yield finding.duty.fix
        case Outcome.JUDGEMENT:
            yield f"A person must decide {finding.duty.judgement}"
        case _:
            missing = () if finding.explanation is None else finding.explanation.missing
            if missing:
                yield f"To settle it, state {'; '.join(missing_texts(missing, run.vocabulary, MOST_MISSING))}."
    if finding.lacks is not None:
        reason = finding.lacks.reason.rstrip(".")
        yield f"This policy requires evidence that is {finding.lacks.tier.value} at least: {reason}."
    yield from _standing(finding)


def _standing(finding: Finding) -> Iterator[str]:
    """Yield why a finding has no effect on the result, where it has none although the policy does not accept it."""
    if not finding.role_certain:
        yield f"It applies only in the role of {finding.role.replace('_', ' ')}, which is not settled."
    if finding.advisory:
        yield "Advisory: it cannot affect the result."
    elif finding.awaits:
        yield f"It rests on {', '.join(finding.awaits)} alone."
    elif finding.waiver is not None:
        yield f"Accepted by waiver until {finding.waiver.expires}."
    elif finding.spared:
        yield "Open in the baseline already."
