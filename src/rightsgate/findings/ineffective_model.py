"""Recorded decisions without effect, each with the reason. ``report`` puts them into sentences."""

from enum import Enum

import msgspec

from rightsgate.manifest.location import Location


class NoEffectReason(Enum):
    """Why a recorded decision has no effect."""

    INCOMPLETE = "incomplete"
    LATER = "later"
    EXPIRED = "expired"
    OVERRULED = "overruled"
    STATEMENTS_DECIDE = "statements-decide"
    NOT_SELECTED = "not-selected"
    NOT_BOUND = "not-bound"
    NOT_ASKED = "not-asked"
    NOT_DUE = "not-due"
    NOT_CONCERNED = "not-concerned"

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow


class Matter(Enum):
    """What kind of matter a decision is about."""

    DUTY = "duty"
    INVOLVEMENT = "involvement"
    RISK = "risk"

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow


class IneffectiveDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded decision without effect.

    ``on`` is the rule or the impact decided on, ``about`` the entity, if one is named; ``details`` are the fields that
    it lacks, the outcomes of the duty instead, or the entities that are not the actor's. Fields not stated are empty.
    """

    matter: Matter
    actor: str
    on: str
    about: str
    outcome: str
    decided_by: str
    date: str
    reason: NoEffectReason
    details: tuple[str, ...]
    location: Location
