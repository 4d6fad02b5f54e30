"""People first: impacts and risks in the order to deal with them, rights, and what a person must decide."""

from collections.abc import Iterable, Iterator

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.logic.dates import Dates
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.people.involvement import InvolvementAssessor
from rightsgate.people.model import Assessment, Impact, ProductRisk, Raised, RaisedBy, ToDecide, UnmetDuty
from rightsgate.people.risks import Connections, Rows, rights_at_risk
from rightsgate.people.severity import Severities
from rightsgate.rules.model.attribution import NO_ATTRIBUTION
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.remedy import NO_REMEDY
from rightsgate.rules.predicates import TRIGGERED, fact


class Assessor:
    """Assesses one manifest after another by the same tables and methods."""

    def __init__(self, pack: Pack) -> None:
        """Take the risk tables, the attribution method, the remedy table and the measures of severity of a pack."""
        self.method = next(iter(pack.attributions), NO_ATTRIBUTION)
        self.remedy = next(iter(pack.remedies), NO_REMEDY)
        self.rows = Rows(pack.tables)
        self.severities = Severities(pack.severity)
        # The domains in which any impact weighs more; a pack that has none leaves this set of codes out.
        self.sensitive = frozenset(pack.vocabulary.sets.get("sensitive_domains", ()))

    def assess(
        self,
        manifest: Manifest,
        facts: FactTables,
        unmet_duties: tuple[UnmetDuty, ...],
        undecided: tuple[ToDecide, ...],
    ) -> Assessment:
        """Return the assessment of one manifest, given the duties not met and those that wait for a person."""
        return _Assessing(self, manifest, facts, unmet_duties, undecided).assessment()


class _Assessing:
    def __init__(
        self,
        by: Assessor,
        manifest: Manifest,
        facts: FactTables,
        unmet_duties: tuple[UnmetDuty, ...],
        undecided: tuple[ToDecide, ...],
    ) -> None:
        self.by = by
        self.manifest = manifest
        self.tables = by.rows.tables
        self.facts = facts
        self.unmet_duties = unmet_duties
        self.undecided = undecided
        self.named = {e.key: e for entities in manifest.entities.values() for e in entities}
        self.products: dict[str, list[str]] = {}
        for impact, product in sorted(pair for pair, _ in facts.rows("impact_of", "impact", "product")):
            self.products.setdefault(impact, []).append(product)

    def assessment(self) -> Assessment:
        impacts = tuple(
            sorted(self.impacts(), key=lambda i: (*self.by.severities.rank(i.severity), i.status != "actual", i.id))
        )
        rights = tuple(rights_at_risk(self.facts))
        touched = {line.right for line in rights} | {self.tables.rights[line.right].within for line in rights}
        return Assessment(
            impacts=impacts,
            risks=tuple(self.risks(impacts)),
            rights=rights,
            opportunities=tuple(o for o in self.tables.opportunities.values() if o.right in touched),
            to_decide=tuple(self.to_decide(impacts)),
        )

    def impacts(self) -> Iterator[Impact]:
        """Yield every impact. Its fields are the program's own schema of the kind; only severity names its own."""
        involvements = InvolvementAssessor(self.manifest, self.facts, self.by.method, self.by.remedy)
        for impact in self.manifest.entities["impact"]:
            risk = self.tables.risks.get(_text(impact, "risk"))
            groups = () if risk is None else risk.groups
            products = tuple(self.products.get(impact.key, ()))
            yield Impact(
                id=impact.key,
                name=impact.name,
                status=_text(impact, "status"),
                nature=_text(impact, "nature"),
                date=_text(impact, "date"),
                risk="" if risk is None else risk.id,
                rights=self.rights_of(impact),
                groups=groups,
                products=products,
                severity=self.by.severities.of(impact, self.raised(products, groups)),
                contacts=_texts(impact, "remedy.coordinator"),
                involvements=tuple(involvements.of(impact)),
                location=Location.of(self.manifest.path, impact),
            )

    def rights_of(self, impact: Entity) -> tuple[str, ...]:
        rights = self.facts.where("impact_right", "right", impact=impact.key)
        return tuple(sorted(right for (right,), truth in rights if truth is TRUE))

    def raised(self, products: Iterable[str], groups: Iterable[str]) -> Iterator[Raised]:
        """Yield what raises severity: a sensitive domain, and groups at heightened risk."""
        for product in products:
            domain = _text(self.named[product], "domain")
            if domain in self.by.sensitive:
                yield Raised(by=RaisedBy.DOMAIN, names=(domain,))
        names = [self.tables.groups[group].name for group in groups if group in self.tables.groups]
        if names:
            yield Raised(by=RaisedBy.GROUPS, names=tuple(names))

    def risks(self, impacts: Iterable[Impact]) -> Iterator[ProductRisk]:
        """Yield the risks of all products: certain before possible, the baseline last, the most severe first."""
        triggered = list(self.facts.rows(TRIGGERED, "risk", "product"))
        if not triggered:
            return
        connections = Connections(self.by.rows, self.facts, self.unmet_duties, self.by.remedy)
        risks = []
        for (name, product), truth in triggered:
            risk = self.tables.risks[name]
            recorded = [i for i in impacts if i.risk == name and product in i.products]
            otherwise = self.by.severities.of(None, self.raised((product,), risk.groups))
            risks.append(
                ProductRisk(
                    id=f"{name}@{product}",
                    fact=fact(TRIGGERED, risk=name, product=product),
                    risk=risk,
                    product=product,
                    certain=truth is TRUE,
                    rows=connections.of(name, product),
                    impacts=tuple(sorted(i.id for i in recorded)),
                    severity=self.by.severities.worst((i.severity for i in recorded), otherwise),
                    location=Location.of(self.manifest.path, self.named[product]),
                )
            )
        yield from sorted(risks, key=self.urgency)

    def urgency(self, risk: ProductRisk) -> tuple[object, ...]:
        """Return a sort key for risks."""
        severity = self.by.severities.rank(risk.severity)
        return (not risk.certain, risk.risk.baseline, not risk.impacts, *severity, risk.id)

    def to_decide(self, impacts: Iterable[Impact]) -> Iterator[ToDecide]:
        """Yield the questions that the sources leave to a person: on duties, on involvement, on rights in tension."""
        yield from self.undecided
        for impact in impacts:
            for involvement in impact.involvements:
                for field, missing in zip(involvement.questions, involvement.missing, strict=True):
                    question = self.by.method.questions.get(field)
                    if question is not None and involvement.decision is None:
                        yield ToDecide(
                            about=involvement.id,
                            question=question,
                            field=field,
                            site=missing.site,
                            involvement=involvement,
                        )


def _text(entity: Entity, field: str) -> str:
    value = entity.value_of(field)
    return "" if value is None else value.text if isinstance(value, Dates) else str(value)


def _texts(entity: Entity, field: str) -> tuple[str, ...]:
    value = entity.value_of(field)
    return tuple(sorted(value)) if isinstance(value, tuple) else ()
