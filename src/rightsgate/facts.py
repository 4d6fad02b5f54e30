"""A manifest to facts: what it states for certain, and what its silence leaves possible.

A fact is a kind and a tuple of terms. Certain facts are TRUE; where a field that rules read is unknown,
each value it could take gives an UNKNOWN fact. Nothing is derived here beyond the relations that the links
between entities state (an application built on another firm's model is provided with that model).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from rightsgate.model.manifest import Absence, Entity, Listing, Manifest, Statement
from rightsgate.model.truth import TRUE, UNKNOWN, Truth
from rightsgate.model.vocabulary import Field, FieldType, Vocabulary

Fact = tuple[str, tuple[str, ...]]
Stated = tuple[Fact, Truth, Statement | Entity | None]
REFERENCES: Final = (FieldType.REFERENCE, FieldType.REFERENCES)
# Stands for an actor that the manifest does not name, where it leaves open which actor it is.
UNNAMED: Final = "(unnamed)"
# An artefact, its link to what it is made from, that one's owner, its own owner, and the relation this states.
LINKS: Final = (
    ("model", "trained_on", "dataset", "supplier", "developer", "supplies_data"),
    ("application", "trained_on", "dataset", "supplier", "developer", "supplies_data"),
    ("model", "based_on", "model", "developer", "developer", "provides_model"),
    ("application", "built_on", "model", "developer", "developer", "provides_model"),
    ("deployment", "application", "application", "developer", "deployer", "provides_application"),
)


class FactBase(msgspec.Struct, frozen=True):
    """The facts of one manifest with their truth, and the statement or entity that each stands on."""

    truths: Mapping[Fact, Truth]
    origins: Mapping[Fact, Statement | Entity]


def facts_of(manifest: Manifest, vocabulary: Vocabulary, kinds: Collection[str]) -> FactBase:
    """State the facts of the ``kinds`` that a program reads."""
    truths: dict[Fact, Truth] = {}
    origins: dict[Fact, Statement | Entity] = {}
    for fact, truth, origin in _facts(manifest, vocabulary, kinds):
        if truths.get(fact) is not TRUE:
            truths[fact] = truth
            if origin is not None:
                origins[fact] = origin
    return FactBase(truths, origins)


def _facts(manifest: Manifest, vocabulary: Vocabulary, kinds: Collection[str]) -> Iterator[Stated]:
    for kind, entities in manifest.entities.items():
        fields = [field for path, field in vocabulary.kinds[kind].by_path.items() if f"{kind}.{path}" in kinds]
        for entity in entities:
            if entity.exists:
                yield from _facts_about(entity, fields, manifest)
        if manifest.listings[kind] in (Listing.COMPLETE, Listing.NONE):
            yield ("listed_completely", (kind,)), TRUE, None
    for terms, truth, source in _relations(manifest, vocabulary):
        yield ("related", terms), truth, source
    for relation in manifest.entities["relation"]:
        for terms in _denied(relation):
            yield ("denied", terms), TRUE, relation


def _facts_about(entity: Entity, fields: Iterable[Field], manifest: Manifest) -> Iterator[Stated]:
    yield (entity.kind, (entity.key,)), TRUE, entity
    for field in fields:
        origin = entity.statements.get(field.path, entity)
        for value, truth in values(entity, field, manifest):
            yield (f"{entity.kind}.{field.path}", (entity.key, value)), truth, origin


def values(entity: Entity, field: Field, manifest: Manifest) -> Iterator[tuple[str, Truth]]:
    """Yield each value that the field has, or may have for all that is said."""
    statement = entity.statements.get(field.path)
    value = Absence.UNKNOWN if statement is None else statement.value
    if statement is None and (field.unstated_is_none or field.answered_by in entity.statements):
        return
    if value is Absence.NONE:
        return
    certain: tuple[str, ...] = ()
    if not isinstance(value, Absence):
        certain = value if isinstance(value, tuple) else (value,)
        for code in certain:
            yield code, TRUE
    if value is Absence.UNKNOWN or (statement is not None and statement.open):
        for code in _possible(field, manifest):
            if code not in certain and code != entity.key:
                yield code, UNKNOWN


def _possible(field: Field, manifest: Manifest) -> Iterator[str]:
    if field.type in REFERENCES:
        kinds = manifest.entities if field.to == "any" else (field.to,)
        for kind in kinds:
            yield from (entity.key for entity in manifest.entities.get(kind, ()))
        if field.to == "actor":
            yield UNNAMED
    else:
        yield from field.values


def _relations(
    manifest: Manifest, vocabulary: Vocabulary
) -> Iterator[tuple[tuple[str, ...], Truth, Statement | Entity]]:
    """Yield ``related(kind, provider, receiver, key)`` for the relations listed and those that links state."""
    stated: set[tuple[str, ...]] = set()
    fields = vocabulary.kinds["relation"].fields
    for relation in manifest.entities.get("relation", ()):
        if not relation.exists:
            continue
        for kind, kind_truth in values(relation, fields["kind"], manifest):
            for provider, from_truth in values(relation, fields["from"], manifest):
                for receiver, to_truth in values(relation, fields["to"], manifest):
                    truth = TRUE if kind_truth is from_truth is to_truth is TRUE else UNKNOWN
                    if truth is TRUE:
                        stated.add((kind, provider, receiver))
                    yield (kind, provider, receiver, relation.key), truth, relation
    if manifest.listings["relation"] in (Listing.COMPLETE, Listing.NONE):
        return  # the author has said that there are no others
    for terms, origin in _linked(manifest):
        if terms not in stated:
            yield (*terms, f"{terms[0]}:{terms[1]}>{terms[2]}"), TRUE, origin


def _denied(relation: Entity) -> Iterator[tuple[str, ...]]:
    """Yield ``denied(side, kind, actor)`` if the record declares that a relation does not exist."""
    if relation.exists:
        return
    kind = relation.statements.get("kind")
    for side, end in (("provider", "from"), ("receiver", "to")):
        actor = relation.statements.get(end)
        if kind is not None and actor is not None and isinstance(kind.value, str) and isinstance(actor.value, str):
            yield side, kind.value, actor.value


def _linked(manifest: Manifest) -> Iterator[tuple[tuple[str, ...], Entity]]:
    """Yield the relations that stated links make certain; what a silent link might mean is left to the rules."""
    keyed = {(kind, entity.key): entity for kind, entities in manifest.entities.items() for entity in entities}
    for kind, link, source_kind, source_owner, owner, relation in LINKS:
        for entity in manifest.entities.get(kind, ()):
            for source in _stated(entity, link):
                for provider in _stated(keyed[source_kind, source], source_owner):
                    for receiver in _stated(entity, owner):
                        if provider != receiver:
                            yield (relation, provider, receiver), entity


def _stated(entity: Entity, path: str) -> tuple[str, ...]:
    statement = entity.statements.get(path)
    if statement is None or isinstance(statement.value, Absence):
        return ()
    return statement.value if isinstance(statement.value, tuple) else (statement.value,)
