"""Which records and relations concern the entity that a duty applies to, by what they state."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rightsgate.logic.absence import NONE, UNSAID
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth, all_of, any_of
from rightsgate.manifest.model import Entity

if TYPE_CHECKING:
    from rightsgate.evaluate.context import Context


def concerns_subject(context: "Context", record: Entity | None) -> Truth:
    """Whether a record concerns the entity asked about: the entities in its ``about``, if stated, must be linked."""
    about = None if record is None else record.statements.get("about")
    if context.entity is None:
        return TRUE
    if about is None or about.value is NONE:
        return _concerns_all(context, record)
    if about.value is UNSAID or context.entity.key in about.value:
        return UNKNOWN if about.value is UNSAID else TRUE
    if any((context.entity.kind, key) in context.keyed for key in about.value):
        concerned = FALSE
    else:
        meant = list(_meant(context, context.entity))
        concerned = any_of(
            all_of((truth, _chained(context, key, entity))) for entity, truth in meant for key in about.value
        )
    return UNKNOWN if concerned is FALSE and about.open else concerned


def _meant(context: "Context", entity: Entity) -> Iterator[tuple[str, Truth]]:
    """Yield the entity asked about, or the entities that an impact concerns: a record on those is one on it."""
    if entity.kind != "impact":
        yield entity.key, TRUE
        return
    for (concerned,), truth in context.facts.where("concerns", "entity", impact=entity.key):
        yield concerned, truth


def _concerns_all(context: "Context", record: Entity | None) -> Truth:
    """Whether a record without ``about`` concerns the entity asked about.

    It concerns what its owner has. If the owner has several entities of the kind, it is unclear which one is meant.
    A record that declares an absence concerns all of them.
    """
    entity = context.entity
    if entity is None or entity.kind not in context.vocabulary.artefacts or context.product:
        return TRUE
    if record is None or record.kind not in context.vocabulary.records or not record.exists:
        return TRUE
    own_parts = context.facts.where("own_part", "entity", actor=context.actor)
    others = {key for (key,), _ in own_parts if key != entity.key and (entity.kind, key) in context.keyed}
    return UNKNOWN if others else TRUE


def provides_for_subject(context: "Context", record: Entity | None, kind: str, provider: str) -> Truth:
    """Whether a relation concerns the entity asked about, judging by what its provider owns in the value chain."""
    entity = context.entity
    if entity is None or entity.kind == "relation" or (record is not None and "about" in record.statements):
        return TRUE
    provided = context.vocabulary.provided.get(kind, "")
    theirs = context.facts.where("owns", "entity", actor=provider)
    owned = [(key, truth) for (key,), truth in theirs if (provided, key) in context.keyed]
    if not any(truth is TRUE for _, truth in owned):
        return TRUE  # it is unclear which part of the value chain it is about, so it must be kept
    return any_of(all_of((truth, _chained(context, key, entity.key))) for key, truth in owned)


def received_for_product(context: "Context", record: Entity | None, kind: str, receiver: str) -> Truth:
    """Whether a relation concerns the product in focus, judging by the products that its receiver has a part in.

    What goes to one customer's product says nothing of another's, though both are built on the same model or data.
    """
    entity = context.entity
    if entity is None or not context.product or _names(record, entity):
        return TRUE
    if context.vocabulary.provided.get(kind) == entity.kind:
        return TRUE  # it leads to whoever gets the product itself
    theirs = context.facts.where("has_part", "product", actor=receiver)
    if not any(truth is TRUE for _, truth in theirs):
        return TRUE  # it is unclear what the receiver does with it, so it must be kept
    takers = _takers(context, kind, receiver)
    parts = context.facts.where("has_part", "actor", product=entity.key)
    return any_of(all_of((truth, takers[actor])) for (actor,), truth in parts if actor in takers)


def _names(record: Entity | None, entity: Entity) -> bool:
    about = None if record is None else record.statements.get("about")
    return about is not None and isinstance(about.value, tuple) and entity.key in about.value


def _takers(context: "Context", kind: str, receiver: str) -> dict[str, Truth]:
    """Return a receiver and all actors further downstream that it supplies, directly or not, with the same kind."""
    takers, todo = {receiver: TRUE}, [receiver]
    while todo:
        giver = todo.pop()
        for (taker,), given in context.facts.where("related", "receiver", kind=kind, provider=giver):
            truth = all_of((given, takers[giver]))
            if takers.get(taker, FALSE) not in (TRUE, truth):
                takers[taker] = truth
                todo.append(taker)
    return takers


def _chained(context: "Context", entity: str, other: str) -> Truth:
    return context.lineage.related(entity).get(other, FALSE)
