"""How a duty stands, and what that does to the gate."""

from enum import Enum
from typing import Final


class Outcome(Enum):
    """The outcome of a duty for one actor, in one role, for one entity. It is here because policies name outcomes."""

    UNMET = "unmet"
    UNKNOWN = "unknown"
    JUDGEMENT = "judgement"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"
    INACTIVE = "inactive"

    __hash__ = object.__hash__  # members are unique; Enum's own hash is ten times slower, and this one is everywhere


# A duty with one of these still needs action, a statement or a decision; a policy sets their effects on the gate.
OPEN: Final = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.JUDGEMENT)
# A duty with one of these is neither met nor unmet yet.
UNDECIDED: Final = (Outcome.UNKNOWN, Outcome.JUDGEMENT)


class Effect(Enum):
    """What an outcome does to the gate."""

    BLOCK = "block"
    UNDECIDED = "undecided"
    ACCEPT = "accept"
