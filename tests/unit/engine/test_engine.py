"""The native engine by example: what follows, how certain it is, and by which derivations."""

from typing import Final

import pytest

from programs.notation import certain, close, derive, facts, possible, program, rules
from rightsgate.engine.program import Derivation
from rightsgate.engine.rows import MAX_ROWS, MAX_TERMS
from rightsgate.engine.seminaive import NativeEngine
from rightsgate.engine.store import Store
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN

FAR: Final = """
    far(X,Y) :- next(X,Y)
    far(X,Z) :- far(X,Y), next(Y,Z)
"""
TWICE: Final = """
    far(X,Y) :- next(X,Y)
    far(X,Z) :- far(X,Y), far(Y,Z)
"""


@pytest.mark.parametrize("text", [FAR, TWICE], ids=["one step", "both steps"])
def test_recursion_reaches_everything(text: str) -> None:
    line = " ".join(f"next({n},{n + 1})" for n in range(20))
    found = certain(derive(text, line), "far")
    assert found == {(a, b) for a in range(21) for b in range(a + 1, 21)}


@pytest.mark.parametrize("text", [FAR, TWICE], ids=["one step", "both steps"])
def test_a_cycle_ends(text: str) -> None:
    closure = derive(text, "next(a,b) next(b,c) next(c,a)")
    assert certain(closure, "far") == {(a, b) for a in "abc" for b in "abc"}


def test_rules_may_feed_each_other() -> None:
    text = """
        even(X) :- zero(X)
        even(Y) :- odd(X), next(X,Y)
        odd(Y) :- even(X), next(X,Y)
    """
    closure = derive(text, "zero(0) " + " ".join(f"next({n},{n + 1})" for n in range(9)))
    assert certain(closure, "even") == {(n,) for n in (0, 2, 4, 6, 8)}
    assert certain(closure, "odd") == {(n,) for n in (1, 3, 5, 7, 9)}


def test_absence_waits_until_what_it_looks_at_is_complete() -> None:
    text = f"""
        safe(X) :- place(X), not flooded(X)
        flooded(X) :- river(Y), far(Y,X)
        dry(X) :- safe(X), not wet(X)
        wet(X) :- flooded(X)
        {FAR.strip()}
    """
    closure = derive(text, "place(a) place(b) place(d) river(s) next(s,a) next(a,b) next(d,s)")
    assert certain(closure, "safe") == certain(closure, "dry") == {("d",)}


@pytest.mark.parametrize(
    ("given", "truth"),
    [("", TRUE), ("held(a)?", UNKNOWN), ("held(a)", FALSE), ("held(b)", TRUE)],
)
def test_absence_swaps_the_bounds(given: str, truth: object) -> None:
    assert derive("free(X) :- thing(X), not held(X)", f"thing(a) {given}").truth("free", ("a",)) is truth


def test_absence_of_anything_looks_at_all() -> None:
    closure = derive("end(X) :- node(X), not next(X,_)", "node(a) node(b) node(c) next(a,b) next(b,c)?")
    assert (certain(closure, "end"), possible(closure, "end")) == ({("c",)}, {("b",)})


def test_absence_of_an_absence() -> None:
    text = """
        free(X) :- thing(X), not held(X)
        bound(X) :- thing(X), not free(X)
    """
    closure = derive(text, "thing(a) thing(b) thing(c) held(a) held(b)?")
    assert (certain(closure, "bound"), possible(closure, "bound")) == ({("a",)}, {("b",)})


@pytest.mark.parametrize(
    ("given", "truth"),
    [
        ("", FALSE),
        ("owns(a,x)", FALSE),
        ("owns(a,x) owns(b,y)", FALSE),
        ("owns(a,x) owns(a,y)", TRUE),
        ("owns(a,x) owns(a,y)?", UNKNOWN),
        ("owns(a,x)? owns(a,y)?", UNKNOWN),
        ("owns(a,x) owns(a,y) owns(a,z)?", TRUE),
    ],
)
def test_a_count_is_certain_when_enough_certain_facts_match(given: str, truth: object) -> None:
    assert derive("rich(X) :- actor(X), 2 of owns(X,_)", f"actor(a) actor(b) {given}").truth("rich", ("a",)) is truth


def test_a_count_is_of_different_facts_and_derived_ones_count_too() -> None:
    text = """
        busy(X) :- node(X), 2 of far(X,_)
        far(X,Y) :- next(X,Y)
        far(X,Y) :- road(X,Y)
        far(X,Z) :- far(X,Y), next(Y,Z)
    """
    closure = derive(text, "node(a) node(b) next(a,b) road(a,b) next(b,c) road(b,c)")
    assert certain(closure, "busy") == {("a",)}


def test_a_count_rests_on_all_that_it_counted() -> None:
    closure = derive("rich(X) :- actor(X), 1 of owns(X,_)", "actor(a) owns(a,x) owns(a,y)?")
    (way,) = closure.derivations["rich", ("a",)]
    assert set(way.premises) == set(facts("actor(a) owns(a,x) owns(a,y)"))


@pytest.mark.parametrize(
    ("comparison", "found"),
    [
        ("X equals Y", {(1, 1), (2, 2), ("1", "1")}),
        ("X differs Y", {(1, 2), (1, "1"), (2, 1), (2, "1"), ("1", 1), ("1", 2)}),
        ("X below Y", {(1, 2)}),
        ("X above Y", {(2, 1)}),
        ("X at_most Y", {(1, 1), (1, 2), (2, 2)}),
        ("X at_least Y", {(1, 1), (2, 1), (2, 2)}),
        ("X equals 1", {(1, 1), (1, 2), (1, "1")}),
        ("2 above X", {(1, 1), (1, 2), (1, "1")}),
    ],
)
def test_comparison_keeps_numbers_and_texts_apart(comparison: str, found: set[tuple[object, object]]) -> None:
    closure = close(
        program(rules(f"pair(X,Y) :- n(X), n(Y), {comparison}")), {("n", (term,)): TRUE for term in (1, 2, "1")}
    )
    assert certain(closure, "pair") == found


def test_what_has_no_order_is_only_possibly_below() -> None:
    closure = derive("low(X) :- n(X), X below 5", "n(3) n(7) n(soon)")
    assert (certain(closure, "low"), possible(closure, "low")) == ({(3,)}, {("soon",)})


def test_a_product_that_is_too_large_to_be_made_at_once_is_whole() -> None:
    many = range(400)
    assert len(many) ** 2 > MAX_ROWS
    given = {(kind, (n,)): TRUE if n % 2 else UNKNOWN for kind in ("a", "b") for n in many}
    closure = close(program(rules("same(X,Y) :- a(X), b(Y), X equals Y")), given)
    assert certain(closure, "same") == {(n, n) for n in many if n % 2}
    assert possible(closure, "same") == {(n, n) for n in many if not n % 2}


def test_more_facts_than_are_matched_at_once_are_all_matched() -> None:
    many = range(MAX_ROWS + 5)
    given = {("a", (0,)): TRUE, **{("b", (n, "b")): TRUE for n in many}}
    closure = close(program(rules("found(Y) :- a(X), b(Y, Z)")), given)
    assert certain(closure, "found") == {(n,) for n in many}


def test_a_rule_of_many_premises_is_matched_in_small_parts_and_whole() -> None:
    """Thirty premises double the rows nine times: all together they hold more than is held at once."""
    chain = ", ".join(f"step(X{n}, X{n + 1})" for n in range(30))
    given = {}
    for n in range(30):
        doubled = n < 9
        for here in ("a", "b") if 0 < n <= 9 else ("a",):
            for there in ("a", "b") if doubled else ("a",):
                given["step", (f"{n}{here}", f"{n + 1}{there}")] = TRUE
    assert MAX_TERMS < 2**9 * 30 * 60 * 30
    closure = close(program(rules(f"end(X0, X30) :- {chain}")), given)
    assert certain(closure, "end") == {("0a", "30a")}
    assert len(closure.of_kind("end")["end", ("0a", "30a")]) == 2**9


def test_a_repeated_variable_has_one_value() -> None:
    text = """
        loop(X) :- next(X,X)
        back(X) :- next(X,Y), next(Y,X)
        same(X,Y) :- triple(X,Y,X)
        deep(X) :- far(X,X)
        far(X,Y) :- next(X,Y)
        far(X,Z) :- far(X,Y), next(Y,Z)
    """
    closure = derive(text, "next(a,a) next(a,b) next(b,c) next(c,b) triple(a,b,a) triple(a,b,c)")
    assert certain(closure, "loop") == {("a",)}
    assert certain(closure, "back") == {("a",), ("b",), ("c",)}
    assert certain(closure, "same") == {("a", "b")}
    assert certain(closure, "deep") == {("a",), ("b",), ("c",)}


def test_constants_match_themselves_alone_in_every_place() -> None:
    text = """
        of_a(X) :- owns(a,X)
        owner(X) :- owns(X,1)
        known(a,X,b) :- owns(a,X)
        poor(X) :- actor(X), not owns(X,1)
        rich(X) :- actor(X), 1 of owns(a,_)
    """
    given = facts("actor(a) actor(b) owns(a,1) owns(b,2)") | {("owns", ("b", "1")): TRUE}
    closure = close(program(rules(text)), given)
    assert certain(closure, "of_a") == {(1,)}
    assert certain(closure, "owner") == {("a",)}
    assert certain(closure, "known") == {("a", 1, "b")}
    assert certain(closure, "poor") == {("b",)}
    assert certain(closure, "rich") == {("a",), ("b",)}


def test_anything_matches_whatever_stands_there_and_each_is_its_own() -> None:
    closure = derive("start(X) :- triple(X,_,_)", "triple(a,b,c) triple(b,b,b) triple(b,c,d)")
    assert certain(closure, "start") == {("a",), ("b",)}
    assert len(closure.derivations["start", ("b",)]) == 2


def test_facts_may_look_like_variables() -> None:
    given = {("next", ("$Y", "_")): TRUE, ("next", ("_", "b")): TRUE}
    assert certain(close(program(rules(FAR)), given), "far") == {("$Y", "_"), ("_", "b"), ("$Y", "b")}


def test_a_possible_rule_makes_nothing_certain() -> None:
    text = """
        perhaps guilty(X) :- seen(X)
        held(X) :- guilty(X)
        free(X) :- seen(X), not guilty(X)
    """
    closure = derive(text, "seen(a)")
    assert [closure.truth(kind, ("a",)) for kind in ("guilty", "held", "free")] == [UNKNOWN] * 3


def test_a_possible_rule_takes_nothing_from_what_another_makes_certain() -> None:
    text = """
        perhaps guilty(X) :- seen(X)
        guilty(X) :- confessed(X)
    """
    closure = derive(text, "seen(a) confessed(a)")
    ways = closure.derivations["guilty", ("a",)]
    assert closure.truth("guilty", ("a",)) is TRUE
    assert {way.rule: truth for way, truth in ways.items()} == {"r1": UNKNOWN, "r2": TRUE}


@pytest.mark.parametrize("text", [FAR, TWICE], ids=["one step", "both steps"])
def test_a_fact_that_becomes_certain_late_makes_certain_what_followed_from_it(text: str) -> None:
    # The short way to e is only possible and found first; the long way is certain and found last.
    closure = derive(text, "next(a,e)? next(a,b) next(b,c) next(c,d) next(d,e) next(e,f) next(f,g)")
    assert possible(closure, "far") == set()
    assert closure.derivations["far", ("a", "e")][Derivation("r1", tuple(facts("next(a,e)")))] is UNKNOWN
    assert TRUE in closure.derivations["far", ("a", "g")].values()


def test_doubt_in_a_cycle_stays_doubt() -> None:
    closure = derive(FAR, "next(a,b) next(b,a)? next(b,c)")
    assert certain(closure, "far") == {("a", "b"), ("a", "c"), ("b", "c")}
    assert possible(closure, "far") == {("a", "a"), ("b", "a"), ("b", "b")}


def test_derivations_are_complete_and_exact() -> None:
    closure = derive(FAR, "next(a,b) next(b,c) next(a,c) next(c,d)?")

    def way(rule: str, premises: str) -> Derivation:
        return Derivation(rule, tuple(sorted(facts(premises), key=repr)))

    assert closure.derivations == {
        ("far", ("a", "b")): {way("r1", "next(a,b)"): TRUE},
        ("far", ("b", "c")): {way("r1", "next(b,c)"): TRUE},
        ("far", ("a", "c")): {way("r1", "next(a,c)"): TRUE, way("r2", "far(a,b) next(b,c)"): TRUE},
        ("far", ("c", "d")): {way("r1", "next(c,d)"): UNKNOWN},
        ("far", ("b", "d")): {way("r2", "far(b,c) next(c,d)"): UNKNOWN},
        ("far", ("a", "d")): {way("r2", "far(a,c) next(c,d)"): UNKNOWN},
    }


def test_what_is_given_has_no_derivation_and_what_is_not_there_is_false() -> None:
    closure = derive(FAR, "next(a,b)")
    assert ("next", ("a", "b")) not in closure.derivations
    assert closure.truth("far", ("b", "a")) is FALSE
    assert closure.truth("no_such_kind", ("b", "a")) is FALSE


def test_constants_of_the_program_hold_in_every_run_and_outweigh_doubt() -> None:
    of = program(rules("bad(X) :- listed(X), seen(X)"), tuple(facts("listed(a) listed(b)")))
    engine = NativeEngine(of, Store())
    assert certain(engine.close(facts("seen(a)")), "bad") == {("a",)}
    assert certain(engine.close(facts("seen(b) listed(b)?")), "bad") == {("b",)}
    assert certain(engine.close({}), "bad") == set()


def test_an_engine_keeps_nothing_of_an_earlier_manifest() -> None:
    text = f"""
        stuck(X) :- node(X), not far(X,_)
        {FAR.strip()}
    """
    engine = NativeEngine(program(rules(text)), Store())
    first = engine.close(facts("node(a) node(b) next(a,b)"))
    second = engine.close(facts("node(a) node(c) next(c,d)?"))
    assert certain(first, "stuck") == {("b",)}
    assert (certain(second, "stuck"), possible(second, "stuck")) == ({("a",)}, {("c",)})
    assert set(second.derivations) == set(facts("far(c,d) stuck(a) stuck(c)"))
    assert set(first.derivations) == set(facts("far(a,b) stuck(b)"))
