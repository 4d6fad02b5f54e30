"""Answers that may settle a derived fact: values of the fields that its rules read. Only an evaluation tells."""

from collections.abc import Iterator
from typing import Any, Final

from rightsgate.advise.answers import COMPLETE, Alternative, Answer, AnswerKind, kind_of
from rightsgate.advise.values import candidates
from rightsgate.evaluate.result import Result
from rightsgate.evaluate.site import Lack, Site, site_in
from rightsgate.logic.absence import UNSAID
from rightsgate.manifest.model import Entity
from rightsgate.vocabulary.model import REFERENCES, Field

# How many entries of a kind are looked at, and how many guesses are made for one fact.
ENTRIES: Final = 6
MOST: Final = 60


class Guesses:
    """The guesses for one evaluated manifest, each made once."""

    def __init__(self, result: Result) -> None:
        """Read what the facts of a result rest on."""
        self.result = result
        self.context = result.context
        self.vocabulary = result.context.vocabulary
        self.known: dict[tuple[str, str, str], list[Alternative]] = {}
        self.answers: set[Answer] = set()

    def of(self, kind: str, of: str, subject: str) -> list[Alternative]:
        """Return answers that may settle the facts of a kind about an entity."""
        if not subject:
            return []
        known = self.known.get((kind, of, subject))
        if known is None:
            focused = (self.context.current, dict(self.context.bound), self.context.entity, self.context.key)
            acting = (self.context.actor, self.context.role, self.context.product)
            remembered = (self.context.records_found, self.context.evaluated)
            known = self.known[kind, of, subject] = list(dict.fromkeys(self._made(kind, of, subject)))[:MOST]
            self.answers.update(answer for one in known for answer in one)
            # Looking beneath a fact moves the focus of the context.
            self.context.current, self.context.bound, self.context.entity, self.context.key = focused
            self.context.actor, self.context.role, self.context.product = acting
            self.context.records_found, self.context.evaluated = remembered
        return known

    def among(self, alternative: Alternative) -> bool:
        """Whether one of the answers is a guess."""
        return not self.answers.isdisjoint(alternative)

    def _made(self, kind: str, of: str, subject: str) -> Iterator[Alternative]:
        for missing in self.result.settling.of(kind, of, subject):
            site = missing.site
            if site.field and (site.listed or site.kind == "link") and missing.lack is not Lack.UNBACKED:
                yield from self._values(site, None)
        for name in self.result.rules.settled_by.get(kind, ()):
            of_kind, _, path = name.partition(".")
            for entity in self._entries(of_kind, of, subject):
                yield from self._values(site_in(entity, path, self.context.manifest.path), entity)

    def _entries(self, kind: str, of: str, subject: str) -> list[Entity]:
        if kind == of:
            found = self.context.keyed.get((kind, subject))
            return [] if found is None else [found]
        listed = sorted(self.context.manifest.entities[kind], key=lambda entity: entity.key)
        return listed[:ENTRIES]

    def _values(self, site: Site, entity: Entity | None) -> Iterator[Alternative]:
        field = self.vocabulary.kinds[site.kind].by_path[site.field]
        if field.type in REFERENCES:
            return  # nobody names another entry to please a rule
        entity = entity or self.context.keyed.get((site.kind, site.key))
        now: Any = self._stated(entity, site.field)
        replaces = now.value is not UNSAID
        if replaces and not (field.practice or now.open):
            return
        for one in candidates(field, now, self._beside(entity, field), self.context.as_of, ()):
            kind = kind_of(field, one.plain, is_practice=field.practice, as_of=self.context.as_of)
            if one.adds:
                yield frozenset(
                    Answer(site=site, operator="has", value=code, kind=kind, adds=True, replaces=replaces)
                    for code in one.adds
                )
            elif one.closes:
                yield frozenset((Answer(site=site, operator=COMPLETE, value=True, kind=AnswerKind.CIRCUMSTANCE),))
            else:
                yield frozenset((Answer(site=site, operator="equals", value=one.plain, kind=kind, replaces=replaces),))

    def _stated(self, entity: Entity | None, path: str) -> Any:
        from rightsgate.evaluate.context import SILENT
        from rightsgate.manifest.model import Statement

        said = None if entity is None else entity.stated(path)
        return said if isinstance(said, Statement) else SILENT

    def _beside(self, entity: Entity | None, field: Field) -> tuple[Any, ...]:
        """Return the codes stated elsewhere in the entry that the field takes too."""
        if entity is None or not field.values:
            return ()
        said = (one.value for one in entity.statements.values() if isinstance(one.value, tuple))
        return tuple(dict.fromkeys(code for codes in said for code in codes if code in field.values))
