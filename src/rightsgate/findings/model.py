"""Findings: outcomes of duties, their explanations and derivations, and what a policy does with them."""

from enum import Enum
from typing import Final

import msgspec

from rightsgate.logic.truth import Truth
from rightsgate.manifest.evidence import Demand
from rightsgate.manifest.model import Entity, Statement
from rightsgate.rules.model.rules import Duty, Strength

# Stands for the actor of a duty that is asked of several together.
JOINTLY: Final = ""


class Outcome(Enum):
    """How a duty stands for one actor, in one role, for one entity."""

    UNMET = "unmet"
    UNKNOWN = "unknown"
    JUDGEMENT = "judgement"
    MET = "met"
    NOT_APPLICABLE = "not-applicable"
    INACTIVE = "inactive"

    __hash__ = object.__hash__  # members are unique; Enum's own hash is ten times slower, and this one is everywhere


class Effect(Enum):
    """What an outcome does to the gate."""

    BLOCK = "block"
    UNDECIDED = "undecided"
    ACCEPT = "accept"


class Verdict(Enum):
    """The gate's answer."""

    FAILED = "failed"
    UNDECIDED = "undecided"
    PASSED = "passed"


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a manifest: file, line and column from 1, JSON pointer (RFC 6901)."""

    path: str
    line: int
    column: int
    pointer: str

    @classmethod
    def of(cls, path: str, thing: Statement | Entity, below: str = "") -> "Location":
        """Return the place of a statement or entity of a file; ``below`` is added to its pointer."""
        line, column = thing.mark
        return cls(path=path, line=line, column=column, pointer=thing.pointer + below)


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One test that a condition made: what was asked of which field, what was stated, and how it stands.

    ``part`` is ``when`` or ``require``. ``evidence`` is what the manifest names as proof, as written.
    ``location`` is that of the statement, or of the entity that lacks it, with the pointer at which it would stand.
    """

    part: str
    entity: str
    field: str
    asked: str
    stated: str
    evidence: str
    truth: Truth
    location: Location


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A fact in a derivation: the rule that derived it and from what, or the place that states it.

    ``id`` is the same wherever the same fact is derived. ``rule`` names an inference, duty, risk or pathway, ``title``
    says what it says and ``source`` where it comes from; ``premises`` are the ids of the steps it rests on, ``tests``
    what a condition looked at.
    """

    id: str
    fact: str
    truth: Truth
    rule: str
    title: str
    source: str
    premises: tuple[str, ...]
    tests: tuple[Observation, ...]
    location: Location | None


def fact_text(kind: str, terms: tuple[object, ...]) -> str:
    """Write a fact for people: ``role(softco, deployer)``. No two facts are written alike."""
    return f"{kind}({', '.join(map(_term, terms))})"


def _term(term: object) -> str:
    if term is None:
        return "-"
    if isinstance(term, str):
        return msgspec.json.encode(term).decode() if _misread(term) else term
    return str(term).lower() if isinstance(term, bool) else str(getattr(term, "text", term))


def _misread(text: str) -> bool:
    """Say whether a text reads like a number, a date, a truth value, no entity, or several terms."""
    numeric = text[:1] in "+-.0123456789" and not text.strip("+-.eE0123456789")
    return numeric or '"' in text or ", " in text or text in ("true", "false")


def step_id(kind: str, terms: tuple[object, ...]) -> str:
    """Return the id of a fact in derivations, which depends on the fact alone."""
    return id_of(fact_text(kind, terms))


def id_of(text: str) -> str:
    """Return the id of a fact that is written as ``text``."""
    from hashlib import sha256  # which only derivations need

    return "f-" + sha256(text.encode()).hexdigest()[:12]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A named person's recorded decision: an outcome of a duty that asks for judgement, or a level of involvement."""

    outcome: str
    decided_by: str
    date: str
    reason: str
    location: Location


class Detail(Enum):
    """How much an explanation says: what is missing, the tests as well, or the derivation as well."""

    BRIEF = "brief"
    TESTS = "tests"
    DERIVED = "derived"


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why an outcome is what it is.

    ``because``: the tests that decide it, the most telling first. ``unsaid``: the fields whose statement would
    settle an unknown. ``derivation``: the ids of the steps by which the duty came to be asked.
    """

    location: Location
    because: tuple[Observation, ...]
    unsaid: tuple[str, ...]
    derivation: tuple[str, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One duty, for one actor in one role, for one entity (None: the actor itself, or nothing is listed).

    ``role_certain`` is false where the role itself is only possible; ``possible`` are the outcomes that
    answers to what is unknown could lead to. ``lacks`` is what a policy demands of evidence, where that alone keeps the
    duty from being met. ``also`` are the findings on rules of other sources that ask for the same.
    """

    duty: Duty
    actor: str
    role: str
    role_certain: bool
    entity: str | None
    outcome: Outcome
    possible: tuple[Outcome, ...]
    effect: Effect
    decision: Decision | None
    explanation: Explanation | None
    lacks: Demand | None = None
    also: tuple["Finding", ...] = ()

    @property
    def strength(self) -> Strength:
        """How the duty binds this actor in this role."""
        return self.duty.strength_in(self.role)

    @property
    def id(self) -> str:
        """The finding's id: rule, entity if it is not the actor, actor and role."""
        where = [part for part in (self.entity, self.actor, self.role) if part]
        return f"{self.duty.id}@{'/'.join(where)}"
