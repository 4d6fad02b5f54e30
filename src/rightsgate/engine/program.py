"""The intermediate form that duties and inferences compile to: rules over facts, in strata.

A fact is a kind and a tuple of terms. Each stratum is a set of kinds that depend on one another; it is
closed before any later stratum starts, so that negation and counts only ever look at finished kinds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern
from rightsgate.logic.truth import Truth

Terms = tuple[Any, ...]
Fact = tuple[str, Terms]


class Compute(msgspec.Struct, frozen=True):
    """A last premise that computes conclusions from ``inputs``: those that are certain, and those only possible.

    The function is called with the context of the run and the inputs. ``reads`` are the kinds of fact that it looks up;
    they belong to earlier strata.
    """

    inputs: Terms
    function: Callable[..., tuple[Sequence[Terms], Sequence[Terms]]]
    reads: frozenset[str]


Premise = Pattern | Absent | AtLeast | Compare | Compute


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """``conclusion`` follows from all ``premises``; ``possible`` rules conclude nothing for certain."""

    id: str
    premises: tuple[Premise, ...]
    conclusion: Pattern
    possible: bool = False


Comparison = Callable[[Any, Any], Truth]


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """Rules by stratum, in the order to run them; constants; and what a manifest must state.

    ``stated`` maps each kind that it must state to the values that rules ask for in its last term. ``comparisons`` are
    those that premises compare with, by name.
    """

    strata: tuple[tuple[Rule, ...], ...]
    constants: tuple[Fact, ...]
    stated: Mapping[str, frozenset[Any]]
    comparisons: Mapping[str, Comparison] = {}


class Derivation(msgspec.Struct, frozen=True, order=True):
    """One way in which a fact follows: the rule and the facts that its patterns matched, in their order."""

    rule: str
    premises: tuple[Fact, ...]


# A binding of a rule's premises, and a function that lists the facts supporting it.
Row = tuple[Any, ...]
Supports = Callable[[Row], Iterable[Fact]]
# A batch of conclusions: the rule, the conclusions, the row behind each, how to read its facts, their common truth.
Batch = tuple[Rule, Sequence[Terms], Sequence[Row], Supports, Truth]
