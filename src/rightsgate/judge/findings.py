"""Outcomes to findings: what holds for certain, what is unknown, what a person must decide or has decided."""

from collections.abc import Mapping
from typing import Final

from rightsgate.judge.decisions import Key
from rightsgate.model.report import Decision, Effect, Finding, Outcome, Policy
from rightsgate.model.rules import Basis, Duty, Strength
from rightsgate.model.truth import TRUE, Truth

ORDER: Final = {outcome: rank for rank, outcome in enumerate(Outcome)}
STRENGTHS: Final = {strength: rank for rank, strength in enumerate(Strength)}


def finding_of(
    duty: Duty,
    asked: tuple[str, str, str | None],
    outcomes: Mapping[Outcome, Truth],
    *,
    role_certain: bool,
    decisions: Mapping[Key, Decision],
    policy: Policy,
    as_of: str,
) -> Finding:
    """Judge one duty for one (actor, role, entity), by the outcomes that it has or may have."""
    actor, role, entity = asked
    outcome, decision = _outcome(outcomes), None
    if not duty.in_effect(as_of):
        outcome = Outcome.INACTIVE
    elif outcome is Outcome.MET and duty.judgement:
        decision = decisions.get((actor, duty.id, entity)) or decisions.get((actor, duty.id, None))
        outcome = Outcome.JUDGEMENT if decision is None else decision.outcome
    return Finding(
        duty=duty,
        actor=actor,
        role=role,
        role_certain=role_certain,
        entity=entity,
        outcome=outcome,
        possible=tuple(sorted(outcomes, key=lambda o: ORDER[o])) if outcome is Outcome.UNKNOWN else (),
        effect=effect_of(duty, outcome, policy),
        decision=decision,
    )


def _outcome(outcomes: Mapping[Outcome, Truth]) -> Outcome:
    if len(outcomes) == 1:
        ((outcome, truth),) = outcomes.items()
        if truth is TRUE:
            return outcome
    return Outcome.UNKNOWN


def effect_of(duty: Duty, outcome: Outcome, policy: Policy) -> Effect:
    """Return what the outcome does to the gate. A duty that is only inferred weighs no more than a may."""
    strength = Strength.MAY if duty.basis is Basis.INFERRED else duty.strength
    return policy.effects.get((outcome, strength), Effect.ACCEPT)


def worst_first(finding: Finding) -> tuple[object, ...]:
    """Sort key: actor, then outcome, strength, rule, role and entity."""
    duty = finding.duty
    rank = (ORDER[finding.outcome], STRENGTHS[duty.strength])
    return (finding.actor, *rank, duty.id, finding.role, finding.entity or "")
