"""Outcomes to findings: what holds for certain, what is unknown, what a person must decide or has decided."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from rightsgate.judge.decisions import Key
from rightsgate.model.finding import Decision, Effect, Explanation, Finding, Outcome, Policy
from rightsgate.model.rules import Basis, Duty, Strength
from rightsgate.model.truth import TRUE, Truth

ORDER: Final = {outcome: rank for rank, outcome in enumerate(Outcome)}
STRENGTHS: Final = [strength.value for strength in Strength]
BY_VALUE: Final = {outcome.value: outcome for outcome in Outcome}
Asked = tuple[str, str, str, str | None]


class _Ruling(msgspec.Struct, frozen=True):
    """What is known of a duty before any manifest is: its effects on the gate, its rank, whether it is in effect."""

    duty: Duty
    effects: Mapping[Outcome, Effect]
    rank: int
    in_effect: bool


class Judge:
    """Judges by one policy, as of one day (ISO)."""

    def __init__(self, duties: Iterable[Duty], policy: Policy, as_of: str) -> None:
        """Work out beforehand what does not depend on a manifest."""
        self.rulings = {
            duty.id: _Ruling(duty, _effects(duty, policy), STRENGTHS.index(duty.strength.value), duty.in_effect(as_of))
            for duty in duties
        }

    def finding(
        self,
        asked: Asked,
        outcomes: Mapping[str, Truth],
        decisions: Mapping[Key, Decision],
        explain: Callable[[Asked, Outcome], Explanation | None],
        *,
        role_certain: bool,
    ) -> Finding:
        """Judge one duty for one (actor, role, entity), by the outcomes that it has or may have."""
        name, actor, role, entity = asked
        ruling, decision = self.rulings[name], None
        duty = ruling.duty
        possible: tuple[Outcome, ...] = ()
        if not ruling.in_effect:
            outcome = Outcome.INACTIVE
        else:
            ((first, truth), *others) = outcomes.items()
            outcome = Outcome.UNKNOWN if others or truth is not TRUE else BY_VALUE[first]
            if outcome is Outcome.UNKNOWN:
                possible = tuple(sorted([BY_VALUE[value] for value in outcomes], key=ORDER.__getitem__))
            elif outcome is Outcome.MET and duty.judgement:
                decision = decisions.get((actor, name, entity)) or decisions.get((actor, name, None))
                outcome = Outcome.JUDGEMENT if decision is None else Outcome(decision.outcome)
        return Finding(
            duty=duty,
            actor=actor,
            role=role,
            role_certain=role_certain,
            entity=entity,
            outcome=outcome,
            possible=possible,
            effect=ruling.effects.get(outcome, Effect.ACCEPT),
            decision=decision,
            explanation=explain(asked, outcome),
        )

    def worst_first(self, finding: Finding) -> tuple[object, ...]:
        """Sort key: actor, then outcome, strength, rule, role and entity."""
        name = finding.duty.id
        rank = (ORDER[finding.outcome], self.rulings[name].rank)
        return (finding.actor, *rank, name, finding.role, finding.entity or "")


def _effects(duty: Duty, policy: Policy) -> dict[Outcome, Effect]:
    """Return what each outcome does to the gate. A duty that is only inferred weighs no more than a may."""
    strength = Strength.MAY if duty.basis is Basis.INFERRED else duty.strength
    return {outcome: effect for (outcome, of), effect in policy.effects.items() if of is strength}
