"""How a duty stands, and what that does to the gate."""

from enum import Enum


class Outcome(Enum):
    """The outcome of a duty for one actor, in one role, for one entity. It is here because policies name outcomes."""

    UNMET = "unmet"
    UNKNOWN = "unknown"
    JUDGEMENT = "judgement"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"
    INACTIVE = "inactive"

    __hash__ = object.__hash__  # members are unique; Enum's own hash is ten times slower, and this one is everywhere

    @property
    def is_open(self) -> bool:
        """Whether the duty still needs action, a statement or a decision; a policy sets what that does to the gate."""
        return self is Outcome.UNMET or self.is_undecided

    @property
    def is_undecided(self) -> bool:
        """Whether the duty is neither met nor unmet yet."""
        return self is Outcome.UNKNOWN or self is Outcome.JUDGEMENT

    @property
    def is_met_as_stated(self) -> bool:
        """Whether what is stated meets the duty, even if a person must still judge it."""
        return self is Outcome.MET or self is Outcome.JUDGEMENT


class Effect(Enum):
    """What an outcome does to the gate."""

    BLOCK = "block"
    UNDECIDED = "undecided"
    ACCEPT = "accept"
