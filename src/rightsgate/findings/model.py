"""Findings: outcomes of duties, their explanations and derivations, and what a policy does with them."""

from collections.abc import Mapping
from enum import Enum

import msgspec

from rightsgate.evaluate.model import Explanation
from rightsgate.findings.waivers.model import Waiver
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.evidence import Demand
from rightsgate.rules.model.duty import Duty, Strength
from rightsgate.rules.model.outcome import Effect, Outcome


class Verdict(Enum):
    """The gate's answer."""

    FAILED = "failed"
    UNDECIDED = "undecided"
    PASSED = "passed"


class Ground(Enum):
    """What a verdict rests on."""

    BLOCKED = "blocked"
    NOTHING_CHECKED = "nothing-checked"
    NOTHING_AT_STAKE = "nothing-at-stake"
    ALL_ADVISORY = "all-advisory"
    LEFT_OPEN = "left-open"
    NOTHING_BLOCKS = "nothing-blocks"


class Change(Enum):
    """How an open finding stands to the baseline: it was absent or had a better outcome there, or it was open already.

    ``NOW_STATED``: nothing was stated of it then, and it is unmet by what is stated now. ``GATES_NOW``: it was open,
    and kept no gate from passing, since the policy accepted it.
    """

    NEW = "new"
    WORSE = "worse"
    GATES_NOW = "gates-now"
    NOW_STATED = "now-stated"
    KNOWN = "known"


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What a verdict rests on, with the outcomes that decided it (of a pass: those that the policy accepts).

    ``waived`` and ``known`` are the findings that would keep the gate from passing without a waiver, or a baseline.
    """

    ground: Ground
    counts: Mapping[Outcome, int]
    waived: int = 0
    known: int = 0


class RiskDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded decision on a risk that counts: who owns it, and the ids of the impacts or entities it is about."""

    actor: str
    about: tuple[str, ...]
    decision: Decision


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One duty, for one actor in one role, for one entity (None: the actor itself, or nothing is listed).

    ``role_certain`` is false where the role itself is only possible; ``possible`` are the outcomes that
    answers to what is unknown could lead to. ``lacks`` is what a policy demands of evidence, where that alone keeps the
    duty from being met. ``also`` are the findings on rules of other sources that ask for the same.
    ``advisory``: it is a duty of somebody whose duties do not gate, and so has no effect on the verdict. ``at_stake``:
    the policy does not accept every outcome of it. ``awaits`` are the others on whose statements or practices alone
    it rests; it has no effect either. ``waiver`` is the one that accepts it for now; ``change`` says how it stands to
    the baseline, where it is open and there is one. ``spared``: it would keep the gate from passing, and does not since
    it did in the baseline already.
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
    advisory: bool = False
    at_stake: bool = True
    awaits: tuple[str, ...] = ()
    waiver: Waiver | None = None
    change: Change | None = None
    spared: bool = False

    @property
    def without_role(self) -> str:
        """The finding's id without the role; another role of the same actor may have the same."""
        return self.id.removesuffix(f"/{self.role}")

    @property
    def is_at_stake(self) -> bool:
        """Whether the policy does not accept every outcome of it, or of one of the findings that are part of it."""
        return self.at_stake or any(other.at_stake for other in self.also)

    @property
    def strength(self) -> Strength:
        """How the duty binds this actor in this role."""
        return self.duty.strength_in(self.role)

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of its rules, with those of other sources that ask for the same, and of their recommendations."""
        duties = (self.duty, *(other.duty for other in self.also))
        return tuple(name for duty in duties for name in (duty.id, duty.recommendation))

    @property
    def asked(self) -> tuple[str, str, str, str | None]:
        """What it is about: the ids of its duty and actor, the role, and the id of the entity, if there is one."""
        return (self.duty.id, self.actor, self.role, self.entity)

    @property
    def id(self) -> str:
        """The finding's id: rule, entity if it is not the actor, actor and role."""
        where = [part for part in (self.entity, self.actor, self.role) if part]
        return f"{self.duty.id}@{'/'.join(where)}"
