"""Plans pass when they are checked, no step of theirs can be left out, and none is much longer than it has to be.

Closing sets leave no must open, and leave one open where any question is left out. RIGHTSGATE_MANIFESTS sets how many
manifests of fixtures and examples are planned for; where it is set, by the release gate too.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from itertools import combinations, islice
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from checkout.paths import ROOT
from rightsgate.advise.answers import Alternative, Answer, agree, places_of
from rightsgate.advise.closing import Closing
from rightsgate.advise.optimal import OptimalCover
from rightsgate.advise.plan import Planner, gating
from rightsgate.advise.search import Search
from rightsgate.advise.trial import Trial, Tried
from rightsgate.checker.checker import Checker
from rightsgate.errors import InputError
from rightsgate.files.read import read_as
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import Selection
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse
from worlds.by_hand import pasted
from worlds.manifests import AS_OF, EXAMPLES, FEW, STEADY, Data, manifests, shipped

TODAY = "2026-11-29"
MANY = "RIGHTSGATE_MANIFESTS" in os.environ
FILES = sorted(
    [*ROOT.glob("fixtures/**/manifest.yaml"), *ROOT.glob("examples/*.yaml"), *ROOT.glob("examples/help-desk/*.yaml")]
)
SOME = FILES[:: 1 if MANY else 12]
SMALL = settings(STEADY, max_examples=max(6, EXAMPLES // 2))
# How many ways a small manifest may have to be tried, so that brute force ends.
MOST = 120
ALL = load_policy("all-duties", builtin("policies"), shipped())


@cache
def judge(policy: str, day: str = TODAY, subject: str = "") -> Checker:
    return Checker(shipped(), load_policy(policy, builtin("policies"), shipped()), day, subject=subject)


def trial_of(path: Path, checker: Checker) -> Trial:
    return Trial(checker, read_as("manifest", str(path), str(path), checker.limits), str(path))


@pytest.mark.parametrize("path", SOME, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize("policy", ["musts-only", *(["release-gate"] if MANY else [])])
def test_what_a_plan_leaves_is_all_that_keeps_the_gate_from_passing(path: Path, policy: str) -> None:
    checker = judge(policy)
    trial = trial_of(path, checker)
    plan = Planner(checker).plan(trial.data, str(path))
    assert plan.passes is not bool(plan.left)
    now = trial.with_answers(())
    before = {finding.id for finding in gating(now)}
    chosen = frozenset(answer for step in plan.steps for answer in step.answers)
    then = trial.with_answers(chosen)
    after = {finding.id for finding in gating(then)}
    assert after == {finding.id for finding in plan.left}
    assert contradicted(then) <= contradicted(now)
    assert bool(plan.steps) <= bool(before)
    for step in plan.steps if len(plan.steps) < 40 else ():
        rest = chosen - frozenset(step.answers)
        with suppress(InputError):  # the rest may name what this step lists
            assert {finding.id for finding in gating(trial.with_answers(rest))} - after, step


def followed_by_hand(text: str, path: str, checker: Checker) -> set[str]:
    """Return what keeps the gate from passing where each step of a plan was pasted as it says; fail if it is more."""
    json_ = path.endswith(".json")
    plan = Planner(checker).plan(parse(text, path, json=json_), path)
    changed = pasted(text, [paste for step in plan.steps for paste in step.pastes], json=json_)
    then = Trial(checker, parse(changed, path, json=json_), path).with_answers(())
    assert {finding.id for finding in gating(then)} == {finding.id for finding in plan.left}
    return {finding.id for finding in plan.left}


@pytest.mark.parametrize("path", SOME, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize("policy", ["musts-only", *(["release-gate"] if MANY else [])])
def test_steps_that_are_pasted_by_hand_do_what_the_plan_says(path: Path, policy: str) -> None:
    followed_by_hand(path.read_text(encoding="utf-8"), str(path), judge(policy))


STYLES = {
    "lines.json": lambda data: json.dumps(data, indent=2),
    "one-line.json": json.dumps,
    "braces.yaml": lambda data: "\n".join(f"{key}: {json.dumps(said)}" for key, said in data.items()) + "\n",
}


@pytest.mark.parametrize("name", STYLES)
def test_steps_can_be_pasted_whatever_the_style_of_the_manifest(name: str) -> None:
    start = yaml.safe_load((ROOT / "examples" / "start-here.yaml").read_text(encoding="utf-8"))
    assert not followed_by_hand(STYLES[name](start), name, judge("musts-only"))


def contradicted(tried: Tried) -> set[str]:
    found = (finding for finding in tried.report.findings if finding.duty.contradiction)
    return {finding.id for finding in found if finding.outcome is Outcome.UNMET}


def cheapest_by_force(trial: Trial, ways: list[Alternative], below: int) -> int | None:
    """Return the fewest places, fewer than some, at which ways settle all; None where no combination does."""
    tried = 0
    for count in range(1, below):
        for chosen in combinations(ways, count):
            together: Alternative = frozenset().union(*chosen)
            if len(places_of(together)) >= below or not agree(together):
                continue
            tried += 1
            if tried > MOST:
                return None
            try:
                if not gating(trial.with_answers(together)):
                    return len(places_of(together))
            except InputError:
                continue
    return None


def said(answers: Iterable[Answer]) -> list[object]:
    return [
        (one.site.kind, one.site.entity or one.site.kinds, one.site.field, one.operator, one.value) for one in answers
    ]


@cache
def duties() -> list[str]:
    """Return the duties that a manifest can meet by itself, in their order."""
    return sorted(duty.id for duty in shipped().duties if not duty.out_of_reach)


@SMALL
@given(manifests(artefacts=FEW), st.lists(st.sampled_from(duties()), min_size=4, max_size=8, unique=True))
def test_no_plan_is_more_than_a_fifth_longer_than_the_best(data: Data, asked: list[str]) -> None:
    checker = Checker(shipped(), structs.replace(ALL, selections=(Selection(rules=tuple(asked)),)), AS_OF)
    located = parse(json.dumps(data), "m.json", json=True)
    trial = Trial(checker, located, "m.json")
    search = Search(trial, gating)
    left = search.run()
    plan = Planner(checker).plan(located, "m.json")
    found = len(plan.steps)
    if left or not 2 <= found <= 5:
        return
    ways = list(islice(dict.fromkeys(one for need in search.needs.values() for one in need.alternatives), 24))
    best = cheapest_by_force(trial, ways, found) or found
    assert found <= best * 1.2, (found, best, [said(one) for one in ways], [said(step.answers) for step in plan.steps])
    optimal = Planner(checker, OptimalCover()).plan(located, "m.json")
    assert not optimal.left
    assert len(optimal.steps) <= best


@pytest.mark.parametrize("path", SOME, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_closing_set_closes_and_every_question_is_needed(path: Path) -> None:
    checker = judge("audit")
    trial = trial_of(path, checker)
    closing = Closing(checker)
    found = closing.find(trial.data, str(path))
    chosen = frozenset(answer for question in found.questions for answer in question.favourable)
    left = {finding.id for finding in closing.open_musts(trial.with_answers(chosen))}
    assert left == {finding.id for finding in found.left}
    for question in found.questions:
        rest = chosen - frozenset(question.favourable)
        with suppress(InputError):  # the rest may name what this question asks for
            assert {finding.id for finding in closing.open_musts(trial.with_answers(rest))} - left, question
