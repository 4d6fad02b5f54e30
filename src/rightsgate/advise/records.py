"""Records that are not listed, and could be; and statements that there is none of a kind."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from rightsgate.advise.answers import MISSING, NOTHING, Alternative, Answer, AnswerKind
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.relevance import concerns_subject
from rightsgate.evaluate.site import Site, is_silent, site_in
from rightsgate.evaluate.sites import implied_site, records_site
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import RECORDS, Entity, Statement
from rightsgate.rules.model.condition import Atom, Literal, Quantified
from rightsgate.rules.model.duty import Subject
from rightsgate.vocabulary.model import EntityKind, FieldType


class NewRecords:
    """The records that could be listed in one manifest: entities that state only what they are."""

    def __init__(self, context: Context) -> None:
        """Make records for the duty that the context focuses on."""
        self.context = context
        self.sites: dict[str, Site] = {}

    def possible(self, node: Quantified) -> Iterator[Entity]:
        """Yield a record of each kind that counts for a condition, of the actor and about the entity asked about."""
        if node.kind not in RECORDS or node.kind == "relation" or not self.context.actor:
            return
        site = records_site(node, self.context)
        field = self.context.vocabulary.kinds[node.kind].fields.get("kind")
        named = node.kinds or tuple(kinds_tested(node)) or (() if field is None else field.values)
        for kind in named or ("",):
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
            return [self._none(structs.replace(site, kinds=()), AnswerKind.ABSENCE)]
        denied = (structs.replace(site, kinds=(kind,), field="exists") for kind in node.kinds)
        answers = [Answer(site=one, operator="equals", value=False, kind=AnswerKind.ABSENCE) for one in denied]
        return [frozenset(answers)]

    def denial(self, record: Entity) -> Alternative:
        """Return what says that a relation is not there which no record states, and which silence alone makes possible.

        Nobody is to take on duties in a relation of which nothing says that it is there.
        """
        if ("relation", record.key) in self.context.keyed:
            return NOTHING
        rows = self.context.facts.where("related", "kind", "provider", "receiver", relation=record.key)
        if any(truth is TRUE for _, truth in rows):
            return NOTHING
        site = implied_site(record.key, "exists", self.context)
        if not (site.kinds and site.provider and site.receiver):
            return NOTHING
        return frozenset((Answer(site=site, operator="equals", value=False, kind=AnswerKind.ABSENCE),))

    def absences(self, on: Subject, actor: str) -> list[Alternative]:
        """Return what says that there is nothing that a duty could be asked of."""
        vocabulary, manifest = self.context.vocabulary, self.context.manifest
        first = min(manifest.entities["actor"], key=lambda one: one.key)
        holder = self.context.keyed.get(("actor", actor)) or first
        at = Location.of(manifest.path, holder)
        if on.kind == "actor":
            return []
        if on.kind == "relation":
            if on.side not in ("provider", "receiver"):
                return []
            provider, receiver = (actor, "") if on.side == "provider" else ("", actor)
            sites = [
                Site(kind="relation", kinds=(kind,), provider=provider, receiver=receiver, listed=False, location=at)
                for kind in on.kinds
            ]
            denied = [structs.replace(site, field="exists") for site in sites]
            return [frozenset(Answer(site=s, operator="equals", value=False, kind=AnswerKind.ABSENCE) for s in denied)]
        if on.kind == "impact":
            recorded = impacts_of_risks(self.context, "")
            if recorded:
                return [recorded]
        kind = vocabulary.kinds[on.kind]
        owners = (actor,) if "actor" in kind.inside and actor else ()
        none = self._none(Site(kind=on.kind, owners=owners, listed=False, location=at), AnswerKind.ABSENCE)
        named = self._named(kind, actor)
        return [none, *([named] if named else [])]

    def _named(self, kind: EntityKind, actor: str) -> Alternative:
        """Return the entries that silent references of what an actor owns would name: one for each, named for it."""
        context = self.context
        owned = {str(key) for (key,), truth in context.facts.where("owns", "entity", actor=actor) if truth is TRUE}
        answers: list[Answer] = []
        for key in sorted(owned):
            entity = context.part.get(key)
            fields = () if entity is None else context.vocabulary.kinds[entity.kind].fields.values()
            for field in fields:
                if entity is None or field.to != kind.name or not field.states:
                    continue
                if not is_silent(entity, field.path, context.vocabulary):
                    continue
                at = Location.of(context.manifest.path, entity)
                name = f"{key}-{kind.name}"
                new = Site(kind=kind.name, listed=False, key=name, location=at)
                said = Answer(site=new, operator="exists", value=True, kind=AnswerKind.CIRCUMSTANCE)
                link = site_in(entity, field.path, context.manifest.path)
                adds = field.type is FieldType.REFERENCES
                answers += [said, Answer(site=link, operator="has", value=name, kind=said.kind, adds=adds)]
        return frozenset(answers)

    @staticmethod
    def _none(site: Site, kind: AnswerKind) -> Alternative:
        return frozenset((Answer(site=site, operator=MISSING, value="none", kind=kind),))


def kinds_tested(node: Quantified) -> Iterator[str]:
    """Yield the kinds that the conditions inside ask for."""
    for part in node.that.parts:
        if isinstance(part, Atom) and part.path == "kind" and isinstance(part.operand, Literal):
            value = part.operand.value
            yield from (str(one) for one in (value if isinstance(value, tuple) else (value,)))


def impacts_of_risks(context: Context, actor: str, *, possible: bool = False) -> Alternative:
    """Return the impacts to be recorded: one for each certain risk of a product of which none is a case yet.

    With an ``actor``, of the products in which it has a part; with ``possible``, for risks that it only may have too.
    """
    facts, manifest = context.facts, context.manifest
    parts = {str(product) for (product,), _ in facts.where("has_part", "product", actor=actor)} if actor else set()
    known = {str(kind) for kind in context.vocabulary.artefacts}
    recorded = manifest.entities["impact"]
    answers: list[Answer] = []
    for (risk, product), truth in facts.rows("triggered", "risk", "product"):
        entity = context.part.get(str(product))
        if (
            (truth is not TRUE and not possible)
            or entity is None
            or entity.kind not in known
            or (actor and product not in parts)
        ):
            continue
        if any(one.value_of("risk") == risk and one.value_of(entity.kind) == product for one in recorded):
            continue
        at = Location.of(manifest.path, entity)
        site = Site(kind="impact", listed=False, key=f"{product}-{risk}".lower(), location=at)
        said = {"risk": risk, entity.kind: product, "status": "potential"}
        answers += [
            Answer(site=structs.replace(site, field=name), operator="equals", value=value, kind=AnswerKind.CIRCUMSTANCE)
            for name, value in said.items()
        ]
    return frozenset(answers)


def implied_relations(context: Context, actor: str) -> Alternative:
    """Return the relations of an actor that links between artefacts state for certain, and that are not listed."""
    facts, manifest = context.facts, context.manifest
    holder = context.keyed.get(("actor", actor))
    ends = ("kind", "from", "to")
    listed = {tuple(one.value_of(end) for end in ends) for one in manifest.entities["relation"]}
    answers: list[Answer] = []
    for (kind, provider, receiver), truth in facts.rows("linked", "kind", "provider", "receiver"):
        if truth is not TRUE or holder is None or actor not in (provider, receiver) or provider == receiver:
            continue
        if (kind, provider, receiver) in listed:
            continue
        at = Location.of(manifest.path, holder)
        site = Site(
            kind="relation",
            kinds=(str(kind),),
            provider=str(provider),
            receiver=str(receiver),
            listed=False,
            location=at,
        )
        answers.append(Answer(site=site, operator="exists", value=True, kind=AnswerKind.CIRCUMSTANCE))
    return frozenset(answers)
