"""What to do first: the order of findings, and the statements and changes on which most of them rest."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import structs

from rightsgate.evaluate.model import Part, Test
from rightsgate.evaluate.site import Lack, Missing, Site
from rightsgate.findings.judge import STRENGTHS
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.people.model import Assessment
from rightsgate.rules.model.outcome import Effect


class FirstStep(msgspec.Struct, frozen=True, kw_only=True):
    """A field, or a record, on which findings rest that keep the gate from passing.

    ``blocking`` are the findings that block and rest on it, ``open`` those left open for want of it; ``alone`` counts
    those of both that rest on nothing else, and ``alone_blocking`` those of them that block. ``failed``: the tests of
    blocking findings that fail there; where there are some, the world has to change before the statement does.
    ``lack``: else, why it is open.
    """

    site: Site
    blocking: tuple[Finding, ...]
    open: tuple[Finding, ...]
    alone: int
    alone_blocking: int
    failed: tuple[Test, ...]
    lack: Lack


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
    """Return the places on which gating findings rest: first what blocks, then what settles most."""
    blocking: dict[Site, list[Finding]] = {}
    left_open: dict[Site, list[Finding]] = {}
    alone: Counter[Site] = Counter()
    alone_blocking: Counter[Site] = Counter()
    failed: dict[Site, list[Test]] = {}
    lacks: dict[Site, Lack] = {}
    for finding in most_urgent(findings, assessment):
        missing, tests = _missing(finding), _failed(finding)
        into = blocking if finding.effect is Effect.BLOCK else left_open
        lacks |= {one.site: one.lack for one in missing}
        for site, test in tests:
            failed.setdefault(site, []).append(test)
        places = dict.fromkeys((*(one.site for one in missing), *(site for site, _ in tests)))
        for place in places:
            into.setdefault(place, []).append(finding)
            if len(places) == 1:
                alone[place] += 1
                alone_blocking[place] += finding.effect is Effect.BLOCK
    steps = [
        FirstStep(
            site=site,
            blocking=tuple(blocking.get(site, ())),
            open=tuple(left_open.get(site, ())),
            alone=alone[site],
            alone_blocking=alone_blocking[site],
            failed=tuple(failed.get(site, ())),
            lack=lacks.get(site, Lack.UNSTATED),
        )
        for site in dict.fromkeys((*blocking, *left_open))
    ]
    return sorted(steps, key=lambda step: (-len(step.blocking), -step.alone, -len(step.open), step.site.order))


def _counts(finding: Finding) -> bool:
    """Whether a finding keeps the gate from passing."""
    return not finding.advisory and finding.effect is not Effect.ACCEPT


def _missing(finding: Finding) -> tuple[Missing, ...]:
    """Return what is missing for a finding that keeps the gate from passing."""
    why = finding.explanation
    return () if why is None or not _counts(finding) else why.missing


def _failed(finding: Finding) -> list[tuple[Site, Test]]:
    """Return the tests that fail in a finding that keeps the gate from passing, with where each is stated."""
    why = finding.explanation
    if why is None or why.missing or not _counts(finding):
        return []
    failing = (test for test in why.because if test.part is Part.REQUIRE and test.truth is not TRUE)
    return [(test.site, test) for test in failing if test.site is not None]
