"""Which records and relations concern the entity that a duty applies to. Reads what they state; judges nothing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rightsgate.chain.operators import NONE, UNSAID
from rightsgate.model.manifest import Entity
from rightsgate.model.truth import FALSE, TRUE, UNKNOWN, Truth, all_of, any_of

if TYPE_CHECKING:
    from rightsgate.chain.scene import Scene

# The records of an actor, with the section in which they stand.
SECTIONS: Final = {"document": "documents", "terms": "terms", "channel": "channels"}
PROVIDES: Final = {
    "supplies_data": "dataset",
    "provides_model": "model",
    "provides_application": "application",
}
# What an impact or a product can consist of.
CHAINED: Final = ("dataset", "model", "application", "deployment")


def speaks_of(scene: "Scene", record: Entity | None) -> Truth:
    """Say whether a record concerns the entity asked about: those in its ``about``, if stated, must be linked."""
    about = None if record is None else record.statements.get("about")
    if scene.entity is None:
        return TRUE
    if about is None or about.value is NONE:
        return _speaks_of_everything(scene, record)
    if about.value is UNSAID or scene.entity.key in about.value:
        return UNKNOWN if about.value is UNSAID else TRUE
    if any((scene.entity.kind, key) in scene.keyed for key in about.value):
        found = FALSE
    else:
        found = any_of(all_of((truth, _chained(scene, key, one))) for one, truth in _meant(scene) for key in about.value)
    return UNKNOWN if found is FALSE and about.open else found


def _meant(scene: "Scene") -> Iterable[tuple[str, Truth]]:
    """Return the entity asked about; of an impact what it concerns, since a record about that is one about the impact."""
    entity = scene.entity
    if entity is None or entity.kind != "impact":
        return () if entity is None else ((entity.key, TRUE),)
    facts = scene.store.table("concerns").facts
    return [(terms[1], facts[terms]) for terms in scene.store.matching("concerns", (0,), entity.key)]


def _speaks_of_everything(scene: "Scene", record: Entity | None) -> Truth:
    """Say whether a record without ``about`` concerns the entity asked about.

    It concerns what its owner has. If the owner has several entities of the kind, it is unclear which one is meant.
    A record that declares an absence concerns all of them.
    """
    entity = scene.entity
    if entity is None or entity.kind not in CHAINED or scene.product:
        return TRUE
    if record is None or record.kind not in SECTIONS or not record.exists:
        return TRUE
    held = scene.store.matching("own_part", (0,), scene.actor)
    others = {key for _, _, key in held if key != entity.key and (entity.kind, key) in scene.keyed}
    return UNKNOWN if others else TRUE


def provides_for_subject(scene: "Scene", record: Entity | None, kind: str, provider: str) -> Truth:
    """Say whether a relation concerns the entity asked about, judging by what its provider owns in the chain."""
    entity = scene.entity
    if entity is None or entity.kind == "relation" or (record is not None and "about" in record.statements):
        return TRUE
    facts = scene.store.table("owns").facts
    owned = [t for t in scene.store.matching("owns", (0,), provider) if (PROVIDES.get(kind, ""), t[1]) in scene.keyed]
    if not any(facts[terms] is TRUE for terms in owned):
        return TRUE  # it is unclear which part of the chain it is about, so it must be kept
    return any_of(all_of((facts[terms], _chained(scene, terms[1], entity.key))) for terms in owned)


def received_for_product(scene: "Scene", record: Entity | None, kind: str, receiver: str) -> Truth:
    """Say whether a relation concerns the product looked at, judging by what its receiver has a part in.

    What goes to one customer's product tells nothing of another's, though both are built on the same model or data.
    """
    entity = scene.entity
    if entity is None or not scene.product or PROVIDES.get(kind) == entity.kind or _names(record, entity):
        return TRUE  # it leads to whoever gets the product itself
    facts = scene.store.table("has_part").facts
    if not any(facts[terms] is TRUE for terms in scene.store.matching("has_part", (0,), receiver)):
        return TRUE  # it is unclear what the receiver does with it, so it must be kept
    parts = scene.store.matching("has_part", (2,), entity.key)
    takers = _takers(scene, kind, receiver)
    return any_of(all_of((facts[terms], takers[terms[0]])) for terms in parts if terms[0] in takers)


def _names(record: Entity | None, entity: Entity) -> bool:
    """Say whether a record names an entity in its ``about``."""
    about = None if record is None else record.statements.get("about")
    return about is not None and isinstance(about.value, tuple) and entity.key in about.value


def _takers(scene: "Scene", kind: str, receiver: str) -> dict[str, Truth]:
    """Return who has what a receiver got: itself, and those whom it, or one of them, provides with the same kind."""
    facts = scene.store.table("related").facts
    takers, todo = {receiver: TRUE}, [receiver]
    while todo:
        giver = todo.pop()
        for terms in scene.store.matching("related", (0, 1), (kind, giver)):
            truth = all_of((facts[terms], takers[giver]))
            if takers.get(terms[2], FALSE) not in (TRUE, truth):
                takers[terms[2]] = truth
                todo.append(terms[2])
    return takers


def _chained(scene: "Scene", one: str, other: str) -> Truth:
    return scene.reach.around(one).get(other, FALSE)
