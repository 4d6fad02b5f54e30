"""Where something is to be stated: a field of an entry that is there, or an entry that is not listed."""

from enum import Enum
from typing import Any

import msgspec

from rightsgate.logic.absence import UNSAID
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Statement
from rightsgate.vocabulary.model import Vocabulary


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an entry of the manifest, or an entry that is not listed; ``field`` is empty if the whole entry is
    meant.

    ``entity`` is the id of the entry; one without an id, or not ``listed``, is told by its parties: the actors that
    own it, provide or receive, and the entries that it is ``about``. ``kinds``: the kinds that count, for one that is
    not listed. ``key`` names it in this evaluation alone. ``location``: the entry, or the nearest one that is there.
    """

    kind: str
    entity: str = ""
    field: str = ""
    kinds: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    provider: str = ""
    receiver: str = ""
    about: tuple[str, ...] = ()
    listed: bool = True
    key: str = ""
    location: Location

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key, which does not depend on the order of the manifest."""
        return (self.kind, self.key, self.field, self.kinds, self.owners, self.provider, self.receiver, self.about)


class Lack(Enum):
    """What keeps a test unknown: nothing is stated; a list may leave something out; what backs the statement is less
    than the policy asks for; it may not count yet; or it is not clear enough.
    """

    UNSTATED = "unstated"
    INCOMPLETE = "incomplete"
    UNBACKED = "unbacked"
    NOT_YET = "not-yet"
    UNCLEAR = "unclear"


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What would have to be stated, or stated otherwise, to settle an unknown."""

    site: Site
    lack: Lack = Lack.UNSTATED


def site_in(entity: Entity, field: str, path: str) -> Site:
    """Return the site of a field of an entry that the file ``path`` lists."""
    location = Location.of(path, entity)
    if "id" in entity.data:
        return Site(kind=entity.kind, entity=entity.key, field=field, key=entity.key, location=location)
    return Site(
        kind=entity.kind,
        field=field,
        owners=_named(entity.value_of("owner") or entity.value_of("actor")),
        provider=str(entity.value_of("from") or ""),
        receiver=str(entity.value_of("to") or ""),
        about=_named(entity.value_of("about") or entity.value_of("impact")),
        key=entity.key,
        location=location,
    )


def unlisted_link(actor: str, impact: Entity, field: str, path: str) -> Site:
    """Return the site of a field of the record on an actor's tie to an impact, where the impact lists none."""
    location = Location.of(path, impact)
    return Site(kind="link", field=field, owners=(actor,), about=(impact.key,), listed=False, location=location)


def _named(value: Any) -> tuple[str, ...]:
    return () if value is None else tuple(sorted(value)) if isinstance(value, tuple) else (str(value),)


def lack_of(entity: Entity, field: str) -> Lack:
    """Return what is lacking in what an entry states of a field."""
    statement = entity.stated(field)
    if not isinstance(statement, Statement):
        return Lack.UNSTATED if statement is UNSAID else Lack.UNCLEAR
    if statement.withheld is not None:
        return Lack.UNBACKED
    if statement.value is UNSAID:
        return Lack.NOT_YET if statement.later else Lack.UNSTATED
    return Lack.INCOMPLETE if statement.open else Lack.UNCLEAR


def is_silent(entity: Entity, field: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing is stated of a field, nor of the one that answers for it, and silence says nothing there."""
    known = vocabulary.kinds[entity.kind].by_path[field]
    if field not in entity.statements and (known.unstated_is_none or known.alternative in entity.statements):
        return False
    return lack_of(entity, field) in (Lack.UNSTATED, Lack.NOT_YET)
