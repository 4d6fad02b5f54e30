"""The rules of a stratum as a ruleset for durable-rules, within the limits of that library. Imports none of it.

A ruleset joins patterns on equality, no more: every fact has its kind as ``k``, its terms as ``t0``, ``t1``, ...
and under ``g`` the same value as every other fact. What else a rule asks is for the engine to test.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from rightsgate import codes
from rightsgate.engine.program import Rule
from rightsgate.errors import Fault, Input, InputError, InputKind
from rightsgate.logic.patterns import Pattern, is_variable

# Measured on 2.0.28: beyond them it refuses a rule or a fact with a number, or never returns.
MAX_PATTERNS: Final = 16
MAX_RULES: Final = 4000
MAX_SHARING: Final = 256
MAX_CONSTANTS: Final = 500
MAX_PASSING: Final = 64
MAX_TERMS: Final = 28
# Bounds its memory: some ten kilobytes for each fact of a stratum, and one for each match.
MAX_FACTS: Final = 50_000
MAX_MATCHES: Final = 100_000
# The kind of the fact that ends each batch; no kind of a pack is called so.
END: Final = "!"

Definition = dict[str, dict[str, Any]]
Constants = tuple[tuple[int, str], ...]
Symbol = Callable[[Any], str]


class RulesetText:
    """What one stratum asks of durable-rules: the definition of a ruleset, and which facts it wants at all."""

    def __init__(self, rules: Sequence[Rule], symbol: Symbol) -> None:
        """Write down ``rules``, their constants as symbols; raises InputError where they exceed a limit."""
        self.patterns = [tuple(p for p in rule.premises if isinstance(p, Pattern)) for rule in rules]
        self.wanted: dict[str, set[Constants]] = {}
        self.root = _Tests()
        self.definition: Definition = {}
        if len(rules) > MAX_RULES:
            raise beyond(f"a stratum has {len(rules)} rules", f"{MAX_RULES}")
        for number, (rule, patterns) in enumerate(zip(rules, self.patterns, strict=True)):
            if len(patterns) > MAX_PATTERNS:
                raise beyond(f"rule {rule.id} has {len(patterns)} patterns", f"{MAX_PATTERNS}")
            self.definition[f"r{number}"] = {"all": list(self._all(rule.id, patterns, symbol)), "dist": 0}
        self.definition["end"] = {"all": [{"p0": {"k": symbol(END)}}], "dist": 0, "pri": 1}
        self.root.check()

    def wants(self, kind: str, symbols: Sequence[str]) -> bool:
        """Whether some pattern matches a fact, given as symbols: the library refuses facts that no pattern matches."""
        return any(all(symbols[i] == one for i, one in constants) for constants in self.wanted.get(kind, ()))

    def _all(self, rule: str, patterns: Iterable[Pattern], symbol: Symbol) -> Iterable[dict[str, Any]]:
        bound: dict[Any, tuple[str, str]] = {}
        for number, pattern in enumerate(patterns):
            if len(pattern.terms) > MAX_TERMS:
                raise beyond(f"a pattern of rule {rule} has {len(pattern.terms)} terms", f"{MAX_TERMS}")
            terms = [(i, term) for i, term in enumerate(pattern.terms) if term != "_"]
            constants = tuple((i, symbol(term)) for i, term in terms if not is_variable(term))
            joins = [{f"t{i}": dict([bound[term]])} for i, term in terms if is_variable(term) and term in bound]
            if joins:
                # Where the last of several tests fails, 2.0.28 reads on behind them: this one never fails.
                joins.append({"g": {"p0": "g"}})
            self.wanted.setdefault(pattern.kind, set()).add(constants)
            equal = [("k", symbol(pattern.kind)), *((f"t{i}", one) for i, one in constants)]
            self.root.add(equal, len(joins))
            yield {f"p{number}": {"$and": [*({name: one} for name, one in equal), *joins]}}
            for i, term in terms:
                if is_variable(term):
                    bound.setdefault(term, (f"p{number}", f"t{i}"))


class _Tests:
    """The tests that the library makes of a fact one after the other: those with constants it shares between rules."""

    def __init__(self) -> None:
        self.after: dict[tuple[str, str], _Tests] = {}
        self.joins = 0
        self.patterns = 0

    def add(self, equal: Sequence[tuple[str, str]], joins: int) -> None:
        tests = self
        for test in equal:
            tests = tests.after.setdefault(test, _Tests())
        if joins:
            tests.joins += 1
        else:
            tests.patterns += 1

    def check(self) -> None:
        """Raise InputError where a fact could meet more than the library can hold."""
        if len(self.after) + self.joins > MAX_CONSTANTS:
            raise beyond("rules ask for too many constants in one place", f"{MAX_CONSTANTS}")
        if self.patterns > MAX_SHARING:
            raise beyond("too many rules share one pattern", f"{MAX_SHARING}")
        if self.waiting() > MAX_PASSING:
            raise beyond("one fact may pass too many tests", f"{MAX_PASSING}")
        for tests in self.after.values():
            tests.check()

    def waiting(self) -> int:
        """Return how many tests that one fact has passed may wait to be followed at once."""
        passing = self.joins + len({name for name, _ in self.after})
        return passing + max((tests.waiting() - 1 for tests in self.after.values()), default=0)


def beyond(message: str, limit: str) -> InputError:
    """Return the error for what exceeds a limit of the library."""
    hint = "leave --engine out: the native engine has no such limit"
    about, message = Input(InputKind.OPTION, "--engine"), f"{message}; durable-rules takes {limit}"
    return InputError([Fault(code=codes.ENGINE_LIMIT, input=about, message=message, hint=hint)])
