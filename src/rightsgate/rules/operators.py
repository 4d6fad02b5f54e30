"""The operators of conditions, one row each. Loading, evaluating, explaining and describing all read this table.

What an operator means in three values is its function in ``logic/comparison.py``.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rightsgate.logic import comparison
from rightsgate.logic.comparison import Comparison, Stated, negated
from rightsgate.logic.truth import Truth
from rightsgate.rules.model.operator import Against, Dated, Operator, Plain, Takes, Words
from rightsgate.vocabulary.model import FieldType

ALL: Final = frozenset(FieldType)
LISTED: Final = frozenset((FieldType.CHOICES, FieldType.REFERENCES, FieldType.LIST, FieldType.ANY))
SINGLE: Final = ALL - LISTED - {FieldType.GROUP, FieldType.RECORDS} | {FieldType.ANY}
COUNTED: Final = LISTED | {FieldType.RECORDS}
DATES: Final = frozenset((FieldType.DATE,))
ORDERED: Final = DATES | {FieldType.NUMBER}
FIELD, FACTS, SET, ACTOR, THRESHOLD = Against

# The words for the units of a period, which some operators take.
UNITS: Final = {"d": "day", "m": "month", "y": "year"}
ROWS: Final = (
    Operator(
        id="exists",
        takes=Takes.NOTHING,
        tests=ALL,
        evaluator=Plain(comparison.exists),
        opposite="missing",
        asked=Words("a statement"),
        described=Words("given", lists="at least one is named"),
        adds=True,
        change="once there is one, state it",
    ),
    Operator(
        id="missing",
        takes=Takes.NOTHING,
        tests=ALL,
        evaluator=Plain(negated(comparison.exists)),
        opposite="exists",
        asked=Words("declared absent"),
        change="once there is none, state none",
    ),
    Operator(
        id="equals",
        takes=Takes.VALUE,
        tests=SINGLE,
        against=(FIELD,),
        evaluator=Plain(comparison.equals),
        opposite="not_equals",
        premise="equals",
        asked=Words("{}"),
        change="once this is the case, state {}",
    ),
    Operator(
        id="not_equals",
        takes=Takes.VALUE,
        tests=SINGLE,
        against=(FIELD,),
        evaluator=Plain(negated(comparison.equals)),
        opposite="equals",
        premise="differs",
        asked=Words("anything but {}"),
        change="once this has changed, state anything but {}",
    ),
    Operator(
        id="above",
        takes=Takes.VALUE,
        tests=ORDERED,
        against=(FIELD, THRESHOLD),
        evaluator=Plain(comparison.above),
        premise="above",
        asked=Words("above {}", dates="after {}"),
    ),
    Operator(
        id="at_least",
        takes=Takes.VALUE,
        tests=ORDERED,
        against=(FIELD, THRESHOLD),
        evaluator=Plain(comparison.at_least),
        premise="at_least",
        asked=Words("at least {}", dates="not before {}"),
        described=Words("at least {}", dates="on or after {}"),
    ),
    Operator(
        id="below",
        takes=Takes.VALUE,
        tests=ORDERED,
        against=(FIELD, THRESHOLD),
        evaluator=Plain(comparison.below),
        is_earlier=True,
        premise="below",
        asked=Words("below {}", dates="before {}"),
    ),
    Operator(
        id="at_most",
        takes=Takes.VALUE,
        tests=ORDERED,
        against=(FIELD, THRESHOLD),
        evaluator=Plain(comparison.at_most),
        is_earlier=True,
        premise="at_most",
        asked=Words("at most {}", dates="not after {}"),
        described=Words("at most {}", dates="on or before {}"),
    ),
    Operator(
        id="has",
        takes=Takes.VALUE,
        tests=LISTED,
        against=(FIELD, ACTOR),
        evaluator=Plain(comparison.has),
        opposite="lacks",
        asked=Words("{}"),
        described=Words("{} among them"),
        adds=True,
    ),
    Operator(
        id="lacks",
        takes=Takes.VALUE,
        tests=LISTED,
        against=(FIELD, ACTOR),
        evaluator=Plain(negated(comparison.has)),
        opposite="has",
        asked=Words("not {}"),
        described=Words("{} not among them"),
        change="once this is the case, remove {}",
    ),
    Operator(
        id="one_of",
        takes=Takes.LIST,
        tests=SINGLE,
        against=(SET,),
        evaluator=Plain(comparison.one_of),
        opposite="not_one_of",
        asked=Words("one of {}"),
        described=Words("{}"),
        change="once this is the case, state one of {}",
    ),
    Operator(
        id="not_one_of",
        takes=Takes.LIST,
        tests=SINGLE,
        against=(SET,),
        evaluator=Plain(negated(comparison.one_of)),
        opposite="one_of",
        asked=Words("none of {}"),
        change="once this has changed, state anything but {}",
    ),
    Operator(
        id="has_any",
        takes=Takes.LIST,
        tests=LISTED,
        against=(SET,),
        evaluator=Plain(comparison.has_any),
        asked=Words("one of {}"),
        described=Words("at least one of {}"),
        change="once done, add one of {}",
    ),
    Operator(
        id="has_all",
        takes=Takes.LIST,
        tests=LISTED,
        against=(SET,),
        evaluator=Plain(comparison.has_all),
        asked=Words("all of {}", joined="and"),
        adds=True,
    ),
    Operator(
        id="superset_of",
        takes=Takes.LIST,
        tests=LISTED,
        against=(FIELD, FACTS, SET),
        evaluator=Plain(comparison.superset_of),
        opposite="not_superset_of",
        whole_lists=True,
        can_be_moot=True,
        asked=Words("all of {}"),
        described=Words("all of {}", facts="{}", joined="and"),
        adds=True,
    ),
    Operator(
        id="subset_of",
        takes=Takes.LIST,
        tests=LISTED,
        against=(FIELD, FACTS, SET),
        evaluator=Plain(comparison.subset_of),
        opposite="not_subset_of",
        whole_lists=True,
        asked=Words("nothing beyond {}", joined="and"),
        change="once this is the case, list nothing beyond {}",
    ),
    Operator(
        id="not_superset_of",
        takes=Takes.LIST,
        tests=LISTED,
        against=(FIELD, FACTS, SET),
        evaluator=Plain(negated(comparison.superset_of)),
        opposite="superset_of",
        whole_lists=True,
        can_be_moot=True,
        asked=Words("not all of {}"),
        described=Words("not all of {}", facts="not {}", joined="and"),
    ),
    Operator(
        id="not_subset_of",
        takes=Takes.LIST,
        tests=LISTED,
        against=(FIELD, FACTS, SET),
        evaluator=Plain(negated(comparison.subset_of)),
        opposite="subset_of",
        whole_lists=True,
        asked=Words("something beyond {}"),
    ),
    Operator(
        id="count_is",
        takes=Takes.COUNT,
        tests=COUNTED,
        evaluator=Plain(comparison.count_is),
        asked=Words("exactly {}"),
    ),
    Operator(
        id="count_above",
        takes=Takes.COUNT,
        tests=COUNTED,
        evaluator=Plain(comparison.count_above),
        asked=Words("more than {}"),
    ),
    Operator(
        id="fresh_within",
        takes=Takes.PERIOD,
        tests=DATES,
        against=(THRESHOLD,),
        evaluator=Dated(comparison.fresh_within),
        opposite="older_than",
        premise="fresh_within",
        asked=Words("a date within {}"),
        described=Words("not longer ago than {}"),
    ),
    Operator(
        id="older_than",
        takes=Takes.PERIOD,
        tests=DATES,
        against=(THRESHOLD,),
        evaluator=Dated(comparison.older_than),
        opposite="fresh_within",
        premise="older_than",
        asked=Words("a date older than {}"),
        described=Words("longer ago than {}"),
    ),
)
OPERATORS: Final[Mapping[str, Operator]] = {row.id: row for row in ROWS}
PREMISES: Final[Mapping[str, Operator]] = {row.premise: row for row in ROWS if row.premise}


def premises_on(day: str) -> Mapping[str, Callable[[Any, Any], Truth]]:
    """Return what the comparisons in premises of inferences answer on a day (ISO), each by its name there."""
    return {name: _of_terms(row.on(day)) for name, row in PREMISES.items()}


def _of_terms(compare: Comparison) -> Callable[[Any, Any], Truth]:
    return lambda left, right: compare(Stated(left), right)


def period_in_words(period: str) -> str:
    """Return a period such as 12m in words; anything else stays as it is."""
    count, unit = period[:-1], UNITS.get(period[-1:], "")
    return f"{count} {unit}{'' if count == '1' else 's'}" if unit and count.isdigit() else period
