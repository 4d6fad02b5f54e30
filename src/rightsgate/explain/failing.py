"""Why an inference does not hold: the first premise that fails, however its variables are bound."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

from rightsgate.engine.program import Comparison, Terms
from rightsgate.explain.model import Failing, Unbound
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern, Premise, is_variable
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.operators import premises_on

Binding = dict[str, Any]
Truths = Mapping[str, Mapping[Terms, Truth]]
Comparisons = Mapping[str, Comparison]


def first_failing(rules: Sequence[Inference], parts: Sequence[str], truths: Truths, as_of: str) -> Failing | None:
    """Return the failing premise of the rule that gets furthest, for a conclusion on ``parts``; None if one holds."""
    best: Failing | None = None
    comparisons = premises_on(as_of)
    for rule in rules:
        for binding in _bindings(rule, parts):
            failing = _try(rule, binding, truths, comparisons)
            if failing is None:
                return None
            if best is None or failing.depth > best.depth:
                best = failing
    return best


def _bindings(rule: Inference, parts: Sequence[str]) -> Iterator[Binding]:
    """Yield the ways to bind variables of the conclusion, or of its premises, to the parts that were asked about."""
    named = list(dict.fromkeys(term for term in rule.conclusion.terms if is_variable(term)))
    free = [part for part in parts if part not in rule.conclusion.terms]
    if len(free) > len(named):
        inner = [term for p in rule.premises if isinstance(p, Pattern) for term in p.terms if is_variable(term)]
        named = list(dict.fromkeys([*named, *inner]))
    if len(free) > len(named):
        return
    for chosen in permutations(named, len(free)):
        yield {str(name): part for name, part in zip(chosen, free, strict=True)}


def _try(rule: Inference, binding: Binding, truths: Truths, comparisons: Comparisons) -> Failing | None:
    ways = [binding]
    ordered = sorted(rule.premises, key=lambda premise: not isinstance(premise, Pattern))
    for depth, premise in enumerate(ordered):
        held = [new for way in ways for new in _matches(premise, way, truths, comparisons)]
        if not held:
            return _failing(depth, premise, ways[0], truths)
        ways = held
    return None


def _matches(premise: Premise, way: Binding, truths: Truths, comparisons: Comparisons) -> Iterator[Binding]:
    """Yield the bindings under which a premise holds for certain."""
    match premise:
        case Pattern(kind, terms):
            for fact, truth in truths.get(kind, {}).items():
                if truth is TRUE and (new := _unified(terms, fact, way)) is not None:
                    yield new
        case Absent(Pattern(kind, terms)):
            if all(_unified(terms, fact, way) is None for fact in truths.get(kind, {})):
                yield way
        case AtLeast(count, Pattern(kind, terms)):
            facts = truths.get(kind, {}).items()
            if sum(truth is TRUE and _unified(terms, fact, way) is not None for fact, truth in facts) >= count:
                yield way
        case Compare(left, operator, right):
            one, other = (way.get(str(term), term) if is_variable(term) else as_term(term) for term in (left, right))
            if comparisons[operator](one, other) is TRUE:
                yield way


def _unified(terms: Sequence[Any], fact: Terms, way: Binding) -> Binding | None:
    new = way
    for term, value in zip(terms, fact, strict=True):
        if term == "_":
            continue
        if is_variable(term):
            if term not in new:
                new = {**new, term: value}
            elif new[term] != value:
                return None
        elif as_term(term) != value:
            return None
    return new


def _failing(depth: int, premise: Premise, way: Binding, truths: Truths) -> Failing:
    negated = isinstance(premise, Absent)
    if isinstance(premise, Compare):
        left, right = way.get(str(premise.left), premise.left), way.get(str(premise.right), premise.right)
        return Failing(depth=depth, terms=(left, right), operator=premise.operator)
    pattern = premise.pattern if isinstance(premise, (Absent, AtLeast)) else premise
    terms = tuple(
        way.get(str(term), Unbound.ANYTHING) if term == "_" or is_variable(term) else term for term in pattern.terms
    )
    found = [(f, t) for f, t in truths.get(pattern.kind, {}).items() if _unified(pattern.terms, f, way) is not None]
    against = (pattern.kind, found[0][0]) if negated and found else None
    return Failing(
        depth=depth,
        kind=pattern.kind,
        terms=terms,
        count=premise.count if isinstance(premise, AtLeast) else 0,
        truth=UNKNOWN if found and not (negated and any(t is TRUE for _, t in found)) else FALSE,
        negated=negated,
        against=against,
    )
