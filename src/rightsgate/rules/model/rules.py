"""Rules as data: duties, inferences, their conditions and cases."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

import msgspec

from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Pattern, Premise, Scalar
from rightsgate.manifest.model import RECORDS
from rightsgate.rules.operators import OPERATORS
from rightsgate.text.position import Mark


class Strength(Enum):
    """How a duty binds, by the verb of its source."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow


class Basis(Enum):
    """Where the verb stands: in the sentence, in the Guiding Principles it reports, or only in our reading."""

    STATED = "stated"
    UNGP = "ungp"
    INFERRED = "inferred"


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
    """Say whether a condition may come to nothing: it compares with a list that may be empty, or with no entity."""
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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a rule comes from: document, section, recommendation, and the catalogue ids it encodes."""

    document: str
    section: str
    recommendation: int
    clauses: tuple[str, ...]


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a duty is asked of: the actor itself, each entity of a kind in its scope, or each such relation.

    ``only_listed``: where nothing of the kind is listed it is not asked at all, not even as a question.
    """

    kind: str
    kinds: tuple[str, ...] = ()
    side: str = ""
    only_listed: bool = False


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of those who hold one of the roles in ``binds``.

    Those in ``secondary`` it binds too, but asks no more of them than to weigh it: for them it is a *may*.
    ``framework`` and ``stage`` of the life cycle are given where a framework asks for it.
    ``judgement`` says what a person must decide once the declared part is met (empty: nothing);
    ``out_of_reach`` says why no manifest can show it (empty: it can). ``effective_from`` and
    ``effective_until`` are ISO days (empty: always). ``joint``: it is asked once of each entity, of all together.
    """

    id: str
    title: str
    recommendation: str
    source: Source
    binds: tuple[str, ...]
    on: Subject
    strength: Strength
    basis: Basis
    when: AllOf
    require: AllOf
    closes: tuple[str, ...]
    rights: tuple[str, ...]
    why: str
    fix: str
    path: str
    mark: Mark
    judgement: str = ""
    out_of_reach: str = ""
    effective_from: str = ""
    effective_until: str = ""
    joint: bool = False
    secondary: tuple[str, ...] = ()
    framework: str = ""
    stage: str = ""

    def strength_in(self, role: str) -> Strength:
        """Return how the duty binds those who hold a role."""
        return Strength.MAY if role in self.secondary else self.strength

    def in_effect(self, as_of: str) -> bool:
        """Say whether the duty is in effect on a day (ISO); ``effective_until`` is the first day it no longer is."""
        return self.effective_from <= as_of and (not self.effective_until or as_of < self.effective_until)


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """A headline recommendation, the unit that people read, with the ids of the duties beneath it."""

    id: str
    title: str
    document: str
    section: str
    section_title: str
    number: int
    duties: tuple[str, ...]


class Inference(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from what. ``possible``: the conclusion may hold, and is never certain by this rule."""

    id: str
    title: str
    source: str
    premises: tuple[Premise, ...]
    conclusion: Pattern
    possible: bool
    path: str
    mark: Mark


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest (as data), the check date and the outcome that a duty must have for its first actor."""

    rule: str
    outcome: str
    manifest: Mapping[str, Any]
    as_of: str
    path: str
    mark: Mark


# Stands for the actor of a duty that is asked of several together.
JOINTLY: Final = ""
