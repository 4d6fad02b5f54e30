"""Facts in memory, with the hash indexes that rules ask for. Knows no rules."""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from rightsgate.chain.program import Fact, Terms
from rightsgate.model.truth import TRUE, Truth

Positions = tuple[int, ...]
Index = dict[Any, list[Terms]]


class Table:
    """The facts of one kind with their truth, and the indexes kept over them."""

    __slots__ = ("facts", "indexes")

    def __init__(self) -> None:
        """Start empty."""
        self.facts: dict[Terms, Truth] = {}
        self.indexes: dict[Positions, tuple[Callable[[Terms], Any], Index]] = {}

    def add(self, terms: Terms, truth: Truth) -> bool:
        """Add a fact or make it certain; say whether that changed anything."""
        known = self.facts.get(terms)
        if known is None:
            self.facts[terms] = truth
            for key, index in self.indexes.values():
                index.setdefault(key(terms), []).append(terms)
            return True
        if known is truth or known is TRUE:
            return False
        self.facts[terms] = truth
        return True

    def index(self, positions: Positions) -> Index:
        """Return the facts by their terms at ``positions``: one term as it is, several as a tuple.

        The index is kept up to date from then on, over all later runs.
        """
        if positions not in self.indexes:
            key, index = itemgetter(*positions), Index()
            for terms in self.facts:
                index.setdefault(key(terms), []).append(terms)
            self.indexes[positions] = (key, index)
        return self.indexes[positions][1]

    def clear(self) -> None:
        """Forget the facts. What was handed out of the old ones stays as it is."""
        self.facts = {}
        for _, index in self.indexes.values():
            index.clear()


class Store:
    """The facts of one run, a table for each kind."""

    def __init__(self) -> None:
        """Start empty."""
        self.tables: dict[str, Table] = {}
        self.fixed: frozenset[str] = frozenset()

    def table(self, kind: str) -> Table:
        """Return the table of a kind, the same one in every run."""
        table = self.tables.get(kind)
        if table is None:
            table = self.tables[kind] = Table()
        return table

    def fix(self, facts: Iterable[Fact]) -> None:
        """Hold facts that are certain in every run, of kinds that no run adds to."""
        kinds = set()
        for kind, terms in facts:
            self.table(kind).add(terms, TRUE)
            kinds.add(kind)
        self.fixed = frozenset(kinds)

    def fill(self, facts: Mapping[Fact, Truth]) -> None:
        """Forget everything but what is fixed, and hold ``facts``."""
        for kind, table in self.tables.items():
            if kind not in self.fixed:
                table.clear()
        for (kind, terms), truth in facts.items():
            self.table(kind).add(terms, truth)

    def matching(self, kind: str, positions: Positions, key: Any) -> list[Terms]:
        """Return the facts of ``kind`` whose terms at ``positions`` (one or more) are ``key``."""
        return self.table(kind).index(positions).get(key, [])
