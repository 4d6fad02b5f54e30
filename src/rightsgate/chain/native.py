"""The native engine: stratified, semi-naive forward chaining in three values, with every derivation.

A fact is certain when some derivation of it stands on certain facts alone, and possible otherwise. Absence of
a possible fact is itself only possible: negation swaps the bounds.
"""

from collections.abc import Iterable, Mapping

from rightsgate.chain.closure import Closure
from rightsgate.chain.matching import Conclusions, Premises, Run, compile_rule
from rightsgate.chain.program import Batch, Fact, Program, Rule, Terms
from rightsgate.chain.store import Store, Table
from rightsgate.model.rules import Pattern
from rightsgate.model.truth import TRUE, UNKNOWN, Truth


class NativeEngine:
    """Runs one program, compiled once, over the facts of one manifest after the other."""

    def __init__(self, program: Program, store: Store, as_of: str) -> None:
        """Compile every rule against ``store``, which holds nothing but the facts of the latest run."""
        self.program = program
        self.store = store
        self.added = {rule.conclusion.kind for stratum in program.strata for rule in stratum}
        self.fix()
        self.batches: list[Batch] = []
        self.changed: dict[str, dict[Terms, None]] = {}
        self.strata = [_Stratum(self, rules, as_of) for rules in program.strata]

    def fix(self) -> None:
        """Put those constants into the store for good of whose kind no run adds any fact."""
        constants = self.program.constants
        self.store.fix(fact for fact in constants if fact[0] not in self.added)
        self.constants = dict.fromkeys((fact for fact in constants if fact[0] in self.added), TRUE)

    def close(self, facts: Mapping[Fact, Truth]) -> Closure:
        """Derive all that follows from ``facts``."""
        given = self.store.fixed & {kind for kind, _ in facts}
        if given:
            self.added |= given
            self.fix()
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
        # What a rule needs at least one fact of: most rules of a large pack have nothing to do with a manifest.
        self.first = [(self.needed(rule), self.compile(rule, as_of, None)) for rule in rules]
        self.again: list[tuple[str, Run]] = []
        for rule in rules:
            for position, premise in enumerate(rule.premises):
                if isinstance(premise, Pattern) and premise.kind in self.kinds:
                    self.again.append((premise.kind, self.compile(rule, as_of, position)))

    def needed(self, rule: Rule) -> tuple[Table, ...]:
        kinds = {premise.kind for premise in rule.premises if isinstance(premise, Pattern)}
        return tuple(self.engine.store.table(kind) for kind in sorted(kinds))

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
        for needed, run in self.first:
            if all(table.facts for table in needed):
                run()
        while any(engine.changed.values()):
            new, engine.changed = engine.changed, {kind: {} for kind in self.kinds}
            for kind, run in self.again:
                if new[kind]:
                    run(tuple(new[kind]))
