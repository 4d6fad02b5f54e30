"""Compile a rule's premises to steps that find every way to satisfy them. Runs no fixpoint.

A row is one way to satisfy the premises so far: the constants of the rule, then the terms of the facts matched, one
after the other. So every variable has its place in the rows, and every row says by itself what it rests on. A step
takes rows that are all certain or all in doubt, and hands what becomes of them to the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from rightsgate.chain.operators import DATED, OPERATORS, Stated
from rightsgate.chain.program import Compute, Fact, Premise, Rests, Row, Rule, Terms
from rightsgate.chain.store import Store, getter
from rightsgate.errors import EngineError
from rightsgate.model.rules import Absent, AtLeast, Compare, Pattern
from rightsgate.model.truth import FALSE, TRUE, UNKNOWN, Truth

Rows = Sequence[Row]
# Takes conclusions, the row that each rests on, how those rows are read, and the truth of them all.
Found = Callable[[Sequence[Terms], Rows, Rests, Truth], None]
Step = Callable[[Rows, Truth], None]
Make = Callable[[Step], Step]
Run = Callable[..., None]
# How many rows a step may make at once: what is matched with everything is matched a part at a time.
MOST: Final = 100_000


def is_variable(term: Any) -> bool:
    """Variables are written ``$name``."""
    return isinstance(term, str) and term.startswith("$")


class Layout:
    """Says where in a row each constant and each variable stands, and which facts the row is made of."""

    def __init__(self, rule: Rule, given: int) -> None:
        """Begin rows with the facts that ``given`` premises are tried on, and with the constants of a rule."""
        self.places: dict[Any, int] = {}
        self.constants: list[Any] = []
        self.facts: list[tuple[str, int, int]] = []
        self.counted: list[int] = []
        for term in (term for premise in (*rule.premises, rule.conclusion) for term in _terms(premise)):
            if not is_variable(term) and term != "_" and (type(term), term) not in self.places:
                self.places[type(term), term] = given + len(self.constants)
                self.constants.append(term)
        self.width = given + len(self.constants)

    def place(self, term: Any) -> int | None:
        """Return the place of what is known: a constant, or a variable that an earlier premise has bound."""
        return self.places.get(term if isinstance(term, str) and term.startswith("$") else (type(term), term))

    def known(self, terms: Terms) -> list[tuple[int, int]]:
        """Return which of some terms are known, each with its place."""
        places = ((i, self.place(term)) for i, term in enumerate(terms))
        return [(i, place) for i, place in places if place is not None]

    def match(self, pattern: Pattern) -> list[tuple[int, int]]:
        """Let the rows go on with a fact that a pattern matches; return the places that have to be the same then."""
        known, first = dict(self.known(pattern.terms)), self.width
        repeats = []
        for i, term in enumerate(pattern.terms, first):
            if term != "_" and i - first not in known and self.places.setdefault(term, i) != i:
                repeats.append((self.places[term], i))
        self.width += len(pattern.terms)
        self.facts.append((pattern.kind, first, self.width))
        return repeats

    def count(self) -> None:
        """Let the rows go on with the facts that were counted, all in one place."""
        self.counted.append(self.width)
        self.width += 1

    def getter(self, terms: Iterable[Any]) -> Callable[[Row], Any]:
        """Return a function that fills in known terms: one as it is, several, or none, as a tuple."""
        return getter([self.places[term if is_variable(term) else (type(term), term)] for term in terms])

    def rests(self, row: Row) -> list[Fact]:
        """Return the facts that a complete row rests on."""
        matched: list[Fact] = [(kind, row[first:end]) for kind, first, end in self.facts]
        return [*matched, *(fact for place in self.counted for fact in row[place])]


def _terms(premise: Premise) -> Terms:
    match premise:
        case Compare(left, _, right):
            return (left, right)
        case Compute(inputs):
            return inputs
        case Absent(pattern) | AtLeast(_, pattern):
            return pattern.terms
    return premise.terms


def compile_rule(rule: Rule, store: Store, as_of: str, found: Found, given: Sequence[int] = ()) -> Run:
    """Return a function that finds every match of a rule and hands the conclusions to ``found``.

    The premises at the places ``given``, patterns all, come first and match only facts that are passed to the
    returned function: a sequence for each.
    """
    layout = Layout(rule, len(given))
    slot = {place: number for number, place in enumerate(given)}
    makers = [_maker(rule.premises[i], layout, store, as_of, slot.get(i)) for i in _ordered(rule, given)]
    last = rule.premises[-1]
    step = _conclude_computed(last, layout, found) if isinstance(last, Compute) else _conclude(rule, layout, found)
    for maker in reversed(makers):
        step = maker(step)
    constants = tuple(layout.constants)

    def run(*facts: Sequence[Terms]) -> None:
        step([facts + constants], TRUE)

    return run


def _ordered(rule: Rule, given: Sequence[int]) -> Iterator[int]:
    """Yield the places of premises, in whatever order the rule was written: those given first, and tests soon.

    What tests variables comes as soon as all of them are bound that any pattern binds.
    """
    premises = dict(enumerate(rule.premises))
    patterns = [i for i, premise in premises.items() if isinstance(premise, Pattern) and i not in given]
    names = {i: {term for term in _terms(premise) if is_variable(term)} for i, premise in premises.items()}
    unbound = set().union(*(names[i] for i in (*given, *patterns)))
    tests = [i for i, premise in premises.items() if not isinstance(premise, (Pattern, Compute))]
    for i in (None, *given, *patterns):
        if i is not None:
            yield i
            unbound -= names[i]
        yield from (test for test in tests if unbound.isdisjoint(names[test]))
        tests = [test for test in tests if not unbound.isdisjoint(names[test])]


def _conclude(rule: Rule, layout: Layout, found: Found) -> Step:
    terms, rests = layout.getter(rule.conclusion.terms), layout.rests
    if len(rule.conclusion.terms) == 1:
        return lambda rows, truth: found([(terms(row),) for row in rows], rows, rests, truth)
    return lambda rows, truth: found([*map(terms, rows)], rows, rests, truth)


def _conclude_computed(premise: Compute, layout: Layout, found: Found) -> Step:
    """Conclude all that a computing premise yields in one go: it rests on the same facts."""
    inputs, function, rests = layout.getter(premise.inputs), premise.function, layout.rests
    alone = len(premise.inputs) == 1

    def step(rows: Rows, truth: Truth) -> None:
        for row in rows:
            certain, possible = function(inputs(row)) if alone else function(*inputs(row))
            if certain:
                found(certain, [row] * len(certain), rests, truth)
            if possible:
                found(possible, [row] * len(possible), rests, UNKNOWN)

    return step


def _maker(premise: Premise, layout: Layout, store: Store, as_of: str, given: int | None) -> Make:
    match premise:
        case Pattern():
            return _match(premise, layout, store, given)
        case Absent(pattern):
            return _absent(pattern, layout, store)
        case AtLeast(count, pattern):
            return _at_least(count, pattern, layout, store)
        case Compare():
            return _compare(premise, layout, as_of)
        case Compute():
            raise EngineError("a computing premise is always the last one")


def _match(pattern: Pattern, layout: Layout, store: Store, given: int | None) -> Make:
    table, first = store.table(pattern.kind), layout.width
    known = layout.known(pattern.terms)
    index = table.index([i for i, _ in known]) if known and given is None else None
    key = layout.getter(pattern.terms[i] for i, _ in known)
    same = layout.match(pattern)
    if given is not None:
        same += [(place, first + i) for i, place in known]

    def make(following: Step) -> Step:
        then = _agreeing(same, following) if same else following

        def step(rows: Rows, truth: Truth) -> None:
            facts = table.facts
            if len(rows) * len(facts) > MOST and len(rows) > 1:
                step(rows[: len(rows) // 2], truth)
                step(rows[len(rows) // 2 :], truth)
                return
            if index is not None:
                matching = index.now(facts).get
                found = [row + terms for row in rows for terms in matching(key(row), ())]
            elif given is None:
                found = [row + terms for row in rows for terms in facts]
            else:
                found = [row + terms for row in rows for terms in row[given]]
            if truth is TRUE and table.doubtful:
                doubtful = [row for row in found if facts[row[first:]] is not TRUE]
                if doubtful:
                    found = [row for row in found if facts[row[first:]] is TRUE]
                    then(doubtful, UNKNOWN)
            if found:
                then(found, truth)

        return step

    return make


def _agreeing(same: Sequence[tuple[int, int]], then: Step) -> Step:
    """Hand on the rows that have the same in two places, wherever they have to."""

    def step(rows: Rows, truth: Truth) -> None:
        found = [row for row in rows if all(row[one] == row[other] for one, other in same)]
        if found:
            then(found, truth)

    return step


def _absent(pattern: Pattern, layout: Layout, store: Store) -> Make:
    table, known = store.table(pattern.kind), layout.known(pattern.terms)
    index, key = table.index([i for i, _ in known]), layout.getter(pattern.terms[i] for i, _ in known)

    def make(then: Step) -> Step:
        def step(rows: Rows, truth: Truth) -> None:
            facts = table.facts
            matching = index.now(facts)
            free = [row for row in rows if key(row) not in matching]
            if free:
                then(free, truth)
            if table.doubtful and len(free) < len(rows):
                matched = [(row, matching[key(row)]) for row in rows if key(row) in matching]
                doubtful = [row for row, found in matched if all(facts[terms] is not TRUE for terms in found)]
                if doubtful:
                    then(doubtful, UNKNOWN)

        return step

    return make


def _at_least(count: int, pattern: Pattern, layout: Layout, store: Store) -> Make:
    table, known = store.table(pattern.kind), layout.known(pattern.terms)
    index, key = table.index([i for i, _ in known]), layout.getter(pattern.terms[i] for i, _ in known)
    kind = pattern.kind
    layout.count()

    def make(then: Step) -> Step:
        def step(rows: Rows, truth: Truth) -> None:
            facts = table.facts
            matching = index.now(facts)
            for row in rows:
                matched = matching.get(key(row), ())
                if len(matched) >= count:
                    certain = sum(facts[terms] is TRUE for terms in matched)
                    counted = tuple((kind, terms) for terms in sorted(matched, key=repr))
                    then([(*row, counted)], truth if certain >= count else UNKNOWN)

        return step

    return make


def compared(left: Any, operator: str, right: Any, as_of: str) -> Truth:
    """Say whether two values stand in the relation that a comparison of a rule names."""
    name = "not_equals" if operator == "differs" else operator
    dated = DATED.get(name)
    return OPERATORS[name](Stated(left), right) if dated is None else dated(Stated(left), right, as_of)


def _compare(premise: Compare, layout: Layout, as_of: str) -> Make:
    left, right = layout.getter([premise.left]), layout.getter([premise.right])
    operator = premise.operator

    def make(then: Step) -> Step:
        def step(rows: Rows, truth: Truth) -> None:
            results = [(row, compared(left(row), operator, right(row), as_of)) for row in rows]
            found = [row for row, result in results if result is TRUE]
            if found:
                then(found, truth)
            doubtful = [row for row, result in results if result is not TRUE and result is not FALSE]
            if doubtful:
                then(doubtful, UNKNOWN)

        return step

    return make
