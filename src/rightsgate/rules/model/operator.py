"""What there is to know of an operator of conditions: the form of a row in the table ``rules/operators.py``."""

from enum import Enum

import msgspec

from rightsgate.logic.comparison import Comparison, DatedComparison
from rightsgate.vocabulary.model import FieldType

LISTS = frozenset((FieldType.CHOICES, FieldType.REFERENCES, FieldType.LIST, FieldType.RECORDS))


class Takes(Enum):
    """What is written behind an operator in a rule."""

    NOTHING = "nothing"
    VALUE = "value"
    LIST = "list"
    COUNT = "count"
    PERIOD = "period"


class Against(Enum):
    """The operands that an operator takes, besides a value written in the rule."""

    FIELD = "field"
    FACTS = "facts"
    SET = "set"
    ACTOR = "actor"
    THRESHOLD = "threshold"


class Plain(msgspec.Struct, frozen=True):
    """An evaluator whose answer is the same on every day."""

    compare: Comparison


class Dated(msgspec.Struct, frozen=True):
    """An evaluator that has to know the day of the check."""

    compare: DatedComparison


class Words(msgspec.Struct, frozen=True):
    """The words for what an operator asks; ``{}`` marks the place of the operand.

    Other words may be needed where the field holds a date or a list, or is compared with derived facts. ``joined`` is
    the word between the last two values of an operand that lists several.
    """

    usual: str
    dates: str = ""
    lists: str = ""
    facts: str = ""
    joined: str = "or"

    def of(self, field: FieldType | None, *, facts: bool = False) -> str:
        """Return the words for a field of some type (None: not known), compared with derived facts or not."""
        if facts and self.facts:
            return self.facts
        special = self.dates if field is FieldType.DATE else self.lists if field in LISTS else ""
        return special or self.usual


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """One operator: how rules write it, what it means, and the words for it.

    ``tests``: the types of field that it can test. ``opposite``: the operator that answers the other way, if one does.
    ``whole_lists``: the evaluator is told whether the other list may be incomplete. ``can_be_moot``: it is moot where
    the other list is empty. ``is_earlier``: it tests that one thing happened before another, which is unknown for a
    date after the check. ``premise``: its name in the ``compare`` premises of inferences, if it
    has one. ``asked``: the words in reports. ``described``: those on the pages about rules, where they are others.
    ``adds``: it fails for want of something, which can be added. ``change``: the words for what to do so that it
    holds, where they are not made of ``asked``.
    """

    id: str
    takes: Takes
    tests: frozenset[FieldType]
    evaluator: Plain | Dated
    asked: Words
    described: Words | None = None
    against: tuple[Against, ...] = ()
    opposite: str = ""
    whole_lists: bool = False
    can_be_moot: bool = False
    is_earlier: bool = False
    premise: str = ""
    adds: bool = False
    change: str = ""

    @property
    def premise_words(self) -> str:
        """The words for it in a premise, between the two terms that it compares."""
        return self.premise.replace("_", " ")

    def on(self, day: str) -> Comparison:
        """Return the comparison that it makes on a day (ISO)."""
        match self.evaluator:
            case Plain(compare):
                return compare
            case Dated(dated):
                return lambda left, right: dated(left, right, day)
