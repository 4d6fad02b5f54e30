"""Facts read by the names of their arguments."""

from collections.abc import Iterator, Mapping

from rightsgate.engine.program import Terms
from rightsgate.engine.store import Store
from rightsgate.logic.truth import FALSE, Truth
from rightsgate.rules.predicates import places, reader, terms


class FactTables:
    """The facts of one run: those that hold and those that may hold."""

    def __init__(self, store: Store) -> None:
        """Read from ``store``."""
        self.store = store

    def truths(self, kind: str) -> Mapping[Terms, Truth]:
        """Return the facts of a kind with their truth."""
        return self.store.table(kind).facts

    def rows(self, kind: str, *arguments: str) -> Iterator[tuple[Terms, Truth]]:
        """Yield the arguments asked for, in the order asked for, of each fact of a kind, with its truth."""
        read = reader(kind, *arguments)
        for row, truth in self.store.table(kind).facts.items():
            yield read(row), truth

    def where(self, kind: str, /, *arguments: str, **known: object) -> Iterator[tuple[Terms, Truth]]:
        """Yield the arguments asked for of each fact of a kind with these known arguments, with its truth."""
        read, facts = reader(kind, *arguments), self.store.table(kind).facts
        key = tuple(known.values())
        for row in self.store.matching(kind, places(kind, *known), key[0] if len(key) == 1 else key):
            yield read(row), facts[row]

    def holds(self, kind: str, subject: str) -> Truth:
        """Return the truth of a fact of a kind with one term, which the program need not know."""
        return self.store.table(kind).facts.get((subject,), FALSE)

    def subjects(self, kind: str) -> Iterator[tuple[str, Truth]]:
        """Yield the terms of the facts of a kind with one term, which the program need not know."""
        for (subject,), truth in self.store.table(kind).facts.items():
            yield subject, truth

    def truth(self, kind: str, /, **arguments: object) -> Truth:
        """Return the truth of a fact, which is false if it is not there."""
        return self.store.table(kind).facts.get(terms(kind, **arguments), FALSE)
