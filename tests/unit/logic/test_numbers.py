"""Numbers: exact wherever they are compared or kept, and as they were written wherever they are shown."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgate.checker.checker import Checker
from rightsgate.engine.engines import NAMES
from rightsgate.errors import InputError
from rightsgate.logic.comparison import Stated, at_least, below, equals
from rightsgate.logic.number import Number, written
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import FALSE, TRUE
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse
from rightsgate.text.scalars import resolve

# Numbers as people write them: of every length, sign and exponent that a file may hold.
DIGITS = st.text("0123456789", min_size=1, max_size=40)
TEXTS = st.builds(
    lambda sign, before, after, power: f"{sign}{before}{after}{power}",
    st.sampled_from(("", "-", "+")),
    DIGITS,
    st.just("") | st.builds(lambda digits: f".{digits}", DIGITS),
    st.just("") | st.builds(lambda mark, power: f"{mark}{power}", st.sampled_from("eE"), st.integers(-300, 260)),
)


@given(TEXTS)
def test_a_number_is_read_exactly_and_keeps_its_spelling(text: str) -> None:
    number = resolve(text)
    assert number == Decimal(text)
    assert str(number) == text
    assert hash(number) == hash(Decimal(text))


@given(TEXTS)
def test_equal_numbers_are_one_term_however_they_are_written(text: str) -> None:
    number = resolve(text)
    term = as_term(number)
    again = Number(written(number))  # type: ignore[arg-type] # a text of this form is read as a number
    assert term == number
    assert (type(as_term(again)), str(as_term(again)), hash(as_term(again))) == (type(term), str(term), hash(term))
    assert Decimal(json.loads(written(number), parse_int=str, parse_float=str)) == number  # type: ignore[arg-type] # as above


@given(TEXTS, TEXTS)
def test_numbers_are_ordered_by_their_exact_values(one: str, two: str) -> None:
    left, right = Stated(resolve(one)), resolve(two)
    less, equal = Decimal(one) < Decimal(two), Decimal(one) == Decimal(two)
    assert below(left, right) is (TRUE if less else FALSE)
    assert at_least(left, right) is (FALSE if less else TRUE)
    assert equals(left, right) is (TRUE if equal else FALSE)


def test_a_number_is_never_a_truth_value() -> None:
    for number in (Number("1.0"), Number("01"), Number("+1")):
        assert number == 1
        assert number != True  # noqa: E712 - the comparison itself is under test
        assert equals(Stated(number), True) is FALSE


@pytest.mark.parametrize(
    "text", ["1e999", "-1e309", "1e1000", "9" * 41, f"0.{'1' * 41}", "0x10", ".inf", ".nan", "1_000"]
)
def test_what_is_too_long_or_too_large_stays_a_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("written_as", "outcome"),
    [
        ("1e25", "unmet"),
        ("1.0E+25", "unmet"),
        ("10000000000000000000000000", "unmet"),
        ("10000000000000000000000000.0", "unmet"),
        ("10000000000000000000000001", "unmet"),
        ("9999999999999999999999999", "not-applicable"),
        ("9999999999999999999999999.9", "not-applicable"),
        ("9.999999999999999999999999999e24", "not-applicable"),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_a_threshold_counts_from_the_bound_itself(pack: Pack, written_as: str, outcome: str, *, as_json: bool) -> None:
    model = f'{{"id": "m", "developer": "lab", "kind": "base", "markets": ["eu"], "notified": "none", "training_flops": {written_as}}}'
    text = f'{{"rightsgate": 1, "actors": [{{"id": "lab", "activities": ["model_pretraining"]}}], "models": [{model}]}}'
    checker = Checker(pack, load_policy("eu-gpai-documentation", builtin("policies"), pack), "2026-06-01")
    report = checker.check(checker.load(parse(text, "m", json=as_json), "m"), {})
    assert {f.outcome.value for f in report.findings if f.duty.id == "fw-eu.rd1"} == {outcome}


PACK = {
    "pack.yaml": "pack: sizes",
    "kinds.yaml": """
        extends: model
        fields:
          size: {type: number, means: Its size}
          sizes: {type: list, means: Its sizes}
    """,
    "rules.yaml": """
        title: Models of a size
        inferences:
          - {id: s-1, title: Sizes, if: [{model.size: [$m, $n]}], then: {sized: [$n]}}
          - {id: s-2, title: At the bound, if: [{model.size: [$m, 1.0e25]}], then: {at_bound: [$m]}}
          - id: s-3
            title: Above
            if: [{model.size: [$m, $n]}, compare: [$n, above, 10000000000000000000000000]]
            then: {above_bound: [$m]}
          - {id: s-4, title: Two, if: [{model: [$m]}, {at_least: 2, of: {model.sizes: [$m, _]}}], then: {two_sizes: [$m]}}
          - {id: s-5, title: Alike, if: [{model.size: [$m, $n]}, {model.sizes: [$m, $n]}], then: {alike: [$m]}}
    """,
}


@pytest.mark.parametrize("engine", NAMES)
def test_rules_join_count_and_compare_numbers_exactly(tmp_path: Path, engine: str) -> None:
    for name, text in PACK.items():
        (tmp_path / name).write_text(text)
    pack = load_pack([builtin("rules"), tmp_path])
    try:
        checker = Checker(pack, load_policy("audit", builtin("policies"), pack), "2026-06-01", engine=engine)
    except InputError:
        pytest.skip(f"the engine {engine} cannot run here")
    text = """
        rightsgate: 1
        models:
          - {id: float, size: 1e25, sizes: [1.0e25, 10000000000000000000000000, 1e+25]}
          - {id: whole, size: 10000000000000000000000000, sizes: [1, 1.0, 01]}
          - {id: more, size: 10000000000000000000000001, sizes: [0.1, 0.10000000000000000001]}
          - {id: less, size: 9999999999999999999999999, sizes: [9999999999999999999999999.0]}
    """
    manifest = checker.load(parse(text, "m.yaml"), "m.yaml")
    truths = checker.evaluator.run(manifest).closure.truths
    assert {str(n) for (n,) in truths["sized"]} == {"1e25", "10000000000000000000000001", "9999999999999999999999999"}
    found = {kind: {m for (m,) in truths.get(kind, {})} for kind in ("at_bound", "above_bound", "two_sizes", "alike")}
    assert found == {
        "at_bound": {"float", "whole"},
        "above_bound": {"more"},
        "two_sizes": {"more"},
        "alike": {"float", "less"},
    }
