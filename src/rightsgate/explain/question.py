"""Answer ``why`` and ``why-not``: find what a question is about in one result. Reports put the answers into words."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.engine.program import Fact
from rightsgate.evaluate.model import Test
from rightsgate.evaluate.result import Result
from rightsgate.explain.failing import first_failing
from rightsgate.explain.graph import Graph
from rightsgate.explain.model import Failing, Step
from rightsgate.findings.model import Finding
from rightsgate.logic.patterns import is_variable
from rightsgate.logic.truth import FALSE, TRUE, Truth
from rightsgate.people.model import INVOLVEMENT
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.predicates import OUTCOME, ROWS, places

# The kinds of fact that a name can refer to, each with the argument that holds the name.
NAMED: Final = tuple((row.id, row.asked_by) for row in ROWS if row.asked_by)


class Question:
    """A question about one result: ``NAME@PART/PART``, as ids of findings, risks and the register are written."""

    def __init__(self, pack: Pack, result: Result, text: str) -> None:
        """Read the question; ``text`` may leave out parts that do not matter."""
        self.pack = pack
        self.result = result
        self.name, _, rest = text.partition("@")
        self.parts = tuple(part for part in rest.split("/") if part)

    def names(self) -> list[str]:
        """Return the names to ask about, apart from inferences: duties, risks, rights, kinds of fact and so on."""
        pack = self.pack
        tables, rules = pack.tables, pack.inferences
        kinds = {rule.conclusion.kind for rule in rules}
        duties = (duty.id for duty in pack.duties)
        return sorted({*duties, *tables.risks, *tables.pathways, *tables.rights, *kinds, *self._of_involvement()})

    def _of_involvement(self) -> Iterator[str]:
        yield INVOLVEMENT
        yield from (action.id for table in self.pack.remedies for action in table.owed)
        yield from (rule.id for method in self.pack.attributions for rule in method.rules)

    def is_involvement(self) -> bool:
        """Whether the question is about an involvement, a rule of attribution, or what is owed."""
        return self.name in self._of_involvement()

    def known(self) -> bool:
        """Whether the name is known."""
        return self.name in self.names() or any(rule.id == self.name for rule in self.pack.inferences)

    def is_duty(self) -> bool:
        """Whether the question is about a duty."""
        return any(duty.id == self.name for duty in self.pack.duties)

    def binds(self) -> tuple[str, ...]:
        """Return the roles that the duty in question binds."""
        return next((duty.binds for duty in self.pack.duties if duty.id == self.name), ())

    def certain(self) -> bool:
        """Whether a fact in question holds for certain."""
        return any(self.result.closure.truth(*fact) is TRUE for fact in self.facts())

    def facts(self) -> Iterator[Fact]:
        """Yield the facts about all parts of the question, in order; for a risk and two parts, its connections."""
        if self.name == INVOLVEMENT:
            yield from (fact for level in Level for fact in self._of(level.fact, None))
            return
        for kind, argument in NAMED:
            found = list(self._of(kind, argument)) if kind != "connected" or len(self.parts) > 1 else []
            yield from found
            if found and kind not in (OUTCOME, "open"):
                return
        yield from self._of(self.name, None)

    def _of(self, kind: str, argument: str | None) -> Iterator[Fact]:
        ties = {
            link: (actor, impact) for (link, actor, impact), _ in self.result.rows("tie", "link", "actor", "impact")
        }
        place = None if argument is None else places(kind, argument)[0]
        for terms in sorted(self.result.table(kind), key=repr):
            words = {word for term in terms if isinstance(term, str) for word in (term, *ties.get(term, ()))}
            if (place is None or terms[place] == self.name) and words.issuperset(self.parts):
                yield kind, terms

    def steps(self) -> tuple[list[str], dict[str, Step]]:
        """Return the ids of the steps that answer the question, and all steps that they rest on."""
        graph = Graph(self.result)
        roots = [graph.add(fact) for fact in self.facts()]
        return list(dict.fromkeys(roots)), dict(graph.steps)

    def about(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return those of the findings that are about the duty and the parts asked about."""
        asked = [f for f in findings if self.name in (one.duty.id for one in (f, *f.also))]
        return [f for f in asked if {f.actor, f.role, f.entity or "", self.name} >= set(self.parts)]

    def tests(self) -> tuple[Truth, tuple[Test, ...]] | None:
        """Return the tests that keep a risk from being triggered, or a signal or sign from showing; None otherwise."""
        tables, result, parts = self.pack.tables, self.result, set(self.parts)
        if self.name in tables.risks and len(parts) == 1:
            product = next((product for (product,), _ in result.rows("product", "product") if product in parts), None)
            return (FALSE, ()) if product is None else result.trigger_tests(self.name, product)
        if self.name in tables.risks:
            shown = result.rules.tables.fields
            owned = (part for part in self._parts_in_products() if self.name in shown.get(part[1], {}))
            return next((result.sign_tests(a, r, self.name, p) for a, r, p in owned), (FALSE, ()))
        if self.name in tables.pathways:
            signals = result.rules.tables.signals
            owned = (part for part in self._parts_in_products() if self.name in signals.get(part[1], {}))
            return next((result.signal_tests(a, r, self.name, p) for a, r, p in owned), (FALSE, ()))
        return None

    def _parts_in_products(self) -> Iterator[tuple[str, str, str]]:
        """Yield the parts that actors have in products, as actor, role and product, that fit what is asked about."""
        parts = set(self.parts)
        found = sorted(terms for terms, _ in self.result.rows("part_of", "actor", "role", "product"))
        yield from (part for part in found if parts <= set(part))

    def failing(self) -> Failing | None:
        """Return the first failing premise of the rules that could conclude the fact in question."""
        inferences = self.pack.inferences
        rules = [rule for rule in inferences if rule.id == self.name]
        rules = rules or [rule for rule in inferences if self.name in (rule.conclusion.kind, *rule.conclusion.terms)]
        parts = [part for part in self._split() if part]
        asked = {self.name, *parts}
        fitting = [r for r in rules if all(is_variable(term) or term in asked for term in r.conclusion.terms)]
        rules = fitting or rules
        return first_failing(rules, parts, self.result.closure.truths, self.result.context.as_of)

    def _split(self) -> Iterator[str]:
        """Yield the parts; an impact and an actor together stand for the tie between them."""
        rows = self.result.rows("tie", "link", "actor", "impact")
        tied = next(((link, pair) for (link, *pair), _ in rows if set(pair) <= set(self.parts)), None)
        if tied is None:
            yield from self.parts
        else:
            link, pair = tied
            yield link
            yield from (part for part in self.parts if part not in pair)
