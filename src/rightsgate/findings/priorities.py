"""What to do first: the order of findings, and the statements and changes on which most of them rest."""

from collections.abc import Iterable, Mapping

import msgspec

from rightsgate.evaluate.model import Part, Target, TargetKind
from rightsgate.findings.judge import STRENGTHS
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.people.model import Assessment
from rightsgate.rules.model.outcome import Effect, Outcome


class FirstStep(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an entity on which findings rest that keep the gate from passing.

    ``blocking`` are the findings that block and rest on it, ``open`` those left open for want of it; ``alone`` counts
    those of both that rest on nothing else. ``is_stated``: something is stated of it, and a duty is unmet for that, so
    that the world has to change before the statement does.
    """

    of: str
    entity: str
    target: Target
    blocking: tuple[Finding, ...]
    open: tuple[Finding, ...]
    alone: int
    is_stated: bool


Place = tuple[str, str, Target]


def most_urgent(findings: Iterable[Finding], assessment: Assessment) -> list[Finding]:
    """Return findings by strength, then by the urgency of the risks whose pathways the duty closes, then by id."""
    ranks = _ranks(assessment)
    last = len(assessment.risks)
    return sorted(
        findings,
        key=lambda finding: (
            STRENGTHS[finding.strength],
            min((ranks[pathway] for pathway in finding.duty.closes if pathway in ranks), default=last),
            finding.id,
        ),
    )


def _ranks(assessment: Assessment) -> Mapping[str, int]:
    """Rank pathways by the most urgent risk that they connect somebody to; risks with recorded impacts come first."""
    ranks: dict[str, int] = {}
    for rank, risk in enumerate(sorted(assessment.risks, key=lambda risk: not risk.impacts)):
        for row in risk.rows:
            for connection in row.connections:
                for pathway in connection.pathways:
                    ranks.setdefault(pathway.id, rank)
    return ranks


def first_steps(findings: Iterable[Finding], assessment: Assessment) -> list[FirstStep]:
    """Return the fields on which gating findings rest: first what blocks, then what settles most."""
    blocking: dict[Place, list[Finding]] = {}
    left_open: dict[Place, list[Finding]] = {}
    alone: dict[Place, int] = {}
    for finding in most_urgent(findings, assessment):
        places = _places(finding)
        into = blocking if finding.effect is Effect.BLOCK else left_open
        for place in places:
            into.setdefault(place, []).append(finding)
            alone[place] = alone.get(place, 0) + (len(places) == 1)
    steps = [
        FirstStep(
            of=of,
            entity=entity,
            target=target,
            blocking=tuple(blocking.get((of, entity, target), ())),
            open=tuple(left_open.get((of, entity, target), ())),
            alone=alone[of, entity, target],
            is_stated=any(one.outcome is Outcome.UNMET for one in blocking.get((of, entity, target), ())),
        )
        for of, entity, target in dict.fromkeys((*blocking, *left_open))
    ]
    return sorted(steps, key=lambda step: (-len(step.blocking), -step.alone, -len(step.open), step.entity, step.target))


def _places(finding: Finding) -> list[Place]:
    """Return what a finding that keeps the gate from passing rests on: fields and records, never derived facts."""
    why = finding.explanation
    if why is None or finding.advisory or finding.effect is Effect.ACCEPT:
        return []
    if finding.outcome is Outcome.UNKNOWN and why.missing:
        places = [(missing.of, missing.entity, missing.target) for missing in why.missing]
    else:
        failing = (test for test in why.because if test.part is Part.REQUIRE and test.truth is not TRUE)
        places = [(test.of, test.entity, test.target) for test in failing]
    return list(dict.fromkeys(place for place in places if place[2].kind is not TargetKind.FACT))
