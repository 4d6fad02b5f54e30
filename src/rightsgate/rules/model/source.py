"""Where rules come from: documents with their clauses, frameworks, thresholds, and how clauses correspond."""

from collections.abc import Collection, Mapping
from enum import Enum

import msgspec


class NotEncoded(Enum):
    """Why no rule encodes a clause."""

    JUDGEMENT = "judgement"
    OUT_OF_REACH = "out-of-reach"
    CONTEXT = "context"


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One clause of a document. Where no rule encodes it: what it ``says``, its ``standing`` and the reason."""

    id: str
    says: str = ""
    standing: NotEncoded | None = None
    reason: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section of a document with its clauses, in the document's own order.

    ``page`` is the page on which it begins (0: the document has no pages, or they are not known); ``note`` is a
    remark for readers of the coverage, such as where a section without clauses is encoded.
    """

    section: str
    title: str
    clauses: tuple[Clause, ...] = ()
    page: int = 0
    note: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A source document. ``short`` names it in a report, ``authority`` says what weight it has."""

    id: str
    short: str
    title: str
    publisher: str
    dated: str
    authority: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    def part(self, section: str, clauses: Collection[str] = ()) -> Section | None:
        """Return the section that holds one of the clauses, else the one of that name, else None."""
        holding = (one for one in self.sections if any(clause.id in clauses for clause in one.clauses))
        named = (one for one in self.sections if one.section == section)
        return next(holding, None) or next(named, None)


class Framework(msgspec.Struct, frozen=True, kw_only=True):
    """A regulatory or voluntary framework whose documentation duties a source compares.

    ``binding`` is how it binds, as the source puts it; ``effective_from`` and ``effective_until`` are ISO days (empty:
    open), and ``ended`` says why it ended.
    """

    id: str
    name: str
    level: str
    binding: str
    covers: str
    effective_from: str = ""
    effective_until: str = ""
    ended: str = ""
    note: str = ""


class Correspondence(Enum):
    """How the requirement of one rule compares with that of another."""

    EQUAL = "equal"
    NARROWER = "narrower"
    WIDER = "wider"
    RELATED = "related"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two rules that ask for the same thing, or nearly: ``rule`` is equal to, narrower or wider than ``other``."""

    rule: str
    other: str
    relation: Correspondence
    reason: str


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """All documents, frameworks and links of the packs that are loaded together."""

    documents: Mapping[str, Document] = {}
    frameworks: Mapping[str, Framework] = {}
    links: tuple[Link, ...] = ()
