"""Compile a rule's premises to steps that find every way to satisfy them. Runs no fixpoint.

A step takes the values of the variables so far (``slots``), the truth so far and the matched facts, and
hands each extension to the next step. Each step knows beforehand which of its terms are bound.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rightsgate.chain.operators import DATED, OPERATORS, Stated
from rightsgate.chain.program import Compute, Fact, Premise, Rule, Terms
from rightsgate.chain.store import Store
from rightsgate.model.rules import Absent, AtLeast, Compare, Pattern
from rightsgate.model.truth import FALSE, TRUE, UNKNOWN, Truth

Slots = list[Any]
Premises = tuple[Fact, ...]
Found = Callable[[Terms, Truth, Premises], None]
Step = Callable[[Slots, Truth, Premises], None]
Run = Callable[..., None]


def is_variable(term: Any) -> bool:
    """Variables are written ``?name``."""
    return isinstance(term, str) and term.startswith("$")


class Layout:
    """Gives each variable of a rule its slot, and remembers which are bound."""

    def __init__(self) -> None:
        """Start with no variable."""
        self.slots: dict[str, int] = {}

    def slot(self, variable: str) -> int:
        """Return the slot of a variable, a new one at its first use."""
        return self.slots.setdefault(variable, len(self.slots))

    def getter(self, terms: Sequence[Any]) -> Callable[[Slots], Terms]:
        """Return a function that fills in terms whose variables are all bound."""
        parts = [(True, self.slots[t]) if is_variable(t) else (False, t) for t in terms]
        if all(not variable for variable, _ in parts):
            fixed = tuple(value for _, value in parts)
            return lambda _: fixed
        return lambda slots: tuple([slots[value] if variable else value for variable, value in parts])


def compile_rule(rule: Rule, store: Store, as_of: str, found: Found, delta: int | None = None) -> Run:
    """Return a function that finds every match of a rule and hands each conclusion to ``found``.

    With ``delta``, that premise comes first and matches only the facts passed to the returned function.
    """
    layout = Layout()
    order = list(range(len(rule.premises)))
    if delta is not None:
        order.remove(delta)
        order.insert(0, delta)
    makers = [_maker(rule.premises[i], layout, store, as_of, first=i == delta) for i in order]
    conclude = layout.getter(rule.conclusion.terms)

    def last(slots: Slots, truth: Truth, premises: Premises) -> None:
        found(conclude(slots), truth, premises)

    step: Step = last
    for maker in reversed(makers):
        step = maker(step)
    width = len(layout.slots)

    def run(facts: Sequence[Terms] = ()) -> None:
        step([*([None] * width), facts], TRUE, ())

    return run


def _maker(
    premise: Premise, layout: Layout, store: Store, as_of: str, *, first: bool
) -> Callable[[Step], Step]:
    match premise:
        case Pattern():
            return _match(premise, layout, store, first=first)
        case Absent(pattern):
            return _absent(pattern, layout, store)
        case AtLeast(count, pattern):
            return _at_least(count, pattern, layout, store)
        case Compare():
            return _compare(premise, layout, as_of)
        case Compute():
            return _compute(premise, layout)


def _known(pattern: Pattern, layout: Layout) -> tuple[tuple[int, ...], Callable[[Slots], Terms]]:
    """Return the positions whose terms are known before matching, and how to fill them in."""
    positions = tuple(
        i for i, t in enumerate(pattern.terms) if t != "_" and (not is_variable(t) or t in layout.slots)
    )
    return positions, layout.getter([pattern.terms[i] for i in positions])


def _match(pattern: Pattern, layout: Layout, store: Store, *, first: bool) -> Callable[[Step], Step]:
    kind = pattern.kind
    positions, key = _known(pattern, layout)
    binds: list[tuple[int, int]] = []
    repeats: list[tuple[int, int]] = []
    new: dict[str, int] = {}
    for i, term in enumerate(pattern.terms):
        if i in positions or term == "_":
            continue
        if term in new:
            repeats.append((i, new[term]))
        else:
            new[term] = i
            binds.append((layout.slot(term), i))

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            wanted = key(slots)
            if first:
                candidates = [t for t in slots[-1] if tuple([t[p] for p in positions]) == wanted]
            else:
                candidates = store.matching(kind, positions, wanted)
            table = store.tables.get(kind)
            if not candidates or table is None:
                return
            for terms in tuple(candidates):
                if repeats and any(terms[a] != terms[b] for a, b in repeats):
                    continue
                for slot, position in binds:
                    slots[slot] = terms[position]
                held = table[terms]
                then(slots, held if truth is TRUE else truth, (*premises, (kind, terms)))

        return step

    return make


def _absent(pattern: Pattern, layout: Layout, store: Store) -> Callable[[Step], Step]:
    positions, key = _known(pattern, layout)
    kind = pattern.kind

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            table = store.tables.get(kind, {})
            here = {table[terms] for terms in store.matching(kind, positions, key(slots))}
            if TRUE not in here:
                then(slots, UNKNOWN if here else truth, premises)

        return step

    return make


def _at_least(count: int, pattern: Pattern, layout: Layout, store: Store) -> Callable[[Step], Step]:
    positions, key = _known(pattern, layout)
    kind = pattern.kind

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            table = store.tables.get(kind, {})
            matched = store.matching(kind, positions, key(slots))
            certain = [terms for terms in matched if table[terms] is TRUE]
            if len(matched) >= count:
                counted = tuple((kind, terms) for terms in sorted(matched))
                then(slots, truth if len(certain) >= count else UNKNOWN, (*premises, *counted))

        return step

    return make


def _compare(premise: Compare, layout: Layout, as_of: str) -> Callable[[Step], Step]:
    terms = layout.getter((premise.left, premise.right))
    name = "not_equals" if premise.operator == "differs" else premise.operator

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            left, right = terms(slots)
            if name in DATED:
                result = DATED[name](Stated(left), right, as_of)
            else:
                result = OPERATORS[name](Stated(left), right)
            if result is not FALSE:
                then(slots, truth if result is TRUE else UNKNOWN, premises)

        return step

    return make


def _compute(premise: Compute, layout: Layout) -> Callable[[Step], Step]:
    inputs = layout.getter(premise.inputs)
    outputs = [layout.slot(term) for term in premise.outputs]
    function = premise.function

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            for values, result in function(*inputs(slots)):
                for slot, value in zip(outputs, values, strict=True):
                    slots[slot] = value
                then(slots, truth if result is TRUE else UNKNOWN, premises)

        return step

    return make
