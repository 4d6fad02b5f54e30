"""A manifest as it stands on a day: statements about a later day count as not stated.

A partial date (2026, 2026-03) that ends after the day counts as later, because it may be later.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import structs

from rightsgate.logic.absence import UNSAID
from rightsgate.logic.dates import is_later
from rightsgate.manifest.model import RECORDS, Entity, Listing, Manifest, Statement

# Identifying fields always count.
PARTIES: Final[Mapping[str, tuple[str, ...]]] = {"link": ("actor", "impact")}
# A list that starts later is not complete yet, and its `none` does not count yet.
LATER: Final = {Listing.COMPLETE: Listing.LISTED, Listing.NONE: Listing.SILENT}


def in_force(manifest: Manifest, day: str) -> Manifest:
    """Return what a manifest states as of a day (ISO)."""
    entities = {kind: tuple(_entities(found, day)) for kind, found in manifest.entities.items()}
    late = {kind for kind, begins in manifest.begins.items() if is_later(begins, day)}
    listings = {kind: LATER.get(one, one) if kind in late else one for kind, one in manifest.listings.items()}
    return structs.replace(manifest, entities=entities, listings=listings)


def _entities(entities: Iterable[Entity], day: str) -> Iterator[Entity]:
    for entity in entities:
        late = [path for path, said in entity.statements.items() if is_later(said.begins, day)]
        yield _without(entity, late, day) if late or is_later(entity.begins, day) else entity


def _without(entity: Entity, late: Iterable[str], day: str) -> Entity:
    """Return an entity without the statements that do not count yet; a record itself may not exist yet."""
    kept = PARTIES.get(entity.kind, ())
    unsaid = {path: _unsaid(entity.statements[path]) for path in late if path not in kept}
    exists = entity.exists
    if entity.kind in RECORDS and (is_later(entity.begins, day) or "exists" in unsaid):
        place = entity.statements.get("exists") or Statement(value=True, mark=entity.mark, pointer=entity.pointer)
        unsaid["exists"], exists = _unsaid(place), True
    return structs.replace(entity, statements={**entity.statements, **unsaid}, exists=exists)


def _unsaid(statement: Statement) -> Statement:
    return structs.replace(statement, value=UNSAID, open=False, later=statement.value is not UNSAID)
