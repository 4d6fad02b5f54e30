"""Three-valued logic: the tables of Kleene, the laws that conditions rely on, and what moot parts do."""

from collections.abc import Callable
from itertools import product

import pytest

from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, all_of, any_of, negate

KLEENE = (FALSE, UNKNOWN, TRUE)
ALL = (*KLEENE, MOOT)
PAIRS = list(product(KLEENE, repeat=2))
ANSWERS = {UNKNOWN: ALL, FALSE: (FALSE,), TRUE: (TRUE,), MOOT: (MOOT,)}
Join = Callable[[list[Truth]], Truth]
JOINS = pytest.mark.parametrize("join", [all_of, any_of])


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (FALSE, FALSE, FALSE, FALSE),
        (FALSE, UNKNOWN, FALSE, UNKNOWN),
        (FALSE, TRUE, FALSE, TRUE),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, TRUE, UNKNOWN, TRUE),
        (TRUE, TRUE, TRUE, TRUE),
    ],
)
def test_and_and_or_follow_the_tables_of_kleene(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert all_of([left, right]) is all_of([right, left]) is both
    assert any_of([left, right]) is any_of([right, left]) is either


def test_the_negation_of_unknown_is_unknown() -> None:
    assert [negate(truth) for truth in ALL] == [TRUE, UNKNOWN, FALSE, MOOT]


@pytest.mark.parametrize("truth", ALL)
def test_double_negation_changes_nothing(truth: Truth) -> None:
    assert negate(negate(truth)) is truth


@pytest.mark.parametrize("truths", list(product(ALL, repeat=3)))
def test_de_morgan_holds_for_moot_parts_too(truths: tuple[Truth, ...]) -> None:
    assert negate(all_of(truths)) is any_of([negate(truth) for truth in truths])
    assert negate(any_of(truths)) is all_of([negate(truth) for truth in truths])


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_each_absorbs_the_other(one: Truth, two: Truth) -> None:
    assert all_of([one, any_of([one, two])]) is one
    assert any_of([one, all_of([one, two])]) is one


@pytest.mark.parametrize("truths", list(product(KLEENE, repeat=3)))
def test_each_distributes_over_the_other(truths: tuple[Truth, ...]) -> None:
    one, two, three = truths
    assert all_of([one, any_of([two, three])]) is any_of([all_of([one, two]), all_of([one, three])])
    assert any_of([one, all_of([two, three])]) is all_of([any_of([one, two]), any_of([one, three])])


@JOINS
@pytest.mark.parametrize("truths", list(product(ALL, repeat=3)))
def test_order_and_grouping_of_parts_do_not_matter(join: Join, truths: tuple[Truth, ...]) -> None:
    one, two, three = truths
    assert join([one, two, three]) is join([three, one, two])
    assert join([one, two, three]) is join([join([one, two]), three])


@JOINS
@pytest.mark.parametrize("before", list(product(ALL, repeat=3)))
def test_an_answer_to_an_unknown_never_changes_what_was_decided(join: Join, before: tuple[Truth, ...]) -> None:
    decided = join(list(before))
    for after in product(*(ANSWERS[truth] for truth in before)):
        assert decided is UNKNOWN or join(list(after)) is decided


@JOINS
@pytest.mark.parametrize("before", list(product(KLEENE, repeat=3)))
def test_some_answer_decides_each_way_that_was_left_open(join: Join, before: tuple[Truth, ...]) -> None:
    answers = [[FALSE, TRUE] if truth is UNKNOWN else [truth] for truth in before]
    reached = {join(list(after)) for after in product(*answers)}
    assert reached == ({FALSE, TRUE} if join(list(before)) is UNKNOWN else {join(list(before))})


@pytest.mark.parametrize("truths", list(product(KLEENE, repeat=2)))
def test_moot_parts_do_not_count_beside_others(truths: tuple[Truth, ...]) -> None:
    assert all_of([MOOT, *truths, MOOT]) is all_of(truths)
    assert any_of([MOOT, *truths, MOOT]) is any_of(truths)


@JOINS
def test_where_all_parts_are_moot_so_is_the_whole(join: Join) -> None:
    assert join([MOOT]) is join([MOOT, MOOT]) is MOOT


def test_of_no_parts_all_hold_and_none_does() -> None:
    assert all_of([]) is TRUE
    assert any_of([]) is FALSE
