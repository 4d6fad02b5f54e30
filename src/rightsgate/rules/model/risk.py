"""What a risk assessment rests on, as data: rights and their instruments, pathways, risks and who connects to them."""

from collections.abc import Mapping
from enum import Enum

import msgspec

from rightsgate.rules.model.condition import AnyOf
from rightsgate.text.position import Mark


class Nature(Enum):
    """What a pathway is: an omission, a fact about the product that no duty closes, or how users behave."""

    OMISSION = "omission"
    EXPOSURE = "exposure"
    CONDUCT = "conduct"


class Match(Enum):
    """How the label in a risk table matches the name of a pathway; a borrowed one is another actor's."""

    EXACT = "exact"
    VARIANT = "variant"
    BORROWED = "borrowed"


class CellStatus(Enum):
    """What a risk table prints for a role: only a listed or merged row connects it to the risk."""

    LISTED = "listed"
    MERGED = "merged"
    EXAMPLE_ONLY = "example_only"
    NOT_APPLICABLE = "not_applicable"
    ABSENT = "absent"


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A human rights instrument. ``printed_as``: the abbreviations that the source uses for it, where several."""

    id: str
    name: str
    printed_as: tuple[str, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group at heightened risk."""

    id: str
    name: str


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """A category of rights, or a right ``within`` one. ``instruments``: articles by instrument (empty: the whole)."""

    id: str
    name: str
    section: str
    instruments: Mapping[str, tuple[int, ...]]
    within: str = ""
    means: str = ""
    groups: tuple[str, ...] = ()
    note: str = ""


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """A category of rights ``of`` another source, and the rights that it maps to; ``fit`` says how closely."""

    id: str
    of: str
    name: str
    rights: tuple[str, ...]
    fit: str
    note: str = ""


class Opportunity(msgspec.Struct, frozen=True, kw_only=True):
    """A benefit for a right. It is listed, and never offsets a risk (Guiding Principle 11, commentary)."""

    id: str
    right: str
    name: str


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A label printed in risk tables for a role, and the pathways it stands for; ``also`` adds some for one right."""

    id: str
    role: str
    label: str
    match: Match
    pathways: tuple[str, ...]
    also: Mapping[str, tuple[str, ...]] = {}
    closest_own: str = ""
    note: str = ""


class Pathway(msgspec.Struct, frozen=True, kw_only=True):
    """A way in which a role comes to be tied to harm. Any of ``signals`` opens it, and so does an unmet duty."""

    id: str
    role: str
    name: str
    document: str
    section: str
    nature: Nature
    means: str
    effects: tuple[str, ...]
    signals: AnyOf
    path: str
    mark: Mark


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a risk table: how it connects a role. ``pathways`` are those of its labels."""

    role: str
    status: CellStatus
    labels: tuple[str, ...]
    pathways: tuple[str, ...]
    sign: str
    reason: str
    fields: AnyOf

    def connects(self) -> bool:
        """Whether the row connects its role to the risk at all."""
        return self.status in (CellStatus.LISTED, CellStatus.MERGED)


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """A risk to people. Any of ``triggers`` makes it a risk of a product; ``baseline``: nearly every product has it.

    ``right`` is the category it stands under, ``touches`` further rights; ``topics`` are those of evaluations.
    """

    id: str
    name: str
    document: str
    section: str
    right: str
    touches: tuple[str, ...]
    means: str
    example: str
    baseline: bool
    topics: tuple[str, ...]
    groups: tuple[str, ...]
    groups_note: str
    triggers: AnyOf
    cells: tuple[Cell, ...]
    path: str
    mark: Mark


class RiskTables(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, by id and in the order of the ids."""

    instruments: Mapping[str, Instrument] = {}
    groups: Mapping[str, Group] = {}
    rights: Mapping[str, Right] = {}
    categories: Mapping[str, Category] = {}
    opportunities: Mapping[str, Opportunity] = {}
    labels: Mapping[str, Label] = {}
    pathways: Mapping[str, Pathway] = {}
    risks: Mapping[str, Risk] = {}

    def instruments_of(self, right: str) -> Mapping[str, tuple[int, ...]]:
        """Return the instruments of a right, for a category without any those of the rights within it; else none."""
        known = self.rights.get(right)
        if known is None:
            return {}
        if known.instruments:
            return known.instruments
        found: dict[str, set[int]] = {}
        for inner in self.rights.values():
            if inner.within == right:
                for name, articles in inner.instruments.items():
                    found.setdefault(name, set()).update(articles)
        return {name: tuple(sorted(found[name])) for name in self.instruments if name in found}
