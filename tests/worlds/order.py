"""The same data in another order."""

from random import Random
from typing import Any


def shuffled(value: Any, random: Random) -> Any:
    """Return the same data with the keys of every mapping and the items of every list in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], random) for key in random.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(inner, random) for inner in random.sample(value, len(value))]
    return value
