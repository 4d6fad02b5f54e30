"""Outcomes to findings: what holds for certain, what is unknown, what a person must decide or has decided."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec
from msgspec import structs

from rightsgate.judge.decisions import Key
from rightsgate.model.finding import JOINTLY, Decision, Effect, Explanation, Finding, Outcome
from rightsgate.model.policy import Policy
from rightsgate.model.rules import Basis, Duty, Strength
from rightsgate.model.truth import TRUE, Truth

ORDER: Final = {outcome: rank for rank, outcome in enumerate(Outcome)}
STRENGTHS: Final = [strength.value for strength in Strength]
BY_VALUE: Final = {outcome.value: outcome for outcome in Outcome}
Asked = tuple[str, str, str, str | None]


class _Ruling(msgspec.Struct, frozen=True):
    """What is known of a duty before any manifest is: its effects by role, its rank, whether it is in effect."""

    duty: Duty
    effects: Mapping[str, Mapping[Outcome, Effect]]
    rank: Mapping[str, int]
    in_effect: bool


class Judge:
    """Judges by one policy, as of one day (ISO)."""

    def __init__(
        self, duties: Iterable[Duty], policy: Policy, as_of: str, equal: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Work out beforehand what does not depend on a manifest; ``equal`` are rules that ask for the same."""
        self.demands = policy.evidence
        self.equal = equal
        self.rulings = {
            duty.id: _Ruling(
                duty,
                {role: _effects(duty, role, policy) for role in (*duty.binds, JOINTLY)},
                {role: STRENGTHS.index(duty.strength_in(role).value) for role in (*duty.binds, JOINTLY)},
                duty.in_effect(as_of),
            )
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
                decision = self.decision(decisions, actor, name, entity)
                outcome = Outcome.JUDGEMENT if decision is None else Outcome(decision.outcome)
        return Finding(
            duty=duty,
            actor=actor,
            role=role,
            role_certain=role_certain,
            entity=entity,
            outcome=outcome,
            possible=possible,
            effect=ruling.effects[role].get(outcome, Effect.ACCEPT),
            decision=decision,
            explanation=explain(asked, outcome),
        )

    def decision(self, decisions: Mapping[Key, Decision], actor: str, name: str, entity: str | None) -> Decision | None:
        """Return what a person decided on a duty, or on one that asks for the same: of this entity, or of all."""
        rules = (name, *self.equal.get(name, ()))
        keys = ((actor, rule, about) for rule in rules for about in (entity, None))
        return next((decisions[key] for key in keys if key in decisions), None)

    def unbacked(self, finding: Finding, explanation: Explanation | None) -> Finding:
        """Return a finding whose duty is met by what is stated, but not by what is backed as the policy demands."""
        return structs.replace(
            finding,
            outcome=Outcome.UNKNOWN,
            possible=(Outcome.UNMET, finding.outcome),
            effect=self.rulings[finding.duty.id].effects[finding.role].get(Outcome.UNKNOWN, Effect.ACCEPT),
            explanation=explanation,
            lacks=self.demands[finding.strength],
        )

    def worst_first(self, finding: Finding) -> tuple[object, ...]:
        """Sort key: actor, then outcome, strength, rule, role and entity."""
        name = finding.duty.id
        rank = (ORDER[finding.outcome], self.rulings[name].rank[finding.role])
        return (finding.actor, *rank, name, finding.role, finding.entity or "")


def _effects(duty: Duty, role: str, policy: Policy) -> dict[Outcome, Effect]:
    """Return what each outcome does to the gate. A duty that is only inferred weighs no more than a may."""
    strength = Strength.MAY if duty.basis is Basis.INFERRED else duty.strength_in(role)
    return {outcome: effect for (outcome, of), effect in policy.effects.items() if of is strength}
