"""Records that are not listed, and could be; and statements that there is none of a kind."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from rightsgate.advise.answers import MISSING, Alternative, Answer, AnswerKind
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.relevance import concerns_subject
from rightsgate.evaluate.site import Site
from rightsgate.evaluate.sites import records_site
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import RECORDS, Entity, Statement
from rightsgate.rules.model.condition import Quantified
from rightsgate.rules.model.duty import Subject


class NewRecords:
    """The records that could be listed in one manifest: entities without statements but those that say what they are."""

    def __init__(self, context: Context) -> None:
        """Make records for the duty that the context focuses on."""
        self.context = context
        self.sites: dict[str, Site] = {}

    def possible(self, node: Quantified) -> Iterator[Entity]:
        """Yield a record of each kind that counts for a condition, of the actor and about the entity asked about."""
        if node.kind not in RECORDS or node.kind == "relation" or not self.context.actor:
            return
        site = records_site(node, self.context)
        for kind in node.kinds or ("",):
            record = self._record(site, kind, about=())
            if concerns_subject(self.context, record) is not TRUE and site.about:
                record = self._record(site, kind, about=site.about)
            if concerns_subject(self.context, record) is TRUE:
                yield record

    def _record(self, site: Site, kind: str, about: tuple[str, ...]) -> Entity:
        kinds = (kind,) if kind else ()
        named = structs.replace(site, kinds=kinds, about=about)
        key = f"new {site.kind} {kind} {' '.join(site.owners)} {' '.join(about)}"
        self.sites[key] = named
        stated: dict[str, Any] = {"owner": site.owners, "about": about, "kind": kind}
        mark = (site.location.line, site.location.column)
        statements = {
            path: Statement(value=value, mark=mark, pointer="")
            for path, value in stated.items()
            if value and path in self.context.vocabulary.kinds[site.kind].fields
        }
        return Entity(kind=site.kind, key=key, name="", pointer="", mark=mark, statements=statements, data={})

    def listing(self, record: Entity) -> Alternative:
        """Return the answer that lists a record."""
        site = self.sites[record.key]
        return frozenset((Answer(site=site, operator="exists", value=True, kind=AnswerKind.PRACTICE),))

    def denials(self, node: Quantified) -> list[Alternative]:
        """Return what says that the actor has no record that counts for a condition."""
        if node.kind not in RECORDS or node.kind == "relation" or not self.context.actor:
            return []
        site = structs.replace(records_site(node, self.context), about=())
        if not node.kinds:
            return [self._none(structs.replace(site, kinds=()), AnswerKind.PRACTICE)]
        denied = (structs.replace(site, kinds=(kind,), field="exists") for kind in node.kinds)
        answers = [Answer(site=one, operator="equals", value=False, kind=AnswerKind.PRACTICE) for one in denied]
        return [frozenset(answers)]

    def absences(self, on: Subject, actor: str) -> list[Alternative]:
        """Return what says that there is nothing that a duty could be asked of."""
        vocabulary, manifest = self.context.vocabulary, self.context.manifest
        first = min(manifest.entities["actor"], key=lambda one: one.key)
        holder = self.context.keyed.get(("actor", actor)) or first
        at = Location.of(manifest.path, holder)
        if on.kind == "actor":
            return []
        if on.kind == "relation":
            side = {"provider": {"provider": actor}, "receiver": {"receiver": actor}}.get(on.side, {})
            if not side:
                return []
            sites = [Site(kind="relation", kinds=(kind,), listed=False, location=at, **side) for kind in on.kinds]
            denied = [structs.replace(site, field="exists") for site in sites]
            return [frozenset(Answer(site=s, operator="equals", value=False, kind=AnswerKind.ABSENCE) for s in denied)]
        kind = vocabulary.kinds[on.kind]
        owners = (actor,) if "actor" in kind.inside and actor else ()
        return [self._none(Site(kind=on.kind, owners=owners, listed=False, location=at), AnswerKind.ABSENCE)]

    @staticmethod
    def _none(site: Site, kind: AnswerKind) -> Alternative:
        return frozenset((Answer(site=site, operator=MISSING, value="none", kind=kind),))
