"""How much of anything a check takes on, so that no input can cost more than a machine has to give."""

from typing import Final

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one call; what is over one of them is refused, never left out.

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
# What the stack of Python bears whatever else is on it, and what its clocks and counters do.
HIGHEST_DEPTH: Final = 128
HIGHEST: Final = 1_000_000_000


def highest(name: str) -> int:
    """Return what a limit can be raised to."""
    return HIGHEST_DEPTH if name == "depth" else HIGHEST


def to_raise(name: str) -> str:
    """Say how a limit is raised, wherever it is said that it is exceeded."""
    return f"--limit {name}=N raises it"
