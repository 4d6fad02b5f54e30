"""Evaluate duties: for an actor, a role and an entity, which outcomes each duty has or may have.

A duty applies when its ``when`` holds, and is met when its ``require`` does. However the unknowns turn out,
exactly one of met, unmet and not-applicable holds; all of those that may hold are returned.
"""

from functools import cached_property

from rightsgate.evaluate.conditions import Check, Evaluate, compile_condition
from rightsgate.evaluate.context import Context
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN
from rightsgate.rules.model.condition import can_be_moot
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.outcome import Outcome

MET, UNMET, NOT_APPLICABLE = (one.value for one in (Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE))
# (duty, actor, role, entity, outcome): the outcomes that duties have, and those that they may have.
Outcomes = tuple[list[tuple[str, str, str, str | None, str]], list[tuple[str, str, str, str | None, str]]]


class CompiledDuty:
    """A duty with its conditions, compiled when it is first evaluated: most manifests have actors in few roles."""

    def __init__(self, duty: Duty) -> None:
        """Keep the duty."""
        self.duty = duty

    @cached_property
    def when(self) -> Check:
        """The condition under which the duty applies."""
        return compile_condition(self.duty.when)

    @cached_property
    def require(self) -> Check:
        """What the duty requires."""
        return compile_condition(self.duty.require)


class DutyGroup:
    """The duties that one role has towards one kind of entity."""

    def __init__(self, kind: str, duties: tuple[CompiledDuty, ...]) -> None:
        """Group ``duties`` of entities of ``kind``."""
        self.kind = kind
        self.members = duties

    @cached_property
    def duties(self) -> list[tuple[str, Evaluate | None, Evaluate, bool]]:
        """The duties' ids with their conditions as functions, and whether what they require can be moot."""
        return [
            (
                duty.duty.id,
                duty.when.truth if duty.duty.when.parts else None,
                duty.require.truth,
                can_be_moot(duty.duty.require),
            )
            for duty in self.members
        ]

    def evaluate(self, context: Context, actor: str, role: str, entity: str | None) -> Outcomes:
        """Return every outcome that a duty has, and every one that it may have."""
        context.focus_duty(actor, self.kind, entity)
        evaluated = context.evaluated
        outcomes: Outcomes = ([], [])
        has, may_have = outcomes
        for name, when, require, may_be_moot in self.duties:
            applies = TRUE if when is None else when(context)
            meets = MOOT if applies is FALSE or applies is MOOT else require(context)
            evaluated[name] = (applies, meets)
            if meets is MOOT:
                has.append((name, actor, role, entity, NOT_APPLICABLE))
            elif applies is TRUE and meets is not UNKNOWN:
                has.append((name, actor, role, entity, MET if meets is TRUE else UNMET))
            else:
                if applies is not TRUE or (may_be_moot and meets is UNKNOWN):
                    may_have.append((name, actor, role, entity, NOT_APPLICABLE))
                if meets is not FALSE:
                    may_have.append((name, actor, role, entity, MET))
                if meets is not TRUE:
                    may_have.append((name, actor, role, entity, UNMET))
        return outcomes

    def not_applicable(self, _: Context, actor: str, role: str, entity: str | None) -> Outcomes:
        """Mark all duties of the group as not applicable: the manifest declares that no such entity exists."""
        return [(duty.duty.id, actor, role, entity, NOT_APPLICABLE) for duty in self.members], []
