"""What a check yields: findings, their explanations, the gate's verdict. Formats are the report stage's."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

import msgspec

from rightsgate.model.rules import Duty, Recommendation, Strength
from rightsgate.model.truth import Truth


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


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Which duties are checked and what their outcomes do.

    ``strengths``, ``documents``, ``sections``, ``roles`` and ``rules`` narrow the duties (empty: all);
    ``effects`` maps an outcome and a strength to its effect on the gate.
    """

    name: str
    title: str
    strengths: tuple[Strength, ...]
    documents: tuple[str, ...]
    sections: tuple[str, ...]
    roles: tuple[str, ...]
    rules: tuple[str, ...]
    effects: Mapping[tuple[Outcome, Strength], Effect]


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a manifest: file, line and column from 1, JSON pointer (RFC 6901)."""

    path: str
    line: int
    column: int
    pointer: str


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


class FactRef(msgspec.Struct, frozen=True, kw_only=True):
    """A fact in a derivation: the rule that derived it and from what, or the place that states it."""

    fact: str
    truth: Truth
    rule: str
    premises: tuple["FactRef", ...]
    location: Location | None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A named person's recorded decision on a duty that asks for judgement."""

    outcome: Outcome
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
    settle an unknown. ``derivation``: how the duty came to be asked.
    """

    location: Location
    because: tuple[Observation, ...]
    unsaid: tuple[str, ...]
    derivation: tuple[FactRef, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One duty, for one actor in one role, for one entity (None: the actor itself, or nothing is listed).

    ``role_certain`` is false where the role itself is only possible; ``possible`` are the outcomes that
    answers to what is unknown could lead to.
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


class ActorSummary(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of the manifest, with the roles that are certain and those that are only possible."""

    id: str
    name: str
    roles: tuple[str, ...]
    possible_roles: tuple[str, ...]
    location: Location


class ManifestReport(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a report that concerns one manifest. ``counts`` hold every outcome, zero or not."""

    path: str
    name: str
    actors: tuple[ActorSummary, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[Outcome, int]
    out_of_reach: tuple[Duty, ...]
    verdict: Verdict
    reason: str
    facts: Mapping[str, int]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How a report was made: the day, the policy, the packs, and how many duties the policy selects."""

    as_of: str
    policy: Policy
    packs: tuple[str, ...]
    duties: int
    recommendations: Mapping[str, Recommendation]


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a report that concerns one manifest, written in a format, with what the whole report sums up."""

    path: str
    verdict: Verdict
    counts: Mapping[Outcome, int]
    body: str
