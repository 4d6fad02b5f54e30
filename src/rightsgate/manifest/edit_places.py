"""Where entities and their fields stand in the data of a manifest, with the mappings that hold a ``value``."""

from collections.abc import Mapping, Sequence
from typing import Any

from rightsgate.text.edit.plain import MISSING, Path, held_at
from rightsgate.vocabulary.model import Field


def place_of(data: Any, pointer: str) -> Path:
    """Return the path of an entity, whose pointer leaves out the ``value`` of a section with details."""
    at: Path = ()
    for part in pointer.split("/")[1:]:
        at = listed_at(data, at)
        at = (*at, int(part) if isinstance(held_at(data, at), list) else part)
    return at


def listed_at(data: Any, at: Path) -> Path:
    """Return the path of the list of a section, which may stand in a mapping with details of the section."""
    held = held_at(data, at)
    return (*at, "value") if len(at) == 1 and isinstance(held, Mapping) and "value" in held else at


def holding(
    data: Any, at: Path, names: Sequence[str], fields: Mapping[str, Field]
) -> tuple[Path, tuple[str, ...], str]:
    """Return the path of a field of the entity at ``at``, or of the group above it of which nothing is stated yet.

    With it comes what is left of the path in that group, and the path of a group that is declared absent, in which
    nothing can be stated.
    """
    for depth, name in enumerate(names[:-1]):
        at, rest = (*at, name), tuple(names[depth + 1 :])
        held = held_at(data, at)
        if isinstance(held, Mapping) and "value" in held and "value" not in fields[name].fields:
            at, held = (*at, "value"), held["value"]
        if held is MISSING or held is None or held == "unknown":
            return at, rest, ""
        if not isinstance(held, Mapping):
            return at, rest, ".".join(names[: depth + 1])
        fields = fields[name].fields
    return (*at, names[-1]), (), ""
