"""Every operator of a condition: the table of the catalogue's semantics, cell by cell, and what the cells stand for.

A cell is the operator, what is stated, what is asked, and the answer.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from typing import Any

import pytest

from rightsgate.chain.operators import DATED, OPERATORS, Possible, Stated, before
from rightsgate.load.values import dates
from rightsgate.model.manifest import Absence
from rightsgate.model.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, negate

AS_OF = "2026-06-01"
SILENT, NONE = Stated(Absence.UNKNOWN), Stated(Absence.NONE)
Cell = tuple[str, Stated, Any, Truth]


def one(value: object) -> Stated:
    """A single value."""
    return Stated(value)


def day(text: str) -> Stated:
    """A date, whole or partial."""
    return Stated(dates(text))


def closed(*codes: str) -> Stated:
    """A practice list: what it leaves out is absent."""
    return Stated(codes)


def opened(*codes: str) -> Stated:
    """A hazard list, or one that holds the word unknown: what it leaves out is unknown."""
    return Stated(codes, open=True)


def derived(certain: str, perhaps: str = "") -> Possible:
    """A derived set, by one-letter codes: those that it holds, and those that it may hold besides."""
    return Possible(frozenset(certain), frozenset(certain + perhaps))


STATED: list[Cell] = [
    ("exists", one("any text"), True, TRUE),
    ("exists", one(True), True, TRUE),
    ("exists", closed("a"), True, TRUE),
    ("exists", opened("a"), True, TRUE),
    ("exists", NONE, True, FALSE),
    ("exists", SILENT, True, UNKNOWN),
    ("equals", one("a"), "a", TRUE),
    ("equals", one("a"), "b", FALSE),
    ("equals", one(True), True, TRUE),
    ("equals", one(True), False, FALSE),
    ("equals", one(1), True, FALSE),  # a number is no truth
    ("equals", one(2), 2.0, TRUE),
    ("equals", one("2"), 2, FALSE),
    ("equals", NONE, "none", TRUE),
    ("equals", NONE, "a", FALSE),
    ("equals", NONE, True, FALSE),
    ("equals", SILENT, "a", UNKNOWN),
    ("equals", SILENT, "none", UNKNOWN),
    ("equals", day("2026-03-01"), dates("2026-03-01"), TRUE),
    ("equals", day("2026-03-01"), dates("2026-03-02"), FALSE),
    ("equals", day("2026-03"), dates("2026-04"), FALSE),
    ("equals", day("2026-03"), dates("2026-03-31"), UNKNOWN),
    ("equals", day("2026"), dates("2026"), UNKNOWN),  # two days of one year
    ("one_of", one("a"), ("a", "b"), TRUE),
    ("one_of", one("c"), ("a", "b"), FALSE),
    ("one_of", NONE, ("a", "none"), TRUE),
    ("one_of", NONE, ("a", "b"), FALSE),
    ("one_of", SILENT, ("a", "b"), UNKNOWN),
    ("one_of", day("2026-03-01"), (dates("2025-01-01"), dates("2026-03-01")), TRUE),
    ("one_of", day("2026-03"), (dates("2025"), dates("2027")), FALSE),
    ("one_of", day("2026-03"), (dates("2025"), dates("2026-03-01")), UNKNOWN),
]

ORDERED: list[Cell] = [
    ("at_most", one(1), 2, TRUE),
    ("at_most", one(2), 2, TRUE),
    ("at_most", one(2.5), 2, FALSE),
    ("at_most", NONE, 2, FALSE),
    ("at_most", SILENT, 2, UNKNOWN),
    ("at_most", one(1), Absence.UNKNOWN, UNKNOWN),
    ("at_most", one(1), Absence.NONE, FALSE),
    ("at_most", NONE, Absence.UNKNOWN, FALSE),
    ("at_most", one("soon"), dates("2026"), UNKNOWN),  # a text has no order
    ("at_most", day("2026-03-01"), dates("2026-03-01"), TRUE),
    ("at_most", day("2026-02"), dates("2026-03"), TRUE),
    ("at_most", day("2026-02"), dates("2026-02-28"), TRUE),
    ("at_most", day("2026-02"), dates("2026-02-27"), UNKNOWN),
    ("at_most", day("2026-02"), dates("2026-01-31"), FALSE),
    ("below", one(1), 2, TRUE),
    ("below", one(2), 2, FALSE),
    ("below", NONE, 2, FALSE),
    ("below", SILENT, 2, UNKNOWN),
    ("below", one(1), Absence.UNKNOWN, UNKNOWN),
    ("below", day("2026-03-01"), dates("2026-03-01"), FALSE),
    ("below", day("2026-02"), dates("2026-03-01"), TRUE),
    ("below", day("2026-02"), dates("2026-02-28"), UNKNOWN),
    ("below", day("2026-02"), dates("2026-02-01"), FALSE),
    ("at_least", one(2), 2, TRUE),
    ("at_least", one(1), 2, FALSE),
    ("at_least", NONE, 2, FALSE),
    ("at_least", SILENT, 2, UNKNOWN),
    ("at_least", one(2), Absence.NONE, FALSE),
    ("at_least", day("2026-02"), dates("2026-02-01"), TRUE),
    ("at_least", day("2026-02"), dates("2026"), UNKNOWN),
    ("above", one(3), 2, TRUE),
    ("above", one(2), 2, FALSE),
    ("above", NONE, 2, FALSE),
    ("above", SILENT, 2, UNKNOWN),
    ("above", one(3), Absence.NONE, FALSE),
    ("above", day("2026-03"), dates("2026-02-28"), TRUE),
    ("above", day("2026-02"), dates("2026-02-28"), FALSE),
]

LISTS: list[Cell] = [
    ("has", closed("a", "b"), "a", TRUE),
    ("has", closed("b"), "a", FALSE),
    ("has", NONE, "a", FALSE),
    ("has", SILENT, "a", UNKNOWN),
    ("has", opened("a"), "a", TRUE),
    ("has", opened("b"), "a", UNKNOWN),
    ("has", opened(), "a", UNKNOWN),
    ("has_any", closed("b"), ("a", "b"), TRUE),
    ("has_any", closed("c"), ("a", "b"), FALSE),
    ("has_any", NONE, ("a", "b"), FALSE),
    ("has_any", SILENT, ("a", "b"), UNKNOWN),
    ("has_any", opened("b"), ("a", "b"), TRUE),
    ("has_any", opened("c"), ("a", "b"), UNKNOWN),
    ("has_all", closed("a", "b", "c"), ("a", "b"), TRUE),
    ("has_all", closed("a"), ("a", "b"), FALSE),
    ("has_all", NONE, ("a", "b"), FALSE),
    ("has_all", SILENT, ("a", "b"), UNKNOWN),
    ("has_all", opened("a", "b"), ("a", "b"), TRUE),
    ("has_all", opened("a"), ("a", "b"), UNKNOWN),
    ("count_is", closed("a", "b"), 2, TRUE),
    ("count_is", closed("a"), 2, FALSE),
    ("count_is", NONE, 0, TRUE),
    ("count_is", NONE, 1, FALSE),
    ("count_is", SILENT, 0, UNKNOWN),
    ("count_is", opened("a"), 1, UNKNOWN),
    ("count_is", opened("a", "b"), 1, FALSE),
    ("count_above", closed("a", "b"), 1, TRUE),
    ("count_above", closed("a"), 1, FALSE),
    ("count_above", NONE, 0, FALSE),
    ("count_above", SILENT, 0, UNKNOWN),
    ("count_above", opened("a", "b"), 1, TRUE),
    ("count_above", opened("a"), 1, UNKNOWN),
]

SETS: list[Cell] = [
    ("superset_of", closed("a", "b"), closed("a"), TRUE),
    ("superset_of", closed("b"), closed("a"), FALSE),
    ("superset_of", closed("a", "b"), ("a",), TRUE),
    ("superset_of", NONE, closed("a"), FALSE),
    ("superset_of", SILENT, closed("a"), UNKNOWN),
    ("superset_of", closed("a"), SILENT, UNKNOWN),
    ("superset_of", closed("a"), opened("a"), UNKNOWN),
    ("superset_of", closed("a"), opened("b"), FALSE),
    ("superset_of", opened("a"), closed("a"), TRUE),
    ("superset_of", opened("b"), closed("a"), UNKNOWN),
    ("superset_of", closed("a"), NONE, MOOT),
    ("superset_of", SILENT, NONE, MOOT),
    ("superset_of", SILENT, (), MOOT),
    ("superset_of", closed("a"), opened(), UNKNOWN),  # it may not be empty at all
    ("superset_of", closed("a", "b"), derived("ab"), TRUE),
    ("superset_of", closed("a", "b"), derived("a", "b"), TRUE),
    ("superset_of", closed("a"), derived("a", "b"), UNKNOWN),
    ("superset_of", closed("b"), derived("a", "b"), FALSE),
    ("superset_of", closed("a"), derived("", "a"), UNKNOWN),  # met, or nothing to compare with
    ("superset_of", NONE, derived("", "a"), UNKNOWN),
    ("superset_of", NONE, derived("a"), FALSE),
    ("superset_of", opened("b"), derived("a"), UNKNOWN),
    ("superset_of", SILENT, derived("a"), UNKNOWN),
    ("superset_of", SILENT, derived(""), MOOT),
    ("subset_of", closed("a"), ("a", "b"), TRUE),
    ("subset_of", closed("a", "c"), ("a", "b"), FALSE),
    ("subset_of", NONE, ("a", "b"), TRUE),
    ("subset_of", SILENT, ("a", "b"), UNKNOWN),
    ("subset_of", opened("a"), ("a", "b"), UNKNOWN),
    ("subset_of", opened("c"), ("a", "b"), FALSE),
    ("subset_of", closed("a"), closed("a"), TRUE),
    ("subset_of", closed("a"), NONE, FALSE),
    ("subset_of", opened(), NONE, UNKNOWN),  # it may be empty after all
    ("subset_of", closed("a"), SILENT, UNKNOWN),
    ("subset_of", closed("a"), opened("b"), UNKNOWN),
    ("subset_of", closed("a"), derived("a"), TRUE),
    ("subset_of", closed("a"), derived("", "a"), UNKNOWN),
    ("subset_of", closed("b"), derived("a"), FALSE),
    ("subset_of", NONE, derived(""), TRUE),
    ("subset_of", opened("a"), derived("a"), UNKNOWN),
    ("subset_of", SILENT, derived("a"), UNKNOWN),
]

AGES: list[Cell] = [
    ("fresh_within", day("2026-05-31"), "12m", TRUE),
    ("fresh_within", day("2026-06-01"), "12m", TRUE),
    ("fresh_within", day("2025-06-01"), "12m", TRUE),  # the first day that counts
    ("fresh_within", day("2025-05-31"), "12m", FALSE),
    ("fresh_within", day("2025-05"), "1y", FALSE),
    ("fresh_within", day("2025"), "1y", UNKNOWN),
    ("fresh_within", day("2026-05-02"), "30d", TRUE),
    ("fresh_within", day("2026-05-01"), "30d", FALSE),
    ("fresh_within", day("2026-06-02"), "12m", UNKNOWN),
    ("fresh_within", NONE, "12m", UNKNOWN),
    ("fresh_within", SILENT, "12m", UNKNOWN),
    ("fresh_within", one("last spring"), "12m", UNKNOWN),
]

OPPOSITES = {
    "exists": "missing",
    "equals": "not_equals",
    "one_of": "not_one_of",
    "has": "lacks",
    "superset_of": "not_superset_of",
    "subset_of": "not_subset_of",
    "fresh_within": "older_than",
}
CELLS = [*STATED, *ORDERED, *LISTS, *SETS, *AGES]
OPPOSED = [
    (OPPOSITES[name], stated, asked, negate(truth))
    for name, stated, asked, truth in CELLS
    if name in OPPOSITES
]


def shown(cell: Cell) -> str:
    """Name a cell as a reader of the table would."""
    name, stated, asked, truth = cell
    return f"{said(stated)} {name} {said(asked)}: {truth.value}"


def said(value: Any) -> str:
    """Say what a side of a comparison holds, in a word."""
    if isinstance(value, Stated):
        return said(value.value) + ("+" if value.open else "")
    if isinstance(value, Possible):
        certain, perhaps = sorted(value.certain), sorted(value.possible - value.certain)
        return f"{{{','.join(certain)}}}+{{{','.join(perhaps)}}}"
    if isinstance(value, tuple):
        return f"[{','.join(map(said, value))}]"
    return str(getattr(value, "text", getattr(value, "value", value)))


def answer(name: str, stated: Stated, asked: Any) -> Truth:
    """Ask an operator, on the check date where it has to know one."""
    return DATED[name](stated, asked, AS_OF) if name in DATED else OPERATORS[name](stated, asked)


@pytest.mark.parametrize("cell", [*CELLS, *OPPOSED], ids=shown)
def test_a_cell_of_the_table(cell: Cell) -> None:
    name, stated, asked, truth = cell
    assert answer(name, stated, asked) is truth


def test_the_table_has_cells_for_every_operator() -> None:
    assert {name for name, *_ in (*CELLS, *OPPOSED)} == {*OPERATORS, *DATED}


def subsets(codes: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every subset."""
    codes = tuple(codes)
    return chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))


def whole(codes: tuple[str, ...]) -> Stated:
    """A list that is known to the last code; an empty one is declared absent."""
    return Stated(codes) if codes else NONE


def readings(side: Stated) -> list[Stated]:
    """All that a list may turn out to be once nothing is unknown, among three codes."""
    if side.value is Absence.UNKNOWN:
        return [whole(codes) for codes in subsets("abc")]
    if side.open:
        return [whole(codes) for codes in subsets("abc") if set(codes) >= set(side.value)]
    return [side]


def sides() -> list[Stated]:
    """Every state that a list of three codes can be in."""
    known = [whole(codes) for codes in subsets("abc")]
    return [SILENT, *known, *(opened(*codes) for codes in subsets("abc"))]


def open_case(name: str, answers: set[Truth], decided: Truth, shown_as: object) -> None:
    """Compare one answer under doubt with the answers that remain once nothing is in doubt."""
    if decided is not UNKNOWN:
        assert answers == {decided}, (name, shown_as)
    else:
        assert len(answers) > 1, (name, shown_as)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("exists", True),
        ("has", "a"),
        ("lacks", "a"),
        ("has_any", ("a", "b")),
        ("has_all", ("a", "b")),
        ("subset_of", ("a", "b")),
        ("superset_of", ("a", "b")),
        ("count_is", 1),
        ("count_above", 1),
    ],
)
def test_a_list_in_doubt_is_decided_exactly_when_all_its_readings_agree(name: str, asked: Any) -> None:
    open_stated = [
        side for side in sides() if name != "exists" or not side.open
    ]  # an open list is a statement
    for side in open_stated:
        open_case(
            name, {answer(name, full, asked) for full in readings(side)}, answer(name, side, asked), side
        )


@pytest.mark.parametrize("name", ["superset_of", "subset_of", "not_superset_of", "not_subset_of"])
def test_two_lists_in_doubt_are_decided_only_when_all_their_readings_agree(name: str) -> None:
    for left, right in product(sides(), repeat=2):
        decided = answer(name, left, right)
        answers = {answer(name, one, two) for one in readings(left) for two in readings(right)}
        assert decided is UNKNOWN or answers == {decided}, (said(left), said(right))


@pytest.mark.parametrize("name", ["superset_of", "subset_of", "not_superset_of", "not_subset_of"])
def test_a_derived_set_in_doubt_is_decided_only_when_all_its_readings_agree(name: str) -> None:
    for certain, side in product(subsets("abc"), sides()):
        for perhaps in subsets(set("abc") - set(certain)):
            right = derived("".join(certain), "".join(perhaps))
            full = [derived("".join({*certain, *more})) for more in subsets(perhaps)]
            answers = {answer(name, one, two) for one in readings(side) for two in full}
            decided = answer(name, side, right)
            assert decided is UNKNOWN or answers == {decided}, (said(side), said(right))


def days(text: str) -> list[Stated]:
    """The days that a partial date may be, by the edges that tell: its first two, its middle and its last two."""
    span = dates(text)
    middle = [day(f"{span.first[:8]}15")] if span.first != span.last else []
    edges = [f"{span.first[:8]}02", f"{span.last[:8]}{int(span.last[8:]) - 1:02}"] if middle else []
    return [day(text) for text in (span.first, span.last, *edges)] + middle


@pytest.mark.parametrize("name", ["equals", "not_equals", "at_most", "below", "at_least", "above"])
def test_partial_dates_are_decided_exactly_when_all_their_days_agree(name: str) -> None:
    texts = ("2025", "2026", "2026-02", "2026-03", "2026-02-01", "2026-02-28", "2026-03-01", "2026-12-31")
    for left, right in product(texts, repeat=2):
        decided = answer(name, day(left), dates(right))
        open_case(
            name, {answer(name, a, b.value) for a in days(left) for b in days(right)}, decided, (left, right)
        )


@pytest.mark.parametrize("name", ["fresh_within", "older_than"])
@pytest.mark.parametrize("period", ["1d", "30d", "3m", "12m", "1y", "2y"])
def test_the_age_of_a_partial_date_is_decided_exactly_when_all_its_days_agree(name: str, period: str) -> None:
    for text in (
        "2023",
        "2024",
        "2025",
        "2025-05",
        "2025-06",
        "2026-03",
        "2026-05",
        "2026-05-31",
        "2026-06-01",
    ):
        decided = answer(name, day(text), period)
        open_case(name, {answer(name, one, period) for one in days(text)}, decided, text)


@pytest.mark.parametrize(
    ("as_of", "period", "expected"),
    [
        ("2026-06-01", "1d", "2026-05-31"),
        ("2026-03-01", "1d", "2026-02-28"),
        ("2024-03-01", "1d", "2024-02-29"),
        ("2026-03-31", "1m", "2026-02-28"),  # the last day of a shorter month
        ("2024-02-29", "12m", "2023-02-28"),
        ("2024-02-29", "1y", "2023-02-28"),
        ("2024-02-29", "4y", "2020-02-29"),
        ("2026-01-15", "1m", "2025-12-15"),
        ("2026-01-15", "13m", "2024-12-15"),
        ("2026-06-01", "9999y", "0001-06-01"),  # nothing is older than the calendar
        ("0001-01-01", "30d", "0001-01-01"),
    ],
)
def test_a_period_before_a_day(as_of: str, period: str, expected: str) -> None:
    assert before(as_of, period) == expected
