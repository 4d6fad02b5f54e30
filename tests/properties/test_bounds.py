"""What must and what may hold, against every way in which the doubts of small programs may turn out.

RIGHTSGATE_PROGRAMS sets how many programs are tried.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Final

import pytest
from msgspec import structs

from programs.closures import truths
from programs.generators import GENERATORS
from programs.naive import World, worlds
from programs.notation import RandomProgram, facts, random_program, rules
from programs.samples import PROGRAMS
from rightsgate.engine.program import Fact
from rightsgate.logic.truth import TRUE, UNKNOWN

MOST_DOUBTS: Final = 8
MOST_WORLDS: Final = 300
SORTS: Final = {**GENERATORS, "any": random_program}
EACH: Final = max(1, PROGRAMS // 10)
SAMPLES: Final = [(sort, range(start, min(start + 20, EACH))) for sort in SORTS for start in range(0, EACH, 20)]
SMALL: Final = pytest.mark.parametrize(
    ("sort", "seeds"), SAMPLES, ids=lambda it: it if isinstance(it, str) else f"{it.start}-{it.stop - 1}"
)


def small(draw: Callable[[int], RandomProgram], seed: int) -> RandomProgram:
    """Draw a program, and leave at most some of its facts in doubt: the others hold, or do not."""
    of, random = draw(seed), Random(seed)  # noqa: S311 - a seeded sample, no secret
    doubtful = [fact for fact, truth in of.facts.items() if truth is UNKNOWN]
    settled = doubtful[MOST_DOUBTS:]
    left_out = {fact for fact in settled if random.random() < 0.5}
    given = {fact: TRUE if fact in settled else t for fact, t in of.facts.items() if fact not in left_out}
    return structs.replace(of, facts=given)


def samples(sort: str, seeds: range) -> Iterator[tuple[int, RandomProgram, list[World]]]:
    """Yield programs with all their worlds, those left out that have too many."""
    for seed in seeds:
        of = small(SORTS[sort], seed)
        found = list(islice(worlds(of), MOST_WORLDS + 1))
        if len(found) <= MOST_WORLDS:
            yield seed, of, found


@SMALL
def test_what_must_hold_does_in_every_world_and_what_does_in_some_world_may(
    sort: str, seeds: range, record_property: Callable[[str, object], None]
) -> None:
    count: Counter[str] = Counter()
    for seed, of, every in samples(sort, seeds):
        found = truths(of.close())
        must = {fact for fact, truth in found.items() if truth is TRUE}
        always, sometimes = frozenset.intersection(*every), frozenset.union(*every)
        assert must <= always, (seed, must - always)
        assert sometimes <= found.keys(), (seed, sometimes - found.keys())
        count.update(compared(must, {*found}, always, sometimes, derived(of)))
        count.update(programs=1, worlds=len(every), in_doubt=len(every) > 1)
    assert count["programs"]
    for name, number in sorted(count.items()):
        record_property(name, number)


def derived(of: RandomProgram) -> set[str]:
    """Return the kinds that rules conclude: only there can a bound be too wide."""
    return {rule.conclusion.kind for rule in of.rules}


def compared(
    must: set[Fact], may: set[Fact], always: frozenset[Fact], sometimes: frozenset[Fact], kinds: set[str]
) -> dict[str, int]:
    """Count the derived facts that each bound gets right, and those by which it is wider than need be."""
    sizes = {"always": always, "must": must, "sometimes": sometimes, "may": may}
    counted = {name: sum(fact[0] in kinds for fact in facts) for name, facts in sizes.items()}
    return counted | {"must_wider": must != always, "may_wider": may != sometimes}


@pytest.mark.parametrize("sort", SORTS)
def test_without_doubt_there_is_one_world_and_the_engine_finds_it(sort: str) -> None:
    for seed in range(EACH):
        of = SORTS[sort](seed)
        of = structs.replace(of, facts=dict.fromkeys(of.facts, TRUE))
        found = list(islice(worlds(of), 2))
        if len(found) == 1:
            assert truths(of.close()) == dict.fromkeys(found[0], TRUE), seed


def test_a_bound_is_wide_where_one_doubt_is_read_twice() -> None:
    """Each rule is judged by itself: what two premises or two rules say of one doubt is not seen together."""
    of = RandomProgram(
        rules("d(X) :- e(X), not q(X)\nd(X) :- q(X)\nn(X) :- q(X), e(X), not q(X)"), (), facts("e(a) q(a)?")
    )
    found, every = truths(of.close()), list(worlds(of))
    assert ("d", ("a",)) in frozenset.intersection(*every)
    assert found["d", ("a",)] is UNKNOWN
    assert ("n", ("a",)) not in frozenset.union(*every)
    assert found["n", ("a",)] is UNKNOWN
