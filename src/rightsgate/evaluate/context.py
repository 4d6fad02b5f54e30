"""What a condition can look at: the actor, the entity asked about, and the records that belong to them.

One context serves all conditions on one manifest; it is focused on one duty or product at a time.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import NoReturn

from rightsgate import codes
from rightsgate.engine.store import Store
from rightsgate.errors import Fault, InputError
from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.evaluate.lineage import Lineage
from rightsgate.evaluate.relevance import concerns_subject, provides_for_subject, received_for_product
from rightsgate.logic.absence import NONE, UNSAID
from rightsgate.logic.comparison import Possible, Side, Stated
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth, all_of
from rightsgate.manifest.model import RECORDS, Entity, Listing, Manifest, Statement, link_key
from rightsgate.vocabulary.model import Vocabulary

ABSENT, SILENT = Stated(NONE), Stated(UNSAID)
Member = tuple[Entity | None, Truth]
Owned = tuple[Entity, Truth]
RecordQuery = tuple[str, tuple[str, ...], str]
# Lookup cache for one (actor, entity), reused by explanations.
FoundRecords = dict[RecordQuery, tuple[list[Member], bool, bool]]
Evaluated = dict[str, tuple[Truth, Truth]]


class Context:
    """A manifest with its derived facts, and the entities bound at the moment (``bound``: name to entity)."""

    def __init__(self, manifest: Manifest, vocabulary: Vocabulary, store: Store, as_of: str) -> None:
        """Index the manifest's records by owner."""
        self.manifest = manifest
        self.vocabulary = vocabulary
        self.store = store
        self.facts = FactTables(store)
        self.as_of = as_of
        self.bound: dict[str, Entity | None] = {}
        self.remembered: dict[tuple[str, str, str | None], tuple[FoundRecords, Evaluated]] = {}
        self.records_found: FoundRecords = {}
        self.evaluated: Evaluated = {}
        self.actor = ""
        self.entity: Entity | None = None
        self.key = ""
        self.current: tuple[str, str, str | None] = ("", "", None)
        self.keyed = {(kind, e.key): e for kind, entities in manifest.entities.items() for e in entities}
        self.part = {e.key: e for kind in vocabulary.artefacts for e in manifest.entities[kind]}
        self.role, self.product = "", False
        self.lineage = Lineage(self.facts)
        self.involvement_records = {
            (str(link.statements["actor"].value), str(link.statements["impact"].value)): link
            for link in manifest.entities["link"]
        }
        self.unrelated = [relation for relation in manifest.entities["relation"] if not relation.exists]
        self.related: dict[tuple[str, str], list[tuple[tuple[str, ...], Truth]]] = {}
        self.owned: dict[tuple[str, str], list[Owned]] = {}
        self.denied: dict[tuple[str, str], list[Entity]] = {}
        for kind in vocabulary.records:
            self._index(kind)

    def _index(self, kind: str) -> None:
        actors = [actor.key for actor in self.manifest.entities["actor"]]
        for record in self.manifest.entities[kind]:
            owner = record.statements.get("owner")
            if owner is None or owner.value is UNSAID:
                owners, truth = tuple(actors), UNKNOWN
            else:
                owners, truth = (() if owner.value is NONE else owner.value), TRUE
            if "exists" in record.statements and record.statements["exists"].value is UNSAID:
                truth = UNKNOWN
            for key in owners:
                if record.exists:
                    self.owned.setdefault((kind, key), []).append((record, truth))
                elif truth is TRUE:
                    self.denied.setdefault((kind, key), []).append(record)

    def focus_duty(self, actor: str, kind: str, entity: str | None) -> None:
        """Look at one duty: the actor, and the entity of ``kind`` that it is asked of."""
        if (actor, kind, entity) == self.current:
            return
        self.current = (actor, kind, entity)
        self.actor = actor
        remembered = self.remembered.get(self.current)
        if remembered is None:
            remembered = self.remembered[self.current] = ({}, {})
        self.records_found, self.evaluated = remembered
        self.bound = self._actor(actor)
        self.entity = None
        self.key = entity or ""
        self.role, self.product = "", False
        if kind != "actor":
            self.entity = self.bound[kind] = None if entity is None else self.keyed.get((kind, entity))
        if kind == "impact":
            self.bound["link"] = None if entity is None else self.involvement_records.get((actor, entity))

    def focus_product(self, actor: str, role: str, product: str) -> None:
        """Look at one product: for an actor in a role, or for nobody (empty texts)."""
        if (actor, role, product) == self.current:
            return
        self.current = (actor, role, product)
        self.actor, self.role, self.key, self.product = actor, role, product, True
        remembered = self.remembered.get(self.current)
        if remembered is None:
            remembered = self.remembered[self.current] = ({}, {})
        self.records_found, self.evaluated = remembered
        self.entity = self.part.get(product) or self._undeclared(product)
        self.bound = self._actor(actor)

    def _actor(self, actor: str) -> dict[str, Entity | None]:
        return {"actor": self.keyed.get(("actor", actor)) or self._undeclared(actor)} if actor else {}

    def _undeclared(self, name: object) -> NoReturn:
        """Raise: a rule concluded something of what the manifest does not declare."""
        message = f"a rule concludes something of '{name}', which is no such entity of the manifest"
        hint = "see the rules that --rules adds"
        raise InputError([Fault.of(codes.UNDECLARED_CONCLUSION, self.manifest.path, message, hint)])

    def freeze(self, store: Store) -> None:
        """Switch to ``store``: the facts of this run alone, which no later run changes."""
        self.store = store
        self.facts = FactTables(store)
        self.lineage = Lineage(self.facts)
        self.related.clear()

    def subject(self, of: str) -> str:
        """Return the key of a bound entity: a relation that only links state has a key and no entry."""
        entity = self.bound[of]
        if entity is not None:
            return entity.key
        return link_key(self.actor, self.key) if of == "link" and self.key else self.key

    def stated(self, of: str, path: str) -> Side:
        """Return the value stated in a field of a bound entity; it is unknown for an entity that is not listed."""
        entity = self.bound[of]
        stated = UNSAID if entity is None else entity.stated(path)
        return stated if isinstance(stated, Statement) else ABSENT if stated is NONE else SILENT

    def derived(self, kind: str, subject: str) -> Possible | None:
        """Return the last terms of the derived facts of ``kind`` about a subject; None where none is listed."""
        if not subject:
            return None
        facts = self.store.table(kind).facts
        about_subject = self.store.matching(kind, (0,), subject)
        return Possible(
            frozenset(terms[-1] for terms in about_subject if facts[terms] is TRUE),
            frozenset(terms[-1] for terms in about_subject),
        )

    def holds(self, kind: str, subject: str) -> Truth:
        """Return whether a derived fact with one term holds of a subject."""
        return self.facts.holds(kind, subject)

    def members(self, query: RecordQuery) -> tuple[list[Member], bool, bool]:
        """Return the records of a kind that belong to the actor, or the entities linked with the subject.

        ``query`` is the kind of entity, the kinds of record wanted (empty: all) and the side of a relation.
        Also return whether any of them is certain, and if not, whether the manifest declares that there is none.
        """
        answer = self.records_found.get(query)
        if answer is None:
            members = self._members(*query)
            certain = TRUE in [truth for _, truth in members]
            answer = self.records_found[query] = (members, certain, not certain and self._declared_none(*query))
        return answer

    def _members(self, kind: str, kinds: tuple[str, ...], side: str) -> list[Member]:
        if kind == "relation":
            return list(self._relations(kinds, side))
        if kind not in self.vocabulary.records:
            return list(self._linked(kind))
        members: list[Member] = []
        for record, truth in self.owned.get((kind, self.actor), ()):
            wanted = _of_kind(record, kinds)
            belongs = FALSE if wanted is FALSE else all_of((truth, wanted, concerns_subject(self, record)))
            if belongs is not FALSE:
                members.append((record, belongs))
        return members

    def _declared_none(self, kind: str, kinds: tuple[str, ...], side: str) -> bool:
        """Whether the manifest declares that the actor has no such record, or that all records are listed."""
        listing = self.manifest.listings[kind]
        if listing is Listing.NONE:
            return True
        if listing is Listing.COMPLETE:
            # Links of an unlisted entity are unknown, unless the kind has no entries at all.
            return kind in RECORDS or self.entity is not None or not self.manifest.entities[kind]
        if kind in self.vocabulary.records:
            for of in (self.bound["actor"], self.entity):
                statement = None if of is None else of.statements.get(self.vocabulary.records[kind])
                if statement is not None and statement.value is NONE:
                    return True
        denials = self._denials(kind, side)
        if not denials:
            return False
        if "kind" not in self.vocabulary.kinds[kind].fields:
            return True
        # A record with a kind of its own is declared absent only in the kind that it states.
        if kind == "relation" and not kinds:
            kinds = tuple(name for (name,), _ in self.facts.rows("chain_relation", "kind"))
        denied = {record.statements["kind"].value for record in denials if "kind" in record.statements}
        return bool(kinds) and denied.issuperset(kinds)

    def _denials(self, kind: str, side: str) -> list[Entity]:
        if kind != "relation":
            return [r for r in self.denied.get((kind, self.actor), ()) if concerns_subject(self, r) is TRUE]
        ends = {"provider": ("from",), "receiver": ("to",)}.get(side, ("from", "to"))
        theirs = (r for r in self.unrelated if any(r.value_of(end) == self.actor for end in ends))
        return [r for r in theirs if concerns_subject(self, r) is TRUE]

    def _relations(self, kinds: tuple[str, ...], side: str) -> Iterator[Member]:
        """Yield the relations of the actor: of the kinds named, or else those of the value chain between firms."""
        relations = self.related.get((side, self.actor))
        if relations is None:
            ends = (side,) if side in ("provider", "receiver") else ("provider", "receiver")
            arguments = ("kind", "provider", "receiver", "relation")
            all_ends = (row for end in ends for row in self.facts.where("related", *arguments, **{end: self.actor}))
            relations = self.related[side, self.actor] = sorted(all_ends, key=itemgetter(0))
        seen = set()
        for (kind, provider, receiver, key), truth in relations:
            if (kinds and kind not in kinds) or key in seen:
                continue
            record = self.keyed.get(("relation", key)) or self._implied(key)
            meant = TRUE if kinds else self.holds("between_firms", key)
            about = concerns_subject(self, record), provides_for_subject(self, record, kind, provider)
            belongs = all_of((truth, meant, *about, received_for_product(self, record, kind, receiver)))
            if belongs is not FALSE:
                seen.add(key)
                yield record, belongs

    def _implied(self, key: str) -> Entity:
        """Return a relation that links state and no record tells more of; it is placed where its actor stands."""
        actor = self.bound["actor"]
        pointer, mark = ("", (1, 1)) if actor is None else (actor.pointer, actor.mark)
        return Entity(kind="relation", key=key, name="", pointer=pointer, mark=mark, statements={}, data={})

    def _linked(self, kind: str) -> Iterator[Member]:
        """Yield the entities linked with the subject; towards a product, itself and only those in the actor's scope."""
        if self.entity is None:
            return
        scope = self.lineage.scope_of(self.actor, self.role, kind) if self.role else None
        if kind == "impact":
            for key, truth in self.lineage.impacts_of(self.entity.key):
                if not self.role or (self.actor, key) in self.involvement_records:
                    within = TRUE  # who is recorded with an impact has it in scope, wherever it stands
                else:
                    within = UNKNOWN if scope is None else self.lineage.concerns(key, scope)
                if within is not FALSE:
                    yield self.keyed["impact", key], all_of((truth, within))
            return
        for key, truth in self.lineage.related(self.entity.key).items():
            linked = self.keyed.get((kind, key))
            if linked is None or (linked is self.entity and not self.product):
                continue
            within = TRUE if not self.role else UNKNOWN if scope is None else scope.get(key, FALSE)
            if within is not FALSE:
                yield linked, all_of((truth, within))


def _of_kind(record: Entity, kinds: tuple[str, ...]) -> Truth:
    kind = record.statements.get("kind")
    if not kinds:
        return TRUE
    if kind is None or kind.value is UNSAID:
        return UNKNOWN
    return TRUE if kind.value in kinds else FALSE
