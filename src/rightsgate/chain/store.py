"""Facts in memory, with hash indexes made when first asked for. Knows no rules."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from rightsgate.chain.program import Fact, Terms
from rightsgate.model.truth import TRUE, Truth

Positions = tuple[int, ...]
Index = dict[Any, list[Terms]]


class Store:
    """Facts with their truth, by kind; ``index`` finds them by some of their terms."""

    def __init__(self) -> None:
        """Start empty."""
        self.tables: dict[str, dict[Terms, Truth]] = {}
        self.indexes: dict[str, dict[Positions, tuple[Callable[[Terms], Any], Index]]] = {}

    def fill(self, facts: Mapping[Fact, Truth]) -> None:
        """Forget everything and hold ``facts``."""
        self.tables, self.indexes = {}, {}
        for (kind, terms), truth in facts.items():
            table = self.tables.get(kind)
            if table is None:
                table = self.tables[kind] = {}
            table[terms] = truth

    def add(self, kind: str, terms: Terms, truth: Truth) -> bool:
        """Add a fact or make it certain; say whether that changed anything."""
        table = self.tables.get(kind)
        if table is None:
            table = self.tables[kind] = {}
        known = table.get(terms)
        if known is None:
            table[terms] = truth
            if kind in self.indexes:
                for key, index in self.indexes[kind].values():
                    index.setdefault(key(terms), []).append(terms)
            return True
        if known is truth or known is TRUE:
            return False
        table[terms] = truth
        return True

    def index(self, kind: str, positions: Positions) -> Index:
        """Return the facts of ``kind`` by their terms at ``positions``: one term as it is, several as a tuple."""
        indexes = self.indexes.setdefault(kind, {})
        found = indexes.get(positions)
        if found is None:
            key: Callable[[Terms], Any] = itemgetter(*positions)
            index: Index = {}
            for terms in self.tables.get(kind, ()):
                index.setdefault(key(terms), []).append(terms)
            found = indexes[positions] = (key, index)
        return found[1]

    def matching(self, kind: str, positions: Positions, key: Any) -> list[Terms]:
        """Return the facts of ``kind`` whose terms at ``positions`` (one or more) are ``key``."""
        return self.index(kind, positions).get(key, [])
