"""Column layout of the join rows of a rule.

A row is one way to satisfy the premises so far: the constants of the rule, then the terms of the matched facts, one
after another. So every variable has a fixed column, and every row contains the facts that support it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from rightsgate.engine.program import Compute, Fact, Premise, Row, Rule, Terms
from rightsgate.engine.store import Index, Store, getter
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern, is_variable
from rightsgate.logic.terms import as_term

# Caps on the rows of one batch, and on the terms in all rows of a rule; larger cross products are split.
MAX_ROWS: Final = 100_000
MAX_TERMS: Final = 4_000_000
# A variable by its name, or a constant with its type; None for a term that may be anything.
Name = str | tuple[type, Any] | None


class RowSchema:
    """The column of each constant and each variable in a row, and the facts that the row consists of."""

    def __init__(self, rule: Rule, given: int) -> None:
        """Begin rows with ``given`` columns for the facts that are already chosen, then the constants of the rule."""
        self.names = [list(map(_name, _terms(premise))) for premise in rule.premises]
        self.conclusion = list(map(_name, rule.conclusion.terms))
        constants = dict.fromkeys(it for names in (*self.names, self.conclusion) for it in names if type(it) is tuple)
        self.constants = tuple(constant for _, constant in constants)
        self.places: dict[Name, int] = {name: given + number for number, name in enumerate(constants)}
        self.width = given + len(constants)
        self.facts: list[tuple[str, int, int]] = []
        self.counted: list[int] = []

    def match(self, kind: str, names: Sequence[Name]) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Append the columns of a matched fact of ``kind``.

        Return which of its terms are known already, in which columns those are, and which pairs of columns must be
        equal because a variable is repeated.
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

    def probe(self, pattern: Pattern, names: Sequence[Name], store: Store) -> tuple[Index, Callable[[Row], Any]]:
        """Return the index of the facts by the known terms of a pattern, and a function from a row to its key."""
        known = [(i, self.places[name]) for i, name in enumerate(names) if name in self.places]
        return store.table(pattern.kind).index([i for i, _ in known]), getter([place for _, place in known])

    def count(self) -> None:
        """Append one column, for all the facts that were counted."""
        self.counted.append(self.width)
        self.width += 1

    def most(self) -> int:
        """Return the batch size of a step of the complete schema, which bounds the memory of all steps together."""
        return max(1, min(MAX_ROWS, MAX_TERMS // (self.width * (len(self.facts) + 1))))

    def getter(self, names: Iterable[Name]) -> Callable[[Row], Any]:
        """Return a function that fills in known terms: one as it is, several, or none, as a tuple."""
        return getter([self.places[name] for name in names])

    def supports(self, row: Row) -> list[Fact]:
        """Return the facts that support a complete row."""
        matched: list[Fact] = [(kind, row[first:end]) for kind, first, end in self.facts]
        return [*matched, *(fact for place in self.counted for fact in row[place])]


def constants_of(pattern: Pattern) -> tuple[list[int], Any]:
    """Return at which places a pattern has constants, and the key by which an index on these places finds its facts."""
    names = [(place, name) for place, name in enumerate(map(_name, pattern.terms)) if isinstance(name, tuple)]
    values = tuple(value for _, (_, value) in names)
    return [place for place, _ in names], values[0] if len(values) == 1 else values


def _name(term: Any) -> Name:
    if isinstance(term, str):
        return term if is_variable(term) else None if term == "_" else (str, term)
    term = as_term(term)
    return (type(term), term)


def _terms(premise: Premise) -> Terms:
    match premise:
        case Pattern(_, terms) | Absent(Pattern(_, terms)) | AtLeast(_, Pattern(_, terms)) | Compute(terms):
            return terms
        case Compare(left, _, right):
            return (left, right)
