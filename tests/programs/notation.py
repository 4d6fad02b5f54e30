"""Programs for tests of the engine: a short notation for rules and facts, and random stratified programs.

A rule is written ``far(X,Z) :- far(X,Y), next(Y,Z)``: capitals are variables, ``_`` is anything. Beside patterns
a body holds ``not far(X,_)``, ``2 of next(X,_)`` (at least two) and ``X differs b``; a rule that begins with
``perhaps`` concludes nothing for certain. ``2026-05`` is a date. A fact with a question mark, ``next(a,b)?``, is only possible.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, Final

import msgspec

from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Fact, Premise, Program, Rule, Terms
from rightsgate.engine.seminaive import NativeEngine
from rightsgate.engine.store import Store
from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern
from rightsgate.logic.stratify import strata
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import TRUE, UNKNOWN, Truth
from rightsgate.manifest.values import dates
from rightsgate.rules.operators import premises_on

AS_OF: Final = "2026-06-01"
Facts = Mapping[Fact, Truth]


def rules(text: str) -> tuple[Rule, ...]:
    """Read one rule a line; each is called by the number of its line."""
    return tuple(_rule(f"r{number}", line) for number, line in enumerate(text.strip().splitlines(), 1))


def facts(text: str) -> dict[Fact, Truth]:
    """Read facts, certain ones and, with a question mark, possible ones."""
    found = re.findall(r"(\w+\([^)]*\))(\??)", text)
    return {_fact(fact): UNKNOWN if doubt else TRUE for fact, doubt in found}


def program(of: Iterable[Rule], constants: Iterable[Fact] = ()) -> Program:
    """Put rules into strata, in the order in which they are given."""
    of = tuple(of)
    depends: dict[str, set[str]] = defaultdict(set)
    for rule in of:
        for premise in rule.premises:
            read = premise.pattern if isinstance(premise, (Absent, AtLeast)) else premise
            depends[rule.conclusion.kind].update({read.kind} if isinstance(read, Pattern) else ())
    groups = [tuple(rule for rule in of if rule.conclusion.kind in group) for group in strata(depends)]
    return Program(
        strata=tuple(filter(None, groups)),
        constants=tuple(constants),
        stated=frozenset(),
        comparisons=premises_on(AS_OF),
    )


def close(of: Program, given: Facts) -> Closure:
    """Run a new engine once."""
    return NativeEngine(of, Store()).close(given)


def derive(text: str, given: str) -> Closure:
    """Run rules on facts, both as written."""
    return close(program(rules(text)), facts(given))


def certain(closure: Closure, kind: str) -> set[Terms]:
    """Return the terms of all facts of a kind that are certain."""
    return {terms for terms, truth in closure.truths.get(kind, {}).items() if truth is TRUE}


def possible(closure: Closure, kind: str) -> set[Terms]:
    """Return the terms of all facts of a kind that are possible and not certain."""
    return {terms for terms, truth in closure.truths.get(kind, {}).items() if truth is UNKNOWN}


def _rule(name: str, line: str) -> Rule:
    written, _, body = line.strip().rstrip(".").partition(":-")
    head = written.strip().removeprefix("perhaps ")
    premises = re.findall(r"(?:not |\d+ of )?\w+\([^)]*\)|[^\s,]+ \w+ [^\s,]+", body)
    return Rule(
        id=name,
        premises=tuple(map(_premise, premises)),
        conclusion=_pattern(head),
        possible=head != written.strip(),
    )


def _premise(text: str) -> Premise:
    if text.startswith("not "):
        return Absent(_pattern(text[4:]))
    if match := re.match(r"(\d+) of ", text):
        return AtLeast(int(match[1]), _pattern(text[match.end() :]))
    if "(" in text:
        return _pattern(text)
    left, operator, right = text.split()
    return Compare(_term(left), operator, _term(right))


def _pattern(text: str) -> Pattern:
    kind, _, terms = text.strip().rstrip(")").partition("(")
    return Pattern(kind, tuple(_term(term.strip()) for term in terms.split(",") if term.strip()))


def _fact(text: str) -> Fact:
    pattern = _pattern(text)
    return pattern.kind, pattern.terms


def _term(text: str) -> str | int | Dates:
    if text.isdigit():
        return int(text)
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return dates(text)
    return f"${text}" if text[0].isupper() else text


class RandomProgram(msgspec.Struct, frozen=True):
    """A stratified program with its constants, and facts to run it on."""

    rules: tuple[Rule, ...]
    constants: tuple[Fact, ...]
    facts: Facts

    def program(self) -> Program:
        """Put it into strata."""
        return program(self.rules, self.constants)

    def close(self) -> Closure:
        """Run it."""
        return close(self.program(), self.facts)


VARIABLES: Final = ("$W", "$X", "$Y", "$Z")
# Numbers, plain words, and words that mean something elsewhere: in rules, in Python, in the oracle.
CONSTANTS: Final = ("a", "b", 1, 2, 3, "1", "_", "$X", "Ünïcode b", '"quoted"', "none")
# As rules write them; Python takes some for others.
ALIKE: Final = (1, 0, True, False, "true", "1", "0")
COMPARED: Final = ("equals", "differs", "below", "above", "at_most", "at_least")


def random_program(
    seed: int, *, positive: bool = False, doubt: bool = True, constants: Sequence[Any] = CONSTANTS
) -> RandomProgram:
    """Make a program; ``positive`` ones hold patterns and comparisons for sameness only, ``doubt`` allows possible facts and rules."""
    return _Maker(Random(seed), constants, positive=positive, doubt=doubt).make()  # noqa: S311 - a seeded sample, no secret


class _Maker:
    """Makes one random program."""

    def __init__(self, random: Random, constants: Sequence[Any], *, positive: bool, doubt: bool) -> None:
        self.random = random
        self.positive, self.doubt = positive, doubt
        self.pool = random.sample(constants, 4)
        self.kinds = {f"e{n}": random.choice((1, 2, 2, 3)) for n in range(3)}
        self.below = list(self.kinds)

    def make(self) -> RandomProgram:
        given = {fact: self.truth() for kind in self.below for fact in self.some(kind, self.random.randint(1, 8))}
        made: list[Rule] = []
        constants: list[Fact] = []
        for level in range(self.random.randint(1, 3)):
            new = {f"d{level}{n}": self.random.choice((1, 1, 2, 2, 3)) for n in range(self.random.randint(1, 2))}
            self.kinds.update(new)
            for kind in new:
                made += [self.rule(f"{kind}-{n}", kind, [*new]) for n in range(self.random.randint(1, 3))]
                constants += self.some(kind, self.random.choice((0, 0, 0, 1)))
            self.below += new
        return RandomProgram(tuple(made), tuple(dict.fromkeys(constants)), given)

    def truth(self) -> Truth:
        return UNKNOWN if self.doubt and self.random.random() < 0.4 else TRUE

    def some(self, kind: str, count: int) -> list[Fact]:
        return [(kind, tuple(map(as_term, self.random.choices(self.pool, k=self.kinds[kind])))) for _ in range(count)]

    def rule(self, name: str, kind: str, same: Sequence[str]) -> Rule:
        anywhere = [*self.below, *same] if self.random.random() < 0.6 else self.below
        count = self.random.randint(1, 3)
        patterns = [self.pattern(self.random.choice(anywhere), VARIABLES, anything=0.15) for _ in range(count)]
        bound = sorted({term for pattern in patterns for term in pattern.terms if term in VARIABLES})
        premises: list[Premise] = [*patterns, *(self.further(bound) for _ in range(self.random.randint(0, 2)))]
        return Rule(
            id=name,
            premises=tuple(premises),
            conclusion=self.pattern(kind, bound, anything=0),
            possible=self.doubt and self.random.random() < 0.1,
        )

    def further(self, bound: Sequence[str]) -> Premise:
        which = 1 if self.positive else self.random.random()
        if which < 0.4:
            return Absent(self.pattern(self.random.choice(self.below), bound, anything=0.3))
        if which < 0.7:
            counted = self.pattern(self.random.choice(self.below), bound, anything=0.7)
            return AtLeast(self.random.randint(1, 3), counted)
        operator = self.random.choice(COMPARED[:2] if self.positive else COMPARED)
        return Compare(self.term(bound, 0.8), operator, self.term(bound, 0.5))

    def pattern(self, kind: str, variables: Sequence[str], *, anything: float) -> Pattern:
        terms = [
            "_" if self.random.random() < anything else self.term(variables, 0.85) for _ in range(self.kinds[kind])
        ]
        return Pattern(kind, tuple(terms))

    def term(self, variables: Sequence[str], often: float) -> Any:
        if variables and self.random.random() < often:
            return self.random.choice(variables)
        return self.random.choice([word for word in self.pool if word not in ("_", "$X")] or ["a"])
