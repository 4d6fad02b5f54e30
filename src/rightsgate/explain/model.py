"""Derivations as steps."""

import msgspec

from rightsgate.evaluate.model import Test
from rightsgate.logic.truth import Truth
from rightsgate.manifest.location import Location


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A fact in a derivation: the rule that derived it and from what, or the place that states it.

    ``id`` is the same wherever the same fact is derived. ``kind`` is that of the fact, and ``fact`` writes it with its
    terms. ``rule`` names an inference, duty, risk or pathway, ``title`` is its title or name, and ``source`` where it
    comes from; ``premises`` are the ids of the steps it rests on, ``tests`` what a condition looked at. ``computed``:
    conditions were evaluated to it.
    """

    id: str
    kind: str
    fact: str
    truth: Truth
    rule: str = ""
    title: str = ""
    source: str = ""
    premises: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    computed: bool = False
    location: Location | None = None
