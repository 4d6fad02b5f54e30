"""Programs of the engine as programs of clingo, an answer set solver, and its answers read back.

Two encodings: the plain one turns each doubt into a choice, so that every answer set is one way in which the
doubts may turn out; the bounded one states what must and what may hold, where an absent premise looks at the
other bound.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

import clingo

from programs.naive import TESTS, may_be
from programs.notation import RandomProgram
from rightsgate.engine.program import Derivation, Fact, Premise, Rule
from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern
from rightsgate.logic.terms import Flag, as_term
from rightsgate.logic.truth import TRUE, UNKNOWN, Truth
from rightsgate.manifest.values import dates

MARK: Final = "\x01"
WORDS: Final = {"None": None, "true": Flag.TRUE, "false": Flag.FALSE}
PLAIN, MUST, MAY = "is", "must", "may"
OTHER: Final = {PLAIN: PLAIN, MUST: MAY, MAY: MUST}
Truths = dict[Fact, Truth]
Ways = dict[Fact, dict[Derivation, Truth]]


class Encoded:
    """A rule with a name for each variable and for each ``_`` of its patterns, so that a firing can be told."""

    def __init__(self, number: int, rule: Rule) -> None:
        self.number, self.rule = number, rule
        self.patterns = [
            named(premise, f"P{place}x") for place, premise in enumerate(rule.premises) if isinstance(premise, Pattern)
        ]
        self.variables = sorted({term for pattern in self.patterns for term in pattern.terms if variable(term)})

    def body(self, bound: str) -> str:
        patterns = [atom(bound, pattern) for pattern in self.patterns]
        return ", ".join(patterns + [premise(p, bound) for p in self.rule.premises if not isinstance(p, Pattern)])

    def plain(self) -> str:
        """The rule as it is; one that concludes nothing for certain is a choice."""
        head = atom(PLAIN, self.rule.conclusion)
        return f"{f'{{{head}}}' if self.rule.possible else head} :- {self.body(PLAIN)}."

    def bounded(self) -> Iterator[str]:
        """The rule in both bounds, by way of its firings."""
        for bound in (MUST, MAY):
            fires = f"fires_{bound}({self.number},({''.join(f'{text(v)},' for v in self.variables)}))"
            yield f"{fires} :- {self.body(bound)}."
            if bound == MAY or not self.rule.possible:
                yield f"{atom(bound, self.rule.conclusion)} :- {fires}."

    def derivation(self, values: Iterable[Any], may: Iterable[Fact]) -> tuple[Fact, Derivation]:
        """Read a firing back: what it concludes, and from which facts."""
        bound = dict(zip(self.variables, values, strict=True))
        facts = [filled(pattern, bound) for pattern in self.patterns]
        for counted in (p.pattern for p in self.rule.premises if isinstance(p, AtLeast)):
            kind, wanted = filled(counted, bound)
            fixed = [place for place, term in enumerate(counted.terms) if term != "_"]
            facts += [fact for fact in may if fact[0] == kind and all(fact[1][n] == wanted[n] for n in fixed)]
        return filled(self.rule.conclusion, bound), Derivation(self.rule.id, ordered(facts))


def variable(term: object) -> bool:
    return isinstance(term, str) and term.startswith("$")


def named(pattern: Pattern, prefix: str) -> Pattern:
    """Give each ``_`` a name."""
    return Pattern(pattern.kind, tuple(f"${prefix}{n}" if t == "_" else t for n, t in enumerate(pattern.terms)))


def filled(pattern: Pattern, bound: Mapping[str, Any]) -> Fact:
    return pattern.kind, tuple(bound[term] if variable(term) else as_term(term) for term in pattern.terms)


def ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=repr))


def constant(term: Any) -> str:
    """Write a term; what is neither a number nor a text is written as a text that none is."""
    term = as_term(term)
    if isinstance(term, int):
        return str(term)
    if isinstance(term, Dates):
        term = f"{MARK}{term.text}"
    elif not isinstance(term, str):
        term = f"{MARK}{term}"
    return '"' + term.replace('"', '\\"') + '"'


def text(term: Any) -> str:
    """Write a term of a rule."""
    return term if term == "_" else f"V{term[1:]}" if variable(term) else constant(term)


def atom(bound: str, pattern: Pattern) -> str:
    return f"{bound}_{named_kind(pattern.kind)}({','.join(map(text, pattern.terms))})"


def named_kind(kind: str) -> str:
    """Write the kind of a fact; those of a manifest hold dots."""
    return kind.replace(".", "__")


def premise(of: Premise, bound: str) -> str:
    """Write a premise that is no pattern."""
    match of:
        case Absent(pattern):
            return f"not {atom(OTHER[bound], pattern)}"
        case AtLeast(count, pattern):
            loose = named(pattern, "L")
            counted = [text(new) for new, old in zip(loose.terms, pattern.terms, strict=True) if old == "_"]
            return f"#count{{{','.join(counted) or '0'} : {atom(bound, loose)}}} >= {count}"
        case Compare(left, operator, right):
            return f"{bound}_{operator}({text(left)},{text(right)})"
        case _:
            raise AssertionError(of)


def comparisons(terms: Iterable[Any], operators: Iterable[str] = tuple(TESTS)) -> Iterator[tuple[str, bool]]:
    """Yield how terms compare, and whether that is certain."""
    terms = list(terms)
    for name, one, two in product(operators, terms, terms):
        outcomes = may_be(name, one, two)
        if True in outcomes:
            yield f"{name}({constant(one)},{constant(two)})", len(outcomes) == 1


def terms_of(of: RandomProgram) -> set[Any]:
    """Return every constant that occurs."""
    found = {term for _, terms in (*of.facts, *of.constants) for term in terms}
    for part in (part for rule in of.rules for part in (*rule.premises, rule.conclusion)):
        inner = part.pattern if isinstance(part, (Absent, AtLeast)) else part
        terms = (inner.left, inner.right) if isinstance(inner, Compare) else getattr(inner, "terms", ())
        found |= {as_term(term) for term in terms if term != "_" and not variable(term)}
    return found


def solved(lines: Iterable[str], *options: str) -> list[clingo.Symbol]:
    """Return the atoms of the last answer set, which is the only one or holds what all or some of them share."""
    control = clingo.Control(["--warn=none", *options])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: list[clingo.Symbol] = []
    with control.solve(yield_=True) as answers:
        for answer in answers:
            found = answer.symbols(atoms=True)
    return found


def value(symbol: clingo.Symbol) -> Any:
    """Read a term back."""
    if symbol.type is clingo.SymbolType.Number:
        return symbol.number
    text = symbol.string
    if not text.startswith(MARK):
        return text
    return WORDS[text[1:]] if text[1:] in WORDS else dates(text[1:])


def facts_among(symbols: Iterable[clingo.Symbol], prefix: str) -> dict[Fact, None]:
    """Return the facts whose encoding begins with a prefix, comparisons left out."""
    found = {}
    for symbol in symbols:
        before, _, kind = symbol.name.partition("_")
        if before == prefix and kind not in TESTS:
            found[kind.replace("__", "."), tuple(map(value, symbol.arguments))] = None
    return found


def given(of: RandomProgram) -> Iterator[tuple[str, bool]]:
    """Yield what is given, each fact and comparison without its prefix, and whether it is certain."""
    for (kind, terms), truth in {**of.facts, **dict.fromkeys(of.constants, TRUE)}.items():
        yield f"{kind}({','.join(map(constant, terms))})", truth is TRUE
    yield from comparisons(terms_of(of))


def plainly(of: RandomProgram, *options: str) -> dict[Fact, None]:
    """Return what holds in the last answer set of the plain encoding."""
    lines = [f"{PLAIN}_{it}." if known else f"{{{PLAIN}_{it}}}." for it, known in given(of)]
    lines += [Encoded(number, rule).plain() for number, rule in enumerate(of.rules)]
    return facts_among(solved(lines, *options), PLAIN)


def closed(rules: Iterable[Rule], facts: Truths, words: Iterable[Any], days: Iterable[Dates]) -> Truths:
    """Return what must and what may hold, no more; only ``words`` are compared for sameness, and only ``days`` for order."""
    rules = tuple(rules)
    lines = [f"{MUST}_{it}. {MAY}_{it}." for it in stated(fact for fact, truth in facts.items() if truth is TRUE)]
    lines += [f"{MAY}_{it}." for it in stated(fact for fact, truth in facts.items() if truth is UNKNOWN)]
    compared = [
        *comparisons(words, ("equals", "differs")),
        *comparisons(days, ("below", "above", "at_most", "at_least")),
    ]
    lines += [f"{bound}_{it}." for it, known in compared for bound in ((MUST, MAY) if known else (MAY,))]
    for number, rule in enumerate(rules):
        body = Encoded(number, rule).body
        heads = (MAY,) if rule.possible else (MUST, MAY)
        lines += [f"{atom(bound, rule.conclusion)} :- {body(bound)}." for bound in heads]
    atoms = solved(lines)
    must = facts_among(atoms, MUST)
    return {fact: TRUE if fact in must else UNKNOWN for fact in facts_among(atoms, MAY)}


def stated(facts: Iterable[Fact]) -> Iterator[str]:
    """Write facts."""
    for kind, terms in facts:
        yield f"{named_kind(kind)}({','.join(map(constant, terms))})"


def bounded(of: RandomProgram) -> tuple[Truths, Ways]:
    """Return what must and what may hold by the bounded encoding, and in which ways."""
    encoded = [Encoded(number, rule) for number, rule in enumerate(of.rules)]
    lines = [f"{bound}_{it}." for it, known in given(of) for bound in ((MUST, MAY) if known else (MAY,))]
    atoms = solved([*lines, *(line for rule in encoded for line in rule.bounded())])
    must, may = facts_among(atoms, MUST), facts_among(atoms, MAY)
    fired = [
        (s.name, s.arguments[0].number, tuple(map(value, s.arguments[1].arguments)))
        for s in atoms
        if s.name.startswith("fires_")
    ]
    sure = {firing[1:] for firing in fired if firing[0] == f"fires_{MUST}"}
    ways: Ways = {}
    for _, number, values in (firing for firing in fired if firing[0] == f"fires_{MAY}"):
        fact, way = encoded[number].derivation(values, may)
        found = ways.setdefault(fact, {})
        certain = (number, values) in sure and not of.rules[number].possible
        found[way] = TRUE if certain or found.get(way) is TRUE else UNKNOWN
    return {fact: TRUE if fact in must else UNKNOWN for fact in may}, ways
