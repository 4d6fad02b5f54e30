"""Manifests with a fault: what such a one begins with, and what is said of it."""

from collections.abc import Callable, Sequence

from rightsgate.errors import Fault

Faults = Callable[..., tuple[Fault, ...]]
BASE = "rightsgate: 1\nactors: [{id: lab}, {id: studio}]\n"


def is_told(faults: Sequence[Fault], place: tuple[int, int], words: str) -> None:
    """Assert that there is one fault, which is told at its place, on one line, and in words that hold the given ones."""
    (fault,) = faults
    assert (fault.line, fault.column) == place
    assert words in str(fault)
    assert str(fault).isprintable()
