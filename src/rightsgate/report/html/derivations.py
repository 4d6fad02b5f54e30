"""The steps by which duties came to apply, each once: what follows, by which rule, from what, down to the lines."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.logic.truth import UNKNOWN
from rightsgate.report.details import deciding_text
from rightsgate.report.html.finding import TestView
from rightsgate.report.html.findings import ActorGroup
from rightsgate.report.steps import fact_of, source_of, title_of


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """A step: its number, the fact, the rule with its title and source, what it rests on, and its line."""

    number: int
    fact: str
    possible: bool
    rule: str
    title: str
    source: str
    line: int
    premises: tuple[int, ...]
    tests: tuple[TestView, ...]


def numbers_of(part: ManifestReport, groups: Iterable[ActorGroup]) -> Mapping[str, int]:
    """Number the steps beneath the findings that are shown, in the order in which these lead to them."""
    pending = [
        step
        for actor in groups
        for group in actor.groups
        for view in group.findings
        for item in view.items
        for step in item.steps
    ]
    pending.reverse()
    found: dict[str, int] = {}
    while pending:
        name = pending.pop()
        if name not in found and name in part.derivations:
            found[name] = len(found) + 1
            pending += reversed(part.derivations[name].premises)
    return found


def steps_of(part: ManifestReport, run: Run, numbers: Mapping[str, int]) -> Iterator[StepView]:
    """Yield the numbered steps in their order."""
    for name, number in numbers.items():
        step = part.derivations[name]
        yield StepView(
            number=number,
            fact=fact_of(step),
            possible=step.truth is UNKNOWN,
            rule=step.rule,
            title=title_of(step) if step.rule else "",
            source=source_of(step) if step.rule else "",
            line=0 if step.location is None else step.location.line,
            premises=tuple(numbers[premise] for premise in step.premises if premise in numbers),
            tests=tuple(
                TestView(text=deciding_text(test, run.vocabulary), line=test.location.line) for test in step.tests
            ),
        )
