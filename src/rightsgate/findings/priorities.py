"""What to do first: the order of findings, and the statements and changes on which most of them rest."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import structs

from rightsgate.evaluate.model import Part, Target, TargetKind
from rightsgate.findings.judge import STRENGTHS
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.people.model import Assessment
from rightsgate.rules.model.outcome import Effect, Outcome


class FirstStep(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an entity on which findings rest that keep the gate from passing.

    ``blocking`` are the findings that block and rest on it, ``open`` those left open for want of it; ``alone`` counts
    those of both that rest on nothing else, and ``alone_blocking`` those of them that block. ``is_stated``: something
    is stated of it, and a duty is unmet for that, so that the world has to change before the statement does.
    """

    of: str
    entity: str
    target: Target
    blocking: tuple[Finding, ...]
    open: tuple[Finding, ...]
    alone: int
    alone_blocking: int
    is_stated: bool


Place = tuple[str, str, Target]
# How grave the recorded impacts are, whether a risk is only possible, and what raises its severity; the least is most
# urgent.
Urgency = tuple[int, bool, int]
LAST: Final[Urgency] = (sys.maxsize, True, 0)


def most_urgent(findings: Iterable[Finding], assessment: Assessment) -> list[Finding]:
    """Return findings by strength, then by the most urgent risk whose pathways the duty closes, then by id."""
    urgencies = _urgencies(assessment)
    return sorted(
        findings,
        key=lambda finding: (
            STRENGTHS[finding.strength],
            min((urgencies.get((finding.actor, pathway), LAST) for pathway in finding.duty.closes), default=LAST),
            finding.id,
        ),
    )


def _urgencies(assessment: Assessment) -> Mapping[tuple[str, str], Urgency]:
    """Return how urgent each actor's pathways are: as the most urgent risk to which they connect it."""
    urgencies: dict[tuple[str, str], Urgency] = {}
    ranks = _severity_ranks(assessment)
    for risk in assessment.risks:
        recorded = min((ranks[impact] for impact in risk.impacts), default=len(ranks))
        urgency = (recorded, not risk.certain, -len(risk.severity.raised_by))
        for row in risk.rows:
            for connection in row.connections:
                for pathway in connection.pathways:
                    opened_by = {connection.actor, *(unmet.actor for unmet in pathway.unmet)}
                    for actor in opened_by:
                        known = urgencies.get((actor, pathway.id), LAST)
                        urgencies[actor, pathway.id] = min(known, urgency)
    return urgencies


def _severity_ranks(assessment: Assessment) -> Mapping[str, int]:
    """Rank the recorded impacts by their severity, the gravest first; equally severe ones rank alike."""
    ranks: dict[str, int] = {}
    rank, before = -1, None
    for impact in assessment.impacts:
        severity = structs.replace(impact.severity, likelihood="", raised_by=())
        now = (severity, len(impact.severity.raised_by))
        rank, before = rank + (now != before), now
        ranks[impact.id] = rank
    return ranks


def first_steps(findings: Iterable[Finding], assessment: Assessment) -> list[FirstStep]:
    """Return the fields on which gating findings rest: first what blocks, then what settles most."""
    blocking: dict[Place, list[Finding]] = {}
    left_open: dict[Place, list[Finding]] = {}
    alone: Counter[Place] = Counter()
    alone_blocking: Counter[Place] = Counter()
    for finding in most_urgent(findings, assessment):
        places = _places(finding)
        into = blocking if finding.effect is Effect.BLOCK else left_open
        for place in places:
            into.setdefault(place, []).append(finding)
            if len(places) == 1:
                alone[place] += 1
                alone_blocking[place] += finding.effect is Effect.BLOCK
    steps = [
        FirstStep(
            of=of,
            entity=entity,
            target=target,
            blocking=tuple(blocking.get((of, entity, target), ())),
            open=tuple(left_open.get((of, entity, target), ())),
            alone=alone[of, entity, target],
            alone_blocking=alone_blocking[of, entity, target],
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
