"""Every derivation is one: its rule alone, on its premises alone, derives the same fact, as certain as before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given

from checkout.paths import ROOT
from programs.notation import program
from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Derivation, Fact, Rule
from rightsgate.engine.seminaive import NativeEngine
from rightsgate.engine.store import Store
from rightsgate.logic.patterns import Absent
from rightsgate.logic.truth import Truth
from rightsgate.text.files import read_located
from worlds.manifests import STEADY, Data, closure, manifests, ordinary, shipped

FIXTURES: Final = sorted((ROOT / "fixtures").rglob("manifest.yaml"))
# Rules that evaluate conditions on the manifest itself, not on facts alone.
COMPUTED: Final = ("triggers", "signals", "cells", "evaluate-")


class Alone:
    """One inference in an engine of its own, and the kinds of fact that it negates."""

    def __init__(self, rule: Rule) -> None:
        self.engine = NativeEngine(program([rule]), Store())
        self.negated = frozenset(p.pattern.kind for p in rule.premises if isinstance(p, Absent))


@cache
def alone() -> Mapping[str, list[Alone]]:
    """Return the inferences of the shipped rules by id: several where one lists alternatives."""
    found: dict[str, list[Alone]] = defaultdict(list)
    for i in shipped().inferences:
        rule = Rule(id=i.id, premises=i.premises, conclusion=i.conclusion, possible=i.possible)
        found[i.id].append(Alone(rule))
    return found


def replay(of: Closure, fact: Fact, way: Derivation) -> Iterator[Truth | None]:
    """Yield how a fact stands by one derivation where nothing is given but its premises.

    What the rule negates is given as it is, so that an absence holds as far as it did.
    """
    for one in alone()[way.rule]:
        given = {(kind, terms): truth for kind in one.negated for terms, truth in of.truths.get(kind, {}).items()}
        given |= {premise: of.truth(*premise) for premise in way.premises}
        yield one.engine.close(given).derivations.get(fact, {}).get(way)


def failures(of: Closure) -> list[tuple[Fact, Derivation, Truth]]:
    """Return the derivations that do not replay."""
    return [
        (fact, way, truth)
        for fact, ways in of.derivations.items()
        for way, truth in ways.items()
        if not way.rule.startswith(COMPUTED) and truth not in replay(of, fact, way)
    ]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_every_derivation_of_a_fixture_replays(path: Path) -> None:
    found = closure(ordinary(read_located(path, path.name)))
    assert {way.rule for ways in found.derivations.values() for way in ways} & alone().keys()
    assert failures(found) == []


@STEADY
@given(manifests())
def test_every_derivation_of_a_manifest_replays(data: Data) -> None:
    assert failures(closure(data)) == []


def test_a_fact_with_a_premise_taken_away_does_not_replay() -> None:
    data: dict[str, Any] = {"rightsgate": 1, "actors": [{"id": "lab", "activities": ["model_pretraining"]}]}
    found = closure(data)
    fact = ("role", ("lab", "foundation_model_developer"))
    (way,) = found.derivations[fact]
    assert found.derivations[fact][way] in replay(found, fact, way)
    assert set(replay(found, fact, Derivation(way.rule, ()))) == {None}
