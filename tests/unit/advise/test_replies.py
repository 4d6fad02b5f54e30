"""What a person types, and the value that it states."""

from typing import Any

import pytest

from rightsgate.advise.replies import WrongReplyError, chosen, stated, words, yes_or_no
from rightsgate.vocabulary.model import Field, FieldType

OPTIONS = {"b2b": "businesses", "b2c": "consumers", "human_review": "review by people"}


def field(kind: FieldType, **more: Any) -> Field:
    return Field(path="part", type=kind, means="A part", **more)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1", ["b2b"]),
        ("1, 3", ["b2b", "human_review"]),
        ("1 3", ["b2b", "human_review"]),
        ("consumers", ["b2c"]),
        ("review by people, B2B", ["human_review", "b2b"]),
        ("b2c, 2", ["b2c"]),
    ],
)
def test_codes_are_chosen_by_number_name_or_label(text: str, codes: list[str]) -> None:
    assert chosen(text, OPTIONS, many=True) == codes


@pytest.mark.parametrize("text", ["", "4", "1, nobody", ","])
def test_what_names_no_code_is_refused(text: str) -> None:
    with pytest.raises(WrongReplyError):
        chosen(text, OPTIONS, many=True)


def test_of_one_code_no_second_is_taken() -> None:
    assert chosen("2", OPTIONS, many=False) == "b2c"
    with pytest.raises(WrongReplyError):
        chosen("1, 2", OPTIONS, many=False)


@pytest.mark.parametrize(
    ("of", "text", "value"),
    [
        (field(FieldType.BOOLEAN), "no", False),
        (field(FieldType.BOOLEAN), "Yes", True),
        (field(FieldType.ANY), "no", "none"),
        (field(FieldType.ANY), "every quarter", "every quarter"),
        (field(FieldType.CHOICES), "none", "none"),
        (field(FieldType.LIST), "one, two", ["one", "two"]),
        (field(FieldType.DATE), "2026-05", "2026-05"),
        (field(FieldType.NUMBER, whole=True), "12", 12),
        (field(FieldType.GROUP), "no", "none"),
    ],
)
def test_a_no_is_stated_as_a_no(of: Field, text: str, value: object) -> None:
    assert stated(of, text, {}) == value


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (field(FieldType.BOOLEAN), "perhaps"),
        (field(FieldType.DATE), "next year"),
        (field(FieldType.NUMBER), "many"),
        (field(FieldType.NUMBER, whole=True), "1.5"),
        (field(FieldType.GROUP), "yes"),
    ],
)
def test_what_states_nothing_is_refused(of: Field, text: str) -> None:
    with pytest.raises(WrongReplyError):
        stated(of, text, {})


def test_a_code_that_is_called_none_can_be_chosen() -> None:
    assert stated(field(FieldType.CHOICES), "none", words(("none", "some"), {})) == ["none"]


def test_only_yes_and_no_answer_yes_or_no() -> None:
    assert (yes_or_no("y"), yes_or_no("None")) == (True, False)
    with pytest.raises(WrongReplyError):
        yes_or_no("maybe")
