"""The native engine against clingo, an answer set solver, on random stratified programs.

Two encodings: the plain one turns each doubt into a choice, so that every answer set is one way in which the
doubts may turn out; the bounded one states what must and what may hold, where an absent premise looks at the
other bound. RIGHTSGATE_PROGRAMS sets how many programs are tried.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from random import Random
from typing import Any, Final

import clingo
import msgspec
import pytest

from programs import AS_OF, RandomProgram, close, program, random_program
from rightsgate.chain.native import NativeEngine
from rightsgate.chain.program import Closure, Derivation, Fact, Premise, Rule
from rightsgate.chain.store import Store
from rightsgate.model.rules import Absent, AtLeast, Compare, Pattern
from rightsgate.model.truth import TRUE, UNKNOWN, Truth

PROGRAMS: Final = int(os.environ.get("RIGHTSGATE_PROGRAMS", "300"))
BATCHES: Final = [range(start, min(start + 25, PROGRAMS)) for start in range(0, PROGRAMS, 25)]
MANY: Final = pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
PLAIN, MUST, MAY = "is", "must", "may"
OTHER: Final = {PLAIN: PLAIN, MUST: MAY, MAY: MUST}
TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "equals": eq, "differs": ne,
    "below": lt, "above": gt, "at_most": le, "at_least": ge,
}
Truths = dict[Fact, Truth]
Ways = dict[Fact, dict[Derivation, Truth]]


class Encoded:
    """A rule with a name for each variable and for each ``_`` of its patterns, so that a firing can be told."""

    def __init__(self, number: int, rule: Rule) -> None:
        self.number, self.rule = number, rule
        self.patterns = [
            named(premise, f"P{place}x") for place, premise in enumerate(rule.premises) if isinstance(premise, Pattern)
        ]
        self.variables = sorted({term for pattern in self.patterns for term in pattern.terms if variable(term)})

    def body(self, bound: str) -> str:
        patterns = [atom(bound, pattern) for pattern in self.patterns]
        return ", ".join(patterns + [premise(p, bound) for p in self.rule.premises if not isinstance(p, Pattern)])

    def plain(self) -> str:
        """The rule as it is; one that concludes nothing for certain is a choice."""
        head = atom(PLAIN, self.rule.conclusion)
        return f"{f'{{{head}}}' if self.rule.possible else head} :- {self.body(PLAIN)}."

    def bounded(self) -> Iterator[str]:
        """The rule in both bounds, by way of its firings."""
        for bound in (MUST, MAY):
            fires = f"fires_{bound}({self.number},({''.join(f'{text(v)},' for v in self.variables)}))"
            yield f"{fires} :- {self.body(bound)}."
            if bound == MAY or not self.rule.possible:
                yield f"{atom(bound, self.rule.conclusion)} :- {fires}."

    def derivation(self, values: Iterable[Any], may: Iterable[Fact]) -> tuple[Fact, Derivation]:
        """Read a firing back: what it concludes, and from which facts."""
        bound = dict(zip(self.variables, values, strict=True))
        facts = [filled(pattern, bound) for pattern in self.patterns]
        for counted in (p.pattern for p in self.rule.premises if isinstance(p, AtLeast)):
            kind, wanted = filled(counted, bound)
            fixed = [place for place, term in enumerate(counted.terms) if term != "_"]
            facts += [fact for fact in may if fact[0] == kind and all(fact[1][n] == wanted[n] for n in fixed)]
        return filled(self.rule.conclusion, bound), Derivation(self.rule.id, ordered(facts))


def variable(term: object) -> bool:
    return isinstance(term, str) and term.startswith("$")


def named(pattern: Pattern, prefix: str) -> Pattern:
    """Give each ``_`` a name."""
    return Pattern(pattern.kind, tuple(f"${prefix}{n}" if t == "_" else t for n, t in enumerate(pattern.terms)))


def filled(pattern: Pattern, bound: Mapping[str, Any]) -> Fact:
    return pattern.kind, tuple(bound[term] if variable(term) else term for term in pattern.terms)


def ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=repr))


def constant(term: Any) -> str:
    """Write a term of a fact."""
    return str(term) if isinstance(term, int) else '"' + term.replace('"', '\\"') + '"'


def text(term: Any) -> str:
    """Write a term of a rule."""
    return term if term == "_" else f"V{term[1:]}" if variable(term) else constant(term)


def atom(bound: str, pattern: Pattern) -> str:
    return f"{bound}_{pattern.kind}({','.join(map(text, pattern.terms))})"


def premise(of: Premise, bound: str) -> str:
    """Write a premise that is no pattern."""
    match of:
        case Absent(pattern):
            return f"not {atom(OTHER[bound], pattern)}"
        case AtLeast(count, pattern):
            loose = named(pattern, "L")
            counted = [text(new) for new, old in zip(loose.terms, pattern.terms, strict=True) if old == "_"]
            return f"#count{{{','.join(counted) or '0'} : {atom(bound, loose)}}} >= {count}"
        case Compare(left, operator, right):
            return f"{bound}_{operator}({text(left)},{text(right)})"
        case _:
            raise AssertionError(of)


def comparisons(terms: Iterable[Any]) -> Iterator[tuple[str, bool]]:
    """Yield how terms compare, and whether that is certain: only numbers have an order."""
    terms = list(terms)
    for (name, test), one, two in product(TESTS.items(), terms, terms):
        known = name in ("equals", "differs") or (isinstance(one, int) and isinstance(two, int))
        if not known or test(one, two):
            yield f"{name}({constant(one)},{constant(two)})", known


def terms_of(of: RandomProgram) -> set[Any]:
    """Return every constant that occurs."""
    found = {term for _, terms in (*of.facts, *of.constants) for term in terms}
    for part in (part for rule in of.rules for part in (*rule.premises, rule.conclusion)):
        inner = part.pattern if isinstance(part, (Absent, AtLeast)) else part
        terms = (inner.left, inner.right) if isinstance(inner, Compare) else getattr(inner, "terms", ())
        found |= {term for term in terms if term != "_" and not variable(term)}
    return found


def solved(lines: Iterable[str], *options: str) -> list[clingo.Symbol]:
    """Return the atoms of the last answer set, which is the only one or holds what all or some of them share."""
    control = clingo.Control(["--warn=none", *options])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: list[clingo.Symbol] = []
    with control.solve(yield_=True) as answers:
        for answer in answers:
            found = answer.symbols(atoms=True)
    return found


def value(symbol: clingo.Symbol) -> Any:
    return symbol.number if symbol.type is clingo.SymbolType.Number else symbol.string


def facts_among(symbols: Iterable[clingo.Symbol], prefix: str) -> dict[Fact, None]:
    """Return the facts whose encoding begins with a prefix, comparisons left out."""
    found = {}
    for symbol in symbols:
        before, _, kind = symbol.name.partition("_")
        if before == prefix and kind not in TESTS:
            found[kind, tuple(map(value, symbol.arguments))] = None
    return found


def given(of: RandomProgram) -> Iterator[tuple[str, bool]]:
    """Yield what is given, each fact and comparison without its prefix, and whether it is certain."""
    for (kind, terms), truth in {**of.facts, **dict.fromkeys(of.constants, TRUE)}.items():
        yield f"{kind}({','.join(map(constant, terms))})", truth is TRUE
    yield from comparisons(terms_of(of))


def plainly(of: RandomProgram, *options: str) -> dict[Fact, None]:
    """Return what holds in the last answer set of the plain encoding."""
    lines = [f"{PLAIN}_{it}." if known else f"{{{PLAIN}_{it}}}." for it, known in given(of)]
    lines += [Encoded(number, rule).plain() for number, rule in enumerate(of.rules)]
    return facts_among(solved(lines, *options), PLAIN)


def bounded(of: RandomProgram) -> tuple[Truths, Ways]:
    """Return what must and what may hold by the bounded encoding, and in which ways."""
    encoded = [Encoded(number, rule) for number, rule in enumerate(of.rules)]
    lines = [f"{bound}_{it}." for it, known in given(of) for bound in ((MUST, MAY) if known else (MAY,))]
    atoms = solved([*lines, *(line for rule in encoded for line in rule.bounded())])
    must, may = facts_among(atoms, MUST), facts_among(atoms, MAY)
    fired = [
        (s.name, s.arguments[0].number, tuple(map(value, s.arguments[1].arguments)))
        for s in atoms
        if s.name.startswith("fires_")
    ]
    sure = {firing[1:] for firing in fired if firing[0] == f"fires_{MUST}"}
    ways: Ways = {}
    for _, number, values in (firing for firing in fired if firing[0] == f"fires_{MAY}"):
        fact, way = encoded[number].derivation(values, may)
        found = ways.setdefault(fact, {})
        certain = (number, values) in sure and not of.rules[number].possible
        found[way] = TRUE if certain or found.get(way) is TRUE else UNKNOWN
    return {fact: TRUE if fact in must else UNKNOWN for fact in may}, ways


def truths(closure: Closure) -> Truths:
    """Return all facts of a closure."""
    return {(kind, terms): truth for kind, table in closure.truths.items() for terms, truth in table.items()}


def ways(closure: Closure) -> Ways:
    """Return all derivations of a closure."""
    return {fact: dict(found) for fact, found in closure.derivations.items()}


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
    return msgspec.structs.replace(of, rules=tuple(rule for rule in of.rules if rule not in ordering))


@MANY
def test_in_doubt_a_positive_program_is_certain_of_what_follows_from_what_is_certain(seeds: range) -> None:
    for seed in seeds:
        of = random_program(seed, positive=True)
        sure = msgspec.structs.replace(
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


def sorted_premises(found: Mapping[Derivation, Truth]) -> dict[Derivation, Truth]:
    return {Derivation(way.rule, ordered(way.premises)): truth for way, truth in found.items()}


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
            msgspec.structs.replace(rule, premises=tuple(random.sample(rule.premises, len(rule.premises))))
            for rule in of.rules
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
            rule.id: NativeEngine(program([msgspec.structs.replace(rule, possible=False)]), Store(), AS_OF)
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
        engine = NativeEngine(of.program(), Store(), AS_OF)
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
