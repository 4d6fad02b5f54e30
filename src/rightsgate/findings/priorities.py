"""What to do first: the order of findings, and the statements and changes on which most of them rest."""

from collections.abc import Iterable, Mapping

import msgspec

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
    those of both that rest on nothing else. ``failed``: the tests of blocking findings that fail there; where there are
    some, the world has to change before the statement does. ``lack``: else, why it is open.
    """

    site: Site
    blocking: tuple[Finding, ...]
    open: tuple[Finding, ...]
    alone: int
    failed: tuple[Test, ...]
    lack: Lack


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
    """Return the places on which gating findings rest: first what blocks, then what settles most."""
    blocking: dict[Site, list[Finding]] = {}
    left_open: dict[Site, list[Finding]] = {}
    alone: dict[Site, int] = {}
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
            alone[place] = alone.get(place, 0) + (len(places) == 1)
    steps = [
        FirstStep(
            site=site,
            blocking=tuple(blocking.get(site, ())),
            open=tuple(left_open.get(site, ())),
            alone=alone[site],
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
