"""The native engine: stratified, semi-naive forward chaining in three values, with every derivation.

A fact is certain when some derivation of it stands on certain facts alone, and possible otherwise. Absence of
a possible fact is itself only possible: negation swaps the bounds.
"""

from collections.abc import Iterable, Mapping

from rightsgate.chain.matching import Conclusions, Premises, Run, compile_rule
from rightsgate.chain.program import Batch, Closure, Fact, Program, Rule, Terms
from rightsgate.chain.store import Store
from rightsgate.model.rules import Pattern
from rightsgate.model.truth import TRUE, UNKNOWN, Truth


class NativeEngine:
    """Runs one program, compiled once, over the facts of one manifest after the other."""

    def __init__(self, program: Program, store: Store, as_of: str) -> None:
        """Compile every rule against ``store``, which holds nothing but the facts of the latest run."""
        self.constants = dict.fromkeys(program.constants, TRUE)
        self.store = store
        self.batches: list[Batch] = []
        self.changed: dict[str, dict[Terms, None]] = {}
        self.strata = [_Stratum(self, rules, as_of) for rules in program.strata]

    def close(self, facts: Mapping[Fact, Truth]) -> Closure:
        """Derive all that follows from ``facts``."""
        self.store.fill({**facts, **self.constants})
        self.batches = []
        for stratum in self.strata:
            stratum.run()
        return Closure({kind: table.facts for kind, table in self.store.tables.items()}, self.batches)


class _Stratum:
    """The rules of one stratum: each once, then, where they feed each other, on what is new until nothing is."""

    def __init__(self, engine: NativeEngine, rules: Iterable[Rule], as_of: str) -> None:
        self.engine = engine
        rules = tuple(rules)
        self.kinds = frozenset(rule.conclusion.kind for rule in rules)
        self.first = [self.compile(rule, as_of, None) for rule in rules]
        self.again: list[tuple[str, Run]] = []
        for rule in rules:
            for position, premise in enumerate(rule.premises):
                if isinstance(premise, Pattern) and premise.kind in self.kinds:
                    self.again.append((premise.kind, self.compile(rule, as_of, position)))

    def compile(self, rule: Rule, as_of: str, delta: int | None) -> Run:
        engine, kind, possible = self.engine, rule.conclusion.kind, rule.possible
        add = engine.store.table(kind).add

        def found(conclusions: Conclusions, premises: Premises) -> None:
            """Record conclusions that rest on the same facts, and note what is new or has become certain."""
            engine.batches.append((rule, premises, conclusions))
            changed = engine.changed.get(kind)
            for terms, truth in conclusions:
                if add(terms, UNKNOWN if possible else truth) and changed is not None:
                    changed[terms] = None

        return compile_rule(rule, self.engine.store, as_of, found, delta)

    def run(self) -> None:
        engine = self.engine
        engine.changed = {kind: {} for kind in self.kinds} if self.again else {}
        for run in self.first:
            run()
        while any(engine.changed.values()):
            new, engine.changed = engine.changed, {kind: {} for kind in self.kinds}
            for kind, run in self.again:
                if new[kind]:
                    run(tuple(new[kind]))
