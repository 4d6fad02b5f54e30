"""Which recorded decisions have no effect, and why. The report names each of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.findings.decisions import Decisions, Period, Recorded
from rightsgate.findings.idle_model import Idle, IdleDecision, Matter
from rightsgate.findings.model import Finding
from rightsgate.logic.dates import Dates
from rightsgate.logic.truth import FALSE
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.people.model import Assessment
from rightsgate.rules.model.duty import Duty

# The fields that a decision on a level must state.
LEVEL: Final = ("level", "decided_by", "decided_on", "reason")


class Idling:
    """Finds the decisions without effect, given the duties of the packs and those that a policy selects."""

    def __init__(self, duties: Iterable[Duty], selected: Collection[str], equal: Mapping[str, tuple[str, ...]]) -> None:
        """``equal`` maps a rule to the rules with the same requirement: a decision on one counts for all of them."""
        self.judged = frozenset(duty.id for duty in duties if duty.judgement and not duty.out_of_reach)
        self.selected = selected
        self.equal = equal

    def of(
        self,
        manifest: Manifest,
        decisions: Decisions,
        findings: Iterable[Finding],
        people: Assessment,
        facts: FactTables,
    ) -> Iterator[tuple[str, IdleDecision]]:
        """Yield each decision without effect, with the key of its record."""
        decided = {(tie.actor, tie.impact) for one in people.impacts for tie in one.involvements if tie.decision}
        told = [one for finding in findings for one in (finding, *finding.also)]
        for recorded in decisions.recorded:
            idle = self.on_duty(recorded, decisions, [one for one in told if one.actor == recorded.actor])
            if idle is not None:
                yield recorded.key, _on_duty(recorded, *idle)
        for link in manifest.entities["link"]:
            if (link.value_of("actor"), link.value_of("impact")) not in decided:
                yield from _on_level(manifest.path, link, decisions.period)
        for record in manifest.entities["decision"]:
            yield from _on_risk(manifest.path, record, facts, decisions.period)

    def on_duty(
        self, one: Recorded, decisions: Decisions, findings: Iterable[Finding]
    ) -> tuple[Idle, tuple[str, ...]] | None:
        """Return why a decision on a duty has no effect; None if it has one."""
        rules = (one.rule, *self.equal.get(one.rule, ()))
        asked = [finding for finding in findings if finding.duty.id in rules]
        here = [finding for finding in asked if one.about is None or finding.entity == one.about]
        made = [finding.decision for finding in here if finding.decision is not None]
        if any(decision.location == one.decision.location for decision in made):
            return None
        if one.lacks:
            return Idle.INCOMPLETE, one.lacks
        if not decisions.counts(one):
            return (Idle.LATER if one.day.last > decisions.period.last else Idle.EXPIRED), ()
        if self.judged.isdisjoint(rules):
            return Idle.STATEMENTS_DECIDE, ()
        if self.judged.isdisjoint(rule for rule in rules if rule in self.selected):
            return Idle.NOT_SELECTED, ()
        if not here:
            return (Idle.NOT_ASKED if asked else Idle.NOT_BOUND), ()
        if made:
            return Idle.OVERRULED, ()
        return Idle.NOT_DUE, tuple(sorted({finding.outcome.value for finding in here}))


def _on_duty(one: Recorded, idle: Idle, details: tuple[str, ...]) -> IdleDecision:
    return IdleDecision(
        matter=Matter.DUTY,
        actor=one.actor,
        on=one.rule,
        about=one.about or "",
        outcome=one.decision.outcome,
        decided_by=one.decision.decided_by,
        date=one.decision.date,
        idle=idle,
        details=details,
        location=one.decision.location,
    )


def _on_level(path: str, link: Entity, period: Period) -> Iterator[tuple[str, IdleDecision]]:
    """Yield the decision on the level of a tie, if one is recorded; the caller knows that it does not count."""
    said = {name: link.value_of(name) for name in LEVEL}
    if not any(said.values()):
        return
    idle, lacks = _undecided(said, "decided_on", LEVEL, period)
    place = next(link.statements[name] for name in LEVEL if said[name])
    yield (
        link.key,
        IdleDecision(
            matter=Matter.INVOLVEMENT,
            actor=str(link.value_of("actor")),
            on=str(link.value_of("impact")),
            about="",
            outcome=str(said["level"] or ""),
            decided_by=str(said["decided_by"] or ""),
            date=getattr(said["decided_on"], "text", ""),
            idle=idle or Idle.NOT_DUE,
            details=lacks,
            location=Location.of(path, place),
        ),
    )


def _on_risk(path: str, record: Entity, facts: FactTables, period: Period) -> Iterator[tuple[str, IdleDecision]]:
    """Yield a decision on a risk that does not count, once for each actor that owns it."""
    said = {name: record.value_of(name) for name in ("decision", "decided_by", "date")}
    about = record.value_of("about") or ()
    idle, details = _undecided(said, "date", ("decision",), period)
    for actor in record.value_of("owner") or ():
        strange = _strange(actor, about, facts) if idle is None else ()
        if idle is not None or strange:
            yield (
                record.key,
                IdleDecision(
                    matter=Matter.RISK,
                    actor=actor,
                    on=", ".join(sorted(about)),
                    about="",
                    outcome=str(said["decision"] or ""),
                    decided_by=str(said["decided_by"] or ""),
                    date=getattr(said["date"], "text", ""),
                    idle=idle or Idle.NOT_CONCERNED,
                    details=strange or details,
                    location=Location.of(path, record.statements.get("decision", record)),
                ),
            )


def _undecided(
    said: Mapping[str, Any], dated: str, needed: Iterable[str], period: Period
) -> tuple[Idle | None, tuple[str, ...]]:
    """Return why a decision does not count, judging by its own statements alone."""
    lacks = tuple(name for name in needed if said[name] is None)
    day = said[dated]
    if lacks:
        return Idle.INCOMPLETE, lacks
    if not isinstance(day, Dates) or period.holds(day):
        return None, ()
    return (Idle.LATER if day.last > period.last else Idle.EXPIRED), ()


def _strange(actor: str, about: Collection[str], facts: FactTables) -> tuple[str, ...]:
    """Return what a decision is about if the actor has no connection, not even a possible one, to any of it."""
    if not about or actor in about:
        return ()
    own = {entity for (entity,), _ in facts.where("holds", "entity", actor=actor)}
    pairs = (pair for pair, _ in facts.rows("leads_to", "source", "target"))
    near = {end for pair in pairs if not own.isdisjoint(pair) for end in pair}
    ties = facts.where("tie", "link", "impact", actor=actor)
    tied = {impact for (link, impact), _ in ties if facts.truth("near", link=link) is not FALSE}
    return () if (own | near | tied).intersection(about) else tuple(sorted(about))
