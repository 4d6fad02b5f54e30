"""What a first manifest is made of: the parts that an organization can play, and what is asked about what it lists."""

from collections.abc import Mapping

import msgspec


class PartPlayed(msgspec.Struct, frozen=True, kw_only=True):
    """A part that an organization can play, in plain words (``does``).

    ``activities`` are what a manifest states of it, ``lists`` the kind of entry that is listed as its own (empty:
    none), ``builds_on`` the kind that this rests on, and ``passes_to`` the part of whoever takes its product further.
    """

    id: str
    does: str
    activities: tuple[str, ...]
    lists: str = ""
    builds_on: str = ""
    passes_to: str = ""


class FirstManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a first manifest is made of.

    ``made_by`` has for a kind of entry the part of the organization that makes such things; ``asks`` are the fields,
    with their kind, that are asked about what is listed.
    """

    parts: tuple[PartPlayed, ...]
    made_by: Mapping[str, str]
    asks: tuple[str, ...]

    def part(self, name: str) -> PartPlayed:
        """Return the part of that id."""
        return next(part for part in self.parts if part.id == name)

    def asked_of(self, kind: str) -> tuple[str, ...]:
        """Return the paths of the fields that are asked about an entry of a kind."""
        return tuple(field.removeprefix(f"{kind}.") for field in self.asks if field.startswith(f"{kind}."))
