"""The derivation of a finding as a code flow: what is stated, what follows from it, and how the duty stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.explain.model import Step
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import UNKNOWN
from rightsgate.report.places import place_text, tested_text
from rightsgate.report.sarif.contract import CodeFlow, FlowStep, Location, ThreadFlow
from rightsgate.report.sarif.places import physical, place_of, place_with
from rightsgate.report.sarif.sentences import deciding, outcome_text
from rightsgate.report.sarif.texts import message
from rightsgate.report.steps import fact_of, source_of, title_of

# So many steps a flow has at most; GitHub shows a thousand. The last ones, nearest to the outcome, are kept.
MOST_STEPS: Final = 1_000


def flow_of(finding: Finding, part: ManifestReport, run: Run, *, only_places: bool) -> tuple[CodeFlow, ...]:
    """Return how a duty came to be asked and what decides it; nothing where no derivation was made."""
    roots = part.asked_by.get(finding.id, ())
    if not roots:
        return ()
    told = _told(_in_order(roots, part.derivations), only_places=only_places)
    steps = [FlowStep(location=_location(step, run), nesting_level=depth) for step, depth in told]
    ends = [place_with(test.location, tested_text(test, run.vocabulary)) for test in deciding(finding)]
    ends.append(place_with(place_of(finding, part), outcome_text(finding, part)))
    steps += [FlowStep(location=one) for one in ends]
    return (CodeFlow(thread_flows=(ThreadFlow(locations=tuple(steps[-MOST_STEPS:])),)),)


def _told(steps: Iterable[tuple[Step, int]], *, only_places: bool) -> Iterator[tuple[Step, int]]:
    """Yield the steps that tell something: not that a field is answered, after what is stated of it."""
    before = None
    for step, depth in steps:
        is_same = step.location is not None and step.site is None and step.location == before
        before = step.location
        if not is_same and (step.location is not None or not only_places):
            yield step, depth


def _in_order(roots: Sequence[str], steps: Mapping[str, Step]) -> Iterator[tuple[Step, int]]:
    """Yield each step once, after those that it rests on, with how far above it the outcome is."""
    seen: set[str] = set()
    pending = [(name, 1, False) for name in reversed(roots)]
    while pending:
        name, depth, is_told = pending.pop()
        if is_told:
            yield steps[name], depth
        elif name not in seen:
            seen.add(name)
            pending.append((name, depth, True))
            pending += [(premise, depth + 1, False) for premise in reversed(steps[name].premises)]


def _location(step: Step, run: Run) -> Location:
    where = None if step.location is None else physical(step.location)
    return Location(physical_location=where, message=message(_said(step, run)))


def _said(step: Step, run: Run) -> str:
    may = " (possibly)" if step.truth is UNKNOWN else ""
    if step.rule:
        source = source_of(step)
        return f"{title_of(step)}{f' [{source}]' if source else ''}: {fact_of(step)}{may}"
    if step.location is None:
        return f"By the rules: {fact_of(step)}{may}"
    where = "" if step.site is None else f"{place_text(step.site, run.vocabulary)}: "
    return f"Stated: {where}{fact_of(step)}{may}"
