"""The open questions of a manifest, what settles most first, musts before the rest."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import msgspec

from rightsgate.advise.beginning.entries import entry_at
from rightsgate.checker.checker import Checker
from rightsgate.evaluate.site import Lack, Site
from rightsgate.findings.model import Finding
from rightsgate.findings.priorities import FirstStep, first_steps
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.rules.model.duty import Strength
from rightsgate.text.edit.plain import plain
from rightsgate.text.located import decode, parse
from rightsgate.text.search import suffix_of
from rightsgate.vocabulary.model import Field, FieldType


class Wants(Enum):
    """What a question asks for: a statement, whether there is any entry, whether a list is all, or evidence."""

    STATEMENT = "statement"
    ENTRY = "entry"
    COMPLETE = "complete"
    EVIDENCE = "evidence"


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A place on which open findings rest, most urgent first; ``wants`` says what is asked for there."""

    site: Site
    wants: Wants
    findings: tuple[Finding, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells the question from others, however the lines of the manifest move."""
        return (*self.site.order, self.wants)

    @property
    def is_must(self) -> bool:
        """Whether a must rests on it."""
        return any(finding.strength is Strength.MUST for finding in self.findings)


WANTED: Mapping[Lack, Wants] = {
    Lack.UNSTATED: Wants.STATEMENT,
    Lack.INCOMPLETE: Wants.COMPLETE,
    Lack.UNBACKED: Wants.EVIDENCE,
}


class Filling:
    """A manifest as it stands, checked: its open questions, and what its entries are called."""

    def __init__(self, raw: bytes, path: str, checker: Checker) -> None:
        """Read and check a manifest; raises InputError for one that is faulty."""
        self.raw, self.path, self.checker = raw, path, checker
        self.vocabulary = checker.pack.vocabulary
        located = parse(decode(raw, path, checker.limits), path, json=suffix_of(path) == ".json", limits=checker.limits)
        located.raw = raw
        self.data: Mapping[str, Any] = plain(located)
        self.manifest: Manifest = checker.load(located, path)
        self.part = checker.check(self.manifest)
        self.names = {one.key: one.name or one.key for some in self.manifest.entities.values() for one in some}

    def questions(self) -> list[OpenQuestion]:
        """Return the open questions in order: musts first, then by how much each settles."""
        found = [*self._questions()]
        return sorted(found, key=lambda one: not one.is_must)

    def _questions(self) -> Iterator[OpenQuestion]:
        for step in first_steps(self.part.findings, self.part.assessment):
            wants = self._wanted(step)
            if wants is not None:
                yield OpenQuestion(site=step.site, wants=wants, findings=(*step.blocking, *step.open))

    def _wanted(self, step: FirstStep) -> Wants | None:
        """Return what a step asks for; None where the world has to change first, or only a person can see to it."""
        if step.failed or step.lack not in WANTED:
            return None
        if not step.site.field:
            return None if step.site.listed else Wants.ENTRY
        return WANTED[step.lack]

    def field(self, site: Site) -> Field:
        """Return the field that a question is about."""
        return self.vocabulary.kinds[site.kind].by_path[site.field]

    def entry(self, site: Site) -> Mapping[str, Any]:
        """Return what is known of the entry that a question is about."""
        entity = self.entity(site)
        if entity is not None:
            return {**entity.data, "id": entity.key}
        kinds = {"kind": list(site.kinds)} if site.kinds else {}
        return {**entry_at(site, self.vocabulary), **kinds}

    def entity(self, site: Site) -> Entity | None:
        """Return the entry that a question is about, if it is listed."""
        return next((one for one in self.manifest.entities[site.kind] if site.listed and one.key == site.key), None)

    def ids(self, field: Field) -> Mapping[str, str]:
        """Return the ids that a field may name, with what each is called."""
        if field.type not in (FieldType.REFERENCE, FieldType.REFERENCES) or field.to not in self.vocabulary.kinds:
            return {}
        return {one.key: one.name or one.key for one in self.manifest.entities[field.to] if "id" in one.data}

    def lists(self, section: str) -> bool:
        """Whether a section has any entries."""
        held = self.data.get(section)
        held = held.get("value") if isinstance(held, dict) else held
        return isinstance(held, list) and bool(held)
