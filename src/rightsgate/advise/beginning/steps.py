"""What is asked for a first manifest, one thing after the other; what comes next depends on what was answered."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import msgspec

from rightsgate.rules.model.first_manifest import FirstManifest, PartPlayed


class Topic(Enum):
    """What a step asks for."""

    ORGANIZATION = "organization"
    ID = "id"
    PARTS = "does"
    NAME = "name"
    MAKER = "by"
    FIELD = "field"
    TAKER = "passed_to"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is asked: of NAME, MAKER and FIELD about an entry of a ``kind``, of FIELD its path.

    ``own``: the entry is the organization's own; else it is what this rests on.
    """

    topic: Topic
    kind: str = ""
    field: str = ""
    own: bool = True


# What was answered; None for what is not known.
Given = Mapping[Step, Any]
ORGANIZATION = Step(topic=Topic.ORGANIZATION)
ID = Step(topic=Topic.ID)
PARTS = Step(topic=Topic.PARTS)
TAKER = Step(topic=Topic.TAKER)
# Steps that have to be answered.
NEEDED = (Topic.ORGANIZATION, Topic.ID, Topic.PARTS)


def played(given: Given, first: FirstManifest) -> tuple[PartPlayed, ...]:
    """Return the parts that the organization plays, in the order of the file."""
    chosen = given.get(PARTS) or ()
    return tuple(part for part in first.parts if part.id in chosen)


def own_kinds(given: Given, first: FirstManifest, order: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds of entry that are the organization's own, in the ``order`` of the value chain."""
    lists = {part.lists for part in played(given, first)}
    return tuple(kind for kind in order if kind in lists)


def others_kinds(given: Given, first: FirstManifest, order: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds of entry that the organization builds on and that others have made."""
    own = own_kinds(given, first, order)
    needed = {
        part.builds_on for part in played(given, first) if part.builds_on not in own or part.builds_on == part.lists
    }
    return tuple(kind for kind in order if kind in needed)


def passing(given: Given, first: FirstManifest) -> PartPlayed | None:
    """Return the part of the organization whose product others take further; None if it does so itself."""
    parts = played(given, first)
    lists = {part.lists for part in parts}
    for part in parts:
        if part.passes_to and first.part(part.passes_to).lists not in lists:
            return part
    return None


def steps(given: Given, first: FirstManifest, order: tuple[str, ...]) -> Iterator[Step]:
    """Yield all that is asked, by what was answered so far."""
    yield from (ORGANIZATION, ID, PARTS)
    for own, kinds in ((True, own_kinds), (False, others_kinds)):
        for kind in kinds(given, first, order):
            yield Step(topic=Topic.NAME, kind=kind, own=own)
            if not own:
                yield Step(topic=Topic.MAKER, kind=kind, own=False)
            for path in first.asked_of(kind):
                yield Step(topic=Topic.FIELD, kind=kind, field=path, own=own)
    if passing(given, first) is not None:
        yield TAKER
