"""Every operator of a condition: the table of the catalogue's semantics, cell by cell, and their meaning.

How values are written here: ``?`` silent, ``none`` declared absent, ``[a,b]`` a list, ``[a]+`` an open list
(or one that holds the word unknown), ``{a;b}`` a derived set that holds a and may hold b, ``2026-03`` a date.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from typing import Final

import pytest

from rightsgate.logic.absence import Absence
from rightsgate.logic.comparison import Possible, Stated
from rightsgate.logic.dates import before
from rightsgate.logic.number import Number
from rightsgate.logic.terms import Flag
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, negate
from rightsgate.manifest.values import dates
from rightsgate.rules.operators import OPERATORS

AS_OF: Final = "2026-06-01"
TABLE: Final = """
operator asked           | met                  | unmet              | unknown              | n/a
exists true              | text true [a] [a]+   | none               | ?
equals a                 | a                    | b none             | ?
equals 'none'            | none                 | a                  | ?
equals true              | true                 | false none 1       | ?
equals 2                 | 2 2.0                | 3 '2' none         | ?
equals ?                 |                      |                    | a ? none
equals 2026-03-01        | 2026-03-01           | 2026-03-02 none    | 2026-03 2026 ?
equals 2026-03           |                      | 2026-04 2026-02-28 | 2026-03 2026 2026-03-01
one_of [a,b]             | a b                  | c none             | ?
one_of [a,'none']        | a none               | b                  | ?
one_of ?                 |                      |                    | a ?
one_of [2025,2026-03-01] | 2026-03-01           | 2026-04 2024       | 2025-02 2026-03 2026 ?
at_most 2                | 1 2                  | 2.5 3 none         | ? text
at_most ?                |                      | none               | 1 2026 ?
at_most none             |                      | 1 none
at_most 2026-02-28       | 2026-02-28 2026-02 2025 | 2026-03 2026-03-01 none | 2026 ? text 5
at_most 2026-02          | 2026-02-01 2026-01   | 2026-03            | 2026-02-02 2026-02 2026
below 2                  | 1 1.9                | 2 3 none           | ? text
below ?                  |                      | none               | 1 ?
below 2026-03-01         | 2026-02-28 2026-02   | 2026-03-01 2026-03 | 2026
at_least 2               | 2 3                  | 1 none             | ? text
at_least ?               |                      | none               | 1 ?
at_least none            |                      | 1 none
at_least 2026-02-01      | 2026-02-01 2026-02 2027 | 2026-01-31 2025    | 2026 ?
above 2                  | 3 2.1                | 2 1 none           | ? text
above none               |                      | 1 none
above 2026-02-28         | 2026-03-01 2026-03   | 2026-02-28 2026-02 | 2026 ?
has a                    | [a,b] [a]+           | [b] none           | ? [b]+ []+
has ?                    |                      |                    | [a] [a]+ ?
has 1                    | [1] [true,1.0]       | [true] ['1']       | ? [true]+
has true                 | [true]               | [1] ['true']       | ? [1]+
has_any [true,b]         | [true,1] [b]         | [1] [1.0]          | [1]+
has_any [a,b]            | [b,c] [b]+           | [c] none           | ? [c]+ []+
has_any ?                |                      |                    | [a] [a]+ ?
has_all [a,b]            | [a,b,c] [b,a]+       | [a] [c] none       | ? [a]+ []+
has_all ?                |                      |                    | [a] [a]+ ?
count_is 2               | [a,b]                | [a] [a,b,c] none [a,b,c]+ | ? [a]+ [a,b]+
count_is 0               | none                 | [a] [a]+           | ? []+
count_is ?               |                      |                    | [a] ?
count_above 1            | [a,b] [a,b]+         | [a] none           | ? [a]+
count_above 0            | [a] [a]+             | none               | ? []+
count_above ?            |                      |                    | [a] ?
superset_of [a]          | [a,b] [a]+           | [b] none           | ? [b]+
superset_of [a]+         |                      | [b] none           | ? [a] [a,b]+
superset_of ?            |                      |                    | ? [a] [a]+ none
superset_of none         |                      |                    |                      | [a] [a]+ none ?
superset_of []+          |                      |                    | ? [a] [a]+
superset_of [1,true]     | [true,1]             | [1,1.0] [true]     | [1]+
superset_of {a;}         | [a,b] [a]+           | [b] none           | ? [b]+
superset_of {a;b}        | [a,b] [b,a,c]+       | [b] none           | ? [a] [a]+ [c]+
superset_of {;a}         |                      |                    | ? [a] [b] none [a]+
superset_of {;}          |                      |                    |                      | [a] [a]+ none ?
subset_of [a,b]          | [a] [a,b] none       | [a,c] [c]+         | ? [a]+ []+
subset_of [a]+           | [a] none             |                    | ? [b] [a]+ [b]+
subset_of ?              |                      |                    | ? [a] [a]+
subset_of none           | none                 | [a] [a]+           | ? []+
subset_of {a;}           | [a] none             | [b] [b]+           | ? [a]+ []+
subset_of {a;b}          | [a] none             | [c] [a,c]+         | ? [b] [a,b] [a]+
subset_of {;}            | none                 | [a] [a]+           | ? []+
fresh_within 12m         | 2025-06-01 2026-06-01 2025-06 | 2025-05-31 2025-05 2024 none | 2025 ? text
fresh_within 12m         |                      |                    | 2026-06-02 2027 2026-06 2026
fresh_within 30d         | 2026-05-02           | 2026-05-01 2026-04 none | 2026-05 2026-07 ?
"""
# These are told how both of their sides stand, the others only the value on the right.
WHOLE: Final = [row.id for row in OPERATORS.values() if row.whole_lists]
DATE: Final = re.compile(r"\d{4}(-\d{2}){0,2}")
Cell = tuple[str, str, str, Truth]


def cells() -> Iterator[Cell]:
    """Yield operator, what is asked, what is stated and the answer; also for the opposite of an operator."""
    for line in TABLE.strip().splitlines()[1:]:
        (name, asked), *columns = (column.split() for column in line.split("|"))
        for truth, column in zip((TRUE, FALSE, UNKNOWN, MOOT), columns, strict=False):
            for stated in column:
                yield name, asked, stated, truth
                opposite = OPERATORS[name].opposite
                if opposite:
                    yield opposite, asked, stated, negate(truth)


def read(text: str) -> object:
    """Read one value of the table."""
    if text in ("?", "none"):
        return Absence.UNKNOWN if text == "?" else Absence.NONE
    if text in ("true", "false"):
        return text == "true"
    if DATE.fullmatch(text):
        return dates(text)
    if re.fullmatch(r"[\d.]+", text):
        return Number(text) if "." in text else int(text)
    return text.strip("'")


def side(text: str) -> Stated:
    """Read one side of a comparison, with whether more may be true than it lists."""
    if text.startswith("["):
        return Stated(tuple(map(read, filter(None, text.strip("[]+").split(",")))), open=text.endswith("+"))
    return Stated(read(text))


def derived(certain: Iterable[str], perhaps: Iterable[str] = ()) -> Possible:
    """A derived set: what it holds for certain, and what it may hold besides."""
    return Possible(frozenset(certain), frozenset((*certain, *perhaps)))


def answer(name: str, stated: Stated, asked: object) -> Truth:
    """Ask an operator, on the check date where it has to know one."""
    return OPERATORS[name].on(AS_OF)(stated, asked)


def shown(cell: Cell) -> str:
    """Name a cell as a reader of the table would."""
    name, asked, stated, truth = cell
    return f"{stated} {name} {asked}: {truth.value}"


@pytest.mark.parametrize("cell", list(cells()), ids=shown)
def test_a_cell_of_the_table(cell: Cell) -> None:
    name, asked, stated, truth = cell
    if asked.startswith("{"):
        other: object = derived(*asked.strip("{}").split(";"))
    else:
        other = side(asked) if name in WHOLE else side(asked).value
    assert answer(name, side(stated), other) is truth


def test_the_table_has_cells_for_every_operator() -> None:
    assert {name for name, *_ in cells()} == {*OPERATORS}


def subsets(codes: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every subset."""
    codes = tuple(codes)
    return chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))


def whole(codes: tuple[str, ...]) -> Stated:
    """A list that is known to the last code; an empty one is declared absent."""
    return Stated(codes or Absence.NONE)


def readings(stated: Stated) -> list[Stated]:
    """All that a list of codes may turn out to be once nothing is unknown, out of three codes."""
    listed = () if isinstance(stated.value, Absence) else stated.value
    if stated.open or stated.value is Absence.UNKNOWN:
        return [whole(codes) for codes in subsets("abc") if {*codes} >= {*listed}]
    return [stated]


SIDES: Final = [
    Stated(Absence.UNKNOWN),
    *map(whole, subsets("abc")),
    *(Stated(codes, open=True) for codes in subsets("abc")),
]
LISTED: Final = [
    ("has", "a"),
    ("lacks", "a"),
    ("has_any", ("a", "b")),
    ("has_all", ("a", "b")),
    ("subset_of", ("a", "b")),
    ("superset_of", ("a", "b")),
    *(("count_is", count) for count in range(3)),
    *(("count_above", count) for count in range(3)),
]


@pytest.mark.parametrize(("name", "asked"), LISTED)
def test_a_list_in_doubt_is_decided_exactly_when_all_its_readings_agree(name: str, asked: object) -> None:
    for stated in SIDES:
        answers = {answer(name, one, asked) for one in readings(stated)}
        assert answer(name, stated, asked) is (answers.pop() if len(answers) == 1 else UNKNOWN), stated


@pytest.mark.parametrize("name", WHOLE)
def test_two_lists_in_doubt_are_decided_only_when_all_their_readings_agree(name: str) -> None:
    for left, right in product(SIDES, repeat=2):
        answers = {answer(name, one, two) for one in readings(left) for two in readings(right)}
        assert answer(name, left, right) in (UNKNOWN, *(answers if len(answers) == 1 else ())), (left, right)


@pytest.mark.parametrize("name", WHOLE)
def test_a_derived_set_in_doubt_is_decided_only_when_all_its_readings_agree(name: str) -> None:
    for certain, stated in product(subsets("abc"), SIDES):
        for perhaps in subsets(sorted(set("abc") - {*certain})):
            full = [derived((*certain, *more)) for more in subsets(perhaps)]
            answers = {answer(name, one, two) for one in readings(stated) for two in full}
            decided = answer(name, stated, derived(certain, perhaps))
            assert decided in (UNKNOWN, *(answers if len(answers) == 1 else ())), (stated, certain, perhaps)


def days(text: str) -> list[Stated]:
    """The days that a partial date may be: of every month in it the first, the second and the last."""
    if len(text) == len(AS_OF):
        return [Stated(dates(text))]
    months = [text] if len(text) > 4 else [f"{text}-{month:02}" for month in range(1, 13)]
    return [Stated(dates(d)) for m in months for d in (f"{m}-01", f"{m}-02", dates(m).last)]


@pytest.mark.parametrize("name", ["equals", "not_equals", "at_most", "below", "at_least", "above"])
def test_partial_dates_are_decided_exactly_when_all_their_days_agree(name: str) -> None:
    texts = ("2025", "2026", "2026-02", "2026-03", "2026-02-01", "2026-02-28", "2026-03-01", "2026-12-31")
    for left, right in product(texts, repeat=2):
        answers = {answer(name, one, two.value) for one in days(left) for two in days(right)}
        expected = answers.pop() if len(answers) == 1 else UNKNOWN
        assert answer(name, Stated(dates(left)), dates(right)) is expected, (left, right)


@pytest.mark.parametrize("name", ["fresh_within", "older_than"])
@pytest.mark.parametrize("period", ["1d", "30d", "3m", "12m", "1y", "2y"])
def test_the_age_of_a_partial_date_is_decided_exactly_when_all_its_days_agree(name: str, period: str) -> None:
    for text in ("2023", "2024", "2025", "2025-05", "2025-06", "2026-03", "2026-05", "2026-05-31", AS_OF):
        answers = {answer(name, one, period) for one in days(text)}
        expected = answers.pop() if len(answers) == 1 else UNKNOWN
        assert answer(name, Stated(dates(text)), period) is expected, text


@pytest.mark.parametrize(
    ("as_of", "period", "expected"),
    [
        ("2026-06-01", "1d", "2026-05-31"),
        ("2024-03-01", "1d", "2024-02-29"),
        ("2026-03-31", "1m", "2026-02-28"),  # the last day of a shorter month
        ("2024-02-29", "12m", "2023-02-28"),
        ("2024-02-29", "4y", "2020-02-29"),
        ("2026-01-15", "13m", "2024-12-15"),
        ("2026-06-01", "9999y", "0001-06-01"),  # nothing is older than the calendar
        ("0001-01-01", "30d", "0001-01-01"),
    ],
)
def test_a_period_before_a_day(as_of: str, period: str, expected: str) -> None:
    assert before(as_of, period) == expected


def test_derived_numbers_are_not_taken_for_true_or_false() -> None:
    one, yes = Possible(frozenset((1,)), frozenset((1,))), Possible(frozenset((Flag.TRUE,)), frozenset((Flag.TRUE,)))
    for right, same, other in ((one, 1.0, True), (yes, True, 1)):
        for operator in ("superset_of", "subset_of"):
            assert answer(operator, Stated((same,)), right) is TRUE
            assert answer(operator, Stated((other,)), right) is FALSE
    assert answer("equals", Stated((1, True)), (1.0, True)) is TRUE
    assert answer("equals", Stated((1, True)), (True, 1)) is FALSE


@pytest.mark.parametrize("operator", ["has", "has_any", "has_all"])
def test_a_code_is_not_found_inside_a_longer_one(operator: str) -> None:
    asked = "api" if operator == "has" else ("api",)
    assert answer(operator, Stated("hosted_api"), asked) is FALSE
    assert answer(operator, Stated("api"), asked) is TRUE
