"""How a source attributes impacts to actors: steps that propose a level of involvement, and what they ask."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

import msgspec


class Level(Enum):
    """How an actor is involved in an impact (UN Guiding Principles 13 and 19), the gravest first."""

    CAUSE = "cause"
    CONTRIBUTE = "contribute"
    DIRECTLY_LINKED = "directly_linked"
    NOT_LINKED = "not_linked"

    @property
    def fact(self) -> str:
        """The kind of fact that says this of an actor and an impact."""
        return {Level.CAUSE: "causes", Level.CONTRIBUTE: "contributes"}.get(self, self.value)

    @property
    def binds_jointly(self) -> bool:
        """Whether a duty that binds all firms of an impact together binds one at this level."""
        return self is Level.CAUSE or self is Level.CONTRIBUTE


class AttributionRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that a step looks at, by its id, with the fields (``link.own_use``) whose statement would decide it.

    ``fact`` is the kind of fact that inferences conclude from it: ``attributed`` with the id, or one of its own.
    ``because`` gives its ground in words, as the end of a sentence.
    """

    id: str
    fact: str
    because: str = ""
    asks: tuple[str, ...] = ()


class Lowering(msgspec.Struct, frozen=True, kw_only=True):
    """What lowers the level of a step, and to which; it may still come while ``open_while`` is not excluded.

    ``title`` says what must then still be shown.
    """

    to: Level
    by: AttributionRule
    title: str
    open_while: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of an attribution: it proposes its level where one of its rules holds."""

    level: Level
    rules: tuple[AttributionRule, ...]
    lowered: Lowering | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution method: the first of its steps that holds proposes the level.

    ``questions`` are the fields that only a person can answer for, with what each asks.
    """

    id: str
    title: str
    source: str
    steps: tuple[Step, ...] = ()
    questions: Mapping[str, str] = {}

    @property
    def rules(self) -> tuple[AttributionRule, ...]:
        """All rules that the method looks at, in the order of its steps."""
        lowerings = (step.lowered.by for step in self.steps if step.lowered is not None)
        return (*(rule for step in self.steps for rule in step.rules), *lowerings)

    def rules_at(self, level: Level) -> tuple[AttributionRule, ...]:
        """Return the rules of the step that proposes a level."""
        return tuple(rule for step in self.steps if step.level is level for rule in step.rules)


# Where no pack brings a method, nothing is proposed.
NO_ATTRIBUTION: Final = Attribution(id="", title="", source="")
