"""Findings of the subject that rest on what others do or state alone.

Whether the practice of another is missing or not stated, the subject owes the same about it, and that is a duty of its
own; the gap itself keeps its gate from passing no more than a duty of the other does.
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from rightsgate.evaluate.model import Detail, Explanation, Part, TargetKind, Test
from rightsgate.evaluate.result import Result
from rightsgate.evaluate.site import Site, site_in
from rightsgate.findings.duty_bearers import Gating
from rightsgate.findings.model import Finding
from rightsgate.manifest.model import Entity
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.vocabulary.model import Vocabulary


class Waiting:
    """Tells for one manifest which findings of the subject rest on others alone."""

    def __init__(self, result: Result, gating: Gating, vocabulary: Vocabulary) -> None:
        """Without a subject whose duties gate, nothing waits."""
        self.result = result
        self.gating = gating
        self.vocabulary = vocabulary

    def told(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings; those that wait for others keep no gate from passing."""
        if not self.gating.is_of_subject:
            return list(findings)
        return [self._told(finding) for finding in findings]

    def _told(self, finding: Finding) -> Finding:
        if finding.outcome not in (Outcome.UNKNOWN, Outcome.UNMET) or finding.effect is Effect.ACCEPT:
            return finding
        awaited = [self._awaited(part) for part in (finding, *finding.also)]
        if not all(awaited):
            return finding
        actors = tuple(sorted({actor for actors in awaited for actor in actors}))
        return structs.replace(finding, awaits=actors, effect=Effect.ACCEPT)

    def _awaited(self, finding: Finding) -> frozenset[str]:
        """Return the others whose statements a finding waits for; none if the subject could settle it."""
        if finding.lacks is not None:
            return frozenset()
        found: set[str] = set()
        for site in self._sites(finding):
            owners = frozenset(() if site is None else self._owners(site))
            if not owners or self.gating.subject in owners:
                return frozenset()
            found |= owners
        return frozenset(found)

    def _sites(self, finding: Finding) -> Iterator[Site | None]:
        """Yield what a finding rests on: all that is missing, or the practices that are (None: anything else)."""
        if finding.outcome is not Outcome.UNMET:
            yield from (missing.site for missing in self._explanation(finding, Detail.BRIEF).missing)
            return
        for test in self._explanation(finding, Detail.TESTS).because:
            if test.part is Part.REQUIRE:
                site = self._of_fact(test) if test.target.kind is TargetKind.FACT else test.site
                yield site if site is not None and self._is_practice(site.kind, site.field) else None

    def _of_fact(self, test: Test) -> Site | None:
        """Return the first practice of an entry by which a derived fact about it is settled, if there is one."""
        entity = self.result.context.keyed.get((test.of, test.entity))
        if entity is None:
            return None
        fields = (name.partition(".") for name in self.result.rules.settled_by.get(test.target.name, ()))
        named = (field for kind, _, field in fields if kind == test.of and self._is_practice(kind, field))
        first = next(named, None)
        return None if first is None else site_in(entity, first, self.result.context.manifest.path)

    def _is_practice(self, kind: str, path: str) -> bool:
        field = self.vocabulary.kinds[kind].by_path.get(path)
        return field is not None and field.practice

    def _explanation(self, finding: Finding, detail: Detail) -> Explanation:
        return self.result.explanation(finding.asked, finding.outcome, detail)

    def _owners(self, site: Site) -> Iterator[str]:
        """Yield the actors whose matter a site is; none where it is not said, as it may be anybody's."""
        if site.kind == "actor":
            yield from (site.entity,) if site.entity else ()
        elif site.provider or site.receiver:
            yield from (site.provider, site.receiver) if site.provider and site.receiver else ()
        elif site.owners:
            yield from site.owners
        else:
            entity = self.result.context.keyed.get((site.kind, site.entity))
            yield from () if entity is None else self._of(entity)

    def _of(self, entity: Entity) -> Iterator[str]:
        owner = self.vocabulary.kinds[entity.kind].owner
        for field in (owner,) if owner else ("from", "to"):
            statement = entity.statements.get(field)
            value = entity.value_of(field)
            if value is None or (statement is not None and statement.open):
                return
            yield from value if isinstance(value, tuple) else (str(value),)
