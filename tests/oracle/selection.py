"""What a clause is about: the records that belong to the actor it is asked of, and the entities in its scope."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from oracle.derived import CHOOSES_DATA, MAKES, between_firms, own, owned
from oracle.implied import ACCEPTABLE, TERMS
from oracle.language import Path
from oracle.manifest import BESIDE, ENTITIES, SECTIONS, Record, codes
from oracle.operators import NONE, UNKNOWN, Absent, Result, Truth, Value, all3

if TYPE_CHECKING:
    from oracle.evaluator import Oracle

Found = list[tuple[Value, bool]]  # records, and whether each is certain to belong
Listed = Found | Absent
OWNED = ("art", "pol", "chan")
# What a relation is about that does not say so: the kind of entity that it provides, and whose that is.
PROVIDES = {
    "supplies_data": ("dataset", "supplier"),
    "provides_model": ("model", "developer"),
    "provides_application": ("app", "developer"),
}
ENDS = {"provider": ("from",), "receiver": ("to",), "either": ("from", "to")}
Bound = Mapping[Path, Value]  # selectors and the records they are bound to, or how these are absent
Subject = tuple[str, str] | None  # the kind and id of the entity that a clause is asked of


class Selection:
    """What there is for one actor in one role, at one end of its relations."""

    def __init__(self, oracle: "Oracle", actor: str, role: str, side: str) -> None:
        self.oracle, self.manifest = oracle, oracle.manifest
        self.actor, self.role, self.ends = actor, role, ENDS[side]
        self.unlisted = False

    def candidates(self, selector: Path, env: Bound) -> Listed:
        """Return what a selector selects, or how it is absent."""
        asked = ((path.entity, one) for path, one in env.items() if path.entity in ENTITIES)
        subject = next(((kind, one["id"]) for kind, one in asked if not isinstance(one, Absent)), None)
        if selector.entity in BESIDE:
            return self.decided(selector.entity)
        listed = self.manifest.sections[SECTIONS[selector.entity]][0]
        if isinstance(listed, Absent):
            return listed
        if self.unlisted and selector.entity in ENTITIES:
            return UNKNOWN  # what the clause is asked of is not listed, and may be linked to any of these
        denied = False
        if selector.entity == "impact":
            found = self.involving(listed)
        elif selector.entity in ENTITIES:
            found = self.in_scope(listed, subject, selector.entity)
        else:
            found, denied = self.belonging(selector, listed, subject)
        return found or (NONE if denied else self.absence(selector.entity))

    def decided(self, entity: str) -> Listed:
        """Return the decisions, tradeoffs or publications of the actor; a publication is also its venue's."""
        section = SECTIONS[entity]
        inside, otherwise = self.manifest.inside(self.actor, section)
        alone = self.manifest.listed(section) if entity != "decision" else []
        mine = [(one, self.actor in (*codes(one.get("owner")), *codes(one.get("venue")))) for one in alone]
        found: Found = [(one, True) for one in inside]
        found += [(one, sure) for one, sure in mine if sure or "owner" not in one]
        complete = entity != "decision" and self.manifest.complete(section)
        if found:
            return found
        return NONE if complete else otherwise

    def involving(self, listed: list[Record]) -> Found:
        """Return the impacts in whose chain the actor stands in its role, or with which its tie is recorded."""
        ties = [(one, self.oracle.attribution.of(self.actor, one)) for one in listed]
        placed = [(one, True if tie.recorded else tie.place(self.role)) for one, tie in ties]
        return [(one, truth is True) for one, truth in placed if truth is not False]

    def denies(self, selector: Path, env: Bound) -> bool:
        """Say whether the actor denies that it has any record of a kind, whatever else is listed."""
        asked = ((path.entity, one) for path, one in env.items() if path.entity in ENTITIES)
        subject = next(((kind, one["id"]) for kind, one in asked if not isinstance(one, Absent)), None)
        return self.belonging(selector, self.manifest.listed(SECTIONS[selector.entity]), subject)[1]

    def absence(self, entity: str) -> Absent:
        """Return how what is not listed is absent."""
        return self.manifest.absent(SECTIONS[entity])

    def belonging(self, selector: Path, listed: list[Record], subject: Subject) -> tuple[Found, bool]:
        """Return the records of a kind that are the actor's, and whether it denies that there are any."""
        kinds: set[str | None] = set(selector.kinds) or {None}
        if selector.entity == "pol" and TERMS in kinds:
            kinds.add(ACCEPTABLE)
        ends = ("owner",) if selector.entity in OWNED else self.ends
        said = [(one, self.speaks_of(one, subject)) for one in listed if any(one[end] == self.actor for end in ends)]
        mine = [(one, truth) for one, truth in said if truth is not False]
        asked = [(one, all3([truth, self.asked(selector.entity, one, kinds)])) for one, truth in mine]
        asked = [(one, truth) for one, truth in asked if truth is not False]
        denied = {one.get("kind") for one, truth in asked if one.get("exists") is False and truth}
        if selector.entity == "rel" and subject:
            asked = [(one, all3([truth, self.provided(one, subject[1]), self.received(one)])) for one, truth in asked]
        found = [
            (one, bool(truth and one.get("sure", True)))
            for one, truth in asked
            if truth is not False and one.get("exists") is not False
        ]
        return found, kinds <= denied

    def asked(self, entity: str, record: Record, kinds: set[str | None]) -> Result:
        """Say whether a record is of the kinds asked for; any relation means those of the value chain between firms."""
        if kinds != {"any"}:
            return record.get("kind") in kinds
        return True if entity != "rel" else between_firms(self.oracle, record)

    def provided(self, relation: Record, subject: str) -> Truth:
        """Say whether a relation concerns an entity, by what its provider has of the kind that it provides."""
        entity, owner = PROVIDES.get(relation["kind"], ("", ""))
        theirs = owned(self.manifest.entities.get(entity, {}), owner, relation["from"])
        if relation.get("about") or not theirs:
            return True
        sure, possible = (self.manifest.chain([subject], possible=may) for may in (False, True))
        return True if sure & set(theirs) else None if possible & set(theirs) else False

    def received(self, relation: Record) -> Result:  # noqa: ARG002 # of a product it matters, see oracle.risks
        """Say whether a relation concerns what is asked about, by what its receiver has a part in."""
        return True

    def speaks_of(self, record: Record, subject: Subject) -> Truth:
        """Say no of a record about others of the kind that the clause is asked of, or about what is apart from it."""
        about = set(codes(record.get("about")))
        if subject is None or subject[1] in about:
            return True
        if not about:
            return self.speaks_of_everything(record, subject)
        if about & self.manifest.entities[subject[0]].keys():
            return False
        sure, possible = (self.manifest.chain([subject[1]], possible=may) for may in (False, True))
        return True if about & sure else None if about & possible else False

    def speaks_of_everything(self, record: Record, subject: tuple[str, str]) -> Truth:
        """Say whether a record that names nothing speaks of an entity: where its owner has several, nobody knows."""
        roles = [role for role, truth in self.oracle.roles(self.actor).items() if truth is not False]
        mine = {one for role in roles for one in own(self.oracle, self.actor, role)}
        others = mine & self.manifest.entities.get(subject[0], {}).keys() - {subject[1]}
        return None if "owner" in record and record.get("exists") is not False and others else True

    def in_scope(self, listed: list[Record], subject: Subject, kind: str) -> Found:
        """Return the entities in the chain of the one that the clause is asked of, or else of what the actor holds.

        Who makes things of a kind is asked about its own; who makes models, about the data that these were trained on.
        """
        start = {subject[1]: True} if subject else own(self.oracle, self.actor, self.role)
        if not subject and (kind in MAKES.get(self.role, ()) or (kind == "dataset" and self.role in CHOOSES_DATA)):
            sure = {one for one, certain in start.items() if certain}
            fed, perhaps = set(), set()
            if kind == "dataset" and self.role in CHOOSES_DATA:
                fed = {one for one, other in self.manifest.edges(possible=False) if other in sure}
                perhaps = {one for one, other in self.manifest.edges(possible=True) if other in start}
            return [(one, one["id"] in sure | fed) for one in listed if one["id"] in {*start, *perhaps}]
        sure = self.manifest.chain([one for one, certain in start.items() if certain])
        possible = self.manifest.chain(start, possible=True)
        return [(one, one["id"] in sure) for one in listed if one["id"] in possible]
