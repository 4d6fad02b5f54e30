"""How well statements are backed, and how well a policy asks them to be."""

from enum import Enum
from typing import Final

import msgspec


class Tier(Enum):
    """The tiers of evidence, weakest first: none, a document, a test, independent verification."""

    CLAIMED = "claimed"
    DOCUMENTED = "documented"
    TESTED = "tested"
    VERIFIED = "verified"

    def reaches(self, other: "Tier") -> bool:
        """Whether this tier is at least as strong as another."""
        return RANKS[self] >= RANKS[other]


RANKS: Final = {tier: rank for rank, tier in enumerate(Tier)}


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence that a statement needs to meet a duty: a tier, and a maximum age (a period, or empty).

    ``reason`` says why the policy asks for that.
    """

    tier: Tier
    fresh_within: str = ""
    reason: str = ""
