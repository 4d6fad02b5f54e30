"""Conditions of duties and risk tables."""

import re
from typing import Final

import msgspec

from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Scalar
from rightsgate.manifest.model import RECORDS
from rightsgate.rules.operators import OPERATORS


class Literal(msgspec.Struct, frozen=True, tag=True):
    """A value written in the rule: text, number, boolean, ``Dates`` or a tuple of codes.

    ``parameter`` names the threshold that it is, if it is one.
    """

    value: Dates | Scalar | tuple[Scalar, ...]
    parameter: str = ""


class FieldOf(msgspec.Struct, frozen=True, tag=True):
    """The value of another field: of the entity bound as ``of``, at the dotted ``path``."""

    of: str
    path: str


class FactsOf(msgspec.Struct, frozen=True, tag=True):
    """The last arguments of all derived facts of a kind whose first is the subject."""

    kind: str


class SelfActor(msgspec.Struct, frozen=True, tag=True):
    """The id of the actor under evaluation."""


Operand = Literal | FieldOf | FactsOf | SelfActor


# A selector of names and [*] alone, which is a walk over mappings and lists.
WALKED: Final = re.compile(r"\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\*\])+")


class Atom(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One test: the field at ``path`` of the entity bound as ``of``, an operator, an operand.

    ``selector`` is the JSONPath as written where it is more than a plain path.
    """

    of: str
    path: str
    operator: str
    operand: Operand
    selector: str = ""


class Derived(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A derived fact of ``kind`` holds of the entity bound as ``of``.

    ``any_last``: with any last argument, or with one of ``values`` where there are some.
    """

    of: str
    kind: str
    any_last: bool = False
    values: tuple[Scalar, ...] = ()


class AllOf(msgspec.Struct, frozen=True, tag=True):
    """Every part holds."""

    parts: tuple["Condition", ...]


class AnyOf(msgspec.Struct, frozen=True, tag=True):
    """Some part holds."""

    parts: tuple["Condition", ...]


class Not(msgspec.Struct, frozen=True, tag=True):
    """The part does not hold."""

    part: "Condition"


class Quantified(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """``one`` or ``every`` record of ``kind`` that belongs to the actor, or entity linked to the subject.

    ``kinds`` narrows documents, terms and relations by their kind; ``side`` says which end of a relation the
    actor is at. One record has to meet all of ``that`` by itself.
    """

    one: bool
    kind: str
    kinds: tuple[str, ...]
    side: str
    subject: str
    that: AllOf


Condition = Atom | Derived | AllOf | AnyOf | Not | Quantified


def can_be_moot(condition: Condition) -> bool:
    """Whether a condition can be moot, as a comparison with a list or a test of every entity of a kind can."""
    match condition:
        case Atom(operator=operator):
            return OPERATORS[operator].can_be_moot
        case Not(part):
            return can_be_moot(part)
        case AllOf(parts) | AnyOf(parts):
            return bool(parts) and all(can_be_moot(part) for part in parts)
        case Quantified(one=one, kind=kind, that=that):
            return (kind not in RECORDS and not one) or can_be_moot(that)
        case Derived():
            return False


def facts_read(condition: Condition) -> set[str]:
    """Return the kinds of derived fact that a condition looks at."""
    found: set[str] = set()
    nodes = [condition]
    while nodes:
        match nodes.pop():
            case Atom(operand=operand):
                if isinstance(operand, FactsOf):
                    found.add(operand.kind)
            case Derived(kind=kind):
                found.add(kind)
            case AllOf(parts) | AnyOf(parts) | Quantified(that=AllOf(parts)):
                nodes += parts
            case Not(part):
                nodes.append(part)
    return found
