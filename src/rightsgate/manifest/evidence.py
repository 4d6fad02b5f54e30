"""How well statements are backed, who can verify them, and how well a policy asks them to be backed."""

from collections.abc import Collection
from enum import Enum
from typing import Any, Final

import msgspec

from rightsgate.text.placeholders import names_nobody, normalized_words

# Words by which an organisation names itself as the one that verified, and how its own staff are called.
ONESELF: Final = frozenset(
    (
        *("self", "itself", "ourselves", "us", "we", "me", "myself", "author", "the author", "internal", "internally"),
        *("in house", "inhouse", "the team", "our team", "staff", "own staff", "wir selbst", "intern"),
    )
)
ONES_OWN: Final = ("internal ", "internally ", "in house ", "inhouse ", "our ", "own ", "self ", "ourselves ")
LEGAL_FORMS: Final = frozenset(
    (
        *("ab", "ag", "as", "bv", "co", "corp", "corporation", "gmbh", "inc", "kk", "limited", "llc", "llp", "ltd"),
        *("nv", "oy", "plc", "pty", "sa", "sarl", "sas", "se", "spa", "srl"),
    )
)
# Any other name could begin with a name as short as this.
SHORTEST: Final = 4


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


def texts_of(said: Any) -> tuple[str, ...]:
    """Return the texts of a detail (evidence, tested, verified_by) that say something."""
    listed = said if isinstance(said, list) else (said,)
    return tuple(one for one in listed if isinstance(one, str) and not names_nobody(one))


def is_own(name: str, own: Collection[str]) -> bool:
    """Whether a name is one of ``own`` in another spelling, a part of that organisation, or a word for oneself.

    A name that only says for whom somebody works ("an auditor for Acme") is somebody else's.
    """
    words = normalized_words(name)
    if words in ONESELF or words.startswith(ONES_OWN):
        return True
    return any(_speaks_for(words.split(), normalized_words(its).split()) for its in own)


def _speaks_for(words: list[str], its: list[str]) -> bool:
    """Whether a name is that of an organisation, or of a part of it."""
    firm = [word for word in its if word not in LEGAL_FORMS] or its
    if words in (its, firm) or "".join(words) == "".join(firm):
        return True
    size = len(firm)
    if len(" ".join(firm)) < SHORTEST:
        return False
    starts = (at for at in range(len(words) - size + 1) if words[at : at + size] == firm)
    return any(at == 0 or words[at - 1] not in ("for", "behalf") for at in starts)
