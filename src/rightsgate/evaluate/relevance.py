"""Which records and relations concern the entity that a duty applies to. Reads what they state; judges nothing."""

from typing import TYPE_CHECKING

from rightsgate.logic.absence import NONE, UNSAID
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth, all_of, any_of
from rightsgate.manifest.model import Entity

if TYPE_CHECKING:
    from rightsgate.evaluate.context import Context


def speaks_of(context: "Context", record: Entity | None) -> Truth:
    """Say whether a record concerns the entity asked about: those in its ``about``, if stated, must be linked."""
    about = None if record is None else record.statements.get("about")
    if context.entity is None:
        return TRUE
    if about is None or about.value is NONE:
        return _speaks_of_everything(context, record)
    if about.value is UNSAID or context.entity.key in about.value:
        return UNKNOWN if about.value is UNSAID else TRUE
    if any((context.entity.kind, key) in context.keyed for key in about.value):
        found = FALSE
    else:
        found = any_of(_chained(context, key, context.entity.key) for key in about.value)
    return UNKNOWN if found is FALSE and about.open else found


def _speaks_of_everything(context: "Context", record: Entity | None) -> Truth:
    """Say whether a record without ``about`` concerns the entity asked about.

    It concerns what its owner has. If the owner has several entities of the kind, it is unclear which one is meant.
    A record that declares an absence concerns all of them.
    """
    entity = context.entity
    if entity is None or entity.kind not in context.vocabulary.artefacts or context.product:
        return TRUE
    if record is None or record.kind not in context.vocabulary.records or not record.exists:
        return TRUE
    held = context.facts.where("own_part", "entity", actor=context.actor)
    others = {key for (key,), _ in held if key != entity.key and (entity.kind, key) in context.keyed}
    return UNKNOWN if others else TRUE


def provides_for_subject(context: "Context", record: Entity | None, kind: str, provider: str) -> Truth:
    """Say whether a relation concerns the entity asked about, judging by what its provider owns in the chain."""
    entity = context.entity
    if entity is None or entity.kind == "relation" or (record is not None and "about" in record.statements):
        return TRUE
    provided = context.vocabulary.provided.get(kind, "")
    theirs = context.facts.where("owns", "entity", actor=provider)
    owned = [(key, truth) for (key,), truth in theirs if (provided, key) in context.keyed]
    if not any(truth is TRUE for _, truth in owned):
        return TRUE  # it is unclear which part of the chain it is about, so it must be kept
    return any_of(all_of((truth, _chained(context, key, entity.key))) for key, truth in owned)


def _chained(context: "Context", one: str, other: str) -> Truth:
    return context.lineage.related(one).get(other, FALSE)
