"""Alternatives of the parts of a condition, joined, and of these the cheapest."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from rightsgate.advise.answers import NOTHING, Alternative, agree, order_of, rank_of

# How many alternatives are kept of a condition, the cheapest first, and how many are joined before that.
MOST: Final = 24
JOINED: Final = 400


def joined(parts: Sequence[Iterable[Alternative]]) -> list[Alternative]:
    """Return every way to take one alternative of each part, as far as they agree; the cheapest."""
    found = [NOTHING]
    for part in parts:
        both = (one | other for one in found for other in part)
        found = cheapest(one for one in islice(both, JOINED) if agree(one))
        if not found:
            return []
    return found


def cheapest(found: Iterable[Alternative]) -> list[Alternative]:
    """Return the cheapest alternatives, those of practices first, none of which holds another."""
    kept: list[Alternative] = []
    for one in sorted(set(found), key=lambda one: (rank_of(one), order_of(one))):
        if not any(other <= one for other in kept):
            kept.append(one)
            if len(kept) == MOST:
                break
    return kept
