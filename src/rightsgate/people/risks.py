"""The risks of each product: whom the tables connect to them, by which pathways, and which rights are at risk."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.evaluate.roles import roles_stood_for
from rightsgate.logic.truth import FALSE, TRUE, Truth, any_of
from rightsgate.people.model import Connection, Gap, OpenPathway, RightAtRisk, Row
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.model.risk import Cell, Label, RiskTables
from rightsgate.rules.predicates import fact

# Bound once: looking a member up on its enum class takes longer than the comparison it serves.
LINKED = Level.DIRECTLY_LINKED


class Rows:
    """The rows of the risk tables before any manifest is known."""

    def __init__(self, tables: RiskTables) -> None:
        """Resolve the labels of each row, and group them by the pathway that they stand for."""
        self.tables = tables
        self.plain: dict[str, tuple[Row, ...]] = {}
        self.ways: dict[tuple[str, str], dict[str, tuple[Label, ...]]] = {}
        for risk in tables.risks.values():
            self.plain[risk.id] = tuple(self._row(cell) for cell in risk.cells)
            for cell in risk.cells:
                labels = [tables.labels[label] for label in cell.labels]
                self.ways[risk.id, cell.role] = {
                    way: tuple(label for label in labels if way in _pathways(label)) for way in cell.pathways
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

    def __init__(self, rows: Rows, facts: FactTables, gaps: Iterable[Gap], remedy: RemedyTable) -> None:
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
        self.bears = frozenset(pair for pair, _ in facts.rows("bears_on", "entity", "product"))
        borrowed = facts.rows("borrowed", "role", "pathway", "owner")
        self.owners = {(role, pathway): owner for (role, pathway, owner), _ in borrowed}
        self.neglected: dict[tuple[str, str], list[Gap]] = {}
        stands_for = roles_stood_for(facts)
        for gap in gaps:
            for role in stands_for.get(gap.role, ()):
                for pathway in gap.closes:
                    if facts.truth("omission", role=role, pathway=pathway) is TRUE:
                        self.neglected.setdefault((role, pathway), []).append(gap)

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
        ways = [(way, labels) for way, labels in self.rows.ways[risk, role].items() if way in opened or way in signs]
        return Connection(
            id=f"{risk}@{product}/{actor}/{role}",
            fact=fact("connected", actor=actor, role=role, risk=risk, product=product),
            actor=actor,
            role=role,
            certain=truth is TRUE,
            pathways=tuple(
                self._pathway(way, opened.get(way, FALSE), signs.get(way, FALSE), labels, at) for way, labels in ways
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
            unmet = {gap.finding: gap for gap in self._unmet(name, at)}
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

    def _unmet(self, name: str, at: tuple[str, str, str]) -> Iterator[Gap]:
        """Yield the unmet duties that open a pathway: the actor's own, or its owners' where the table borrows it."""
        actor, role, product = at
        owner = self.owners.get((role, name))
        for gap in self.neglected.get((owner or role, name), ()):
            opens = gap.actor == actor if owner is None else name in self.open.get((gap.actor, owner, product), {})
            if opens and self._bears(gap, product):
                yield gap

    def _signalled(self, actor: str, role: str, pathway: str, product: str) -> bool:
        return self.facts.truth("signalled", actor=actor, role=role, pathway=pathway, product=product) is TRUE

    def _bears(self, gap: Gap, product: str) -> bool:
        return gap.entity in (None, product) or (gap.entity, product) in self.bears or gap.kind == "relation"


def _pathways(label: Label) -> set[str]:
    return {*label.pathways, *(pathway for added in label.also.values() for pathway in added)}


def rights_at_risk(facts: FactTables) -> Iterator[RightAtRisk]:
    """Yield the rights summary, what is certain first."""
    rows = facts.rows("right_at_risk", "right", "risk")
    for (right, risk), truth in sorted(rows, key=lambda row: (row[1] is not TRUE, row[0])):
        yield RightAtRisk(right=right, risk=risk, certain=truth is TRUE)
