"""The durable engine: durable-rules joins the patterns of rules; all else is as in the native engine.

Its matches are candidates: each goes through the steps that the native engine compiles, which test it again and
evaluate negation, counts, comparisons and truth. Facts certain and possible are joined alike. What a stratum
concludes is asserted in further rounds, never by an action.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rightsgate.engine.derivations import Closure
from rightsgate.engine.durable.host import SESSION, Message, Names, Ruleset
from rightsgate.engine.durable.rulesets import END, RulesetText
from rightsgate.engine.join import compile_rule
from rightsgate.engine.program import Fact, Program, Rule
from rightsgate.engine.seminaive import NativeEngine, Stratum
from rightsgate.engine.store import Store
from rightsgate.errors import EngineError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.logic.patterns import Pattern
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import Truth

# A rule of the stratum, and the numbers of the facts that it matched.
Candidate = tuple[int, tuple[int, ...]]


class DurableEngine(NativeEngine):
    """Runs one program, with a ruleset for each stratum, compiled once."""

    def __init__(self, program: Program, store: Store, limits: Limits = DEFAULTS) -> None:
        """Write the rulesets down; raises InputError where a rule exceeds a limit of durable-rules."""
        self.names = Names()
        self.symbols: dict[Any, str] = {}
        super().__init__(program, store, limits)
        self.written = self.symbols.copy()

    def stratum(self, rules: Sequence[Rule]) -> Stratum:
        """Compile the rules of one stratum."""
        return _Stratum(self, rules)

    def close(self, facts: Mapping[Fact, Truth], context: Any = None) -> Closure:
        """Derive all that follows from ``facts``."""
        self.symbols = self.written.copy()
        return super().close(facts, context)

    def symbol(self, value: Any) -> str:
        """Return the word that stands for a term, or for a constant of a rule: the same for those that are equal."""
        term = as_term(value)
        known = self.symbols.get(term)
        if known is None:
            known = self.symbols[term] = self.names[len(self.symbols)]
        return known


class _Stratum:
    """The rules of one stratum; its ruleset is compiled when first needed."""

    def __init__(self, engine: DurableEngine, rules: Sequence[Rule]) -> None:
        self.engine = engine
        self.alone: list[Rule] = []
        self.joined: list[Rule] = []
        for rule in rules:
            (self.joined if any(isinstance(p, Pattern) for p in rule.premises) else self.alone).append(rule)
        self.text = RulesetText(self.joined, engine.symbol)
        self.read = sorted(self.text.wanted)
        self.kinds = {rule.conclusion.kind for rule in self.joined} & self.text.wanted.keys()
        self.concluded = [engine.store.table(kind) for kind in sorted({rule.conclusion.kind for rule in rules})]
        comparisons = engine.program.comparisons
        self.unmatched = [compile_rule(rule, engine.store, comparisons, engine.recorder(rule)) for rule in self.alone]
        self.tried = [
            compile_rule(
                rule,
                engine.store,
                comparisons,
                engine.recorder(rule),
                [i for i, premise in enumerate(rule.premises) if isinstance(premise, Pattern)],
            )
            for rule in self.joined
        ]
        self.ruleset: Ruleset | None = None

    def run(self) -> None:
        engine = self.engine
        engine.changed = {}
        for run in self.unmatched:
            run()
        tables = {kind: engine.store.table(kind).facts for kind in self.read}
        if any(all(tables[pattern.kind] for pattern in patterns) for patterns in self.text.patterns):
            self._join([(kind, terms) for kind in self.read for terms in tables[kind]])
        engine.count_facts(self.concluded)

    def _join(self, facts: Sequence[Fact]) -> None:
        engine = self.engine
        ruleset, self.ruleset = self.ruleset or self._compiled(), None
        with ruleset.session(engine.names[0]):
            self._close(_Asserted(engine, self.text, ruleset), facts)
        self.ruleset = ruleset  # after an error it is not trusted again

    def _compiled(self) -> Ruleset:
        counts = [len(patterns) for patterns in self.text.patterns]
        return Ruleset(self.text.definition, counts, self.engine.symbol(END))

    def _close(self, asserted: "_Asserted", new: Sequence[Fact]) -> None:
        engine = self.engine
        while new:
            engine.changed = {kind: {} for kind in self.kinds}
            for rule, numbers in asserted.candidates(new):
                facts = [asserted.facts[number] for number in numbers]
                if any(fact[0] != p.kind for fact, p in zip(facts, self.text.patterns[rule], strict=True)):
                    raise EngineError(f"durable-rules matched {facts} with rule {self.joined[rule].id}")
                self.tried[rule](*((terms,) for _, terms in facts))
            new = [(kind, terms) for kind, table in engine.changed.items() for terms in table]


class _Asserted:
    """The facts of one session by their numbers, and the candidates that each is part of."""

    def __init__(self, engine: DurableEngine, text: RulesetText, ruleset: Ruleset) -> None:
        self.engine = engine
        self.text = text
        self.ruleset = ruleset
        self.facts: list[Fact] = [(END, ())]  # what opened the session
        self.parts: dict[Fact, list[Candidate]] = {}

    def candidates(self, new: Iterable[Fact]) -> list[Candidate]:
        """Return the candidates with facts that are new, or known and now certain, always in the same order."""
        again: list[Candidate] = []
        messages: list[Message] = []
        for fact in new:
            if fact in self.parts:
                again += self.parts[fact]
            elif (message := self._message(fact)) is not None:
                messages.append(message)
        last = self.engine.names[len(self.facts)]
        self.facts.append((END, ()))
        numbers = self.engine.names.numbers
        found = [(rule, tuple(numbers[name] for name in ids)) for rule, ids in self.ruleset.add(messages, last)]
        for candidate in found:
            for number in set(candidate[1]):
                self.parts[self.facts[number]].append(candidate)
        return sorted({*again, *found})

    def _message(self, fact: Fact) -> Message | None:
        kind, terms = fact
        symbols = [self.engine.symbol(term) for term in terms]
        if not self.text.wants(kind, symbols):
            return None
        name = self.engine.names[len(self.facts)]
        self.facts.append(fact)
        self.parts[fact] = []
        message = {"id": name, "sid": SESSION, "k": self.engine.symbol(kind), "g": "g"}
        return message | {f"t{i}": symbol for i, symbol in enumerate(symbols)}
