"""The native engine against clingo on random stratified programs, and what must hold of every run of it.

RIGHTSGATE_PROGRAMS sets how many programs are tried.
"""

from random import Random

from msgspec import structs

from programs.answer_sets import bounded, plainly
from programs.closures import sorted_premises, truths, ways
from programs.notation import ALIKE, RandomProgram, close, program, random_program
from programs.samples import MANY
from rightsgate.engine.seminaive import NativeEngine
from rightsgate.engine.store import Store
from rightsgate.logic.patterns import Absent, Compare
from rightsgate.logic.truth import TRUE, UNKNOWN


@MANY
def test_without_doubt_a_positive_program_gives_what_the_oracle_gives(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed, positive=True, doubt=False)
        assert truths(of.close()) == dict.fromkeys(plainly(of), TRUE), seed


@MANY
def test_without_doubt_absence_and_counts_give_what_the_oracle_gives(seeds: range) -> None:
    for seed in seeds:
        of = ordered_by_numbers(random_program(seed, doubt=False))
        assert truths(of.close()) == dict.fromkeys(plainly(of), TRUE), seed


def ordered_by_numbers(of: RandomProgram) -> RandomProgram:
    """Leave out the comparisons of what has no order: they are a doubt of their own."""
    ordering = [
        rule
        for rule in of.rules
        if any(isinstance(p, Compare) and p.operator not in ("equals", "differs") for p in rule.premises)
    ]
    return structs.replace(of, rules=tuple(rule for rule in of.rules if rule not in ordering))


@MANY
def test_in_doubt_a_positive_program_is_certain_of_what_follows_from_what_is_certain(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed, positive=True)
        sure = structs.replace(
            of,
            facts={fact: truth for fact, truth in of.facts.items() if truth is TRUE},
            rules=tuple(rule for rule in of.rules if not rule.possible),
        )
        found = truths(of.close())
        assert {fact for fact, truth in found.items() if truth is TRUE} == set(plainly(sure)), seed
        assert set(found) == set(plainly(of, "--enum-mode=brave", "0")), seed


@MANY
def test_facts_and_derivations_are_the_two_bounds_of_the_oracle(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed)
        closure = of.close()
        facts, derivations = bounded(of)
        assert truths(closure) == facts, seed
        assert {fact: sorted_premises(found) for fact, found in ways(closure).items()} == derivations, seed


@MANY
def test_true_and_one_and_texts_that_read_like_them_are_never_the_same(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed, constants=ALIKE)
        closure = of.close()
        facts, derivations = bounded(of)
        assert truths(closure) == facts, seed
        assert {fact: sorted_premises(found) for fact, found in ways(closure).items()} == derivations, seed


@MANY
def test_however_the_doubts_turn_out_the_bounds_hold(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed)
        found = truths(of.close())
        always, sometimes = plainly(of, "--enum-mode=cautious", "0"), plainly(of, "--enum-mode=brave", "0")
        assert {fact for fact, truth in found.items() if truth is TRUE} <= set(always), seed
        assert set(sometimes) <= set(found), seed


@MANY
def test_the_order_of_rules_facts_and_constants_does_not_matter(seeds: range) -> None:
    for seed in seeds:
        of, random = random_program(seed), Random(seed)  # noqa: S311 - a seeded sample, no secret
        other = RandomProgram(
            rules=tuple(random.sample(of.rules, len(of.rules))),
            constants=tuple(random.sample(of.constants, len(of.constants))),
            facts=dict(random.sample([*of.facts.items()], len(of.facts))),
        )
        one, two = of.close(), other.close()
        assert truths(one) == truths(two), seed
        assert ways(one) == ways(two), seed


@MANY
def test_the_order_of_premises_does_not_matter(seeds: range) -> None:
    for seed in seeds:
        of, random = random_program(seed), Random(seed)  # noqa: S311 - a seeded sample, no secret
        mixed = [
            structs.replace(rule, premises=tuple(random.sample(rule.premises, len(rule.premises)))) for rule in of.rules
        ]
        one, two = of.close(), close(program(mixed, of.constants), of.facts)
        assert truths(one) == truths(two), seed
        assert ways(one) == ways(two), seed


@MANY
def test_a_fact_is_as_certain_as_its_best_derivation(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed)
        closure, stated = of.close(), {**of.facts, **dict.fromkeys(of.constants, TRUE)}
        for fact, truth in truths(closure).items():
            grounds = [*closure.derivations.get(fact, {}).values(), *([stated[fact]] if fact in stated else [])]
            assert truth is (TRUE if TRUE in grounds else UNKNOWN), (seed, fact)
            assert grounds, (seed, fact)


@MANY
def test_each_derivation_replays_from_its_premises_alone(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed)
        engines = {
            rule.id: NativeEngine(program([structs.replace(rule, possible=False)]), Store())
            for rule in of.rules
            if not any(isinstance(p, Absent) for p in rule.premises)
        }
        for fact, found in of.close().derivations.items():
            for way in (way for way in found if way.rule in engines):
                again = engines[way.rule].close(dict.fromkeys(way.premises, TRUE))
                assert fact in again.derivations, (seed, way)
                assert way in again.derivations[fact], (seed, way)


@MANY
def test_an_engine_keeps_nothing_of_an_earlier_run(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed)
        engine = NativeEngine(of.program(), Store())
        first = engine.close(of.facts)
        kept = truths(first), ways(first)
        few = dict(list(of.facts.items())[::2])
        second = engine.close(few)
        fresh = close(of.program(), few)
        assert (truths(second), ways(second)) == (truths(fresh), ways(fresh)), seed
        assert (truths(first), ways(first)) == kept, seed  # and a closure does not change afterwards


def test_the_sample_has_something_to_tell() -> None:
    closures = [random_program(seed).close() for seed in range(100)]
    derived = [(closure, fact) for closure in closures for fact in closure.derivations]
    doubtful = [fact for closure, fact in derived if closure.truth(*fact) is UNKNOWN]
    assert len(derived) > 300
    assert len(derived) / 5 < len(doubtful) < len(derived) * 4 / 5
    assert sum(len(closure.derivations[fact]) > 1 for closure, fact in derived) > 100
