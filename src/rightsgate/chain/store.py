"""Facts in memory, with hash indexes made when first asked for. Knows no rules."""

from collections.abc import Iterable

from rightsgate.chain.program import Fact, Terms
from rightsgate.model.truth import TRUE, Truth


class Store:
    """Facts with their truth, by kind; ``matching`` finds them by some of their terms."""

    def __init__(self) -> None:
        """Start empty."""
        self.tables: dict[str, dict[Terms, Truth]] = {}
        self.indexes: dict[str, dict[tuple[int, ...], dict[Terms, list[Terms]]]] = {}

    def add(self, kind: str, terms: Terms, truth: Truth) -> bool:
        """Add a fact or make it certain; say whether that changed anything."""
        table = self.tables.get(kind)
        if table is None:
            table = self.tables[kind] = {}
        known = table.get(terms)
        if known is None:
            table[terms] = truth
            for positions, index in self.indexes.get(kind, {}).items():
                index.setdefault(tuple([terms[p] for p in positions]), []).append(terms)
            return True
        if known is truth or known is TRUE:
            return False
        table[terms] = truth
        return True

    def extend(self, facts: Iterable[tuple[Fact, Truth]]) -> None:
        """Add many facts."""
        for (kind, terms), truth in facts:
            self.add(kind, terms, truth)

    def matching(self, kind: str, positions: tuple[int, ...], key: Terms) -> list[Terms]:
        """Return the facts of ``kind`` whose terms at ``positions`` are ``key``."""
        table = self.tables.get(kind)
        if table is None:
            return []
        if not positions:
            return list(table)
        indexes = self.indexes.setdefault(kind, {})
        index = indexes.get(positions)
        if index is None:
            index = indexes[positions] = {}
            for terms in table:
                index.setdefault(tuple([terms[p] for p in positions]), []).append(terms)
        return index.get(key, [])
