"""The risks of each product: whom the tables connect to them, by which pathways, and which rights are at risk."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rightsgate.judge.involvement import Facts
from rightsgate.model.assessment import Connection, Level, OpenPathway, Owed, RightAtRisk, Row
from rightsgate.model.finding import Finding, Outcome
from rightsgate.model.risks import Cell, RiskTables
from rightsgate.model.rules import Strength
from rightsgate.model.truth import TRUE, Truth

Key = tuple[str, str]


class Connections:
    """Who is connected to the risks of one manifest's products."""

    def __init__(self, tables: RiskTables, facts: Facts, findings: Iterable[Finding]) -> None:
        """Index what the rules found."""
        self.tables = tables
        self.facts = facts
        self.open: dict[tuple[str, str, str], dict[str, Truth]] = {}
        for (actor, role, pathway, product), truth in facts("open").items():
            self.open.setdefault((actor, role, product), {})[pathway] = truth
        self.connected: dict[tuple[str, str, str], list[tuple[str, Truth]]] = {}
        for (actor, role, risk, product), truth in facts("connected").items():
            self.connected.setdefault((risk, product, role), []).append((actor, truth))
        self.bears = frozenset(facts("bears_on"))
        self.neglected: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in findings:
            if finding.outcome is Outcome.UNMET and finding.role_certain and finding.duty.strength is not Strength.MAY:
                for pathway in finding.duty.closes:
                    self.neglected.setdefault((finding.actor, finding.role, pathway), []).append(finding)

    def row(self, risk: str, product: str, cell: Cell) -> Row:
        """Return a row of a risk's table with whom it connects."""
        connected = sorted(self.connected.get((risk, product, cell.role), ()))
        return Row(
            role=cell.role,
            status=cell.status,
            labels=tuple(self.tables.labels[label] for label in cell.labels),
            sign=cell.sign,
            reason=cell.reason,
            connections=tuple(self._connection(risk, product, cell, actor, truth) for actor, truth in connected),
        )

    def _connection(self, risk: str, product: str, cell: Cell, actor: str, truth: Truth) -> Connection:
        opened = self.open.get((actor, cell.role, product), {})
        ways = [self._pathway(way, opened[way], cell, actor, product) for way in cell.pathways if way in opened]
        return Connection(
            id=f"{risk}@{product}/{actor}/{cell.role}",
            actor=actor,
            role=cell.role,
            certain=truth is TRUE,
            pathways=tuple(ways),
            level=Level.DIRECTLY_LINKED,
            owes=(Owed.LEVERAGE,),
        )

    def _pathway(self, name: str, truth: Truth, cell: Cell, actor: str, product: str) -> OpenPathway:
        pathway = self.tables.pathways[name]
        labels = [self.tables.labels[label] for label in cell.labels]
        neglected = self.neglected.get((actor, cell.role, name), ())
        return OpenPathway(
            id=name,
            name=pathway.name,
            certain=truth is TRUE,
            labels=tuple(label for label in labels if name in _pathways(label.pathways, label.also)),
            signalled=self.facts("signalled").get((actor, cell.role, name, product)) is TRUE,
            findings=tuple(sorted(finding.id for finding in neglected if self._bears(finding, product))),
        )

    def _bears(self, finding: Finding, product: str) -> bool:
        entity = finding.entity
        return entity in (None, product) or (entity, product) in self.bears or finding.duty.on.kind == "relation"


def _pathways(own: tuple[str, ...], also: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {*own, *(pathway for added in also.values() for pathway in added)}


def rights_at_risk(facts: Mapping[tuple[Any, ...], Truth]) -> Iterator[RightAtRisk]:
    """Yield the rights summary, what is certain first."""
    for (right, risk), truth in sorted(facts.items(), key=lambda item: (item[1] is not TRUE, item[0])):
        yield RightAtRisk(right=right, risk=risk, certain=truth is TRUE)
