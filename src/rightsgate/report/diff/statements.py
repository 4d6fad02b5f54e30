"""What a check tells of the statements in a manifest: all of them, or those that the results of a report rest on."""

from collections.abc import Iterator
from typing import Final, Protocol

import msgspec

from rightsgate.manifest.model import Entity, Listing, Manifest, Statement
from rightsgate.report.diff.facts import LISTED, Key, fact_of
from rightsgate.report.diff.model import Location
from rightsgate.report.json.contract import manifest as contract
from rightsgate.report.json.contract.finding import Finding, Test
from rightsgate.report.json.contract.place import Place
from rightsgate.report.wording import text_of
from rightsgate.vocabulary.model import DETAILS

NOT_LISTED: Final = "not listed"
NOT_STATED: Final = "not stated"
ABSENT: Final = "declared absent"
# What a statement is backed by, other than remarks.
BACKING: Final = tuple(name for name in DETAILS if name != "note")


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What is stated under a key, in words: ``texts`` has the ways in which tests put it, the first to be shown."""

    texts: tuple[str, ...]
    location: Location | None = None

    def differs(self, other: "Stated") -> bool:
        """Whether the two say different things."""
        return set(self.texts).isdisjoint(other.texts)


class Statements(Protocol):
    """What is known of the statements of one manifest."""

    def of(self, key: Key) -> Stated | None:
        """Return what is stated under a key; None where that cannot be told."""

    def keys(self) -> Iterator[Key] | None:
        """Yield the key of every statement; None where not all are known."""

    def knows(self, entity: str) -> bool:
        """Whether anything is known of an entity."""


class WholeManifest:
    """The statements of a manifest that was read."""

    def __init__(self, manifest: Manifest) -> None:
        """Look at all of its entities."""
        self.path = manifest.path
        self.stated: dict[Key, Stated] = {}
        self.entities: dict[str, Entity] = {}
        for kind, entities in manifest.entities.items():
            for entity in entities:
                self._add(entity)
            listing = manifest.listings.get(kind, Listing.SILENT)
            if listing in (Listing.COMPLETE, Listing.NONE):
                self.stated[f"the list of {kind}s", ""] = Stated(texts=(listing.value,))

    def _add(self, entity: Entity) -> None:
        self.entities.setdefault(entity.key, entity)
        said = LISTED if entity.exists else ABSENT
        self.stated.setdefault((entity.key, ""), Stated(texts=(said,), location=self._place(entity)))
        for path, statement in entity.statements.items():
            stated = Stated(texts=(_words(statement),), location=self._place(statement))
            self.stated.setdefault((entity.key, path), stated)

    def _place(self, thing: Entity | Statement) -> Location:
        line, column = thing.mark
        return Location(path=self.path, line=line, column=column, pointer=thing.pointer)

    def of(self, key: Key) -> Stated:
        """Return what is stated under a key, or that nothing is."""
        found = self.stated.get(key)
        if found is not None:
            return found
        entity = self.entities.get(key[0])
        if entity is None:
            return Stated(texts=(NOT_LISTED,))
        return Stated(texts=(text_of(entity.stated(key[1])),), location=self._place(entity))

    def keys(self) -> Iterator[Key]:
        """Yield the key of every statement."""
        return iter(self.stated)

    def knows(self, entity: str) -> bool:
        """Whether the entity is listed."""
        return entity in self.entities


def _words(statement: Statement) -> str:
    """Return a value in words, with what backs it: that can decide as well."""
    backing = {name: statement.details[name] for name in BACKING if name in statement.details}
    said = [f"{name}: {text_of(tuple(one) if isinstance(one, list) else one)}" for name, one in backing.items()]
    return text_of(statement.value) + (f" ({'; '.join(said)})" if said else "")


class ReportStatements:
    """The statements that tests and derivations of a report show; more of them where it lists derivations."""

    def __init__(self, part: contract.Manifest) -> None:
        """Look at the tests of every finding and step, and at the facts that steps state."""
        self.path = part.path
        self.tested: dict[Key, dict[str, Location | None]] = {}
        self.facts: dict[Key, dict[str, Location | None]] = {}
        for finding in part.findings:
            for test in finding.because:
                self._test(test, about_of(finding), finding.location)
        for step in part.derivations.values():
            for test in step.because:
                self._test(test, "", None)
            key, value = fact_of(step.fact)
            if step.location is not None and key is not None and value:
                self.facts.setdefault(key, {})[value] = self._place(step.location)
        for actor in part.actors:
            self.facts.setdefault((actor.id, ""), {LISTED: self._place(actor.location)})
        for name, place in part.entities.items():
            self.facts.setdefault((name, ""), {LISTED: self._place(place)})

    def _test(self, test: Test, about: str, place: Place | None) -> None:
        found = self.tested.setdefault((test.entity or about, test.field), {})
        found.setdefault(test.stated, self._place(test.location or place))

    def _place(self, place: Place | None) -> Location | None:
        if place is None:
            return None
        return Location(path=self.path, line=place.line, column=place.column, pointer=place.pointer)

    def of(self, key: Key) -> Stated | None:
        """Return what tests found under a key, or else what steps state; None where nothing looked at it."""
        tested = self.tested.get(key)
        if tested:
            return Stated(texts=tuple(sorted(tested, key=len)), location=next(iter(tested.values())))
        facts = self.facts.get(key)
        if facts:
            return Stated(texts=(", ".join(sorted(facts)),), location=next(iter(facts.values())))
        return None

    def keys(self) -> None:
        """Return None: not all of them are known."""

    def knows(self, entity: str) -> bool:
        """Whether any test or step tells of an entity."""
        return any(entity == name for name, _ in (*self.tested, *self.facts))


def about_of(finding: Finding) -> str:
    """Return the id of what a finding is about: its entity, or its actor."""
    return finding.entity or finding.actor
