"""The intermediate form that duties and inferences compile to: rules over facts, in strata.

A fact is a kind and a tuple of terms. Each stratum is a set of kinds that depend on one another; it is
closed before any later stratum starts, so that negation and counts only ever look at finished kinds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from rightsgate.model.rules import Absent, AtLeast, Compare, Pattern
from rightsgate.model.truth import FALSE, TRUE, UNKNOWN, Truth

Terms = tuple[Any, ...]
Fact = tuple[str, Terms]


class Compute(msgspec.Struct, frozen=True):
    """A last premise that computes the conclusion's terms from ``inputs``: each with its truth.

    ``reads`` are the kinds of fact that the function looks up; they belong to earlier strata.
    """

    inputs: Terms
    function: Callable[..., Iterable[tuple[Terms, Truth]]]
    reads: frozenset[str]


Premise = Pattern | Absent | AtLeast | Compare | Compute


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """``conclusion`` follows from all ``premises``; ``possible`` rules conclude nothing for certain."""

    id: str
    premises: tuple[Premise, ...]
    conclusion: Pattern
    possible: bool = False

    def reads(self) -> Iterable[tuple[str, bool]]:
        """Yield each kind that the rule reads, and whether it must be closed before the rule is tried."""
        for premise in self.premises:
            match premise:
                case Pattern(kind, _):
                    yield kind, False
                case Absent(pattern) | AtLeast(_, pattern):
                    yield pattern.kind, True
                case Compute(_, _, reads):
                    yield from ((kind, True) for kind in sorted(reads))
                case _:
                    pass


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """Rules by stratum, in the order to run them; constants; and what a manifest must state.

    ``stated`` maps each kind that it must state to the values that rules ask for in its last term.
    """

    strata: tuple[tuple[Rule, ...], ...]
    constants: tuple[Fact, ...]
    stated: Mapping[str, frozenset[Any]]


class Derivation(msgspec.Struct, frozen=True, order=True):
    """One way in which a fact follows: the rule and the facts that its patterns matched, in their order."""

    rule: str
    premises: tuple[Fact, ...]


# Conclusions that rest on the same facts: the rule, those facts, and what it concluded with which truth.
Batch = tuple[Rule, tuple[Fact, ...], Sequence[tuple[Terms, Truth]]]


class Closure:
    """All that holds or may hold, and every derivation of what was derived."""

    def __init__(self, truths: Mapping[str, Mapping[Terms, Truth]], batches: Sequence[Batch]) -> None:
        """Keep the facts by kind, and what was concluded from what, in the order of the run."""
        self.truths = truths
        self.batches = batches

    @cached_property
    def derivations(self) -> Mapping[Fact, Mapping[Derivation, Truth]]:
        """Every derivation of every derived fact, with its truth; worked out when first asked for."""
        found: dict[Fact, dict[Derivation, Truth]] = {}
        for rule, premises, conclusions in self.batches:
            derivation = Derivation(rule.id, tuple(sorted(premises, key=repr)))
            for terms, truth in conclusions:
                ways = found.setdefault((rule.conclusion.kind, terms), {})
                if ways.get(derivation) is not TRUE:
                    ways[derivation] = UNKNOWN if rule.possible else truth
        return found

    def truth(self, kind: str, terms: Terms) -> Truth:
        """Return how a fact stands; what is not there is false."""
        return self.truths.get(kind, {}).get(terms, FALSE)

    @cached_property
    def heights(self) -> Mapping[Fact, int]:
        """How far each derived fact stands above what is stated, by its most certain and then shortest derivation."""
        heights: dict[Fact, int] = {}
        rising = True
        while rising:
            rising = False
            for fact, ways in self.derivations.items():
                known = [self._height(way, heights) for way in self.ways(fact, ways)]
                height = 1 + min(known, default=len(self.derivations))
                if height < heights.get(fact, len(self.derivations)):
                    heights[fact] = height
                    rising = True
        return heights

    def ways(self, fact: Fact, ways: Mapping[Derivation, Truth]) -> list[Derivation]:
        """Return the derivations of a fact that make it as certain as it is."""
        truth = self.truth(*fact)
        return [way for way, held in ways.items() if held is truth]

    def _height(self, way: Derivation, heights: Mapping[Fact, int]) -> int:
        unknown = len(self.derivations)
        return max((heights.get(f, unknown) if f in self.derivations else 0 for f in way.premises), default=0)

    def best(self, fact: Fact) -> Derivation | None:
        """Return the derivation to show for a fact: never one that goes in a circle; None for what is stated."""
        ways = self.derivations.get(fact)
        if not ways:
            return None
        return min(self.ways(fact, ways) or ways, key=lambda way: (self._height(way, self.heights), repr(way)))
