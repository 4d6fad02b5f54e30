"""Alternatives keep what they promise: stated and checked again, the duty comes out as they say.

Of guesses at derived facts nothing is promised; a plan checks each before it uses it.
"""

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rightsgate.advise.answers import Alternative, agree
from rightsgate.advise.settle import Settler
from rightsgate.advise.trial import Trial
from rightsgate.evaluate.result import Asked
from rightsgate.text.located import parse
from worlds.manifests import EXAMPLES, STEADY, Data, checker, manifests

# How many alternatives of a manifest are tried, each by a whole check.
TRIED = 6
SOME = settings(STEADY, max_examples=max(4, EXAMPLES // 4))


def trial_of(data: Data) -> Trial:
    return Trial(checker(), parse(json.dumps(data), "m.json", json=True), "m.json")


def promised(settler: Settler, asked: list[Asked], way: str) -> list[tuple[Asked, Alternative]]:
    """Return every alternative for some duties that rests on no guess and replaces no statement.

    Another part of the condition may need a statement as it was; of these only a trial tells.
    """
    found = []
    for one in asked:
        alternatives = settler.favourable(one) if way == "favourable" else settler.unfavourable(one)
        sure = (each for each in alternatives if not settler.guesses.among(each))
        found += [(one, each) for each in sure if not any(said.replaces and not said.adds for said in each)]
    return found


def said(alternative: Alternative) -> list[object]:
    return [(one.site.kind, one.site.entity, one.site.field, one.operator, one.value) for one in alternative]


def outcomes_after(trial: Trial, asked: Asked, alternative: Alternative) -> set[str]:
    return set(trial.with_answers(alternative).result.outcomes().get(asked, ()))


@SOME
@given(manifests(), st.randoms(use_true_random=False))
def test_a_favourable_alternative_leaves_a_duty_that_cannot_be_unmet(data: Data, random: Random) -> None:
    trial = trial_of(data)
    result = trial.with_answers(()).result
    asked = [one for one, outcomes in result.outcomes().items() if "unmet" in outcomes]
    settler = Settler(result)
    found = promised(settler, random.sample(asked, min(len(asked), 12)), "favourable")
    for one, alternative in random.sample(found, min(len(found), TRIED)):
        assert agree(alternative)
        assert "unmet" not in outcomes_after(trial, one, alternative), (one, said(alternative))


@SOME
@given(manifests(), st.randoms(use_true_random=False))
def test_an_unfavourable_requirement_leaves_a_duty_that_cannot_be_met(data: Data, random: Random) -> None:
    trial = trial_of(data)
    result = trial.with_answers(()).result
    asked = [one for one, outcomes in result.outcomes().items() if "met" in outcomes]
    settler = Settler(result)
    found = promised(settler, random.sample(asked, min(len(asked), 12)), "unfavourable")
    for one, alternative in random.sample(found, min(len(found), TRIED)):
        assert "met" not in outcomes_after(trial, one, alternative), (one, said(alternative))
