"""Outcomes to findings: what holds for certain, what is unknown, what a person must decide or has decided."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from msgspec import structs

from rightsgate.evaluate.model import Explanation
from rightsgate.evaluate.result import Asked
from rightsgate.findings.decisions import Decisions
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE, Truth
from rightsgate.manifest.decision import Decision
from rightsgate.rules.model.duty import Basis, Duty, Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import Policy

ORDER: Final = {outcome: rank for rank, outcome in enumerate(Outcome)}
STRENGTHS: Final = {strength: rank for rank, strength in enumerate(Strength)}
BY_VALUE: Final = {outcome.value: outcome for outcome in Outcome}


class Judge:
    """Judges by one policy, as of one day (ISO)."""

    def __init__(
        self, duties: Iterable[Duty], policy: Policy, as_of: str, equal: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Work out beforehand what does not depend on a manifest; ``equal`` are rules that ask for the same."""
        self.demands = policy.evidence
        self.equal = equal
        self.duties = {duty.id: duty for duty in duties}
        self.inactive = frozenset(duty.id for duty in self.duties.values() if not duty.in_effect(as_of))
        self.effects = {
            strength: {outcome: effect for (outcome, of), effect in policy.effects.items() if of is strength}
            for strength in Strength
        }
        self.contradiction = policy.contradiction
        self.orders: dict[tuple[str, ...], tuple[Outcome, ...]] = {}

    def ordered(self, outcomes: Iterable[str]) -> tuple[Outcome, ...]:
        """Return outcomes, the worst first."""
        key = tuple(outcomes)
        ordered = self.orders.get(key)
        if ordered is None:
            ordered = self.orders[key] = tuple(sorted([BY_VALUE[value] for value in key], key=ORDER.__getitem__))
        return ordered

    def effect(
        self, duty: Duty, role: str, outcome: Outcome, possible: tuple[Outcome, ...] = (), *, advisory: bool
    ) -> Effect:
        """Return what an outcome does to the gate. A duty that is only inferred weighs no more than a may.

        An unknown asks for nothing where no answer leaves the duty open (it is met, or does not apply), nor where a
        contradiction is only possible. A certain contradiction has the most severe effect of any unmet duty.
        """
        if advisory or (outcome is Outcome.UNKNOWN and _asks_nothing(duty, possible)):
            return Effect.ACCEPT
        if duty.contradiction and outcome is Outcome.UNMET:
            return self.contradiction
        return self._weighed(duty, role, outcome)

    def _weighed(self, duty: Duty, role: str, outcome: Outcome) -> Effect:
        strength = Strength.MAY if duty.basis is Basis.INFERRED else duty.strength_in(role)
        return self.effects[strength].get(outcome, Effect.ACCEPT)

    def finding(
        self,
        asked: Asked,
        outcomes: Mapping[str, Truth],
        decisions: Decisions,
        explain: Callable[[Asked, Outcome], Explanation | None],
        *,
        role_certain: bool,
        advisory: bool,
    ) -> Finding:
        """Judge one duty for one (actor, role, entity), by the outcomes that it has or may have."""
        name, actor, role, entity = asked
        duty, decision = self.duties[name], None
        possible: tuple[Outcome, ...] = ()
        if name in self.inactive:
            outcome = Outcome.INACTIVE
        elif len(outcomes) > 1 or TRUE not in outcomes.values():
            outcome = Outcome.UNKNOWN
            possible = self.ordered(outcomes)
        else:
            (outcome,) = [BY_VALUE[value] for value in outcomes]
            if outcome is Outcome.MET and duty.judgement:
                decision = self.decision(decisions, actor, name, entity)
                outcome = Outcome.JUDGEMENT if decision is None else BY_VALUE[decision.outcome]
        return Finding(
            duty=duty,
            actor=actor,
            role=role,
            role_certain=role_certain,
            entity=entity,
            outcome=outcome,
            possible=possible,
            effect=self.effect(duty, role, outcome, possible, advisory=advisory),
            advisory=advisory,
            at_stake=any(self._weighed(duty, role, one) is not Effect.ACCEPT for one in Outcome if one.is_open),
            decision=decision,
            explanation=explain(asked, outcome),
        )

    def decision(self, decisions: Decisions, actor: str, name: str, entity: str | None) -> Decision | None:
        """Return what a person decided on a duty, or on one that asks for the same: of this entity, or of all."""
        made = decisions.on(actor, (name, *self.equal.get(name, ())), entity)
        return None if made is None else made.decision

    def undecided(self, findings: list[Finding], ineffective: Collection[tuple[str, str]]) -> list[Finding]:
        """Return findings in which a judgement without effect (``ineffective``: actor and record) meets no duty."""
        judged = [
            self.not_applicable(finding)
            if finding.duty.is_on_judgements
            and finding.outcome is Outcome.MET
            and (finding.actor, finding.entity) in ineffective
            else finding
            for finding in findings
        ]
        return sorted(judged, key=self.worst_first)

    def not_applicable(self, finding: Finding) -> Finding:
        """Return the finding on a recorded judgement without effect: the duty does not apply to it."""
        outcome, why = Outcome.NOT_APPLICABLE, finding.explanation
        return structs.replace(
            finding,
            outcome=outcome,
            effect=self.effect(finding.duty, finding.role, outcome, advisory=finding.advisory),
            explanation=None if why is None else structs.replace(why, because=(), missing=()),
        )

    def unbacked(self, finding: Finding, explanation: Explanation | None) -> Finding:
        """Return the finding of a duty that the statements meet, but without the evidence that the policy demands."""
        return structs.replace(
            finding,
            outcome=Outcome.UNKNOWN,
            possible=(Outcome.UNMET, finding.outcome),
            effect=self.effect(finding.duty, finding.role, Outcome.UNKNOWN, advisory=finding.advisory),
            explanation=explanation,
            lacks=self.demands[finding.strength],
        )

    def worst_first(self, finding: Finding) -> tuple[object, ...]:
        """Sort key: actor, then outcome, strength, rule, role and entity."""
        duty, role = finding.duty, finding.role
        strength = STRENGTHS[duty.strength_in(role)]
        return (finding.actor, ORDER[finding.outcome], strength, duty.id, role, finding.entity)


def _asks_nothing(duty: Duty, possible: tuple[Outcome, ...]) -> bool:
    return duty.contradiction or (bool(possible) and not any(one.is_open for one in possible))
