"""What a derived fact that may hold rests on: the fields that are read for it, and the entries that it speaks of."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Derivation, Fact
from rightsgate.evaluate.conditions import Check
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.site import is_silent
from rightsgate.logic.patterns import Absent, Scalar, is_variable
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import UNKNOWN
from rightsgate.manifest.model import Entity, Statement
from rightsgate.rules import predicates
from rightsgate.rules.model.condition import Atom, Derived, FactsOf
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.predicates import reader
from rightsgate.vocabulary.model import REFERENCES

if TYPE_CHECKING:
    from rightsgate.evaluate.result import CompiledRules

# How many facts are looked at beneath one, level by level, before no further level is.
MOST: Final = 250


class Beneath(msgspec.Struct):
    """What lies beneath a fact: fields that are read for it (each with the key of its entity), the keys of the entries
    that it speaks of, and the ties between actors and impacts.
    """

    read: set[tuple[str, str]]
    entries: set[str]
    ties: set[str]

    def add(self, other: "Beneath") -> None:
        """Add what lies beneath another fact."""
        self.read |= other.read
        self.entries |= other.entries
        self.ties |= other.ties


class Foundations:
    """What the facts of one run rest on, each worked out once."""

    def __init__(
        self,
        rules: "CompiledRules",
        closure: Closure,
        context: Context,
        origins: Mapping[Fact, Statement | Entity],
    ) -> None:
        """Read from what a run recorded; asking sets what ``context`` is focused on."""
        self.rules = rules
        self.closure = closure
        self.context = context
        self.origins = origins
        self.fields = {name for kind in context.vocabulary.kinds.values() for name in kind.by_fact}
        self.entries = {entity.key: entity for entity in context.keyed.values()}
        ties = context.facts.rows("tie", "link", "actor", "impact")
        self.ties = {str(link): (str(actor), str(impact)) for (link, actor, impact), _ in ties}
        self.known: dict[Fact, tuple[frozenset[Fact], Beneath]] = {}

    def of(self, roots: Iterable[Fact], subject: str) -> Beneath:
        """Gather what some facts about a subject rest on, level by level."""
        beneath = Beneath(set(), set(), set())
        self._involve((subject, *self.ties.get(subject, ())[1:]), beneath)
        level, seen = set(roots), set[Fact]()
        while level and len(seen) < MOST:
            seen |= level
            below = set[Fact]()
            for fact in level:
                facts, found = self._one(fact)
                below |= facts
                beneath.add(found)
            level = below - seen
        return beneath

    def possible(self, kind: str, subject: str) -> Iterator[Fact]:
        """Yield the facts of a kind about a subject that may hold."""
        store = self.context.store
        facts = store.table(kind).facts
        yield from ((kind, terms) for terms in store.matching(kind, (0,), subject) if facts[terms] is UNKNOWN)

    def _one(self, fact: Fact) -> tuple[frozenset[Fact], Beneath]:
        known = self.known.get(fact)
        if known is None:
            beneath = Beneath(set(), set(), set())
            known = self.known[fact] = (frozenset(self._below(fact, beneath)), beneath)
        return known

    def _below(self, fact: Fact, beneath: Beneath) -> Iterator[Fact]:
        """Yield the facts that may hold and on which a fact rests; note what it reads and speaks of."""
        kind, terms = fact
        self._involve(terms, beneath)
        if kind in self.fields:
            beneath.read.add((kind, str(terms[0])))
        ways = self.closure.of_kind(kind).get(fact, {})
        origin = self.origins.get(fact)
        if not ways and isinstance(origin, Entity):
            beneath.entries.add(origin.key)
            beneath.read.update((f"{origin.kind}.{path}", origin.key) for path in self._references(origin))
        check = self._condition(fact)
        if check is not None:
            yield from self._tested(check, beneath)
            return
        for way in ways:
            yield from self._premises(way, fact, beneath)

    def _references(self, entity: Entity) -> Iterator[str]:
        """Yield the silent fields of an entry that would name others."""
        for path, field in self.context.vocabulary.kinds[entity.kind].fields.items():
            if field.type in REFERENCES and is_silent(entity, path, self.context.vocabulary):
                yield path

    def _premises(self, way: Derivation, fact: Fact, beneath: Beneath) -> Iterator[Fact]:
        possible = [premise for premise in way.premises if self.closure.truth(*premise) is UNKNOWN]
        yield from possible
        if possible:
            return
        for _, terms in way.premises:
            self._involve(terms, beneath)
        rule = self.rules.inferences.get(way.rule)
        if rule is not None:
            yield from self._absent(rule, fact)

    def _absent(self, rule: Inference, fact: Fact) -> Iterator[Fact]:
        """Yield the facts that may hold, and whose absence a rule needs for a conclusion."""
        bound = {name: term for name, term in zip(rule.conclusion.terms, fact[1], strict=True) if is_variable(name)}
        for premise in rule.premises:
            if isinstance(premise, Absent):
                wanted = [_known(term, bound) for term in premise.pattern.terms]
                for terms, truth in self.closure.truths.get(premise.pattern.kind, {}).items():
                    if truth is UNKNOWN and all(a is None or a == b for a, b in zip(wanted, terms, strict=True)):
                        yield premise.pattern.kind, terms

    def _involve(self, terms: Iterable[object], beneath: Beneath) -> None:
        for term in terms:
            if isinstance(term, str) and term in self.entries:
                beneath.entries.add(term)
            elif isinstance(term, str) and term in self.ties:
                beneath.ties.add(term)

    def _condition(self, fact: Fact) -> Check | None:
        """Return the condition that was evaluated to a fact, if one was, with the context focused for it."""
        kind, terms = fact
        match kind:
            case predicates.TRIGGERED:
                risk, product = reader(kind, "risk", "product")(terms)
                self.context.focus_product("", "", product)
                return self.rules.tables.triggers[risk].check
            case predicates.SIGNALLED:
                actor, role, pathway, product = reader(kind, "actor", "role", "pathway", "product")(terms)
                self.context.focus_product(actor, role, product)
                return self.rules.tables.signals[role][pathway].check
            case predicates.SHOWN:
                actor, role, risk, product = reader(kind, "actor", "role", "risk", "product")(terms)
                self.context.focus_product(actor, role, product)
                return self.rules.tables.fields[role][risk].check
        return None

    def _tested(self, check: Check, beneath: Beneath) -> list[Fact]:
        """Return the facts that may hold and that a condition looks at; note the fields that it reads."""
        found: list[Fact] = []

        def visit(check: Check, *_: object) -> None:
            match check.node:
                case Atom(of=of, path=path, operand=operand):
                    entity = self.context.bound.get(of)
                    if entity is not None and (entity.kind, entity.key) in self.context.keyed:
                        beneath.read.add((f"{entity.kind}.{path}", entity.key))
                    if isinstance(operand, FactsOf):
                        found.extend(self.possible(operand.kind, self.context.subject(of)))
                case Derived(of=of, kind=kind):
                    found.extend(self.possible(kind, self.context.subject(of)))

        if check.truth(self.context) is UNKNOWN:
            check.walk(UNKNOWN, self.context, visit)
        return found


def _known(term: Scalar | None, bound: Mapping[Scalar | None, object]) -> object:
    """Return what a term of a pattern has to be; None for anything."""
    return bound.get(term) if is_variable(term) else None if term in ("_", None) else as_term(term)
