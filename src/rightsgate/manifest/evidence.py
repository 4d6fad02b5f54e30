"""How well statements are backed, and how well a policy asks them to be."""

from enum import Enum
from typing import Final

import msgspec


class Tier(Enum):
    """What backs a statement, weakest first: nothing, a document, a test, or somebody independent."""

    CLAIMED = "claimed"
    DOCUMENTED = "documented"
    TESTED = "tested"
    VERIFIED = "verified"

    def reaches(self, other: "Tier") -> bool:
        """Say whether this is as good as another."""
        return RANKS[self] >= RANKS[other]


RANKS: Final = {tier: rank for rank, tier in enumerate(Tier)}


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What has to back a statement before it can meet a duty: a tier, and how old it may be (a period, or empty).

    ``reason`` says why the policy asks for that.
    """

    tier: Tier
    fresh_within: str = ""
    reason: str = ""
