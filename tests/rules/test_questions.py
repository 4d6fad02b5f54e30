"""The questions of the shipped vocabulary: each field has one, which a person can answer in the field's own terms."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest

from rightsgate.vocabulary.asked import PLACEHOLDER, label_of
from rightsgate.vocabulary.model import EntityKind, Field, FieldType
from worlds.manifests import shipped

LONGEST: Final = 25
AUXILIARY: Final = re.compile("Are|Can|Could|Did|Do|Does|Has|Have|Is|Must|Was|Were|Will|Would")
OPEN: Final = re.compile(
    "(?:(?:At|By|For|From|In|On|Since|Through|To|Under|With) )?(?:how|what|when|where|which|who|whom|whose|why)",
    re.IGNORECASE,
)
# How a question about each type of field begins: with yes or no as the answer, or with what is asked for.
BEGINNINGS: Final = {
    **dict.fromkeys(FieldType, OPEN),
    FieldType.BOOLEAN: AUXILIARY,
    FieldType.GROUP: AUXILIARY,
}
UNITS: Final = {FieldType.DATE: ("which date ",), FieldType.NUMBER: ("How many ",)}
KINDS: Final = shipped().vocabulary.kinds


def fields(inner: EntityKind | Field) -> Iterator[Field]:
    """Yield the fields of a kind, and all within them, those of records too."""
    for field in inner.fields.values():
        yield field
        yield from fields(field)


FIELDS: Final = {f"{kind.name}.{field.path}": field for kind in KINDS.values() for field in fields(kind)}


def asked(field: Field) -> bool:
    """Whether a person can state the field itself: a group that is no practice only holds others."""
    return field.type is not FieldType.GROUP or field.practice


def test_every_field_that_can_be_stated_has_a_question_and_somebody_who_can_answer_it() -> None:
    found = {name for name, field in FIELDS.items() if field.question and field.answered_by}
    assert found == {name for name, field in FIELDS.items() if asked(field)}
    assert all(kind.question.startswith("Is there ") and kind.answered_by for kind in KINDS.values())


def test_every_demand_for_evidence_says_what_would_do() -> None:
    assert [n for n, field in FIELDS.items() if asked(field) and field.needs_evidence and not field.shown_by] == []
    evidence = [one for field in FIELDS.values() for one in field.shown_by]
    assert [one for one in evidence if one.endswith(".") or len(one.split()) > 9] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_two_questions_of_a_kind_are_the_same(kind: EntityKind) -> None:
    questions = Counter([kind.question, *(field.question for field in fields(kind) if field.question)])
    assert [question for question, times in questions.items() if times > 1] == []


def test_a_question_is_one_short_question() -> None:
    questions = [kind.question for kind in KINDS.values()]
    questions += [field.question for field in FIELDS.values() if field.question]
    wrong = [one for one in questions if not one.endswith("?") or one.count("?") > 1 or "and/or" in one]
    assert wrong == []
    assert [one for one in questions if len(one.split()) > LONGEST] == []
    assert [name for name, field in FIELDS.items() if field.question and not PLACEHOLDER.search(field.question)] == []


@pytest.mark.parametrize("type_", FieldType)
def test_a_question_fits_the_type_of_its_field(type_: FieldType) -> None:
    questions = [field.question for field in FIELDS.values() if field.type is type_ and field.question]
    assert [one for one in questions if not BEGINNINGS[type_].match(one.removeprefix("In your judgment, "))] == []
    assert [one for one in questions if not any(unit in one for unit in UNITS.get(type_, ("",)))] == []


def test_those_who_can_answer_are_a_closed_list_and_each_of_them_is_asked() -> None:
    asked_of = {one.answered_by for one in (*FIELDS.values(), *KINDS.values()) if one.answered_by}
    assert asked_of == set(shipped().vocabulary.respondents)


def test_codes_can_be_offered_as_answers() -> None:
    for name, field in FIELDS.items():
        if field.values_from:
            continue  # names that the packs give to rights, risks and frameworks
        options = [label_of(field.labels, code) for code in field.values]
        assert len(set(options)) == len(options), name
        assert [one for one in options if len(one.split()) > 9] == [], name
        assert [code for code, label in field.labels.items() if label == code.replace("_", " ")] == [], name


def test_codes_have_their_meanings_in_labels_alone() -> None:
    listed = [name for name, field in FIELDS.items() if any(f"{code} = " in field.means for code in field.values)]
    assert listed == []
