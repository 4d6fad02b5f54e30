"""How the duties that protect each right stand, for each actor: rights by actors."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from rightsgate.checker.model import ManifestReport
from rightsgate.findings.model import Finding
from rightsgate.people.model import ProductRisk
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.risk import RiskTables


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How one actor's duties that protect a right stand: by outcome, and apart the open ones that are accepted.

    ``accepted`` counts what a waiver accepts for now or was open in the baseline already.
    """

    actor: str
    counts: Mapping[Outcome, int]
    accepted: int

    @property
    def worst(self) -> Outcome | None:
        """The worst outcome that counts; None where no duty of the actor protects the right."""
        return next((outcome for outcome in Outcome if self.counts.get(outcome)), None)


class RightStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A right at risk, the risks to it with whether they are certain, and how each actor's duties stand."""

    right: str
    risks: Mapping[str, bool]
    actors: tuple[Standing, ...]

    @property
    def certain(self) -> bool:
        """Whether a risk to the right is certain."""
        return any(self.risks.values())


def standings(part: ManifestReport, tables: RiskTables) -> tuple[RightStanding, ...]:
    """Return the rights at risk with how duties stand, those whose risks are most urgent first."""
    people = part.assessment
    actors = sorted({finding.actor for finding in part.findings if finding.actor})
    by_actor = {actor: [one for one in part.findings if one.actor == actor] for actor in actors}
    lines: dict[str, dict[str, bool]] = {}
    for line in people.rights:
        lines.setdefault(line.right, {})[line.risk] = line.certain
    ranks = {risk.risk.id: rank for rank, risk in reversed(list(enumerate(people.risks)))}
    last = len(ranks)
    found = [
        RightStanding(
            right=right,
            risks=risks,
            actors=tuple(_standing(actor, right, set(risks), by_actor[actor], part, tables) for actor in actors),
        )
        for right, risks in lines.items()
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.certain, min(ranks.get(risk, last) for risk in one.risks), one.right))
    )


def _standing(
    actor: str, right: str, risks: set[str], findings: Iterable[Finding], part: ManifestReport, tables: RiskTables
) -> Standing:
    pathways = _pathways(actor, (risk for risk in part.assessment.risks if risk.risk.id in risks))
    within = {right, tables.rights[right].within} if right in tables.rights else {right}
    counts: Counter[Outcome] = Counter()
    accepted = 0
    for finding in findings:
        if pathways.isdisjoint(finding.duty.closes) and within.isdisjoint(finding.duty.rights):
            continue
        if finding.waiver is not None or finding.spared:
            accepted += 1
        else:
            counts[finding.outcome] += 1
    return Standing(actor=actor, counts=counts, accepted=accepted)


def _pathways(actor: str, risks: Iterable[ProductRisk]) -> set[str]:
    """Return the pathways by which the tables of some risks connect an actor, whether they are open or closed."""
    found: set[str] = set()
    for risk in risks:
        roles = {row.role for row in risk.rows if any(one.actor == actor for one in row.connections)}
        found.update(pathway for cell in risk.risk.cells if cell.role in roles for pathway in cell.pathways)
    return found
