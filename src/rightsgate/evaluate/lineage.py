"""Value-chain lineage of an entity or an actor, with its certainty."""

from collections.abc import Mapping

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.logic.truth import FALSE, TRUE, Truth, all_of, any_of

Related = Mapping[str, Truth]


class Lineage:
    """The lineage of the entities of one manifest, each worked out once."""

    def __init__(self, facts: FactTables) -> None:
        """Read from the facts of one run."""
        self.facts = facts
        self.entities: dict[str, Related] = {}
        self.actors: dict[tuple[str, str, str], Related] = {}
        self.impacts: dict[str, list[tuple[str, Truth]]] = {}

    def related(self, entity: str) -> Related:
        """Return an entity itself and all that it came from or led to, by key."""
        known = self.entities.get(entity)
        if known is None:
            related = {entity: TRUE}
            ahead = self.facts.where("leads_to", "target", source=entity)
            behind = self.facts.where("leads_to", "source", target=entity)
            for (other,), truth in (*ahead, *behind):
                if related.get(other) is not TRUE:
                    related[other] = truth
            known = self.entities[entity] = dict(sorted(related.items()))
        return known

    def scope_of(self, actor: str, role: str, kind: str = "") -> Related | None:
        """Return the entities that an actor holds in a role, with all related ones; None if it holds none for certain.

        For a ``kind`` that the role itself makes or chooses, only those entities: an actor does not answer for the
        model of another, nor for the data that another added to it.
        """
        owned = [(entity, truth) for (entity,), truth in self.facts.where("holds", "entity", actor=actor, role=role)]
        if not any(truth is TRUE for _, truth in owned):
            return None
        known = self.actors.get((actor, role, kind))
        if known is None:
            scope: dict[str, Truth] = {}
            for entity_held, holds in owned:
                for entity, truth in self._of_kind(entity_held, role, kind).items():
                    scope[entity] = any_of((scope.get(entity, FALSE), all_of((holds, truth))))
            known = self.actors[actor, role, kind] = scope
        return known

    def _of_kind(self, entity: str, role: str, kind: str) -> Related:
        """Return the entities of a kind behind one that is held: itself, the data put into it, or all related to it."""
        if self.facts.truth("makes", role=role, kind=kind) is not FALSE:
            return {entity: TRUE}
        if self.facts.truth("chooses_data", role=role, kind=kind) is not FALSE:
            return {dataset: truth for (dataset,), truth in self.facts.where("feeds", "dataset", entity=entity)}
        return self.related(entity)

    def impacts_of(self, entity: str) -> list[tuple[str, Truth]]:
        """Return the impacts that concern an entity or something related to it."""
        known = self.impacts.get(entity)
        if known is None:
            related, impacts = self.related(entity), dict[str, Truth]()
            for (impact, concerned), truth in self.facts.rows("concerns", "impact", "entity"):
                if concerned in related:
                    impacts[impact] = any_of((impacts.get(impact, FALSE), all_of((truth, related[concerned]))))
            known = self.impacts[entity] = sorted(impacts.items())
        return known

    def concerns(self, impact: str, scope: Related) -> Truth:
        """Whether an impact concerns any entity in ``scope``."""
        concerned = self.facts.where("concerns", "entity", impact=impact)
        return any_of(all_of((truth, scope.get(entity, FALSE))) for (entity,), truth in concerned)
