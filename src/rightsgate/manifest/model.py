"""A manifest after loading: entities, and what is stated of each, with its place."""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple

import msgspec

from rightsgate.logic.absence import NONE, UNSAID, Absence
from rightsgate.logic.dates import Dates
from rightsgate.manifest.evidence import Tier, is_own, texts_of
from rightsgate.text.position import Mark


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a manifest says about one field.

    ``value``: a text, number, boolean, ``Dates``, a tuple of codes, ``Absence``, or anything for free fields.
    ``open``: more may be true than is listed (a hazard list, or one that holds ``unknown``).
    ``implied``: the codes that those stated imply, which conditions see and derived facts do not.
    ``withheld``: the value and what backs it, where a policy does not count it for want of evidence.
    ``details``: evidence, tested, verified_by, since, as_of and note, as written.
    ``begins``: the day before which it does not count, by its own details or by those of what it stands in;
    ``as_of``: the day on which it was known to be so, likewise. ``later``: it does not count yet.
    """

    value: Any
    mark: Mark
    pointer: str
    open: bool = False
    implied: tuple[str, ...] = ()
    details: Mapping[str, Any] = {}
    withheld: tuple[Any, Tier] | None = None
    begins: Dates | None = None
    as_of: Dates | None = None
    later: bool = False


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, artefact or record of the manifest.

    ``key`` is its id, or its JSON pointer where it has none; ``statements`` maps the dotted path of a field
    to what is stated; ``exists`` is false for a record that declares an absence; ``begins`` and ``as_of`` are those
    of all that is stated of it.
    """

    kind: str
    key: str
    name: str
    pointer: str
    mark: Mark
    statements: Mapping[str, Statement]
    data: Mapping[str, Any]
    exists: bool = True
    begins: Dates | None = None
    as_of: Dates | None = None

    def stated(self, path: str) -> Statement | Absence:
        """Return the statement on a field, if there is one. A field of an absent group is absent."""
        statement = self.statements.get(path)
        if statement is not None:
            return statement
        while "." in path:
            path, _, _ = path.rpartition(".")
            group = self.statements.get(path)
            if group is not None:
                return NONE if group.value is NONE else UNSAID
        return UNSAID

    def backing(self, path: str) -> Iterator[Mapping[str, Any]]:
        """Yield the details that support a field: of its statement, of the groups around it, of the entity."""
        while path:
            if path in self.statements:
                yield self.statements[path].details
            path, _, _ = path.rpartition(".")
        yield self.data

    def tier(self, path: str, own: Collection[str]) -> Tier:
        """Return the evidence tier of a field; ``own`` are ids and names of its own actors, who cannot verify it."""
        found = Tier.CLAIMED
        for details in self.backing(path):
            if any(not is_own(name, own) for name in texts_of(details.get("verified_by"))):
                return Tier.VERIFIED
            if texts_of(details.get("tested")):
                found = Tier.TESTED
            elif found is Tier.CLAIMED and texts_of(details.get("evidence")):
                found = Tier.DOCUMENTED
        return found

    def value_of(self, path: str) -> Any:
        """Return the value stated of a field; None where nothing is, or it is declared absent."""
        statement = self.statements.get(path)
        return None if statement is None or isinstance(statement.value, Absence) else statement.value


class Listing(Enum):
    """What a section of the manifest says about being exhaustive."""

    SILENT = "silent"
    LISTED = "listed"
    COMPLETE = "complete"
    NONE = "none"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A deployment manifest. ``entities`` and ``listings`` are keyed by entity kind.

    ``begins``: the day before which a listing does not count as one, where the manifest gives one. ``raw``: the bytes
    that it was read from. ``subject``: the actor on whose behalf it is checked, if it names one.
    """

    path: str
    name: str
    entities: Mapping[str, tuple[Entity, ...]]
    listings: Mapping[str, Listing]
    begins: Mapping[str, Dates] = {}
    raw: bytes = b""
    subject: str = ""


class RecordWords(NamedTuple):
    """What readers call records of a kind: ``one`` of them, and ``any`` of them, whichever they are."""

    one: str
    any: str


# Records that belong to an actor; all other kinds of entity are part of the value chain themselves. They are named here
# and not in the vocabulary, since conditions read them in a way of their own: where none is listed, nothing is met.
RECORDS: Final[Mapping[str, RecordWords]] = {
    "document": RecordWords("document", "document"),
    "terms": RecordWords("set of terms", "published terms"),
    "channel": RecordWords("reporting channel", "reporting channel"),
    "relation": RecordWords("relation", "relation of the value chain"),
}


def link_key(actor: str, impact: str) -> str:
    """Return the key of the record on an actor's involvement in an impact, whether it is listed or not."""
    return f"{actor}@{impact}"
