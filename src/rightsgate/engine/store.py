"""Facts in memory, with the hash indexes that rules ask for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from rightsgate.engine.program import Fact, Terms
from rightsgate.logic.truth import TRUE, UNKNOWN, Truth

Positions = tuple[int, ...]


class Table:
    """The facts of one kind with their truth; ``has_possible`` says whether any of them may be only possible."""

    __slots__ = ("facts", "has_possible", "indexes")

    def __init__(self) -> None:
        """Start empty."""
        self.facts: dict[Terms, Truth] = {}
        self.has_possible = False
        self.indexes: dict[Positions, Index] = {}

    def delta(self, conclusions: Iterable[Terms], truth: Truth) -> list[Terms]:
        """Return those conclusions that are not known yet, or not as certain."""
        facts = self.facts
        if truth is TRUE:
            return [terms for terms in conclusions if facts.get(terms) is not TRUE]
        return [terms for terms in conclusions if terms not in facts]

    def add(self, conclusions: Iterable[Terms], truth: Truth) -> None:
        """Add facts or make them certain."""
        facts = self.facts
        if truth is TRUE:
            facts.update(dict.fromkeys(conclusions, TRUE))
        else:
            self.has_possible = True
            for terms in conclusions:
                facts.setdefault(terms, UNKNOWN)

    def index(self, positions: Iterable[int]) -> "Index":
        """Return the index of the facts by their terms at some positions, the same one in every run."""
        key = tuple(positions)
        index = self.indexes.get(key)
        if index is None:
            index = self.indexes[key] = Index(key)
        return index

    def clear(self) -> None:
        """Forget the facts. What was handed out of the old ones stays as it is."""
        self.facts = {}
        self.has_possible = False
        for index in self.indexes.values():
            index.clear()


class Index:
    """The facts of a table by some of their terms; it takes in what is new when it is asked."""

    __slots__ = ("found", "key", "size")

    def __init__(self, positions: Positions) -> None:
        """Start empty; one term is a key as it is, several, or none, as a tuple."""
        self.key = getter(positions)
        self.size = 0
        self.found: defaultdict[Any, list[Terms]] = defaultdict(list)

    def now(self, facts: dict[Terms, Truth]) -> Mapping[Any, Sequence[Terms]]:
        """Return the facts of the table, which are ``facts``, by key."""
        if self.size < len(facts):
            key, found = self.key, self.found
            # A mapping keeps its keys in the order in which they came, so what is new stands last.
            new = islice(reversed(facts), len(facts) - self.size)
            for terms in [*new][::-1] if self.size else facts:
                found[key(terms)].append(terms)
            self.size = len(facts)
        return self.found

    def clear(self) -> None:
        """Forget the facts."""
        self.size = 0
        self.found.clear()


def getter(positions: Sequence[int]) -> Callable[[Terms], Any]:
    """Return a function that gives what stands at some positions: one as it is, several, or none, as a tuple."""
    return itemgetter(*positions) if positions else lambda _: ()


class Store:
    """The facts of one run, a table for each kind; ``context`` is what the run's computing premises are given."""

    def __init__(self) -> None:
        """Start empty."""
        self.tables: dict[str, Table] = {}
        self.fixed: frozenset[str] = frozenset()
        self.context: Any = None

    @classmethod
    def holding(cls, truths: Mapping[str, dict[Terms, Truth]]) -> "Store":
        """Return a store of the facts that a run has left, by kind: no later run changes it."""
        store = cls()
        for kind, facts in truths.items():
            store.table(kind).facts = facts
        return store

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
            self.table(kind).facts[terms] = TRUE
            kinds.add(kind)
        self.fixed = frozenset(kinds)

    def fill(self, facts: Mapping[Fact, Truth]) -> None:
        """Forget everything but what is fixed, and hold ``facts``."""
        for kind, table in self.tables.items():
            if table.facts and kind not in self.fixed:
                table.clear()
        for (kind, terms), truth in facts.items():
            table = self.table(kind)
            table.facts[terms] = truth
            if truth is not TRUE:
                table.has_possible = True

    def matching(self, kind: str, positions: Positions, key: Any) -> Sequence[Terms]:
        """Return the facts of ``kind`` whose terms at ``positions`` (one or more) are ``key``."""
        table = self.table(kind)
        return table.index(positions).now(table.facts).get(key, ())
