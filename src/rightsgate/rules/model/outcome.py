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


class Effect(Enum):
    """What an outcome does to the gate."""

    BLOCK = "block"
    UNDECIDED = "undecided"
    ACCEPT = "accept"
