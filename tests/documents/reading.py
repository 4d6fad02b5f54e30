"""YAML and JSON text, read or refused."""

from collections.abc import Callable

import pytest

from rightsgate.errors import Fault, InputError
from rightsgate.text.located import LocatedMap, parse


def refused(read: Callable[[], object]) -> tuple[Fault, ...]:
    """Return the faults for which ``read`` refuses its input."""
    with pytest.raises(InputError) as caught:
        read()
    return caught.value.faults


def outcome(read: Callable[[], object]) -> tuple[object, tuple[Fault, ...]]:
    """Return what ``read`` gives, or the faults for which it refuses its input; any other error is an error."""
    try:
        return read(), ()
    except InputError as error:
        return None, error.faults


def yaml(text: str) -> LocatedMap:
    return parse(text, "m.yaml")


def in_json(text: str) -> LocatedMap:
    return parse(text, "m.json", json=True)
