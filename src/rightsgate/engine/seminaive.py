"""The native engine: stratified, semi-naive forward chaining in three values, with every derivation.

A fact is certain when some derivation of it stands on certain facts alone, and possible otherwise. Absence of
a possible fact is itself only possible: negation swaps the bounds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from rightsgate.engine.derivations import Closure
from rightsgate.engine.join import Found, Rows, Run, compile_rule
from rightsgate.engine.program import Batch, Fact, Program, Rule, Supports, Terms
from rightsgate.engine.rows import constants_of
from rightsgate.engine.store import Index, Store, Table
from rightsgate.errors import OverLimitError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.logic.patterns import Pattern
from rightsgate.logic.truth import TRUE, UNKNOWN, Truth

# A derivation with more terms than this counts as several, since the limit is for memory.
WIDE: Final = 64


class Stratum(Protocol):
    """What closes one stratum of a program."""

    def run(self) -> None:
        """Derive all that its rules conclude from what the store holds."""


class NativeEngine:
    """Runs one program, compiled once, over the facts of one manifest after the other."""

    def __init__(self, program: Program, store: Store, limits: Limits = DEFAULTS) -> None:
        """Compile every rule against ``store``, which holds nothing but the facts of the latest run."""
        self.limits = limits
        self.program = program
        self.store = store
        self.added = {rule.conclusion.kind for stratum in program.strata for rule in stratum}
        self.fix()
        self.batches: list[Batch] = []
        self.derivations_left = self.fact_count = 0
        self.changed: dict[str, dict[Terms, None]] = {}
        self.strata = [self.stratum(rules) for rules in program.strata]

    def stratum(self, rules: Sequence[Rule]) -> Stratum:
        """Compile the rules of one stratum."""
        return _Stratum(self, rules)

    def recorder(self, rule: Rule) -> Found:
        """Return what records conclusions, and notes which of them are new or became certain."""
        kind, possible = rule.conclusion.kind, rule.possible
        table = self.store.table(kind)

        def found(conclusions: Sequence[Terms], rows: Rows, supports: Supports, truth: Truth) -> None:
            stands = UNKNOWN if possible else truth
            self.batches.append((rule, conclusions, rows, supports, stands))
            self.derivations_left -= len(conclusions) * (1 + (len(conclusions[0]) + len(rows[0])) // WIDE)
            if self.derivations_left < 0:
                raise OverLimitError("derivations")
            changed = self.changed.get(kind)
            if changed is not None:
                changed.update(dict.fromkeys(table.delta(conclusions, stands)))
            table.add(conclusions, stands)

        return found

    def count_facts(self, tables: Iterable[Table]) -> None:
        """Count the facts of a closed stratum; raises OverLimitError if the run has too many."""
        self.fact_count += sum(len(table.facts) for table in tables)
        if self.fact_count > self.limits.facts:
            raise OverLimitError("facts")

    def fix(self) -> None:
        """Keep the constants in the store between runs, except those of kinds to which runs add facts."""
        constants = self.program.constants
        self.store.fix(fact for fact in constants if fact[0] not in self.added)
        self.constants = dict.fromkeys((fact for fact in constants if fact[0] in self.added), TRUE)

    def close(self, facts: Mapping[Fact, Truth], context: Any = None) -> Closure:
        """Derive all that follows from ``facts``; raises OverLimitError where that is too much."""
        given = self.store.fixed & {kind for kind, _ in facts}
        if given:
            self.added |= given
            self.fix()
        self.store.fill({**facts, **self.constants})
        self.store.context = context
        self.batches = []
        self.derivations_left, self.fact_count = self.limits.derivations, len(facts)
        for stratum in self.strata:
            stratum.run()
        tables = self.store.tables.items()
        return Closure({kind: table.facts for kind, table in tables if table.facts}, self.batches)


class _Task:
    """One rule, or one rule led by what is new of one premise; compiled when first run.

    Most rules of a large program do not concern a given input. A rule is left alone, and so never compiled, as long as
    some premise has no fact with the constants that it asks for: 130 of 284 rules on a small input.
    """

    __slots__ = ("asked", "delta", "engine", "patterns", "rule", "run")

    def __init__(self, engine: NativeEngine, rule: Rule, delta: int | None = None) -> None:
        self.engine = engine
        self.rule = rule
        self.delta = delta
        self.patterns = [(engine.store.table(p.kind), p) for p in rule.premises if isinstance(p, Pattern)]
        self.asked: list[tuple[Table, Index, Any]] | None = None
        self.run: Run = self.first

    def may_match(self) -> bool:
        """Whether each premise has a fact with the constants that it asks for."""
        for table, _ in self.patterns:
            if not table.facts:
                return False
        if self.asked is None:
            asked = [(table, *constants_of(pattern)) for table, pattern in self.patterns]
            self.asked = [(table, table.index(places), key) for table, places, key in asked if places]
        return all(key in index.now(table.facts) for table, index, key in self.asked)

    def first(self, *facts: Sequence[Terms]) -> None:
        engine, given = self.engine, () if self.delta is None else (self.delta,)
        comparisons = engine.program.comparisons
        self.run = compile_rule(self.rule, engine.store, comparisons, engine.recorder(self.rule), given)
        self.run(*facts)


class _Stratum:
    """The rules of one stratum: each once, then, where they feed each other, on what is new until nothing is."""

    def __init__(self, engine: NativeEngine, rules: Iterable[Rule]) -> None:
        self.engine = engine
        rules = tuple(rules)
        self.kinds = frozenset(rule.conclusion.kind for rule in rules)
        self.tables = [engine.store.table(kind) for kind in sorted(self.kinds)]
        self.first = [_Task(engine, rule) for rule in rules]
        self.recursive_tasks = [
            (premise.kind, _Task(engine, rule, position))
            for rule in rules
            for position, premise in enumerate(rule.premises)
            if isinstance(premise, Pattern) and premise.kind in self.kinds
        ]

    def run(self) -> None:
        engine = self.engine
        engine.changed = {kind: {} for kind in self.kinds} if self.recursive_tasks else {}
        for task in self.first:
            if task.may_match():
                task.run()
        while any(engine.changed.values()):
            new, engine.changed = engine.changed, {kind: {} for kind in self.kinds}
            for kind, task in self.recursive_tasks:
                if new[kind]:
                    task.run(tuple(new[kind]))
        engine.count_facts(self.tables)
