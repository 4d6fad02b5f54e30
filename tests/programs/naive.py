"""The definition, evaluated the slowest way: every way in which the doubts of a program may turn out, one by one.

It shares the form of rules with the engine, and nothing else. A possible fact may hold or not; what a rule that begins
with ``perhaps`` concludes may follow or not; a comparison of what has no order, or of dates that are not whole, may
hold or not. In each of those worlds there is no doubt, and rules are tried on everything until nothing new follows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from programs.notation import RandomProgram
from rightsgate.engine.program import Fact, Premise, Rule, Terms
from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern
from rightsgate.logic.truth import TRUE

TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "equals": eq,
    "differs": ne,
    "below": lt,
    "above": gt,
    "at_most": le,
    "at_least": ge,
}
Question = tuple[Any, ...]
Answers = dict[Question, bool]
Bound = dict[str, Any]
World = frozenset[Fact]
Held = dict[str, dict[Terms, None]]
Ask = Callable[..., bool]


def worlds(of: RandomProgram) -> Iterator[World]:
    """Yield what holds in each way in which doubts may turn out; a doubt counts only where something hangs on it."""
    pending: list[Answers] = [{}]
    while pending:
        known = pending.pop()
        answers = dict(known)  # what is asked beyond them is answered with no
        yield world(of, answers)
        asked = list(answers)
        pending += [
            {question: answers[question] for question in asked[:place]} | {asked[place]: True}
            for place in range(len(known), len(asked))
        ]


def world(of: RandomProgram, answers: Answers) -> World:
    """Return what holds where doubts turn out as ``answers`` say; what is asked beside them is noted there."""

    def ask(*question: Any) -> bool:
        return answers.setdefault(question, False)

    held: Held = defaultdict(dict)
    for kind, terms in [*of.facts, *of.constants]:
        if of.facts.get((kind, terms), TRUE) is TRUE or (kind, terms) in of.constants or ask("holds", kind, terms):
            held[kind][terms] = None
    rank = ranks(of.rules)
    for level in sorted(set(rank.values())):
        of_level = [rule for rule in of.rules if rank[rule.conclusion.kind] == level]
        while any(conclude(rule, held, ask) for rule in of_level):
            pass
    return frozenset((kind, terms) for kind, found in held.items() for terms in found)


def conclude(rule: Rule, held: Held, ask: Ask) -> bool:
    """Try a rule on everything; say whether anything new followed."""
    kind, new = rule.conclusion.kind, False
    for terms in [filled(rule.conclusion, bound)[1] for bound in bindings(rule, held, ask)]:
        if terms not in held[kind] and (not rule.possible or ask("follows", rule.id, terms)):
            held[kind][terms], new = None, True
    return new


def ranks(rules: Iterable[Rule]) -> Mapping[str, int]:
    """Rank the derived kinds so that what a rule negates or counts is of a lower rank than what it derives."""
    rank: dict[str, int] = defaultdict(int)
    rules = tuple(rules)
    for _ in rules:  # no chain of kinds is longer than that
        for rule in rules:
            head = rule.conclusion.kind
            for premise in rule.premises:
                if isinstance(premise, Pattern):
                    rank[head] = max(rank[head], rank[premise.kind])
                elif isinstance(premise, (Absent, AtLeast)):
                    rank[head] = max(rank[head], rank[premise.pattern.kind] + 1)
    return rank


def bindings(rule: Rule, held: Held, ask: Ask) -> Iterator[Bound]:
    """Yield every way to satisfy all premises: patterns bind variables, and what only tests comes after them."""
    yield from satisfied(sorted(rule.premises, key=lambda p: not isinstance(p, Pattern)), {}, held, ask)


def satisfied(premises: Sequence[Premise], bound: Bound, held: Held, ask: Ask) -> Iterator[Bound]:
    if not premises:
        yield bound
        return
    for extended in ways(premises[0], bound, held, ask):
        yield from satisfied(premises[1:], extended, held, ask)


def ways(premise: Premise, bound: Bound, held: Held, ask: Ask) -> list[Bound]:
    """Return what satisfies one premise, each with the variables that it binds."""
    match premise:
        case Pattern():
            return agreeing(premise, bound, held)
        case Absent(pattern):
            return [] if agreeing(pattern, bound, held) else [bound]
        case AtLeast(count, pattern):
            return [bound] if len(agreeing(pattern, bound, held)) >= count else []
        case Compare(left, operator, right):
            values = filled(Pattern("", (left, right)), bound)[1]
            outcomes = may_be(operator, *values)
            holds = ask("compares", operator, *values) if len(outcomes) > 1 else True in outcomes
            return [bound] if holds else []
        case _:
            raise AssertionError(premise)


def agreeing(pattern: Pattern, bound: Bound, held: Held) -> list[Bound]:
    """Return the variables with their values for each fact that agrees with a pattern."""
    found = []
    for terms in held[pattern.kind]:
        extended: Bound | None = dict(bound)
        for wanted, term in zip(pattern.terms, terms, strict=False):
            if extended is None or wanted == "_":
                continue
            variable = isinstance(wanted, str) and wanted.startswith("$")
            if (extended.setdefault(wanted, term) if variable else wanted) != term:
                extended = None
        if extended is not None:
            found.append(extended)
    return found


def filled(pattern: Pattern, bound: Mapping[str, Any]) -> Fact:
    """Put values in the place of variables."""
    return pattern.kind, tuple(
        bound[term] if isinstance(term, str) and term.startswith("$") else term for term in pattern.terms
    )


@cache
def may_be(operator: str, left: Any, right: Any) -> frozenset[bool]:
    """Return how a comparison may turn out: a date that is not whole is any of its days; only like things have an order."""
    if isinstance(left, Dates) and isinstance(right, Dates):
        return frozenset(TESTS[operator](one, two) for one, two in product(days(left), days(right)))
    if operator in ("equals", "differs") or (isinstance(left, int) and isinstance(right, int)):
        return frozenset((TESTS[operator](left, right),))
    return frozenset((True, False))


def days(of: Dates) -> range:
    return range(date.fromisoformat(of.first).toordinal(), date.fromisoformat(of.last).toordinal() + 1)
