"""The conditions of rules in words, from what the vocabulary says of the fields they test."""

import re
from typing import Final

from rightsgate.handbook.blocks import Code, Item, Phrase, Ref, listed
from rightsgate.handbook.fields import gist, gloss, lowered, spaced
from rightsgate.logic.comparison import Stated
from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Scalar
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.model import RECORDS
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
    SelfActor,
)
from rightsgate.rules.model.operator import Operator, Plain, Takes, Words
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.operators import OPERATORS, period_in_words
from rightsgate.vocabulary.model import Field, FieldType

INDEX: Final = re.compile(r"\[[^\]]*\]")
SIDES: Final = {"provider": " in which it is the provider", "receiver": " in which it is the receiver"}
OF: Final = {"link": "its tie to the impact"}


class Conditions:
    """Puts the conditions of a pack into words."""

    def __init__(self, pack: Pack) -> None:
        """Know the fields of a pack, and the inferences by which facts follow."""
        self.kinds = pack.vocabulary.kinds
        self.inferences: dict[str, dict[str, str]] = {}
        for inference in pack.inferences:
            if not inference.possible:
                self.inferences.setdefault(inference.conclusion.kind, {})[inference.id] = inference.title

    def items(self, condition: AllOf | AnyOf) -> tuple[Item, ...]:
        """Return an entry for each part of a condition."""
        return tuple(_capital(self.item(part)) for part in condition.parts)

    def item(self, condition: Condition) -> Item:
        """Return one condition as an entry of a list, with its parts beneath it."""
        match condition:
            case AllOf(parts) | AnyOf(parts) if len(parts) == 1:
                return self.item(parts[0])
            case AllOf():
                return Item(("all of this:",), self.items(condition))
            case AnyOf():
                return Item(("at least one of these:",), self.items(condition))
            case Not(part):
                inner = self.item(part)
                return Item(("not so: ", *inner.phrase), inner.items)
            case Quantified():
                return self._records(condition)
            case Derived():
                return self._derived(condition)
            case Atom():
                return self._atom(condition)

    def _records(self, node: Quantified) -> Item:
        kinds = (" (", *listed([(Code(kind),) for kind in node.kinds], "or"), ")") if node.kinds else ()
        name, linked = RECORDS[node.kind].one if node.kind in RECORDS else node.kind, ""
        if node.kind not in RECORDS:
            linked = " in its scope" if node.subject == "actor" else f" linked with the {node.subject}"
        elif node.kind != "relation":
            linked = " of its own" if node.subject == "actor" else f" of its own about the {node.subject}"
        first = ("an " if name[0] in "aeiou" else "a ") if node.one else "every "
        phrase: Phrase = (first + name, *kinds, linked + SIDES.get(node.side, ""))
        inner = self.items(node.that)
        return Item((*phrase, ", where:") if inner else phrase, inner)

    def _derived(self, node: Derived) -> Item:
        wanted = (": ", *listed([(Code(str(value)),) for value in node.values], "or")) if node.values else ()
        words: Phrase = (f"the rules find of {OF.get(node.of, f'the {node.of}')}: {spaced(node.kind)}", *wanted)
        return self._by_inferences(words, node.kind)

    def _by_inferences(self, words: Phrase, kind: str) -> Item:
        """Return words about a derived fact with the inferences by which it follows."""
        known = self.inferences.get(kind, {})
        reasons = tuple(Item((f"{title} (", Ref(name), ")")) for name, title in known.items())
        if not reasons:
            return Item(words)
        return Item((*words, ", which follows", " so:" if len(reasons) == 1 else " in any of these ways:"), reasons)

    def _atom(self, node: Atom) -> Item:
        field = self.kinds[node.of].by_path[node.path]
        name = f"{node.of}.{node.path}"
        if node.selector:
            name = f"{node.of}{node.selector[1:]}"
            below = INDEX.sub("", node.selector[2:]).removeprefix(node.path).strip(".")
            within = field.fields.get(below, field)
            return Item((f"{gist(within)} (", Code(name), "), in every entry: ", *self._test(node, None)))
        value = _truth_asked(node) if field.type is FieldType.BOOLEAN else None
        if value is not None:
            said = gist(field) if value else f"it is stated as not so: {lowered(gist(field))}"
            return Item((f"{said} (", Code(f"{name}: {'true' if value else 'false'}"), ")"))
        words: Phrase = (f"{gist(field)} (", Code(name), "): ", *self._test(node, field))
        if isinstance(node.operand, FactsOf):
            return self._by_inferences(words, node.operand.kind)
        return Item(words)

    def _test(self, node: Atom, field: Field | None) -> Phrase:
        operator, facts = OPERATORS[node.operator], isinstance(node.operand, FactsOf)
        words = operator.described or operator.asked
        before, operand, after = words.of(None if field is None else field.type, facts=facts).partition("{}")
        said = self._operand(node, operator, words, field) if operand else ()
        return tuple(span for span in (before, *said, after) if span)

    def _operand(self, node: Atom, operator: Operator, words: Words, field: Field | None) -> Phrase:
        match node.operand:
            case Literal(value, parameter):
                named: Phrase = (", the threshold ", Code(parameter)) if parameter else ()
                if operator.takes is Takes.PERIOD:
                    return (period_in_words(str(value)), *named)
                return (*literal(value, words.joined, field), *named)
            case FieldOf(of, path):
                other = gist(self.kinds[of].by_path[path])
                return (f"{lowered(other)}, ", Code(f"{of}.{path}"))
            case FactsOf(kind):
                return (f"each {spaced(kind)} that the rules find of the {node.of}",)
            case SelfActor():
                return ("the actor itself",)


def _truth_asked(node: Atom) -> bool | None:
    """Return the only one of true and false that passes a test of a field; None where both do, or neither."""
    match OPERATORS[node.operator].evaluator, node.operand:
        case Plain(compare), Literal(value):
            passing = [truth for truth in (True, False) if compare(Stated(truth), value) is TRUE]
            return passing[0] if len(passing) == 1 else None
        case _:
            return None


def _capital(item: Item) -> Item:
    first, *rest = item.phrase
    return Item((f"{first[:1].upper()}{first[1:]}", *rest), item.items) if isinstance(first, str) else item


def literal(value: Dates | Scalar | tuple[Scalar, ...], joined: str, field: Field | None) -> Phrase:
    """Return a value that is written in a rule, with what its code means.

    ``joined`` is the word between the last two of several.
    """
    if isinstance(value, tuple):
        return listed([literal(one, joined, field) for one in value], joined)
    if isinstance(value, Dates):
        return (Code(value.text),)
    means = gloss(field, str(value))
    return (Code(number(value)), *((f" ({means})",) if means else ()))


def number(value: Scalar) -> str:
    """Return a value as it is written in a manifest."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
