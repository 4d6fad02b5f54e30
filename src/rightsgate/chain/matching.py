"""Compile a rule's premises to steps that find every way to satisfy them. Runs no fixpoint.

A step takes the values of the variables so far (``slots``, constants among them), the truth so far and the
facts matched so far, and hands each extension to the next step. Each step knows beforehand which of its terms
are bound, so that it can look facts up instead of searching for them.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from rightsgate.chain.operators import DATED, OPERATORS, Stated
from rightsgate.chain.program import Compute, Fact, Premise, Rule, Terms
from rightsgate.chain.store import Store, Table
from rightsgate.errors import EngineError
from rightsgate.model.rules import Absent, AtLeast, Compare, Pattern
from rightsgate.model.truth import FALSE, TRUE, UNKNOWN, Truth

Slots = list[Any]
Premises = tuple[Fact, ...]
Conclusions = Sequence[tuple[Terms, Truth]]
Found = Callable[[Conclusions, Premises], None]
Step = Callable[[Slots, Truth, Premises], None]
Make = Callable[[Step], Step]
Run = Callable[..., None]


def is_variable(term: Any) -> bool:
    """Variables are written ``$name``."""
    return isinstance(term, str) and term.startswith("$")


class Layout:
    """Gives each variable and each constant of a rule its slot, and remembers which variables are bound."""

    def __init__(self, given: int) -> None:
        """Keep the first slots for the facts that ``given`` premises are tried on."""
        self.slots: dict[Any, int] = {}
        self.template: Slots = [None] * given

    def bound(self, term: Any) -> bool:
        """Say whether a term is known: a constant, or a variable that an earlier premise has bound."""
        return term != "_" and (not is_variable(term) or term in self.slots)

    def slot(self, term: Any) -> int:
        """Return the slot of a term, a new one at its first use."""
        key = term if is_variable(term) else (type(term), term)
        if key not in self.slots:
            self.slots[key] = len(self.template)
            self.template.append(None if is_variable(term) else term)
        return self.slots[key]

    def getter(self, terms: Sequence[Any]) -> Callable[[Slots], Any]:
        """Return a function that fills in bound terms: one as it is, several as a tuple."""
        return itemgetter(*(self.slot(term) for term in terms))


def compile_rule(rule: Rule, store: Store, as_of: str, found: Found, given: Sequence[int] = ()) -> Run:
    """Return a function that finds every match of a rule and hands the conclusions to ``found``.

    The premises at the places ``given``, patterns all, come first and match only facts that are passed to the
    returned function: a sequence for each.
    """
    layout = Layout(len(given))
    slot = {place: number for number, place in enumerate(given)}
    # What binds variables comes before what only tests them, in whatever order the rule was written.
    order = sorted(range(len(rule.premises)), key=lambda i: (slot.get(i, len(slot)), _tests(rule.premises[i])))
    last = rule.premises[order[-1]]
    makers = [_maker(rule.premises[i], layout, store, as_of, slot.get(i)) for i in order[:-1]]
    if isinstance(last, Compute):
        step = _conclude_computed(last, layout, found)
    else:
        makers.append(_maker(last, layout, store, as_of, slot.get(order[-1])))
        step = _conclude(rule.conclusion, layout, found)
    for maker in reversed(makers):
        step = maker(step)
    template = layout.template

    def run(*facts: Sequence[Terms]) -> None:
        slots = template.copy()
        slots[: len(facts)] = facts
        step(slots, TRUE, ())

    return run


def _tests(premise: Premise) -> int:
    return 0 if isinstance(premise, Pattern) else 2 if isinstance(premise, Compute) else 1


def _conclude(conclusion: Pattern, layout: Layout, found: Found) -> Step:
    terms = layout.getter(conclusion.terms)
    if len(conclusion.terms) == 1:
        return lambda slots, truth, premises: found([((terms(slots),), truth)], premises)
    return lambda slots, truth, premises: found([(terms(slots), truth)], premises)


def _conclude_computed(premise: Compute, layout: Layout, found: Found) -> Step:
    """Conclude all that a computing premise yields in one go: it rests on the same facts."""
    inputs, function = [layout.slot(term) for term in premise.inputs], premise.function

    def step(slots: Slots, truth: Truth, premises: Premises) -> None:
        computed = function(*[slots[slot] for slot in inputs])
        found(list(computed) if truth is TRUE else [(terms, UNKNOWN) for terms, _ in computed], premises)

    return step


def _maker(premise: Premise, layout: Layout, store: Store, as_of: str, given: int | None) -> Make:
    match premise:
        case Pattern():
            return _match(premise, layout, store, given)
        case Absent(pattern):
            return _absent(_lookup(pattern, layout, store), store.table(pattern.kind))
        case AtLeast(count, pattern):
            return _at_least(count, _lookup(pattern, layout, store), pattern.kind, store)
        case Compare():
            return _compare(premise, layout, as_of)
        case Compute():
            raise EngineError("a computing premise is always the last one")


def _lookup(pattern: Pattern, layout: Layout, store: Store) -> Callable[[Slots], Sequence[Terms]]:
    """Return a function that finds the facts that agree with a pattern in all its bound terms."""
    positions = tuple(i for i, term in enumerate(pattern.terms) if layout.bound(term))
    table = store.table(pattern.kind)
    if not positions:
        return lambda _: tuple(table.facts)
    key, index = layout.getter([pattern.terms[i] for i in positions]), table.index(positions)
    return lambda slots: index.get(key(slots), ())


def _match(pattern: Pattern, layout: Layout, store: Store, given: int | None) -> Make:
    kind = pattern.kind
    known = [(i, layout.slot(term)) for i, term in enumerate(pattern.terms) if layout.bound(term)]
    lookup = _lookup(pattern, layout, store) if given is None else itemgetter(given)
    binds: list[tuple[int, int]] = []
    repeats: list[tuple[int, int]] = []
    new: dict[Any, int] = {}
    for i, term in enumerate(pattern.terms):
        if layout.bound(term) or term == "_":
            continue
        if term in new:
            repeats.append((i, new[term]))
        new.setdefault(term, i)
    binds = [(layout.slot(term), i) for term, i in new.items()]
    checks = bool(repeats) or given is not None
    table = store.table(kind)

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            candidates = lookup(slots)
            if not candidates:
                return
            facts = table.facts
            for terms in candidates:
                if checks and not _agrees(terms, slots, known, repeats):
                    continue
                for slot, position in binds:
                    slots[slot] = terms[position]
                then(slots, facts[terms] if truth is TRUE else truth, (*premises, (kind, terms)))

        return step

    return make


def _agrees(terms: Terms, slots: Slots, known: list[tuple[int, int]], repeats: list[tuple[int, int]]) -> bool:
    return all(terms[i] == slots[slot] for i, slot in known) and all(terms[a] == terms[b] for a, b in repeats)


def _absent(lookup: Callable[[Slots], Sequence[Terms]], table: Table) -> Make:
    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            held = truth
            for terms in lookup(slots):
                if table.facts[terms] is TRUE:
                    return
                held = UNKNOWN
            then(slots, held, premises)

        return step

    return make


def _at_least(count: int, lookup: Callable[[Slots], Sequence[Terms]], kind: str, store: Store) -> Make:
    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            matched = lookup(slots)
            if len(matched) >= count:
                certain = sum(store.table(kind).facts[terms] is TRUE for terms in matched)
                counted = tuple((kind, terms) for terms in sorted(matched, key=repr))
                then(slots, truth if certain >= count else UNKNOWN, (*premises, *counted))

        return step

    return make


def compared(left: Any, operator: str, right: Any, as_of: str) -> Truth:
    """Say whether two values stand in the relation that a comparison of a rule names."""
    name = "not_equals" if operator == "differs" else operator
    dated = DATED.get(name)
    return OPERATORS[name](Stated(left), right) if dated is None else dated(Stated(left), right, as_of)


def _compare(premise: Compare, layout: Layout, as_of: str) -> Make:
    left, right = layout.slot(premise.left), layout.slot(premise.right)
    operator = premise.operator

    def make(then: Step) -> Step:
        def step(slots: Slots, truth: Truth, premises: Premises) -> None:
            result = compared(slots[left], operator, slots[right], as_of)
            if result is not FALSE:
                then(slots, truth if result is TRUE else UNKNOWN, premises)

        return step

    return make
