"""What is said of one tie of an actor to a harm."""

from typing import Any, Final

# Whatever would make the tie closer than a direct link is denied.
SETTLED: Final[dict[str, Any]] = {
    "acts_alone_sufficient": False,
    "own_use": False,
    "enables_harm": False,
    "incentivises_harm": False,
    "parallel_contribution": False,
    "safeguards_effective": True,
    "safeguards_since": "2025-01-01",
}
