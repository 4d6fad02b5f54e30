"""Compile a rule's premises to steps that find every way to satisfy them.

Each step filters or extends the rows, which are all certain or all possible, and passes them on to the next.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rightsgate.engine.program import Comparison, Compute, Premise, Row, Rule, Supports, Terms
from rightsgate.engine.rows import Name, RowSchema
from rightsgate.engine.store import Index, Store, Table, getter
from rightsgate.errors import EngineError
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth

Rows = Sequence[Row]
# Takes conclusions, the row behind each, the function that reads the facts of a row, and their common truth.
Found = Callable[[Sequence[Terms], Rows, Supports, Truth], None]
Step = Callable[[Rows, Truth], None]
Make = Callable[[Step], Step]
Run = Callable[..., None]


def compile_rule(
    rule: Rule, store: Store, comparisons: Mapping[str, Comparison], found: Found, given: Sequence[int] = ()
) -> Run:
    """Return a function that finds every match of a rule and hands the conclusions to ``found``.

    The premises at the places ``given``, patterns all, come first and match only facts that are passed to the
    returned function: a sequence for each, with which its rows begin.
    """
    schema, premises = RowSchema(rule, len(given)), rule.premises
    slot = {place: number for number, place in enumerate(given)}
    makers = [
        _maker(premises[i], schema, schema.names[i], store, comparisons, slot.get(i))
        for i in _ordered(premises, schema, given)
    ]
    step = _conclude(premises[-1], schema, found, store)
    for maker in reversed(makers):
        step = maker(step)
    constants = schema.constants

    def run(*facts: Sequence[Terms]) -> None:
        step([facts + constants], TRUE)

    return run


def _ordered(premises: Sequence[Premise], schema: RowSchema, given: Sequence[int]) -> Iterator[int]:
    """Yield the indexes of the premises in the order of evaluation: the given ones, then patterns, tests early.

    A test comes as soon as all of its variables that a pattern can bind are bound.
    """
    patterns = [*given, *(i for i, it in enumerate(premises) if isinstance(it, Pattern) and i not in given)]
    tests = [i for i, it in enumerate(premises) if not isinstance(it, (Pattern, Compute))]
    if not tests:
        yield from patterns
        return
    unbound = {name for i in patterns for name in schema.names[i] if isinstance(name, str)}
    for i in (None, *patterns):
        if i is not None:
            yield i
            unbound.difference_update(schema.names[i])
        yield from (test for test in tests if unbound.isdisjoint(schema.names[test]))
        tests = [test for test in tests if not unbound.isdisjoint(schema.names[test])]


def _conclude(last: Premise, schema: RowSchema, found: Found, store: Store) -> Step:
    if isinstance(last, Compute):
        return _conclude_computed(last, schema, found, store)
    terms, supports = schema.getter(schema.conclusion), schema.supports
    if len(schema.conclusion) == 1:
        return lambda rows, truth: found([(terms(row),) for row in rows], rows, supports, truth)
    return lambda rows, truth: found([*map(terms, rows)], rows, supports, truth)


def _conclude_computed(premise: Compute, schema: RowSchema, found: Found, store: Store) -> Step:
    """Conclude in one batch all that a computing premise yields: the same facts support it."""
    inputs, function, supports = schema.getter(schema.names[-1]), premise.function, schema.supports
    alone = len(premise.inputs) == 1

    def step(rows: Rows, truth: Truth) -> None:
        context = store.context
        for row in rows:
            certain, possible = function(context, inputs(row)) if alone else function(context, *inputs(row))
            if certain:
                found(certain, [row] * len(certain), supports, truth)
            if possible:
                found(possible, [row] * len(possible), supports, UNKNOWN)

    return step


def _maker(
    premise: Premise,
    schema: RowSchema,
    names: Sequence[Name],
    store: Store,
    comparisons: Mapping[str, Comparison],
    given: int | None,
) -> Make:
    match premise:
        case Pattern():
            return _match(premise, schema, names, store, given)
        case Absent(pattern):
            return _absent(pattern, schema, names, store)
        case AtLeast(count, pattern):
            return _at_least(count, pattern, schema, names, store)
        case Compare(_, operator, _):
            return _compare(comparisons[operator], schema, names)
        case Compute():
            raise EngineError("a computing premise is always the last one")


def _match(pattern: Pattern, schema: RowSchema, names: Sequence[Name], store: Store, given: int | None) -> Make:
    table, first = store.table(pattern.kind), schema.width
    known, places, same = schema.match(pattern.kind, names)
    index, key = table.index(known) if known and given is None else None, getter(places)
    if given is not None:
        same += [(place, first + i) for i, place in zip(known, places, strict=True)]

    def make(following: Step) -> Step:
        then = _by_truth(table, first, _agreeing(same, following) if same else following)
        return _joined(table, index, key, given, schema.most(), then)

    return make


def _joined(
    table: Table, index: Index | None, key: Callable[[Row], Any], given: int | None, most: int, then: Step
) -> Step:
    """Extend every row by each matching fact, in batches of about ``most`` rows."""

    def step(rows: Rows, truth: Truth) -> None:
        facts = table.facts
        if len(rows) * len(facts) > most:
            in_parts(rows, truth)
        elif index is not None:
            matching = index.now(facts).get
            then([row + terms for row in rows for terms in matching(key(row), ())], truth)
        elif given is None:
            then([row + terms for row in rows for terms in facts], truth)
        else:
            then([row + terms for row in rows for terms in row[given]], truth)

    def in_parts(rows: Rows, truth: Truth) -> None:
        size = max(1, most // len(table.facts))
        if len(rows) > size:
            for start in range(0, len(rows), size):
                step(rows[start : start + size], truth)
            return
        for row in rows:
            fitting = table.facts if given is None else row[given]
            found = [*(fitting if index is None else index.now(table.facts).get(key(row), ()))]
            for start in range(0, len(found), most):
                then([row + terms for terms in found[start : start + most]], truth)

    return step


def _by_truth(table: Table, first: int, then: Step) -> Step:
    """Split rows by the truth of their last fact, which begins at column ``first``, and pass them on."""

    def step(rows: Rows, truth: Truth) -> None:
        if truth is TRUE and table.has_possible:
            facts = table.facts
            truths = list(map(facts.__getitem__, [row[first:] for row in rows]))
            if UNKNOWN in truths:
                then([row for row, held in zip(rows, truths, strict=True) if held is UNKNOWN], UNKNOWN)
                rows = [row for row, held in zip(rows, truths, strict=True) if held is TRUE]
        if rows:
            then(rows, truth)

    return step


def _agreeing(same: Sequence[tuple[int, int]], then: Step) -> Step:
    """Pass on the rows whose terms are equal in each of the pairs of columns in ``same``."""

    def step(rows: Rows, truth: Truth) -> None:
        found = [row for row in rows if all(row[one] == row[other] for one, other in same)]
        if found:
            then(found, truth)

    return step


def _absent(pattern: Pattern, schema: RowSchema, names: Sequence[Name], store: Store) -> Make:
    table, (index, key) = store.table(pattern.kind), schema.probe(pattern, names, store)

    def make(then: Step) -> Step:
        def step(rows: Rows, truth: Truth) -> None:
            facts = table.facts
            matching = index.now(facts)
            free = [row for row in rows if key(row) not in matching]
            if free:
                then(free, truth)
            if table.has_possible and len(free) < len(rows):
                matched = [(row, matching[key(row)]) for row in rows if key(row) in matching]
                doubtful = [row for row, found in matched if all(facts[terms] is not TRUE for terms in found)]
                if doubtful:
                    then(doubtful, UNKNOWN)

        return step

    return make


def _at_least(count: int, pattern: Pattern, schema: RowSchema, names: Sequence[Name], store: Store) -> Make:
    table, (index, key), kind = store.table(pattern.kind), schema.probe(pattern, names, store), pattern.kind
    schema.count()

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


def _compare(holds: Comparison, schema: RowSchema, names: Sequence[Name]) -> Make:
    left, right = (schema.getter([name]) for name in names)

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
