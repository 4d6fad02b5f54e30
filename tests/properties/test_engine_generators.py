"""Recursion, negation, counts and comparison, each with programs of its own, against clingo and the naive reading."""

from typing import Final

import pytest
from msgspec import structs

from programs.answer_sets import bounded, plainly
from programs.closures import sorted_premises, truths, ways
from programs.generators import GENERATORS
from programs.notation import RandomProgram
from programs.samples import PROGRAMS
from rightsgate.logic.truth import TRUE, UNKNOWN

EACH: Final = max(1, PROGRAMS // 4)


def many(*sorts: str) -> pytest.MarkDecorator:
    """Try programs of some sorts, fifty in one test."""
    samples = [(sort, range(start, min(start + 50, EACH))) for sort in sorts for start in range(0, EACH, 50)]
    return pytest.mark.parametrize(("sort", "seeds"), samples, ids=lambda it: str(it).replace(", ", "-"))


@many(*GENERATORS)
def test_facts_and_derivations_are_the_two_bounds_of_the_oracle(sort: str, seeds: range) -> None:
    for seed in seeds:
        of = GENERATORS[sort](seed)
        closure = of.close()
        facts, derivations = bounded(of)
        assert truths(closure) == facts, seed
        assert {fact: sorted_premises(found) for fact, found in ways(closure).items()} == derivations, seed


@many("recursion", "negation", "counts")  # a comparison of what has no order is a doubt of its own
def test_without_doubt_there_is_one_answer_and_the_engine_finds_it(sort: str, seeds: range) -> None:
    for seed in seeds:
        of = settled(GENERATORS[sort](seed))
        assert truths(of.close()) == dict.fromkeys(plainly(of), TRUE), seed


def settled(of: RandomProgram) -> RandomProgram:
    """Let every fact and every rule be certain."""
    rules = tuple(structs.replace(rule, possible=False) for rule in of.rules)
    return structs.replace(of, rules=rules, facts=dict.fromkeys(of.facts, TRUE))


@pytest.mark.parametrize("sort", GENERATORS)
def test_each_generator_has_something_to_tell(sort: str) -> None:
    closures = [GENERATORS[sort](seed).close() for seed in range(40)]
    derived = [(closure, fact) for closure in closures for fact in closure.derivations]
    doubtful = sum(closure.truth(*fact) is UNKNOWN for closure, fact in derived)
    assert len(derived) > 150
    assert len(derived) / 20 < doubtful < len(derived) * 4 / 5


def test_recursion_runs_deep_and_in_circles() -> None:
    closures = [GENERATORS["recursion"](seed).close() for seed in range(40)]
    for closure in closures:
        closure.compute_depths(way for ways in closure.derivations.values() for way in ways)
    assert max(max(closure.depths.values(), default=0) for closure in closures) >= 4
    circles = [
        fact for closure in closures for fact, found in closure.derivations.items() for w in found if fact in w.premises
    ]
    assert len(circles) > 50
