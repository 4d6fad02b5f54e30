"""Evaluate what risk tables ask of a product: triggers of risks, signals of pathways, fields of table rows.

Concludes facts only; inferences decide which pathway is open and who is connected to which risk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from rightsgate.engine.program import Compute, Fact, Rule, Terms
from rightsgate.evaluate.conditions import Check, compile_condition
from rightsgate.evaluate.context import Context
from rightsgate.logic.patterns import Pattern
from rightsgate.logic.truth import TRUE, UNKNOWN
from rightsgate.rules.model.condition import AnyOf, Condition, facts_read
from rightsgate.rules.model.duty import Duty, Strength
from rightsgate.rules.model.risk import Nature, RiskTables
from rightsgate.rules.predicates import SHOWN, SIGNALLED, TRIGGERED, fact, terms, variables

PART = Pattern("part_of", variables("part_of"))
# Certain conclusions, and those that are only possible.
Concluded = tuple[list[Terms], list[Terms]]


class TableCondition:
    """A condition of a risk table, compiled when it is first evaluated: most manifests have actors in few roles."""

    def __init__(self, condition: AnyOf) -> None:
        """Keep the condition."""
        self.condition = condition

    @cached_property
    def check(self) -> Check:
        """The condition, compiled."""
        return compile_condition(self.condition)


class RiskTableEvaluator:
    """The conditions of risk tables: by risk, by (role, pathway) and by (role, risk)."""

    def __init__(self, tables: RiskTables) -> None:
        """Sort them by what they are asked of."""
        self.tables = tables
        self.triggers = {name: TableCondition(risk.triggers) for name, risk in tables.risks.items()}
        signals = {name: TableCondition(pathway.signals) for name, pathway in tables.pathways.items()}
        self.signals: dict[str, dict[str, TableCondition]] = {}
        self.fields: dict[str, dict[str, TableCondition]] = {}
        for risk in tables.risks.values():
            for cell in risk.cells:
                if cell.connects():
                    self.fields.setdefault(cell.role, {})[risk.id] = TableCondition(cell.fields)
                    own = (name for name in cell.pathways if self._judged(name, cell.role))
                    self.signals.setdefault(cell.role, {}).update((name, signals[name]) for name in own)
        for pathway in tables.pathways.values():
            self.signals.setdefault(pathway.role, {})[pathway.id] = signals[pathway.id]

    def _judged(self, name: str, role: str) -> bool:
        """Whether a role shows the signals of a pathway itself; those of a borrowed omission are its owner's."""
        pathway = self.tables.pathways[name]
        return pathway.role == role or pathway.nature is not Nature.OMISSION

    def rules(self, read: frozenset[str]) -> list[Rule]:
        """Return the rules that evaluate them; ``read`` are the kinds of fact that contexts look up by themselves."""
        risks, pathways = self.tables.risks.values(), self.tables.pathways.values()
        triggers = _read((risk.triggers for risk in risks), read)
        signals = _read((pathway.signals for pathway in pathways), read)
        fields = _read((cell.fields for risk in risks for cell in risk.cells), read) | {TRIGGERED}
        inputs = ("$actor", "$role", "$product")
        return [
            Rule(
                id="triggers",
                premises=(Pattern("product", variables("product")), Compute(("$product",), self.triggered, triggers)),
                conclusion=Pattern(TRIGGERED, variables(TRIGGERED)),
            ),
            Rule(
                id="signals",
                premises=(PART, Compute(inputs, self.signalled, signals)),
                conclusion=Pattern(SIGNALLED, variables(SIGNALLED)),
            ),
            Rule(
                id="cells",
                premises=(PART, Compute(inputs, self.shown, fields)),
                conclusion=Pattern(SHOWN, variables(SHOWN)),
            ),
        ]

    def triggered(self, context: Context, product: str) -> Concluded:
        """Return the risks that a product has, and those that it may have."""
        context.focus_product("", "", product)
        return _concluded(self.triggers, context, lambda risk: terms(TRIGGERED, risk=risk, product=product))

    def signalled(self, context: Context, actor: str, role: str, product: str) -> Concluded:
        """Return the pathways that have, and those that may have, a signal for an actor in a role."""

        def concluded(pathway: str) -> Terms:
            return terms(SIGNALLED, actor=actor, role=role, pathway=pathway, product=product)

        context.focus_product(actor, role, product)
        return _concluded(self.signals.get(role, {}), context, concluded)

    def shown(self, context: Context, actor: str, role: str, product: str) -> Concluded:
        """Return the risks of a product whose table row for the role has its own sign there, and those that may."""

        def concluded(risk: str) -> Terms:
            return terms(SHOWN, actor=actor, role=role, risk=risk, product=product)

        context.focus_product(actor, role, product)
        known = {risk for (risk,), _ in context.facts.where(TRIGGERED, "risk", product=product)}
        fields = {risk: field for risk, field in self.fields.get(role, {}).items() if risk in known}
        return _concluded(fields, context, concluded)

    def constants(self, duties: Iterable[Duty]) -> Iterator[Fact]:
        """Yield the constant facts of the tables, and which pathways each duty closes; a ``may`` duty closes none."""
        pathways = self.tables.pathways.values()
        owner = {pathway.id: pathway.role for pathway in pathways}
        yield from (
            fact("omission", role=pathway.role, pathway=pathway.id)
            for pathway in pathways
            if pathway.nature is Nature.OMISSION
        )
        for risk in self.tables.risks.values():
            yield from (fact("risk_right", risk=risk.id, right=right) for right in (risk.right, *risk.touches))
            yield from (fact("risk_group", risk=risk.id, group=group) for group in risk.groups)
            yield from (fact("risk_topic", risk=risk.id, topic=topic) for topic in risk.topics)
            for cell in risk.cells:
                if cell.connects():
                    yield from (
                        fact("cell", role=cell.role, pathway=pathway, risk=risk.id) for pathway in cell.pathways
                    )
                    lent = (pathway for pathway in cell.pathways if owner[pathway] != cell.role)
                    yield from (
                        fact("borrowed", role=cell.role, owner=owner[pathway], pathway=pathway) for pathway in lent
                    )
        for duty in duties:
            roles = [role for role in duty.binds if duty.strength_in(role) is not Strength.MAY]
            for role in roles:
                yield from (fact("closes", duty=duty.id, role=role, pathway=pathway) for pathway in duty.closes)


def _concluded(
    conditions: Mapping[str, TableCondition], context: Context, concluded: Callable[[str], Terms]
) -> Concluded:
    truths = [(name, condition.check.truth(context)) for name, condition in conditions.items()]
    certain = [concluded(name) for name, truth in truths if truth is TRUE]
    return certain, [concluded(name) for name, truth in truths if truth is UNKNOWN]


def _read(conditions: Iterable[Condition], read: frozenset[str]) -> frozenset[str]:
    return read.union(*map(facts_read, conditions))
