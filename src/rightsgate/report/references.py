"""What the part of a report on one manifest refers to by id."""

from collections.abc import Collection, Iterable, Iterator

from rightsgate.checker.model import ManifestReport, References
from rightsgate.evaluate.site import Missing
from rightsgate.findings.model import Finding
from rightsgate.rules.model.outcome import Outcome


def references_of(part: ManifestReport, show: Collection[Outcome]) -> References:
    """Return what a part refers to if findings of the outcomes in ``show`` are listed."""
    shown = [finding for finding in part.findings if finding.outcome in show]
    every = [each for finding in shown for each in (finding, *finding.also)]
    people = part.assessment
    return References(
        rules=frozenset((*(each.duty.id for each in every), *(duty.id for duty in part.out_of_reach))),
        unmet=frozenset(each.duty.id for each in every if each.outcome is Outcome.UNMET),
        risks=frozenset(
            (
                *(each.risk.id for each in people.risks),
                *(line.risk for line in people.rights),
                *(impact.risk for impact in people.impacts),
            )
        ),
        rights=frozenset(
            (
                *(right for impact in people.impacts for right in impact.rights),
                *(line.right for line in people.rights),
                *(opportunity.right for opportunity in people.opportunities),
            )
        ),
        groups=frozenset(group for impact in people.impacts for group in impact.groups),
        fields=frozenset(f"{one.site.kind}.{one.site.field}" for one in _missing(part, shown) if one.site.field),
    )


def _missing(part: ManifestReport, shown: Iterable[Finding]) -> Iterator[Missing]:
    """Yield what is missing for findings and for the involvement of actors."""
    for finding in shown:
        yield from () if finding.explanation is None else finding.explanation.missing
    for impact in part.assessment.impacts:
        for involvement in impact.involvements:
            yield from involvement.missing
