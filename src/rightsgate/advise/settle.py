"""What would settle a duty, worked out from its compiled conditions: alternatives of answers, each way.

An alternative is a set of answers with which the condition has the truth that is wanted, as far as derived facts stay
as they are and no other part of it needs a value that an answer replaces. Of a derived fact the answers are guesses
from the fields that its rules read; only an evaluation tells.
"""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import structs

from rightsgate.advise.alternatives import cheapest, joined
from rightsgate.advise.answers import COMPLETE, NOTHING, Alternative, Answer, AnswerKind, kind_of
from rightsgate.advise.guesses import Guesses
from rightsgate.advise.records import NewRecords
from rightsgate.advise.values import Candidate, candidates
from rightsgate.evaluate.conditions import Check, comparison_of, compile_condition
from rightsgate.evaluate.result import Asked, Result
from rightsgate.evaluate.site import Site
from rightsgate.evaluate.sites import site_of
from rightsgate.logic.absence import UNSAID
from rightsgate.logic.dates import is_later
from rightsgate.logic.truth import FALSE, MOOT, TRUE, Truth
from rightsgate.manifest.model import RECORDS, Entity
from rightsgate.manifest.statements import is_transcribed
from rightsgate.rules.model.condition import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Derived,
    FactsOf,
    FieldOf,
    Literal,
    Not,
    Quantified,
)
from rightsgate.rules.model.operator import Takes
from rightsgate.rules.operators import OPERATORS
from rightsgate.vocabulary.model import REFERENCES, Field, FieldType

# The types of field of which one value that fits is as good as another.
UNLIKE: Final = (FieldType.DATE, FieldType.NUMBER, FieldType.TEXT)


class Settler:
    """Works out for one evaluated manifest what would settle its duties."""

    def __init__(self, result: Result) -> None:
        """Read from a result; asking sets what its context focuses on."""
        self.result = result
        self.context = result.context
        self.vocabulary = self.context.vocabulary
        self.new = NewRecords(self.context)
        self.guesses = Guesses(result)
        self.checks: dict[int, tuple[Condition, Check]] = {}
        self.ids: dict[str, tuple[str, ...]] = {}

    def favourable(self, asked: Asked, *, exempting: bool = True) -> list[Alternative]:
        """Return alternatives after which a duty cannot be unmet: its requirement holds, or it does not apply.

        Without ``exempting`` only the former.
        """
        duty = self._focus(asked)
        found = self._solved(duty.require, TRUE)
        if exempting:
            self._focus(asked)
            found += self._solved(duty.when, FALSE) if duty.when.parts else []
            found += self.new.absences(duty.on, asked[1]) if asked[3] is None else []
        return cheapest(found)

    def unfavourable(self, asked: Asked) -> list[Alternative]:
        """Return alternatives after which a duty applies and is unmet."""
        duty = self._focus(asked)
        applies = self._solved(duty.when, TRUE) if duty.when.parts else [NOTHING]
        self._focus(asked)
        return cheapest(joined([applies, self._solved(duty.require, FALSE)]))

    def failing(self, asked: Asked) -> list[Alternative]:
        """Return alternatives after which a duty cannot be met: its requirement fails, whether it applies or not."""
        duty = self._focus(asked)
        return cheapest(self._solved(duty.require, FALSE))

    def _focus(self, asked: Asked) -> Any:
        name, actor, _, entity = asked
        duty = self.result.rules.duties[name].duty
        self.context.focus_duty(actor, duty.on.kind, entity)
        return duty

    def _truth(self, node: Condition) -> Truth:
        known = self.checks.get(id(node))
        if known is None:
            known = self.checks[id(node)] = (node, compile_condition(node))  # kept, so that no other has its id
        return known[1].truth(self.context)

    def _solved(self, node: Condition, want: Truth) -> list[Alternative]:
        """Return alternatives that give a condition a truth, with the entities that are bound."""
        truth = self._truth(node)
        if truth is want or (want is TRUE and truth is MOOT):
            return [NOTHING]
        match node:
            case AllOf(parts) | AnyOf(parts):
                every = isinstance(node, AllOf) is (want is TRUE)
                found = [self._solved(part, want) for part in parts]
                return joined(found) if every else cheapest(one for part in found for one in part)
            case Not(part):
                return self._solved(part, FALSE if want is TRUE else TRUE)
            case Quantified():
                return cheapest(self._quantified(node, want))
            case Derived(of=of, kind=kind):
                return self.guesses.of(kind, of, self.context.subject(of))
            case Atom():
                return cheapest(self._atom(node, want))

    def _atom(self, node: Atom, want: Truth) -> Iterator[Alternative]:
        """Yield the values of a field that give a test a truth, and where it looks at derived facts, their guesses."""
        field = self.vocabulary.kinds[node.of].by_path.get(node.path)
        site = self._site(node.of, node.path)
        if field is None or site is None or node.selector or self._is_later(node):
            return
        compare, now, wanted = comparison_of(node), self.context.stated(node.of, node.path), self._wanted(node)
        facts = isinstance(node.operand, FactsOf)
        entity = self.context.bound.get(node.of)
        transcribed = entity is not None and is_transcribed(entity.data)
        ids, as_of = self._ids(field, site), self.context.as_of
        known = [*candidates(field, now, wanted, as_of, ids, transcribed=transcribed)]
        if want is FALSE and any(one.plain == "none" and compare(one.side, self.context) is FALSE for one in known):
            known = [one for one in known if not one.adds]  # with other codes beside it, a list may pass again
        for one in known:
            truth = compare(one.side, self.context)
            if truth is want or (truth is MOOT and want is TRUE):
                yield self._answers(site, field, node, one)
                if field.type in UNLIKE and one.plain != "none":
                    break
            elif facts and want is TRUE and len(one.adds) > 0 and truth is not FALSE:
                of, kind = node.of, node.operand.kind if isinstance(node.operand, FactsOf) else ""
                said = self._answers(site, field, node, one)
                yield from (said | guess for guess in self._guessed(kind, of))
        if facts and isinstance(node.operand, FactsOf):
            yield from self._guessed(node.operand.kind, node.of)
        yield from self._inside(node, field, site, want)

    def _is_later(self, node: Atom) -> bool:
        """Whether what is stated of a field, or of all around it, may count only later: so would another value."""
        entity = self.context.bound.get(node.of)
        if entity is None:
            return False
        parts = node.path.split(".")
        paths = (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        stated = (entity.statements.get(path) for path in paths)
        return is_later(entity.begins, self.context.as_of) or any(one is not None and one.later for one in stated)

    def _guessed(self, kind: str, of: str) -> list[Alternative]:
        """Return the guesses for the facts of a kind about a bound entity."""
        subject = self.context.subject(of)
        return self.guesses.of(kind, of, subject)

    def _inside(self, node: Atom, field: Field, site: Site, want: Truth) -> Iterator[Alternative]:
        """Yield a statement on each field of a group, of which the test asks that something is stated."""
        if node.operator != "exists" or want is not TRUE:
            return
        for inner in field.fields.values() if self.context.stated(node.of, node.path).value is UNSAID else ():
            values = candidates(inner, self.context.stated(node.of, inner.path), (), self.context.as_of, ())
            first = next(iter(values), None)
            if first is not None and first.plain != "none":
                yield self._answers(structs.replace(site, field=inner.path), inner, node, first)

    def _answers(self, site: Site, field: Field, node: Atom, one: Candidate) -> Alternative:
        """Return the answers that state a value: one for each code that is added."""
        now = self.context.stated(node.of, node.path) if site.field == node.path else None
        stated = now is not None and now.value is not UNSAID
        kind = self.kind_of(site, field, one.plain)
        if one.closes:
            return frozenset((Answer(site=site, operator=COMPLETE, value=True, kind=AnswerKind.CIRCUMSTANCE),))
        if one.adds:
            replaces = stated and now is not None and not now.open
            return frozenset(
                Answer(site=site, operator="has", value=code, kind=kind, adds=True, replaces=replaces)
                for code in one.adds
            )
        return frozenset(
            (Answer(site=site, operator="equals", value=one.plain, kind=kind, replaces=stated),),
        )

    def kind_of(self, site: Site, field: Field, plain: Any) -> AnswerKind:
        """Return what an answer speaks of: a record that an actor keeps is a practice, and so is all that it says."""
        is_practice = field.practice or (site.kind in RECORDS and site.kind != "relation")
        return kind_of(field, plain, is_practice=is_practice, as_of=self.context.as_of)

    def _site(self, of: str, path: str) -> Site | None:
        """Return the site of a field of a bound entity; None where no entry can be named in which it would stand."""
        entity = self.context.bound.get(of)
        if entity is not None and entity.key in self.new.sites:
            return structs.replace(self.new.sites[entity.key], field=path)
        if entity is None and of != "link":
            return None
        site = site_of(of, path, self.context)
        if site.kind == "relation" and not site.listed and not (site.provider and site.receiver and site.kinds):
            return None
        return site if site.field else None

    def _wanted(self, node: Atom) -> Any:
        if OPERATORS[node.operator].takes is Takes.NOTHING:
            return ()
        match node.operand:
            case Literal(value):
                return value
            case FieldOf(of, path):
                return self.context.stated(of, path).value
            case FactsOf(kind):
                return self.context.derived(kind, self.context.subject(node.of))
            case _:
                return self.context.actor

    def _ids(self, field: Field, site: Site) -> tuple[str, ...]:
        """Return the ids that a reference in an entry can name."""
        if field.type not in REFERENCES:
            return ()
        known = self.ids.get(field.to)
        if known is None:
            listed = self.context.manifest.entities.get(field.to, ())
            known = self.ids[field.to] = tuple(sorted(one.key for one in listed if "id" in one.data))
        return tuple(one for one in known if one not in (site.key, site.provider, site.receiver))

    def _quantified(self, node: Quantified, want: Truth) -> Iterator[Alternative]:
        """Yield what makes one record, or every one, meet the conditions inside, or fail to."""
        members, certain, _ = self.context.members((node.kind, node.kinds, node.side))
        if node.one is (want is TRUE):  # one record decides
            for record, belongs in members:
                if belongs is TRUE:
                    yield from self._within(node, record, want)
            if want is TRUE or not members:
                yield from self._new(node, want)
        else:
            each = [self._of_each(node, record, want) for record, _ in members]
            if certain:
                yield from joined(each)
            elif want is TRUE:
                yield from joined([*each, [*self._new(node, want)]])
            else:
                yield from joined([*each, self.new.denials(node)])

    def _of_each(self, node: Quantified, record: Entity | None, want: Truth) -> list[Alternative]:
        """Return what makes a record meet the conditions inside, or says that a relation that may be is not there."""
        if record is not None and node.kind == "relation" and want is TRUE:
            denied = self.new.denial(record)
            if denied:
                return [denied]
        return self._within(node, record, want)

    def _new(self, node: Quantified, want: Truth) -> Iterator[Alternative]:
        """Yield new records that meet the conditions inside; or, for what no record may meet, that there is none."""
        if want is FALSE:
            yield from self.new.denials(node)
            return
        for record in self.new.possible(node):
            listed = self.new.listing(record)
            yield from (listed | inner for inner in self._within(node, record, want))

    def _within(self, node: Quantified, record: Entity | None, want: Truth) -> list[Alternative]:
        outer = self.context.bound.get(node.kind)
        self.context.bound[node.kind] = record
        try:
            return self._solved(node.that, want)
        finally:
            self.context.bound[node.kind] = outer
