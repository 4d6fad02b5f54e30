"""Answers only sharpen: what is decided while something is unknown stays decided when it is answered.

An answer fills in what was silent or unknown. To list another entity, or to take a statement back, is none; nor is
the decision of a named person. To name an owner is one, but also states the relations that the owner's links imply,
which an owner left out does not: owners are left out only where the relations are said to be all there are.
"""

from functools import cache
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgate.rules.model.case import Case
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.packs.load import builtin, load_pack
from worlds.manifests import (
    EXAMPLES,
    STEADY,
    Data,
    answered,
    answers,
    check,
    forget,
    manifests,
    ordinary,
    outcomes,
    says_less,
)

# What is asked of a date as it stands: a decision without one is not dated in the future, and one with a date may be.
OF_DATES: Final = {"rg-1.c"}


def check_sharpened(less: Data, more: Data) -> None:
    """Assert that what was decided with less information is decided the same way with more."""
    before, after = outcomes(check(less)), outcomes(check(more))
    changed = {
        asked: (outcome.value, after[asked][0].value)
        for asked, (outcome, _) in before.items()
        if outcome is not Outcome.UNKNOWN
        and after.get(asked, (outcome,))[0] is not outcome
        and asked[0] not in OF_DATES
    }
    assert not changed


def check_foreseen(less: Data, more: Data) -> None:
    """Assert that what was open with less information was open to the outcome that it has with more."""
    before, after = outcomes(check(less)), outcomes(check(more))
    decided = {asked: {MET.get(o, o) for o in possible} for asked, (_, possible) in after.items()}
    surprises = {
        asked: decided[asked] - possible
        for asked, (outcome, possible) in before.items()
        if outcome is Outcome.UNKNOWN
        and asked in decided
        and not decided[asked] <= possible
        and asked[0] not in OF_DATES
    }
    assert not surprises


# A duty that is met as far as anyone has stated may still need a person's judgement.
MET: Final = {Outcome.JUDGEMENT: Outcome.MET}


@STEADY
@given(answered(manifests()))
def test_an_answer_never_changes_what_was_decided(pair: tuple[Data, Data]) -> None:
    check_sharpened(*pair)


@STEADY
@given(answered(manifests()))
def test_an_answer_leads_to_an_outcome_that_was_possible(pair: tuple[Data, Data]) -> None:
    check_foreseen(*pair)


def contradicts_itself(data: Data) -> bool:
    found = (finding for finding in check(data).findings if finding.duty.contradiction)
    return any(finding.outcome is Outcome.UNMET for finding in found)


@STEADY
@given(manifests(), st.data())
def test_to_say_that_a_list_is_complete_never_changes_what_was_decided(more: Data, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from([name for name in more if name not in ("rightsgate", "relations")]))
    if contradicts_itself(more):  # with what activities, links or risks show; then it decides something else
        return
    less = {**more, section: says_less(more[section])}
    check_sharpened({name: said for name, said in less.items() if said is not None}, more)


@cache
def cases() -> tuple[Case, ...]:
    return load_pack([builtin("rules")], with_cases=True).cases


@pytest.mark.parametrize("seed", range(EXAMPLES * 4))
def test_no_statement_of_a_case_changes_what_was_decided_without_it(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    more = undecided({"rightsgate": 1, **ordinary(random.choice(cases()).manifest)})
    paths = answers(more)
    less = forget(more, random.sample(paths, min(len(paths), random.choice((1, 1, 2)))))
    check_sharpened(less, more)
    check_foreseen(less, more)


def undecided(data: Data) -> Data:
    """Leave out the decisions that persons have recorded."""
    actors = [{name: said for name, said in actor.items() if name != "judgements"} for actor in data["actors"]]
    return forget({**data, "actors": actors}, ())


LAB: Final = {"id": "lab", "activities": ["model_pretraining", "release_decision"]}
MAKER: Final = {"id": "maker", "activities": ["app_building"]}
USER: Final = {"id": "user", "activities": ["integration"]}
APP: Final = {"id": "app", "developer": ["maker"], "built_on": ["two"]}
ONE_TWO: Final = [{"id": "one", "developer": ["lab"]}, {"id": "two", "developer": ["lab"]}]
CARD: Final = {"id": "card", "kind": "model_card", "owner": ["lab"], "covers": ["purpose"]}
SOLD: Final = {"id": "sold", "kind": "supplies_data", "from": "seller", "to": "lab", "evaluated_before": True}
SUPPLIED: Final[Data] = {
    "actors": [LAB, {"id": "seller"}, {"id": "other"}],
    "datasets": [{"id": "data", "supplier": ["other"]}],
    "models": [{"id": "one", "developer": ["lab"], "trained_on": ["data"]}],
    "relations": [SOLD],
}
ANSWERS: Final[dict[str, tuple[str, tuple[Any, ...], Data]]] = {
    "an application built on another's model has an actor upstream": (
        "bsr-6.1-1.a",
        ("applications", 0, "built_on"),
        {
            "actors": [LAB, {**MAKER, "hrdd": {"covers": ["supplier"]}}, {"id": "s", "activities": ["data_creation"]}],
            "models": ONE_TWO,
            "applications": [APP],
            "relations": [{"id": "data", "kind": "supplies_data", "from": "s", "to": "maker"}],
        },
    ),
    "a model may be trained on another's data": ("bsr-6.3-1.b", ("models", 0, "trained_on"), SUPPLIED),
    "a document about one model may be about an application built on it": (
        "bsr-6.4-3.i",
        ("applications", 0, "built_on"),
        {
            "actors": [LAB, MAKER, USER],
            "models": ONE_TWO,
            "applications": [APP],
            "deployments": [{"id": "roll", "application": ["app"], "deployer": ["user"]}],
            "channels": [{"id": "c", "owner": ["maker"], "about": ["one"], "codesigned_with": ["deployers"]}],
        },
    ),
    "a document about an unknown model may be about any": (
        "bsr-6.3-2.b",
        ("documents", 0, "about"),
        {
            "actors": [LAB],
            "models": [{**ONE_TWO[0], "released": True}, ONE_TWO[1]],
            "documents": [{**CARD, "about": ["two"]}],
        },
    ),
    "a document that may not exist is no proof": (
        "bsr-6.1-2.c",
        ("documents", 0, "exists"),
        {"actors": [LAB], "documents": [{**CARD, "exists": False}]},
    ),
    "a document without an owner may be anybody's": (
        "bsr-6.3-2.b",
        ("documents", "value", 0, "owner"),
        {
            "actors": [LAB],
            "models": [{**ONE_TWO[0], "released": True}],
            "documents": {"complete": True, "value": [CARD]},
        },
    ),
    "a dataset may go into any application there is": (
        "bsr-6.2-1.f",
        ("applications", "value", 0, "trained_on"),
        {
            "actors": [{"id": "seller", "activities": ["data_creation"]}, MAKER],
            "datasets": [
                {"id": "data", "supplier": ["seller"], "representation_reviewed": ["age"], "languages": ["de"]}
            ],
            "applications": {
                "complete": True,
                "value": [{"id": "app", "developer": ["maker"], "languages": ["en"], "trained_on": ["data"]}],
            },
        },
    ),
    "an audience may be empty": (
        "bsr-6.4-1.b",
        ("applications", 0, "audience"),
        {
            "actors": [{**MAKER, "hrdd": {"per_audience": ["b2b"]}}],
            "applications": [{"id": "app", "developer": ["maker"], "audience": []}],
        },
    ),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_what_an_answer_could_change_is_left_open_without_it(what: str) -> None:
    rule, path, more = ANSWERS[what]
    more = {"rightsgate": 1, **more}
    less = forget(more, [path])
    asked = {one: found for one, (found, _) in outcomes(check(less)).items() if one[0] == rule}
    assert asked
    assert set(asked.values()) == {Outcome.UNKNOWN}
    check_sharpened(less, more)
    check_foreseen(less, more)
