"""How each actor is involved in each impact: what the rules propose, what stays open, what a person decided.

The steps are those of the attribution method: the first that holds proposes its level, which a step may let a rule
lower.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.evaluate.site import Missing, lack_of, site_in, unlisted_link
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.people.model import INVOLVEMENT, Involvement
from rightsgate.people.remedy import owed_by
from rightsgate.rules.model.attribution import Attribution, AttributionRule, Level, Lowering, Step
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.predicates import ATTRIBUTED, fact

# How grave each level is, the gravest first; none that could be told comes last.
RANK: Final[Mapping[Level | None, int]] = {level: number for number, level in enumerate([*Level, None])}


class InvolvementAssessor:
    """The ties of actors to impacts in one manifest."""

    def __init__(self, manifest: Manifest, facts: FactTables, method: Attribution, table: RemedyTable) -> None:
        """Gather what the rules of the method found of each tie."""
        self.method = method
        self.table = table
        self.linked = tuple(rule.id for rule in method.rules_at(Level.DIRECTLY_LINKED))
        self.manifest = manifest
        self.facts = facts
        self.links = {link.key: link for link in manifest.entities["link"]}
        self.fired: dict[str, dict[str, Truth]] = {}
        own = {rule.id: rule.fact for rule in method.rules}
        for (link, rule), truth in facts.rows(ATTRIBUTED, "link", "inference"):
            if rule in own:
                self.fired.setdefault(link, {})[rule] = truth
        for rule, kind in own.items():
            for link, truth in facts.subjects(kind) if kind != ATTRIBUTED else ():
                self.fired.setdefault(link, {})[rule] = truth
        self.roles: dict[str, set[str]] = {}
        for (link, role), truth in facts.rows("link_role", "link", "role"):
            if truth is TRUE:
                self.roles.setdefault(link, set()).add(role)

    def of(self, impact: Entity) -> Iterator[Involvement]:
        """Yield the involvement of everybody who is tied to an impact or recorded with it, the gravest first."""
        involvements = [
            self.involvement(key, actor, impact)
            for key, actor, of in sorted(terms for terms, _ in self.facts.rows("tie", "link", "actor", "impact"))
            if of == impact.key and (key in self.links or self.is_linked(key))
        ]
        yield from sorted(involvements, key=lambda involvement: (RANK[involvement.level], involvement.actor))

    def is_linked(self, key: str) -> bool:
        """Whether rules link an actor to an impact for certain, with or without a record of it."""
        return any(self.fired.get(key, {}).get(rule) is TRUE for rule in self.linked)

    def involvement(self, key: str, actor: str, impact: Entity) -> Involvement:
        """Walk the steps for one actor and one impact."""
        fired, link = self.fired.get(key, {}), self.links.get(key)
        proposed, by = propose(self.method, fired)
        above = tuple(steps_open(self.method, fired, proposed, by))
        lowering = lowering_open(self.method, self.facts, key, proposed)
        open_rules = [rule for step in above for rule in step.rules if fired.get(rule.id) is UNKNOWN]
        questions = self.unstated([*open_rules, *(() if lowering is None else (lowering.by,))], impact, link)
        decision = None
        if link is not None and self.counts(link, proposed):
            decision = _decision(link, self.manifest.path)
        level = proposed if decision is None else Level(decision.outcome)
        place = link or impact
        return Involvement(
            id=f"{INVOLVEMENT}@{impact.key}/{actor}",
            actor=actor,
            impact=impact.key,
            roles=tuple(sorted(self.roles.get(key, ()))),
            proposed=proposed,
            by=by,
            because=next((rule.because for rule in self.method.rules if rule.id == by), ""),
            fired=tuple(sorted(rule for rule, truth in fired.items() if truth is TRUE)),
            not_excluded=tuple(step.level for step in above),
            lowering=lowering,
            questions=tuple(questions),
            missing=tuple(self.missing(field, actor, impact, link) for field in questions),
            decision=decision,
            fact=None if level is None else fact(level.fact, link=key),
            private=self.facts.truth("answerable", link=key) is FALSE,
            owes=tuple(owed_by(self.table, key, actor, impact, link, level, self.facts)),
            location=Location.of(self.manifest.path, place),
        )

    def counts(self, link: Entity, proposed: Level | None) -> bool:
        """Whether a person's decision counts: for certain, or perhaps if it is graver than what rules propose."""
        level = link.value_of("level")
        truth = FALSE if level is None else self.facts.truth("decided", link=link.key, level=level)
        return truth is TRUE or (truth is UNKNOWN and RANK[Level(level)] < RANK[proposed])

    def unstated(self, rules: Iterable[AttributionRule], impact: Entity, link: Entity | None) -> list[str]:
        """Return the fields that nobody has stated among those that rules ask for."""
        return [
            field
            for field in dict.fromkeys(field for rule in rules for field in rule.asks)
            if (home := self.home(field, impact, link)) is None or home.value_of(field.partition(".")[2]) is None
        ]

    def missing(self, field: str, actor: str, impact: Entity, link: Entity | None) -> Missing:
        """Return where a field would be stated: with the impact itself, if that does not name what has the field."""
        home, path = self.home(field, impact, link), self.manifest.path
        kind, _, name = field.partition(".")
        if home is not None:
            return Missing(site=site_in(home, name, path), lack=lack_of(home, name))
        if kind == "link":
            return Missing(site=unlisted_link(actor, impact, name, path))
        return Missing(site=site_in(impact, kind, path))

    def home(self, field: str, impact: Entity, link: Entity | None) -> Entity | None:
        """Return the entity that states a field: the record, the impact, or what the impact names of that kind."""
        kind = field.partition(".")[0]
        match kind:
            case "link":
                return link
            case "impact":
                return impact
            case _:
                named = impact.value_of(kind)
                return next((entity for entity in self.manifest.entities[kind] if entity.key == named), None)


def propose(method: Attribution, fired: Mapping[str, Truth]) -> tuple[Level | None, str]:
    """Return the level of the first step that holds, and the rule that decides it."""
    for step in method.steps:
        rule = next((rule.id for rule in step.rules if fired.get(rule.id) is TRUE), "")
        if rule and step.lowered is not None and fired.get(step.lowered.by.id) is TRUE:
            return step.lowered.to, step.lowered.by.id
        if rule:
            return step.level, rule
    return None, ""


def steps_open(method: Attribution, fired: Mapping[str, Truth], proposed: Level | None, by: str) -> Iterator[Step]:
    """Yield the earlier steps that unknown premises leave open."""
    for step in method.steps:
        if step.level is proposed or (step.lowered is not None and step.lowered.by.id == by):
            return
        if any(fired.get(rule.id) is UNKNOWN for rule in step.rules):
            yield step


def lowering_open(method: Attribution, facts: FactTables, key: str, proposed: Level | None) -> Lowering | None:
    """Return what may still lower the level proposed, if anything may."""
    lowerings = (step.lowered for step in method.steps if step.level is proposed and step.lowered is not None)
    return next((lowering for lowering in lowerings if facts.holds(lowering.open_while, key) is not FALSE), None)


def _decision(link: Entity, path: str) -> Decision:
    statement = link.statements["level"]
    return Decision(
        outcome=str(statement.value),
        decided_by=str(link.value_of("decided_by")),
        date=link.value_of("decided_on").text,
        reason=str(link.value_of("reason")),
        location=Location.of(path, statement),
    )
