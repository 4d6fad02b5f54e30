"""Resource limits of a check, so that no input can exhaust the machine."""

from typing import Final

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one call; input that exceeds one is refused, never truncated.

    The first five hold for each file, manifest or rules; ``rules`` for all packs together; ``facts`` and
    ``derivations`` for what follows from each manifest; ``seconds`` for the whole call of a command, and for
    nothing else, since only the command line reads the clock.
    """

    bytes: int = 16 * 1024 * 1024
    depth: int = 64
    values: int = 100_000
    aliases: int = 10_000
    entities: int = 10_000
    rules: int = 10_000
    facts: int = 500_000
    derivations: int = 500_000
    seconds: int = 300


DEFAULTS: Final = Limits()
NAMES: Final = Limits.__struct_fields__
# Hard caps: on depth by Python's recursion limit, on all others by the range of timers and counters.
HIGHEST_DEPTH: Final = 128
HIGHEST: Final = 1_000_000_000


def highest(name: str) -> int:
    """Return what a limit can be raised to."""
    return HIGHEST_DEPTH if name == "depth" else HIGHEST


def to_raise(name: str) -> str:
    """Return the hint that tells how to raise a limit, for every message that one is exceeded."""
    return f"--limit {name}=N raises it"
