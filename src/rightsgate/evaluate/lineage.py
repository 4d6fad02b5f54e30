"""What lies up and down the chain from an entity or an actor, with how surely. Reads facts that are closed already."""

from collections.abc import Mapping

from rightsgate.engine.store import Store
from rightsgate.logic.truth import FALSE, TRUE, Truth, all_of, any_of

Around = Mapping[str, Truth]


class Lineage:
    """Walks the chain of one manifest, each way once."""

    def __init__(self, store: Store) -> None:
        """Read from ``store``."""
        self.store = store
        self.entities: dict[str, Around] = {}
        self.actors: dict[tuple[str, str, str], Around] = {}
        self.impacts: dict[str, list[tuple[str, Truth]]] = {}

    def around(self, entity: str) -> Around:
        """Return an entity itself and all that it came from or led to, by key."""
        known = self.entities.get(entity)
        if known is None:
            facts = self.store.table("leads_to").facts
            found = {entity: TRUE}
            for position, other in ((0, 1), (1, 0)):
                for terms in self.store.matching("leads_to", (position,), entity):
                    truth = facts[terms]
                    if found.get(terms[other]) is not TRUE:
                        found[terms[other]] = truth
            known = self.entities[entity] = dict(sorted(found.items()))
        return known

    def held(self, actor: str, role: str, kind: str = "") -> Around | None:
        """Return what an actor holds in a role with all around it; None where it is not sure to hold anything.

        Of a ``kind`` that the role makes or chooses itself it is that alone: nobody answers for another's model, nor
        for the data that another added to it.
        """
        facts = self.store.table("holds").facts
        owned = self.store.matching("holds", (0, 1), (actor, role))
        if not any(facts[terms] is TRUE for terms in owned):
            return None
        known = self.actors.get((actor, role, kind))
        if known is None:
            found: dict[str, Truth] = {}
            for terms in owned:
                for entity, truth in self._of_kind(terms[2], role, kind).items():
                    found[entity] = any_of((found.get(entity, FALSE), all_of((facts[terms], truth))))
            known = self.actors[actor, role, kind] = found
        return known

    def _of_kind(self, entity: str, role: str, kind: str) -> Around:
        """Return what belongs to something that is held: itself, what was put into it, or all around it."""
        if (role, kind) in self.store.table("makes").facts:
            return {entity: TRUE}
        if (role, kind) in self.store.table("chooses_data").facts:
            facts = self.store.table("feeds").facts
            return {terms[0]: facts[terms] for terms in self.store.matching("feeds", (1,), entity)}
        return self.around(entity)

    def touching(self, entity: str) -> list[tuple[str, Truth]]:
        """Return the impacts that concern an entity or something around it."""
        known = self.impacts.get(entity)
        if known is None:
            around, found = self.around(entity), dict[str, Truth]()
            for (impact, concerned), truth in self.store.table("concerns").facts.items():
                if concerned in around:
                    found[impact] = any_of((found.get(impact, FALSE), all_of((truth, around[concerned]))))
            known = self.impacts[entity] = sorted(found.items())
        return known

    def concerning(self, impact: str, held: Around) -> Truth:
        """Say whether an impact concerns something of what is held or lies around it."""
        facts = self.store.table("concerns").facts
        concerned = self.store.matching("concerns", (0,), impact)
        return any_of(all_of((facts[terms], held.get(terms[1], FALSE))) for terms in concerned)
