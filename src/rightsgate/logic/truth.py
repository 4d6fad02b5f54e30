"""Three values of truth, and the fourth answer that a comparison with nothing gives.

Strong Kleene logic: unknown is neither true nor false, and neither is its negation.
"""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """How a condition stands. ``MOOT``: there was nothing to compare with, so it asks for nothing."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"
    MOOT = "moot"


# Bound once: looking a member up on an enum class costs more than the comparison it serves.
FALSE, UNKNOWN, TRUE, MOOT = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE, Truth.MOOT


def all_of(truths: Iterable[Truth]) -> Truth:
    """Conjunction. Moot parts do not count, unless all are moot; an empty conjunction is true."""
    result, moot = TRUE, False
    counted = False
    for truth in truths:
        if truth is FALSE:
            return FALSE
        if truth is MOOT:
            moot = True
            continue
        counted = True
        if truth is UNKNOWN:
            result = UNKNOWN
    return MOOT if moot and not counted else result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Disjunction. Moot parts do not count, unless all are moot; an empty disjunction is false."""
    result, moot = FALSE, False
    counted = False
    for truth in truths:
        if truth is TRUE:
            return TRUE
        if truth is MOOT:
            moot = True
            continue
        counted = True
        if truth is UNKNOWN:
            result = UNKNOWN
    return MOOT if moot and not counted else result


def negate(truth: Truth) -> Truth:
    """Negation: unknown stays unknown and moot stays moot."""
    if truth is TRUE:
        return FALSE
    return TRUE if truth is FALSE else truth
