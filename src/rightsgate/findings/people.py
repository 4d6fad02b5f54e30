"""From findings to the assessment of people: the duties not met, and those that a person must judge."""

from collections.abc import Iterable, Iterator

from rightsgate.findings.model import Finding
from rightsgate.people.model import Gap, ToDecide
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome


def gaps_of(findings: Iterable[Finding]) -> Iterator[Gap]:
    """Yield the unmet duties that certainly bind, also those merged into the finding of another."""
    for finding in findings:
        for one in (finding, *finding.also) if finding.outcome is Outcome.UNMET else ():
            if one.role_certain and one.strength is not Strength.MAY:
                yield Gap(
                    finding=finding.id,
                    duty=finding.duty.id,
                    actor=one.actor,
                    role=one.role,
                    entity=finding.entity,
                    kind=finding.duty.on.kind,
                    closes=one.duty.closes,
                )


def undecided(findings: Iterable[Finding]) -> Iterator[ToDecide]:
    """Yield the duties that a person must judge and nobody has judged."""
    for finding in findings:
        if finding.outcome is Outcome.JUDGEMENT:
            yield ToDecide(about=finding.id, question=finding.duty.judgement)
