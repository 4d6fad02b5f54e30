"""The risks of each product: whom the tables connect to them, by which pathways, and which rights are at risk."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.evaluate.roles import roles_stood_for
from rightsgate.logic.truth import FALSE, TRUE, Truth, any_of
from rightsgate.people.model import Connection, OpenPathway, RightAtRisk, Row, UnmetDuty
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.model.risk import Cell, Label, RiskTables
from rightsgate.rules.predicates import SIGNALLED, fact

# Bound once: looking a member up on its enum class takes longer than the comparison it serves.
LINKED = Level.DIRECTLY_LINKED


class Rows:
    """The rows of the risk tables before any manifest is known."""

    def __init__(self, tables: RiskTables) -> None:
        """Resolve the labels of each row, and group them by the pathway that they stand for."""
        self.tables = tables
        self.plain: dict[str, tuple[Row, ...]] = {}
        self.labels_by_pathway: dict[tuple[str, str], dict[str, tuple[Label, ...]]] = {}
        for risk in tables.risks.values():
            self.plain[risk.id] = tuple(self._row(cell) for cell in risk.cells)
            for cell in risk.cells:
                labels = [tables.labels[label] for label in cell.labels]
                self.labels_by_pathway[risk.id, cell.role] = {
                    pathway: tuple(label for label in labels if pathway in _pathways(label))
                    for pathway in cell.pathways
                }

    def _row(self, cell: Cell) -> Row:
        return Row(
            role=cell.role,
            status=cell.status,
            labels=tuple(self.tables.labels[label] for label in cell.labels),
            sign=cell.sign,
            reason=cell.reason,
            connections=(),
        )


class Connections:
    """Who is connected to the risks of one manifest's products."""

    def __init__(self, rows: Rows, facts: FactTables, unmet_duties: Iterable[UnmetDuty], remedy: RemedyTable) -> None:
        """Index what the rules found, and the duties that are not met."""
        self.rows = rows
        self.owes = remedy.always_at(LINKED)
        self.tables = rows.tables
        self.facts = facts
        self.open: dict[tuple[str, str, str], dict[str, Truth]] = {}
        for (actor, role, pathway, product), truth in facts.rows("open", "actor", "role", "pathway", "product"):
            self.open.setdefault((actor, role, product), {})[pathway] = truth
        self.signs: dict[tuple[str, str, str, str], dict[str, Truth]] = {}
        signs = facts.rows("opened_by_sign", "actor", "role", "risk", "product", "pathway")
        for (actor, role, risk, product, pathway), truth in signs:
            self.signs.setdefault((actor, role, risk, product), {})[pathway] = truth
        self.connected: dict[tuple[str, str, str], list[tuple[str, Truth]]] = {}
        for (actor, role, risk, product), truth in facts.rows("connected", "actor", "role", "risk", "product"):
            self.connected.setdefault((risk, product, role), []).append((actor, truth))
        self.pathways: dict[tuple[str, tuple[str, str, str]], OpenPathway] = {}
        self.bearing = frozenset(pair for pair, _ in facts.rows("bears_on", "entity", "product"))
        borrowed = facts.rows("borrowed", "role", "pathway", "owner")
        self.owners = {(role, pathway): owner for (role, pathway, owner), _ in borrowed}
        self.neglected: dict[tuple[str, str], list[UnmetDuty]] = {}
        stands_for = roles_stood_for(facts)
        for duty in unmet_duties:
            for role in stands_for.get(duty.role, ()):
                for pathway in duty.closes:
                    if facts.truth("omission", role=role, pathway=pathway) is TRUE:
                        self.neglected.setdefault((role, pathway), []).append(duty)

    def of(self, risk: str, product: str) -> tuple[Row, ...]:
        """Return the rows of a risk's table with whom they connect."""
        return tuple(self._filled(risk, product, row) for row in self.rows.plain[risk])

    def _filled(self, risk: str, product: str, row: Row) -> Row:
        connected = self.connected.get((risk, product, row.role))
        if connected is None:
            return row
        connections = [self._connection(risk, product, row.role, actor, truth) for actor, truth in sorted(connected)]
        return structs.replace(row, connections=tuple(connections))

    def _connection(self, risk: str, product: str, role: str, actor: str, truth: Truth) -> Connection:
        at = (actor, role, product)
        opened, signs = self.open.get(at, {}), self.signs.get((actor, role, risk, product), {})
        labels_of = {
            pathway: labels
            for pathway, labels in self.rows.labels_by_pathway[risk, role].items()
            if pathway in opened or pathway in signs
        }
        return Connection(
            id=f"{risk}@{product}/{actor}/{role}",
            fact=fact("connected", actor=actor, role=role, risk=risk, product=product),
            actor=actor,
            role=role,
            certain=truth is TRUE,
            pathways=tuple(
                self._pathway(pathway, opened.get(pathway, FALSE), signs.get(pathway, FALSE), labels, at)
                for pathway, labels in labels_of.items()
            ),
            level=LINKED,
            owes=self.owes,
        )

    def _pathway(
        self, name: str, opened: Truth, sign: Truth, labels: tuple[Label, ...], at: tuple[str, str, str]
    ) -> OpenPathway:
        """Return the state of a pathway towards one product: open by itself, or only by the sign of this row."""
        known = self.pathways.get((name, at))
        if known is None:
            actor, role, product = at
            unmet = {duty.finding: duty for duty in self._unmet(name, at)}
            known = self.pathways[name, at] = OpenPathway(
                id=name,
                name=self.tables.pathways[name].name,
                certain=False,
                labels=(),
                sign=False,
                signalled=self._signalled(actor, role, name, product),
                unmet=tuple(unmet[finding] for finding in sorted(unmet)),
            )
        certain = any_of((opened, sign)) is TRUE
        return structs.replace(known, certain=certain, sign=sign is TRUE, labels=labels)

    def _unmet(self, name: str, at: tuple[str, str, str]) -> Iterator[UnmetDuty]:
        """Yield the unmet duties that open a pathway: the actor's own, or its owners' where the table borrows it."""
        actor, role, product = at
        owner = self.owners.get((role, name))
        for duty in self.neglected.get((owner or role, name), ()):
            opens = duty.actor == actor if owner is None else name in self.open.get((duty.actor, owner, product), {})
            if opens and self._bears_on(duty, product):
                yield duty

    def _signalled(self, actor: str, role: str, pathway: str, product: str) -> bool:
        return self.facts.truth(SIGNALLED, actor=actor, role=role, pathway=pathway, product=product) is TRUE

    def _bears_on(self, duty: UnmetDuty, product: str) -> bool:
        return duty.entity in (None, product) or (duty.entity, product) in self.bearing or duty.kind == "relation"


def _pathways(label: Label) -> set[str]:
    return {*label.pathways, *(pathway for added in label.also.values() for pathway in added)}


def rights_at_risk(facts: FactTables) -> Iterator[RightAtRisk]:
    """Yield the rights summary, what is certain first."""
    rows = facts.rows("right_at_risk", "right", "risk")
    for (right, risk), truth in sorted(rows, key=lambda row: (row[1] is not TRUE, row[0])):
        yield RightAtRisk(right=right, risk=risk, certain=truth is TRUE)
