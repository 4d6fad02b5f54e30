"""Waived findings by whom they concern: the rights at risk, and the groups at heightened risk, that they leave open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from rightsgate.findings.model import Finding
from rightsgate.people.model import Assessment, ProductRisk


class WaivedHarm(msgspec.Struct, frozen=True, kw_only=True):
    """How many waived findings leave a pathway open to risks to a right, and to risks that weigh most on a group.

    Both are by id. A finding may concern several of either, so that the numbers do not add up to that of the findings.
    """

    rights: Mapping[str, int]
    groups: Mapping[str, int]


def waived_harm(findings: Iterable[Finding], assessment: Assessment) -> WaivedHarm:
    """Count the waived findings by the rights and groups of the risks that their actors are connected to."""
    rights: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for finding in findings:
        if finding.waiver is not None:
            risks = list(risks_left_open(finding, assessment.risks))
            rights.update({risk.risk.right for risk in risks})
            groups.update({group for risk in risks for group in risk.risk.groups})
    return WaivedHarm(rights=_most_first(rights), groups=_most_first(groups))


def risks_left_open(finding: Finding, risks: Iterable[ProductRisk]) -> Iterator[ProductRisk]:
    """Yield the risks that the actor of a finding is connected to by a pathway that the duty would close."""
    for risk in risks:
        connections = (one for row in risk.rows for one in row.connections if one.actor == finding.actor)
        if any(pathway.id in finding.duty.closes for one in connections for pathway in one.pathways):
            yield risk


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
