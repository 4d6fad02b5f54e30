"""Compile a rule's premises to steps that find every way to satisfy them. Runs no fixpoint.

A row is one way to satisfy the premises so far: the constants of the rule, then the terms of the facts matched, one
after the other. So every variable has its place in the rows, and every row says by itself what it rests on. A step
takes rows that are all certain or all in doubt, and hands what becomes of them to the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from rightsgate.chain.operators import DATED, OPERATORS, Stated
from rightsgate.chain.program import Compute, Fact, Premise, Rests, Row, Rule, Terms
from rightsgate.chain.store import Index, Store, getter
from rightsgate.errors import EngineError
from rightsgate.model.rules import Absent, AtLeast, Compare, Pattern
from rightsgate.model.truth import FALSE, TRUE, UNKNOWN, Truth

Rows = Sequence[Row]
# A variable by its name, a constant with its type, since 1 is not true; none for what may be anything.
Name = str | tuple[type, Any] | None
# Takes conclusions, the row that each rests on, how those rows are read, and the truth of them all.
Found = Callable[[Sequence[Terms], Rows, Rests, Truth], None]
Step = Callable[[Rows, Truth], None]
Make = Callable[[Step], Step]
Run = Callable[..., None]
# How many rows a step makes at once, beyond those of a single one: products are made a part at a time.
MOST: Final = 100_000


def is_variable(term: Any) -> bool:
    """Variables are written ``$name``."""
    return isinstance(term, str) and term.startswith("$")


class Layout:
    """Says where in a row each constant and each variable stands, and which facts the row is made of."""

    def __init__(self, rule: Rule, given: int) -> None:
        """Begin rows with what the first ``given`` premises are tried on, and with the constants of a rule."""
        self.names = [list(map(_name, _terms(premise))) for premise in rule.premises]
        self.conclusion = list(map(_name, rule.conclusion.terms))
        constants = dict.fromkeys(it for names in (*self.names, self.conclusion) for it in names if type(it) is tuple)
        self.constants = tuple(constant for _, constant in constants)
        self.places: dict[Name, int] = {name: given + number for number, name in enumerate(constants)}
        self.width = given + len(constants)
        self.facts: list[tuple[str, int, int]] = []
        self.counted: list[int] = []

    def match(self, kind: str, names: Sequence[Name]) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Let the rows go on with a fact of ``kind``.

        Return which of its terms are known, where those stand in a row already, and which places then have to be
        the same because a variable is repeated.
        """
        known: list[int] = []
        places: list[int] = []
        repeats = []
        first = self.width
        for i, name in enumerate(names):
            place = None if name is None else self.places.setdefault(name, first + i)
            if place is not None and place < first:
                known.append(i)
                places.append(place)
            elif place is not None and place < first + i:
                repeats.append((place, first + i))
        self.width += len(names)
        self.facts.append((kind, first, self.width))
        return known, places, repeats

    def look(self, pattern: Pattern, names: Sequence[Name], store: Store) -> tuple[Index, Callable[[Row], Any]]:
        """Return the index of the facts by the known terms of a pattern, and what gives the key of a row there."""
        known = [(i, self.places[name]) for i, name in enumerate(names) if name in self.places]
        return store.table(pattern.kind).index([i for i, _ in known]), getter([place for _, place in known])

    def count(self) -> None:
        """Let the rows go on with the facts that were counted, all in one place."""
        self.counted.append(self.width)
        self.width += 1

    def getter(self, names: Iterable[Name]) -> Callable[[Row], Any]:
        """Return a function that fills in known terms: one as it is, several, or none, as a tuple."""
        return getter([self.places[name] for name in names])

    def rests(self, row: Row) -> list[Fact]:
        """Return the facts that a complete row rests on."""
        matched: list[Fact] = [(kind, row[first:end]) for kind, first, end in self.facts]
        return [*matched, *(fact for place in self.counted for fact in row[place])]


def _name(term: Any) -> Name:
    if isinstance(term, str):
        return term if term[:1] == "$" else None if term == "_" else (str, term)
    return (type(term), term)


def _terms(premise: Premise) -> Terms:
    match premise:
        case Pattern(_, terms) | Absent(Pattern(_, terms)) | AtLeast(_, Pattern(_, terms)) | Compute(terms):
            return terms
        case Compare(left, _, right):
            return (left, right)


def compile_rule(rule: Rule, store: Store, as_of: str, found: Found, given: Sequence[int] = ()) -> Run:
    """Return a function that finds every match of a rule and hands the conclusions to ``found``.

    The premises at the places ``given``, patterns all, come first and match only facts that are passed to the
    returned function: a sequence for each, with which its rows begin.
    """
    layout, premises = Layout(rule, len(given)), rule.premises
    slot = {place: number for number, place in enumerate(given)}
    makers = [
        _maker(premises[i], layout, layout.names[i], store, as_of, slot.get(i))
        for i in _ordered(premises, layout, given)
    ]
    step = _conclude(premises[-1], layout, found)
    for maker in reversed(makers):
        step = maker(step)
    constants = layout.constants

    def run(*facts: Sequence[Terms]) -> None:
        step([facts + constants], TRUE)

    return run


def _ordered(premises: Sequence[Premise], layout: Layout, given: Sequence[int]) -> Iterator[int]:
    """Yield the places of premises, in whatever order the rule was written: those given first, and tests soon.

    What tests variables comes as soon as all of them are bound that any pattern binds.
    """
    patterns = [*given, *(i for i, it in enumerate(premises) if isinstance(it, Pattern) and i not in given)]
    tests = [i for i, it in enumerate(premises) if not isinstance(it, (Pattern, Compute))]
    if not tests:
        yield from patterns
        return
    unbound = {name for i in patterns for name in layout.names[i] if isinstance(name, str)}
    for i in (None, *patterns):
        if i is not None:
            yield i
            unbound.difference_update(layout.names[i])
        yield from (test for test in tests if unbound.isdisjoint(layout.names[test]))
        tests = [test for test in tests if not unbound.isdisjoint(layout.names[test])]


def _conclude(last: Premise, layout: Layout, found: Found) -> Step:
    if isinstance(last, Compute):
        return _conclude_computed(last, layout, found)
    terms, rests = layout.getter(layout.conclusion), layout.rests
    if len(layout.conclusion) == 1:
        return lambda rows, truth: found([(terms(row),) for row in rows], rows, rests, truth)
    return lambda rows, truth: found([*map(terms, rows)], rows, rests, truth)


def _conclude_computed(premise: Compute, layout: Layout, found: Found) -> Step:
    """Conclude all that a computing premise yields in one go: it rests on the same facts."""
    inputs, function, rests = layout.getter(layout.names[-1]), premise.function, layout.rests
    alone = len(premise.inputs) == 1

    def step(rows: Rows, truth: Truth) -> None:
        for row in rows:
            certain, possible = function(inputs(row)) if alone else function(*inputs(row))
            if certain:
                found(certain, [row] * len(certain), rests, truth)
            if possible:
                found(possible, [row] * len(possible), rests, UNKNOWN)

    return step


def _maker(
    premise: Premise, layout: Layout, names: Sequence[Name], store: Store, as_of: str, given: int | None
) -> Make:
    match premise:
        case Pattern():
            return _match(premise, layout, names, store, given)
        case Absent(pattern):
            return _absent(pattern, layout, names, store)
        case AtLeast(count, pattern):
            return _at_least(count, pattern, layout, names, store)
        case Compare(_, operator, _):
            return _compare(operator, layout, names, as_of)
        case Compute():
            raise EngineError("a computing premise is always the last one")


def _match(pattern: Pattern, layout: Layout, names: Sequence[Name], store: Store, given: int | None) -> Make:
    table, first = store.table(pattern.kind), layout.width
    known, places, same = layout.match(pattern.kind, names)
    index, key = table.index(known) if known and given is None else None, getter(places)
    if given is not None:
        same += [(place, first + i) for i, place in zip(known, places, strict=True)]

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
                truths = list(map(facts.__getitem__, [row[first:] for row in found]))
                if UNKNOWN in truths:
                    then([row for row, held in zip(found, truths, strict=True) if held is UNKNOWN], UNKNOWN)
                    found = [row for row, held in zip(found, truths, strict=True) if held is TRUE]
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


def _absent(pattern: Pattern, layout: Layout, names: Sequence[Name], store: Store) -> Make:
    table, (index, key) = store.table(pattern.kind), layout.look(pattern, names, store)

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


def _at_least(count: int, pattern: Pattern, layout: Layout, names: Sequence[Name], store: Store) -> Make:
    table, (index, key), kind = store.table(pattern.kind), layout.look(pattern, names, store), pattern.kind
    layout.count()

    def make(then: Step) -> Step:
        def step(rows: Rows, truth: Truth) -> None:
            facts = table.facts
            matching = index.now(facts)
            enough: list[Row] = []
            doubtful: list[Row] = []
            for row in rows:
                matched = matching.get(key(row), ())
                if len(matched) >= count:
                    certain = sum(facts[terms] is TRUE for terms in matched)
                    counted = tuple((kind, terms) for terms in sorted(matched, key=repr))
                    (enough if certain >= count else doubtful).append((*row, counted))
            if enough:
                then(enough, truth)
            if doubtful:
                then(doubtful, UNKNOWN)

        return step

    return make


def compared(left: Any, operator: str, right: Any, as_of: str) -> Truth:
    """Say whether two values stand in the relation that a comparison of a rule names."""
    return _comparison(operator, as_of)(left, right)


def _comparison(operator: str, as_of: str) -> Callable[[Any, Any], Truth]:
    name = "not_equals" if operator == "differs" else operator
    dated = DATED.get(name)
    if dated is not None:
        return lambda left, right: dated(Stated(left), right, as_of)
    plain = OPERATORS[name]
    return lambda left, right: plain(Stated(left), right)


def _compare(operator: str, layout: Layout, names: Sequence[Name], as_of: str) -> Make:
    left, right = (layout.getter([name]) for name in names)
    holds = _comparison(operator, as_of)

    def make(then: Step) -> Step:
        def step(rows: Rows, truth: Truth) -> None:
            results = [(row, holds(left(row), right(row))) for row in rows]
            found = [row for row, result in results if result is TRUE]
            if found:
                then(found, truth)
            doubtful = [row for row, result in results if result is not TRUE and result is not FALSE]
            if doubtful:
                then(doubtful, UNKNOWN)

        return step

    return make
