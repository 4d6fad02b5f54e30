"""What a finding rests on, in words: its tests, the evidence that it lacks, and the source of its rule."""

from collections.abc import Iterator
from typing import Final

from rightsgate.checker.model import Run
from rightsgate.evaluate.model import Explanation, Part, Test
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.report.places import missing_texts, tested_text
from rightsgate.report.sources import demanded_of, source_text
from rightsgate.report.wording import is_silent
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.outcome import Outcome
from rightsgate.vocabulary.model import Vocabulary

MOST_TESTS: Final = 4
MOST_MISSING: Final = 3
# How rules name every right.
ALL: Final = "all"


def details_of(finding: Finding, run: Run) -> Iterator[tuple[str, str]]:
    """Yield what a person needs to act on an open finding, each text with its label: what was found, why, what to do.

    Texts of the manifest are as they stand there: the format sees to it that they do no harm.
    """
    duty, why = finding.duty, finding.explanation
    if why is not None:
        yield "place", f"{why.location.path}:{why.location.line}:{why.location.column}"
        yield from (("stated", text) for text in tests_texts(finding, run.vocabulary))
        yield from (("missing", text) for text in missing_texts(why.missing, run.vocabulary, MOST_MISSING))
    if finding.lacks is not None:
        yield "lacks", demanded_of(finding.lacks)
    if finding.outcome is Outcome.JUDGEMENT:
        yield "decide", duty.judgement
    yield "why", duty.why
    yield "fix", duty.fix
    yield "source", source_text(duty, run)


def tests_texts(finding: Finding, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the tests that decide a finding, at most so many, and how many more there are.

    Of an unknown, tests that found nothing stated are left out: they are told as missing.
    """
    tests = () if finding.explanation is None else telling_tests(finding.explanation)
    if finding.outcome is Outcome.UNKNOWN:
        tests = [test for test in tests if test.truth is not TRUE and not is_silent(test)]
    yield from (deciding_text(test, vocabulary) for test in tests[:MOST_TESTS])
    if len(tests) > MOST_TESTS:
        yield f"and {len(tests) - MOST_TESTS} more"


def rights_of(duty: Duty, run: Run) -> Iterator[str]:
    """Yield the names of the rights that a duty protects."""
    tables = run.tables
    for name in duty.rights:
        known = tables.rights.get(name) or tables.categories.get(name)
        yield "all human rights" if name == ALL else name if known is None else known.name


def telling_tests(why: Explanation) -> list[Test]:
    """Return the tests of what a rule requires, and those of when it applies that are open."""
    return [test for test in why.because if test.part is Part.REQUIRE or test.truth is not TRUE]


def deciding_text(test: Test, vocabulary: Vocabulary) -> str:
    """Return a test in words, and that it is one of when the rule applies, if it is."""
    condition = "applies only if this holds, " if test.part is Part.WHEN else ""
    return condition + tested_text(test, vocabulary)
