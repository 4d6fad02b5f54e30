"""Weigh duties: for an actor, a role and an entity, which outcomes each duty has or may have.

A duty applies when its ``when`` holds, and is met when its ``require`` does. Exactly one of met, unmet and
not-applicable holds however the unknowns turn out; those that may hold are all returned.
"""

from functools import cached_property

from rightsgate.evaluate.conditions import Check, Evaluate, compile_condition
from rightsgate.evaluate.context import Scene
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN
from rightsgate.rules.model.rules import Duty, can_be_moot

MET, UNMET, EXEMPT = "met", "unmet", "not-applicable"
# (duty, actor, role, entity, outcome): the outcomes that duties have, and those that they may have.
Weighed = tuple[list[tuple[str, str, str, str | None, str]], list[tuple[str, str, str, str | None, str]]]


class CompiledDuty:
    """A duty with its conditions, compiled when it is first weighed: most manifests have actors in few roles."""

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


class Scale:
    """Weighs the duties that one role has towards one kind of entity; ``scene`` is set for each manifest."""

    def __init__(self, kind: str, duties: tuple[CompiledDuty, ...], stage: "Stage") -> None:
        """Weigh ``duties`` of entities of ``kind``."""
        self.kind = kind
        self.stage = stage
        self.members = duties

    @cached_property
    def duties(self) -> list[tuple[str, Evaluate | None, Evaluate, bool]]:
        """The duties' ids with their conditions as functions, and whether what they require may come to nothing."""
        return [
            (
                duty.duty.id,
                duty.when.truth if duty.duty.when.parts else None,
                duty.require.truth,
                can_be_moot(duty.duty.require),
            )
            for duty in self.members
        ]

    def weigh(self, actor: str, role: str, entity: str | None) -> Weighed:
        """Return every outcome that a duty has, and every one that it may have."""
        scene = self.stage.scene
        scene.bind(actor, self.kind, entity)
        weighed = scene.weighed
        found: Weighed = ([], [])
        has, may_have = found
        for name, when, require, may_be_moot in self.duties:
            applies = TRUE if when is None else when(scene)
            meets = MOOT if applies is FALSE or applies is MOOT else require(scene)
            weighed[name] = (applies, meets)
            if meets is MOOT:
                has.append((name, actor, role, entity, EXEMPT))
            elif applies is TRUE and meets is not UNKNOWN:
                has.append((name, actor, role, entity, MET if meets is TRUE else UNMET))
            else:
                if applies is not TRUE or (may_be_moot and meets is UNKNOWN):
                    may_have.append((name, actor, role, entity, EXEMPT))
                if meets is not FALSE:
                    may_have.append((name, actor, role, entity, MET))
                if meets is not TRUE:
                    may_have.append((name, actor, role, entity, UNMET))
        return found

    def exempt(self, actor: str, role: str, entity: str | None) -> Weighed:
        """Return that no duty applies: the manifest declares that there is no such entity."""
        return [(duty.duty.id, actor, role, entity, EXEMPT) for duty in self.members], []


class Stage:
    """Holds the scene that all scales of one chain weigh in."""

    __slots__ = ("scene",)
    scene: Scene
