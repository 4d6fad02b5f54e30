"""Which recorded decisions have no effect, and why. The report names each of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.findings.decisions import Decisions, Period, Recorded
from rightsgate.findings.ineffective_model import IneffectiveDecision, Matter, NoEffectReason
from rightsgate.findings.model import Finding
from rightsgate.logic.dates import Dates
from rightsgate.logic.truth import FALSE
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.people.model import Assessment
from rightsgate.rules.model.duty import Duty

# The fields that a decision on a level must state, and those that a report shows of one on a risk: the program's own
# schema of the kinds ``link`` and ``decision``.
LEVEL: Final = ("level", "decided_by", "decided_on", "reason")
RISK: Final = ("decision", "decided_by", "date")


class IneffectiveDecisions:
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
        not_asked: Collection[tuple[str, str]] = (),
    ) -> Iterator[tuple[str, IneffectiveDecision]]:
        """Yield each decision without effect, with the key of its record.

        ``not_asked``: duties that bind an actor of whom the policy does not ask them.
        """
        decided = {
            (each.actor, each.impact) for impact in people.impacts for each in impact.involvements if each.decision
        }
        judged = [part for finding in findings for part in (finding, *finding.also)]
        for recorded in decisions.recorded:
            own = [finding for finding in judged if finding.actor == recorded.actor]
            reason = self.on_duty(recorded, decisions, own, not_asked)
            if reason is not None:
                yield recorded.key, _on_duty(recorded, *reason)
        for link in manifest.entities["link"]:
            if (link.value_of("actor"), link.value_of("impact")) not in decided:
                yield from _on_level(manifest.path, link, decisions.period)
        for record in manifest.entities["decision"]:
            yield from _on_risk(manifest.path, record, facts, decisions.period)

    def on_duty(
        self,
        recorded: Recorded,
        decisions: Decisions,
        findings: Iterable[Finding],
        not_asked: Collection[tuple[str, str]] = (),
    ) -> tuple[NoEffectReason, tuple[str, ...]] | None:
        """Return why a decision on a duty has no effect; None if it has one."""
        rules = (recorded.rule, *self.equal.get(recorded.rule, ()))
        on_rules = [finding for finding in findings if finding.duty.id in rules]
        here = [finding for finding in on_rules if recorded.about is None or finding.entity == recorded.about]
        made = [finding.decision for finding in here if finding.decision is not None]
        if any(decision.location == recorded.decision.location for decision in made):
            return None
        if recorded.lacks:
            return NoEffectReason.INCOMPLETE, recorded.lacks
        if not decisions.counts(recorded):
            return (NoEffectReason.LATER if recorded.day.last > decisions.period.last else NoEffectReason.EXPIRED), ()
        if self.judged.isdisjoint(rules):
            return NoEffectReason.STATEMENTS_DECIDE, ()
        if self.judged.isdisjoint(rule for rule in rules if rule in self.selected):
            return NoEffectReason.NOT_SELECTED, ()
        if not on_rules and any((rule, recorded.actor) in not_asked for rule in rules):
            return NoEffectReason.NOT_SELECTED, ()
        if not here:
            return (NoEffectReason.NOT_ASKED if on_rules else NoEffectReason.NOT_BOUND), ()
        if made:
            return NoEffectReason.OVERRULED, ()
        return NoEffectReason.NOT_DUE, tuple(sorted({finding.outcome.value for finding in here}))


def _on_duty(recorded: Recorded, reason: NoEffectReason, details: tuple[str, ...]) -> IneffectiveDecision:
    return IneffectiveDecision(
        matter=Matter.DUTY,
        actor=recorded.actor,
        on=recorded.rule,
        about=recorded.about or "",
        outcome=recorded.decision.outcome,
        decided_by=recorded.decision.decided_by,
        date=recorded.decision.date,
        reason=reason,
        details=details,
        location=recorded.decision.location,
    )


def _on_level(path: str, link: Entity, period: Period) -> Iterator[tuple[str, IneffectiveDecision]]:
    """Yield the decision on the level of a tie, if one is recorded; the caller knows that it does not count."""
    stated = {name: link.value_of(name) for name in LEVEL}
    if not any(stated.values()):
        return
    reason, lacks = _undecided(stated, "decided_on", LEVEL, period)
    place = next(link.statements[name] for name in LEVEL if stated[name])
    yield (
        link.key,
        IneffectiveDecision(
            matter=Matter.INVOLVEMENT,
            actor=str(link.value_of("actor")),
            on=str(link.value_of("impact")),
            about="",
            outcome=str(stated["level"] or ""),
            decided_by=str(stated["decided_by"] or ""),
            date=getattr(stated["decided_on"], "text", ""),
            reason=reason or NoEffectReason.NOT_DUE,
            details=lacks,
            location=Location.of(path, place),
        ),
    )


def _on_risk(path: str, record: Entity, facts: FactTables, period: Period) -> Iterator[tuple[str, IneffectiveDecision]]:
    """Yield a decision on a risk that does not count, once for each actor that owns it."""
    stated = {name: record.value_of(name) for name in RISK}
    about = record.value_of("about") or ()
    reason, details = _undecided(stated, "date", ("decision",), period)
    for actor in record.value_of("owner") or ():
        strange = _strange(actor, about, facts) if reason is None else ()
        if reason is not None or strange:
            yield (
                record.key,
                IneffectiveDecision(
                    matter=Matter.RISK,
                    actor=actor,
                    on=", ".join(sorted(about)),
                    about="",
                    outcome=str(stated["decision"] or ""),
                    decided_by=str(stated["decided_by"] or ""),
                    date=getattr(stated["date"], "text", ""),
                    reason=reason or NoEffectReason.NOT_CONCERNED,
                    details=strange or details,
                    location=Location.of(path, record.statements.get("decision", record)),
                ),
            )


def _undecided(
    stated: Mapping[str, Any], dated: str, needed: Iterable[str], period: Period
) -> tuple[NoEffectReason | None, tuple[str, ...]]:
    """Return why a decision does not count, judging by its own statements alone."""
    lacks = tuple(name for name in needed if stated[name] is None)
    day = stated[dated]
    if lacks:
        return NoEffectReason.INCOMPLETE, lacks
    if not isinstance(day, Dates) or period.holds(day):
        return None, ()
    return (NoEffectReason.LATER if day.last > period.last else NoEffectReason.EXPIRED), ()


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
