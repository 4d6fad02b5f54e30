"""What the engine found, in the form in which the answers of clingo are read."""

from collections.abc import Mapping

from programs.answer_sets import Truths, Ways, ordered
from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Derivation
from rightsgate.logic.truth import Truth


def truths(closure: Closure) -> Truths:
    """Return all facts of a closure."""
    return {(kind, terms): truth for kind, table in closure.truths.items() for terms, truth in table.items()}


def ways(closure: Closure) -> Ways:
    """Return all derivations of a closure."""
    return {fact: dict(found) for fact, found in closure.derivations.items()}


def sorted_premises(found: Mapping[Derivation, Truth]) -> dict[Derivation, Truth]:
    return {Derivation(way.rule, ordered(way.premises)): truth for way, truth in found.items()}
