"""A manifest to facts: what it states for certain, and what its silence leaves possible.

A fact is a kind and a tuple of terms. Certain facts are TRUE; where a field that rules read is unknown,
each value it could take gives an UNKNOWN fact. Nothing is derived here beyond the relations that the links
between entities state (an application built on another firm's model is provided with that model).
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import msgspec

from rightsgate.engine.program import Fact, Terms
from rightsgate.logic.absence import NONE, UNSAID
from rightsgate.logic.dates import Dates, before
from rightsgate.logic.number import Number
from rightsgate.logic.terms import Flag, as_term
from rightsgate.logic.truth import TRUE, UNKNOWN, Truth
from rightsgate.manifest.model import Entity, Listing, Manifest, Statement, link_key
from rightsgate.rules.model.policy import VALID_FOR
from rightsgate.rules.predicates import fact
from rightsgate.vocabulary.model import REFERENCES, Field, FieldType, Vocabulary

Term = str | int | Number | Flag | Dates
StatedFact = tuple[Fact, Truth, Statement | Entity | None]
# Stands for an actor that the manifest does not name, as a possible value of an unknown field.
UNNAMED: Final = "(unnamed)"


class FactBase(msgspec.Struct, frozen=True):
    """The facts of one manifest with their truth, and the statement or entity that each stands on."""

    truths: Mapping[Fact, Truth]
    origins: Mapping[Fact, Statement | Entity]


def facts_of(
    manifest: Manifest,
    vocabulary: Vocabulary,
    kinds: Mapping[str, Collection[Term]],
    as_of: str,
    valid_for: str = VALID_FOR,
) -> FactBase:
    """State the facts of the ``kinds`` that a program reads, as of a day (ISO).

    With each kind come the values that rules ask for, since a field that allows any code may have one of those.
    ``valid_for`` is the period for which a person's decision counts.
    """
    truths: dict[Fact, Truth] = {}
    origins: dict[Fact, Statement | Entity] = {}
    for stated, truth, origin in _facts(_FactSource(manifest, as_of, before(as_of, valid_for)), vocabulary, kinds):
        if truths.get(stated) is not TRUE:
            truths[stated] = truth
            if origin is not None:
                origins[stated] = origin
    return FactBase(truths, origins)


class _FactSource(msgspec.Struct, frozen=True):
    """What facts are made from: the manifest, the day of the check, and the first day of which decisions count."""

    manifest: Manifest
    as_of: str
    decisions_from: str


def _facts(about: _FactSource, vocabulary: Vocabulary, kinds: Mapping[str, Collection[Term]]) -> Iterator[StatedFact]:
    manifest = about.manifest
    for kind, entities in manifest.entities.items():
        stated = vocabulary.kinds[kind].by_fact.items() if entities else ()
        known = [(field, name, kinds[name]) for name, field in stated if name in kinds]
        for entity in entities:
            if entity.exists:
                yield (kind, (entity.key,)), TRUE, entity
                for field, name, values_asked in known:
                    origin = entity.statements.get(field.path, entity)
                    for value, truth in values(entity, field, about, values_asked):
                        yield (name, (entity.key, value)), truth, origin
        if manifest.listings[kind] in (Listing.COMPLETE, Listing.NONE):
            yield fact("listed_completely", kind=kind), TRUE, None
    yield from _ties(manifest)
    yield from _stated_fields(manifest, vocabulary, kinds)
    yield from _written(manifest, kinds.get("written", ()))
    yield from _days(about)
    yield from _relations(about, vocabulary)
    for relation in manifest.entities["relation"]:
        yield from _denied(relation)


def _days(about: _FactSource) -> Iterator[StatedFact]:
    """Yield the day of the check, and the first day of which the decisions of people count."""
    for name, day in (("checked_on", about.as_of), ("decisions_from", about.decisions_from)):
        yield fact(name, day=Dates(day, day, day)), TRUE, None


def _ties(manifest: Manifest) -> Iterator[StatedFact]:
    """Yield a ``tie`` for every actor and impact, whether or not the manifest has a record on it."""
    recorded = {link.key: link for link in manifest.entities["link"]}
    for impact in manifest.entities["impact"]:
        for actor in manifest.entities["actor"]:
            key = link_key(actor.key, impact.key)
            yield fact("tie", link=key, actor=actor.key, impact=impact.key), TRUE, recorded.get(key, impact)


def _stated_fields(
    manifest: Manifest, vocabulary: Vocabulary, kinds: Mapping[str, Collection[Term]]
) -> Iterator[StatedFact]:
    """Yield which of the fields that rules ask about are ``answered``, ``said`` (more than none) or ``complete``."""
    paths_asked = {name: kinds.get(name, ()) for name in ("answered", "said", "complete")}
    for entity, path in _in_place(manifest, {path for paths in paths_asked.values() for path in paths}):
        statement = entity.stated(path)
        if not isinstance(statement, Statement) or statement.value is UNSAID:
            continue
        holds = {"answered": True, "said": statement.value is not NONE, "complete": not statement.open}
        for name, is_so in holds.items():
            if is_so and path in paths_asked[name]:
                yield fact(name, entity=entity.key, field=path), TRUE, statement
    for holder in manifest.entities["actor"]:
        for kind in vocabulary.within("actor"):
            statement = holder.statements.get(kind.section, UNSAID)
            if isinstance(statement, Statement) and statement.value is NONE:
                yield fact("declared_none", kind=kind.name, actor=holder.key), TRUE, statement


def _written(manifest: Manifest, paths: Collection[Term]) -> Iterator[StatedFact]:
    """Yield which of the fields that rules ask about are ``written`` at all, even if as unknown."""
    for entity, path in _in_place(manifest, paths):
        statement = entity.stated(path)
        origin = statement if isinstance(statement, Statement) else entity
        yield fact("written", entity=entity.key, field=path), TRUE, origin


def _in_place(manifest: Manifest, paths: Collection[Term]) -> Iterator[tuple[Entity, str]]:
    """Yield each entity with each of the paths that its entry holds."""
    wanted = set(paths)
    for entities in manifest.entities.values():
        for entity in entities:
            for path in sorted(str(path) for path in entity.statements.keys() & wanted):
                yield entity, path


def values(
    entity: Entity, field: Field, about: _FactSource, values_asked: Collection[Term] = ()
) -> Iterator[tuple[Term, Truth]]:
    """Yield each value that the field has, or may have given what is stated."""
    statement = entity.stated(field.path)
    if statement is NONE or (isinstance(statement, Statement) and statement.value is NONE):
        if field.type is FieldType.CHOICE:
            yield "none", TRUE
        return
    unsaid = field.path not in entity.statements
    if unsaid and (field.unstated_is_none or field.alternative in entity.statements):
        return
    certain: tuple[Term, ...] = ()
    if isinstance(statement, Statement) and statement.value is not UNSAID:
        listed = statement.value if isinstance(statement.value, tuple) else (statement.value,)
        certain = tuple(_scalar(value, statement, index) for index, value in enumerate(listed))
        for value in certain:
            yield value, TRUE
        if not statement.open:
            return
    for value in _possible(entity, field, about.manifest, values_asked):
        if value not in certain:
            yield value, UNKNOWN


def _scalar(value: Any, statement: Statement, index: int) -> Term:
    """Return a value as a term of a fact; for a nested record, its JSON pointer."""
    if value.__class__ is str:
        return value
    return as_term(value) if isinstance(value, (int, Number, Dates)) else f"{statement.pointer}/{index}"


def _possible(entity: Entity, field: Field, manifest: Manifest, values_asked: Collection[Term]) -> Iterator[Term]:
    if field.type in REFERENCES:
        for kind in manifest.entities if field.to == "any" else (field.to,):
            yield from (other.key for other in manifest.entities.get(kind, ()) if other is not entity)
        if field.to == "actor":
            yield UNNAMED
    elif field.type is FieldType.BOOLEAN:
        yield from Flag
    else:
        yield from field.values or sorted(values_asked, key=repr)


def _relations(about: _FactSource, vocabulary: Vocabulary) -> Iterator[StatedFact]:
    """Yield the relations that are listed and those that links state."""
    manifest = about.manifest
    stated: set[Terms] = set()
    fields = vocabulary.kinds["relation"].fields
    for relation in manifest.entities.get("relation", ()):
        if not relation.exists:
            continue
        exists = relation.statements.get("exists")
        there = TRUE if exists is None or exists.value is not UNSAID else UNKNOWN
        for kind, kind_truth in values(relation, fields["kind"], about):
            for provider, from_truth in values(relation, fields["from"], about):
                for receiver, to_truth in values(relation, fields["to"], about):
                    truth = TRUE if kind_truth is from_truth is to_truth is there is TRUE else UNKNOWN
                    if truth is TRUE:
                        stated.add((kind, provider, receiver))
                    yield _related(kind, provider, receiver, relation.key), truth, relation
    closed = manifest.listings["relation"] in (Listing.COMPLETE, Listing.NONE)
    for terms, truth, origin in _linked(about, vocabulary):
        kind, provider, receiver = terms
        yield fact("linked", kind=kind, provider=provider, receiver=receiver), truth, origin
        if not closed and terms not in stated:  # else it is listed, or the author has said that there are no others
            yield _related(kind, provider, receiver, f"{kind}:{provider}>{receiver}"), truth, origin


def _related(kind: Term, provider: Term, receiver: Term, relation: str) -> Fact:
    return fact("related", kind=kind, provider=provider, receiver=receiver, relation=relation)


def _denied(relation: Entity) -> Iterator[StatedFact]:
    """Yield which relations a record declares not to exist, from both sides and between the two."""
    if relation.exists:
        return
    said = {path: one.value for path, one in relation.statements.items() if isinstance(one.value, str)}
    kind, provider, receiver = said.get("kind"), said.get("from"), said.get("to")
    for side, actor in (("provider", provider), ("receiver", receiver)):
        if kind is not None and actor is not None:
            yield fact("denied", side=side, kind=kind, actor=actor), TRUE, relation
    if kind is not None and provider is not None and receiver is not None:
        yield fact("disowned", kind=kind, provider=provider, receiver=receiver), TRUE, relation


def _linked(about: _FactSource, vocabulary: Vocabulary) -> Iterator[tuple[Terms, Truth, Entity]]:
    """Yield the relations that links between entities state, or would state if they were not silent."""
    manifest = about.manifest
    keyed = {(kind, entity.key): entity for kind, entities in manifest.entities.items() for entity in entities}
    for stated in vocabulary.stated_relations:
        owner, theirs = stated.kind.fields[stated.kind.owner], stated.source.fields[stated.source.owner]
        for entity in manifest.entities.get(stated.kind.name, ()):
            receivers = list(values(entity, owner, about))
            for source, linked in values(entity, stated.field, about) if receivers else ():
                for provider, provided in values(keyed[stated.source.name, str(source)], theirs, about):
                    for receiver, received in receivers:
                        if provider != receiver:
                            truth = TRUE if linked is provided is received is TRUE else UNKNOWN
                            yield (stated.relation, provider, receiver), truth, entity
