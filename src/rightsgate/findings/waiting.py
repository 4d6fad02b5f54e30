"""Findings of the subject that nothing which it can state itself would settle: they wait for what others state."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from rightsgate.evaluate.model import Detail, Explanation
from rightsgate.evaluate.result import Result
from rightsgate.evaluate.site import Site
from rightsgate.findings.duty_bearers import Gating
from rightsgate.findings.model import Finding
from rightsgate.manifest.model import Entity
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.vocabulary.model import Vocabulary


class Waiting:
    """Tells for one manifest which unknown findings of the subject wait for statements of others alone."""

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
        if finding.outcome is not Outcome.UNKNOWN or finding.effect is Effect.ACCEPT:
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
        for missing in self._explanation(finding).missing:
            owners = frozenset(self._owners(missing.site))
            if not owners or self.gating.subject in owners:
                return frozenset()
            found |= owners
        return frozenset(found)

    def _explanation(self, finding: Finding) -> Explanation:
        if finding.explanation is not None and finding.explanation.missing:
            return finding.explanation
        asked = (finding.duty.id, finding.actor, finding.role, finding.entity)
        return self.result.explanation(asked, Outcome.UNKNOWN, Detail.BRIEF)

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
