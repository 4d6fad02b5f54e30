"""From findings to the assessment of people: the duties not met, and those that a person must judge."""

from collections.abc import Iterable, Iterator

from rightsgate.findings.model import Finding
from rightsgate.people.model import ToDecide, UnmetDuty
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome


def unmet_duties(findings: Iterable[Finding]) -> Iterator[UnmetDuty]:
    """Yield the unmet duties that certainly bind, also those merged into the finding of another."""
    for finding in findings:
        for part in (finding, *finding.also) if finding.outcome is Outcome.UNMET else ():
            if part.role_certain and part.strength is not Strength.MAY:
                yield UnmetDuty(
                    finding=finding.id,
                    duty=finding.duty.id,
                    actor=part.actor,
                    role=part.role,
                    entity=finding.entity,
                    kind=finding.duty.on.kind,
                    closes=part.duty.closes,
                )


def undecided(findings: Iterable[Finding]) -> Iterator[ToDecide]:
    """Yield the duties that a person must judge and nobody has judged."""
    for finding in findings:
        if finding.outcome is Outcome.JUDGEMENT:
            yield ToDecide(about=finding.id, question=finding.duty.judgement)
