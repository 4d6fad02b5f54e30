"""The value chain as a manifest states it: artefacts, what goes into what, and what actors do for each other."""

from collections.abc import Iterator

import msgspec

from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.vocabulary.model import Field, Vocabulary

ACTOR = "actor"
RELATION = "relation"


class Artefact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that actors own and pass on: its kind, its owners, and the actors that use it."""

    id: str
    kind: str
    name: str
    owners: tuple[str, ...]
    users: tuple[str, ...]
    location: Location


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """An artefact that goes into another one."""

    source: str
    target: str


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """What one actor does for another: a code of the vocabulary, and the ids of what it is about (empty: all)."""

    kind: str
    provider: str
    receiver: str
    about: tuple[str, ...]
    location: Location


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The value chain of one manifest, in the order of the chain and then of the ids."""

    artefacts: tuple[Artefact, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()


def chain_of(manifest: Manifest, vocabulary: Vocabulary) -> Chain:
    """Return the value chain that a manifest states; what it declares absent is not part of it."""
    artefacts = tuple(_artefacts(manifest, vocabulary))
    known = {artefact.id for artefact in artefacts}
    links = {
        (source, entity.key)
        for one in vocabulary.stated_relations
        for entity in _listed(manifest, one.kind.name)
        for source in _ids(entity, one.field.path)
        if source in known
    }
    return Chain(
        artefacts=artefacts,
        links=tuple(Link(source=source, target=target) for source, target in sorted(links)),
        relations=tuple(
            sorted(_relations(manifest), key=lambda one: (one.provider, one.receiver, one.kind, one.about))
        ),
    )


def _artefacts(manifest: Manifest, vocabulary: Vocabulary) -> Iterator[Artefact]:
    for kind in vocabulary.artefacts:
        of = vocabulary.kinds[kind]
        used_by = [field.path for field in of.fields.values() if _names_users(field, of.owner)]
        for entity in sorted(_listed(manifest, kind), key=lambda entity: entity.key):
            yield Artefact(
                id=entity.key,
                kind=kind,
                name=entity.name,
                owners=_ids(entity, of.owner),
                users=tuple(actor for path in used_by for actor in _ids(entity, path)),
                location=Location.of(manifest.path, entity),
            )


def _names_users(field: Field, owner: str) -> bool:
    """Whether a field of an artefact names actors that use it."""
    return field.to == ACTOR and field.path != owner


def _relations(manifest: Manifest) -> Iterator[Relation]:
    for entity in _listed(manifest, RELATION):
        kind, provider, receiver = (entity.value_of(field) for field in ("kind", "from", "to"))
        if kind and provider and receiver:
            yield Relation(
                kind=str(kind),
                provider=str(provider),
                receiver=str(receiver),
                about=_ids(entity, "about"),
                location=Location.of(manifest.path, entity),
            )


def _listed(manifest: Manifest, kind: str) -> Iterator[Entity]:
    return (entity for entity in manifest.entities.get(kind, ()) if entity.exists)


def _ids(entity: Entity, path: str) -> tuple[str, ...]:
    said = entity.value_of(path)
    return () if said is None else tuple(map(str, said)) if isinstance(said, tuple) else (str(said),)
