"""The durable engine gives what the native one gives, facts and derivations, and survives what its library does not.

RIGHTSGATE_PROGRAMS sets how many random programs are tried, RIGHTSGATE_EXAMPLES how many random manifests.
"""

import json
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from checkout.command import Run
from checkout.paths import ROOT
from programs.notation import ALIKE, RandomProgram, close, derive, facts, program, random_program, rules
from programs.samples import MANY
from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Compute, Fact, Program, Rule
from rightsgate.engine.store import Store
from rightsgate.errors import EngineError, InputError, OverLimitError
from rightsgate.evaluate.run import Evaluator
from rightsgate.limits import Limits
from rightsgate.logic.patterns import Pattern
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import TRUE, UNKNOWN, Truth
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.read import read_manifest
from rightsgate.text.files import read_located
from rightsgate.text.located import LocatedMap, parse
from worlds.manifests import AS_OF, STEADY, Data, manifests, shipped

pytest.importorskip("durable_rules_engine", reason="durable-rules cannot be imported here", exc_type=ImportError)
from rightsgate.engine.durable.engine import DurableEngine
from rightsgate.engine.durable.host import SESSION, Names, hashed
from rightsgate.engine.durable.rulesets import MAX_FACTS

FIXTURES: Final = sorted((ROOT / "fixtures").glob("*/manifest.yaml"))
FAR: Final = """
    far(X,Y) :- next(X,Y)
    far(X,Z) :- far(X,Y), next(Y,Z)
"""


def durable(of: Program, given: dict[Fact, Truth]) -> Closure:
    """Run a new durable engine once."""
    return DurableEngine(of, Store()).close(given)


def told(closure: Closure) -> Any:
    """Return all facts of a closure with their truth, and all derivations with theirs."""
    held = {(kind, terms): truth for kind, table in closure.truths.items() for terms, truth in table.items()}
    return held, {fact: dict(ways) for fact, ways in closure.derivations.items()}


def mixed(of: RandomProgram, seed: int) -> RandomProgram:
    """Return a program with its rules, constants and facts in another order."""
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    return RandomProgram(
        rules=tuple(random.sample(of.rules, len(of.rules))),
        constants=tuple(random.sample(of.constants, len(of.constants))),
        facts=dict(random.sample([*of.facts.items()], len(of.facts))),
    )


@MANY
@pytest.mark.parametrize(("positive", "doubt"), [(True, False), (True, True), (False, False), (False, True)])
def test_random_programs_in_any_order(seeds: range, positive: bool, doubt: bool) -> None:  # noqa: FBT001 - a table's columns
    for seed in seeds:
        of = random_program(seed, positive=positive, doubt=doubt)
        other = mixed(of, seed)
        assert told(durable(other.program(), {**other.facts})) == told(of.close()), seed


@MANY
def test_random_programs_of_terms_that_look_alike(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed, constants=ALIKE)
        assert told(durable(of.program(), {**of.facts})) == told(of.close()), seed


@MANY
def test_one_engine_keeps_nothing_of_an_earlier_run(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed)
        engine = DurableEngine(of.program(), Store())
        few = dict(list(of.facts.items())[::2])
        first, second, third = (told(engine.close(given)) for given in (of.facts, few, of.facts))
        assert second == told(close(of.program(), few)), seed
        assert first == third == told(of.close()), seed


@cache
def evaluator(engine: str) -> Evaluator:
    """Return the shipped rules and duties, compiled for an engine."""
    return Evaluator(shipped(), [duty for duty in shipped().duties if not duty.out_of_reach], AS_OF, engine)


def follows(engine: str, data: LocatedMap, seed: int) -> Any:
    """Return what follows from a manifest, whose facts are handed over in a random order."""
    manifest = in_force(read_manifest(data, "m.json", shipped().vocabulary), AS_OF)
    stated = evaluator(engine).facts(manifest)
    order = Random(seed).sample([*stated.truths.items()], len(stated.truths))  # noqa: S311 - a seeded sample
    return told(evaluator(engine).derive(manifest, structs.replace(stated, truths=dict(order))).closure)


@STEADY
@given(manifests(), st.integers(0, 1000))
def test_random_manifests_in_any_order(data: Data, seed: int) -> None:
    located = parse(json.dumps(data), "m.json", json=True)
    assert follows("durable", located, seed) == follows("native", located, 0)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_fixtures(path: Path) -> None:
    located = read_located(path, path.name)
    assert follows("durable", located, 1) == follows("native", located, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "manifest.yaml", "--format", "json"),
        ("check", "manifest.yaml", "--show", "met,unmet,unknown"),
        ("why", "role", "manifest.yaml"),
        ("why-not", "bsr-6.4-3.h", "manifest.yaml"),
    ],
    ids=" ".join,
)
def test_commands_say_the_same(command: Run, arguments: tuple[str, ...]) -> None:
    folder = FIXTURES[0].parent
    one, two = (command(folder, *arguments, "--as-of", AS_OF, "--engine", name) for name in ("native", "durable"))
    said = two.stdout.replace(b'"engine":"durable"', b'"engine":"native"')  # which a JSON report names
    assert (two.returncode, said, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert one.stdout


# What durable-rules itself takes for one another, loses, refuses or cuts short.
HOSTILE: Final[tuple[Any, ...]] = (
    *("", "1", 1, True, False, 0, "true", "True", "false", None, "nil", "null", 1.5, "1.5", 1e-7, 1e16, float("inf")),
    *(2**63 - 1, 2**63, 2**63 + 1, -(2**63), -(2**63) - 1, 10**30, 10**30 + 1, "9223372036854775807"),
    *("secret", "secret" + 65_536 * "z", 70_000 * "x" + "a", 70_000 * "x" + "b", 65_536 * "y", 131_072 * "y"),
    *(
        "a\0b",
        "a\0c",
        "a",
        '"',
        "\\",
        "'",
        '{"$nex": 1}',
        "_",
        "$X",
        "sid",
        "id",
        "é",
        "e\u0301",
        "日本",
        "\ud800",
        "🙂",
    ),
    *("actor-112789", "actor-349192", "\n", "\u2028", "!", ("a", "b"), ("a",)),
)


def of_terms(kind: str, values: Iterable[Any], **more: Any) -> dict[Fact, Truth]:
    """State a fact of a kind for each value."""
    return {(kind, (as_term(value), *map(as_term, more.values()))): TRUE for value in values}


def test_values_are_equal_where_their_terms_are_and_nowhere_else() -> None:
    text = """
        both(X) :- left(X), right(X)
        pair(X,Y) :- left(X), right(Y)
        same(X) :- pair(X,X)
        lone(X) :- left(X), not right(X)
    """
    half = HOSTILE[::2]
    given = of_terms("left", HOSTILE) | of_terms("right", half)
    found = told(durable(program(rules(text)), given))
    assert found == told(close(program(rules(text)), given))
    terms, matched = set(map(as_term, HOSTILE)), set(map(as_term, half))
    assert len(terms) == len(HOSTILE)  # nothing of them is taken for anything else
    assert {terms[0] for kind, terms in found[0] if kind == "both"} == matched
    assert len([1 for kind, _ in found[0] if kind == "pair"]) == len(terms) * len(matched)


# In a rule these are no constants.
VARIABLES: Final = ("_", "$X")


@pytest.mark.parametrize(
    "value",
    [value for value in HOSTILE if value not in VARIABLES],
    ids=lambda value: repr(value)[:20].encode("ascii", "replace").decode(),
)
def test_a_constant_of_a_rule_matches_itself_alone(value: Any) -> None:
    rule = Rule(
        id="r",
        premises=(Pattern("is", (value, "$X")), Pattern("is", ("$Y", value))),
        conclusion=Pattern("found", ("$X",)),
    )
    given = of_terms("is", HOSTILE, to=value) | of_terms("is", HOSTILE, to="other")
    found = durable(program([rule]), given)
    assert told(found) == told(close(program([rule]), given))
    assert set(found.truths["found"]) == {(as_term(value),), ("other",)}


def test_ids_never_collide_in_the_hash_of_the_library() -> None:
    assert hashed("actor-112789") == hashed("actor-349192")
    names = Names()
    given = [names[number] for number in range(100_000)]
    assert len({hashed(name) for name in given}) == len(set(given)) == 100_000
    taken = given[7]
    others = Names()
    others.hashes.add(hashed(taken))
    assert taken not in [others[number] for number in range(100)]
    assert [names[names.numbers[name]] for name in given[:10]] == given[:10]


def test_no_fact_of_many_is_lost() -> None:
    of = program(rules("met(X,Y) :- left(X,Y), right(Y,X)"))
    given = {(kind, (n, -n)[:: 1 if kind == "left" else -1]): TRUE for n in range(3000) for kind in ("left", "right")}
    assert set(durable(of, given).truths["met"]) == {(n, -n) for n in range(3000)}


def test_what_becomes_certain_late_makes_certain_what_followed_from_it() -> None:
    given = facts("next(a,e)? next(a,b) next(b,c) next(c,d) next(d,e) next(e,f) next(f,g)")
    closure = durable(program(rules(FAR)), given)
    assert UNKNOWN not in closure.truths["far"].values()
    assert told(closure) == told(close(program(rules(FAR)), given))


def test_rules_without_patterns_and_possible_rules() -> None:
    text = """
        quiet(a) :- not noise(_), 1 below 2
        perhaps loud(a) :- 1 of noise(_)
        perhaps guilty(X) :- seen(X)
        free(X) :- seen(X), quiet(a), not guilty(X)
    """
    for stated in ("seen(a)", "seen(a) noise(b)", "seen(a) noise(b)?"):
        assert told(durable(program(rules(text)), facts(stated))) == told(derive(text, stated))


def test_two_thousand_runs_leave_no_session_and_start_no_thread() -> None:
    # The library holds 1,024 sessions, each of some megabytes; the 1,025th is an error.
    threads = threading.active_count()
    engine = DurableEngine(program(rules(FAR)), Store())
    for run in range(2000):
        found = engine.close({("next", (run, "b")): TRUE, ("next", ("b", -run)): TRUE}).truths["far"]
        assert (run, -run) in found
        with pytest.raises(Exception, match="309"):  # there is no such session
            engine.strata[0].ruleset.host.get_state("stratum", SESSION)
    assert threading.active_count() == threads


def test_many_engines_in_one_process_leave_nothing() -> None:
    for run in range(300):
        found = durable(program(rules(FAR)), facts(f"next(a,{run}) next({run},c)"))
        assert ("a", "c") in found.truths["far"]


def test_an_error_of_what_is_computed_is_raised_and_the_next_run_is_whole() -> None:
    def divided(_: object, value: int) -> tuple[list[tuple[float]], list[tuple[float]]]:
        return [(1 / value,)], []

    compute = Compute(("$X",), divided, frozenset())
    of = program([Rule(id="r", premises=(Pattern("n", ("$X",)), compute), conclusion=Pattern("inverse", ("$Y",)))])
    engine = DurableEngine(of, Store())
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            engine.close(of_terms("n", (1, 0, 2)))
        assert set(engine.close(of_terms("n", (1, 2))).truths["inverse"]) == {(1.0,), (0.5,)}


@pytest.mark.parametrize("late", range(1, 40, 3))
def test_a_run_that_the_library_leaves_off_is_an_error(late: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # It leaves off, in silence, where an action took more than ten seconds: here its clock leaps.
    import durable.engine

    calls = iter(range(1000))
    given = facts(" ".join(f"next({n},{n + 1})" for n in range(12)))
    engine = DurableEngine(program(rules(FAR)), Store())
    with monkeypatch.context() as patched:
        patched.setattr(durable.engine, "_unix_now", lambda: 0.0 if next(calls) < late else 60.0)
        try:
            assert told(engine.close(given)) == told(close(program(rules(FAR)), given))
        except EngineError as error:
            assert "did not run all actions" in str(error)  # noqa: PT017 - either is right: never less in silence
    assert told(engine.close(given)) == told(close(program(rules(FAR)), given))


AT_THE_LIMIT: Final = {
    "patterns": ["far(A0) :- " + ", ".join(f"next(A{n},A{n + 1})" for n in range(16))],
    "sharing": [f"k{n}(X) :- next(X,Y)" for n in range(256)],
    "constants": [f"k{n}(X) :- next(X,{n})" for n in range(500)],
    "passing": [f"k{n}(X) :- next(X,Y), next(Y,Z)" for n in range(64)],
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_at_its_limits_the_library_still_does_all(name: str) -> None:
    # All in one stratum, as the limits are.
    of = Program(strata=(rules("\n".join(AT_THE_LIMIT[name])),), constants=(), stated={})
    given = facts(" ".join(f"next({n},{n + 1})" for n in range(20)))
    assert told(durable(of, given)) == told(close(of, given))


TOO_MUCH: Final = {
    # facts that are given or derived with no join, or by one, or in circles
    "facts": [
        ("k(X) :- next(X,_)", 10),
        ("k(X,Y) :- next(X,_), next(Y,_)", 60),
        (FAR, 60),
        ("k(a) :- not none(a)", 12),
    ],
    "derivations": [("k(a) :- next(X,Y)", 11), ("k(X,Y) :- next(X,_), next(Y,_)", 120), (FAR, 60)],
}


@pytest.mark.parametrize(("limit", "text", "most"), [(name, *row) for name, rows in TOO_MUCH.items() for row in rows])
def test_what_is_over_a_limit_of_ours_is_refused_and_the_next_run_is_whole(limit: str, text: str, most: int) -> None:
    of, many, few = program(rules(text)), facts(" ".join(f"next({n},{n + 1})" for n in range(12))), facts("next(1,2)")
    engine = DurableEngine(of, Store(), Limits(**{limit: most}))
    for _ in range(2):
        with pytest.raises(OverLimitError, match=limit):
            engine.close(many)
        assert told(engine.close(few)) == told(close(of, few))
    assert told(DurableEngine(of, Store(), Limits(**{limit: 170})).close(many)) == told(close(of, many))


@pytest.mark.parametrize(
    ("text", "count", "said"),
    [
        ("k(X) :- next(X,_)", MAX_FACTS + 1, "a stratum reads 50,001 facts or more; durable-rules takes 50,000"),
        ("k(X,Y) :- next(X,Z), next(Y,Z)", 400, "the rules of a stratum have too many matches"),
        ("k(X,Y) :- next(X,Z), next(Y,Z), 2 below 1", 400, "the rules of a stratum have too many matches"),
    ],
)
def test_what_the_library_would_need_a_gibibyte_for_is_refused(text: str, count: int, said: str) -> None:
    engine = DurableEngine(program(rules(text)), Store())
    with pytest.raises(InputError, match=said):
        engine.close({("next", (n, 0)): TRUE for n in range(count)})
    few = facts("next(1,2)")
    assert told(engine.close(few)) == told(derive(text, "next(1,2)"))


@pytest.mark.parametrize("limit", ["facts", "derivations"])
def test_the_command_names_the_limit_that_is_exceeded(command: Run, tmp_path: Path, limit: str) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n")
    ended = command(tmp_path, "check", "m.yaml", "--engine", "durable", "--limit", f"{limit}=100")
    said = f"m.yaml: more than the limit of 100 {limit} follow from it (--limit {limit}=N raises it)\n"
    assert (ended.returncode, ended.stdout, ended.stderr.decode()) == (2, b"", f"error[RG013]: {said}")
