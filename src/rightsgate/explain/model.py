"""Derivations as steps, and the premise at which a rule fails."""

from enum import Enum
from typing import Any

import msgspec

from rightsgate.engine.program import Fact
from rightsgate.evaluate.model import Test
from rightsgate.evaluate.site import Site
from rightsgate.logic.truth import FALSE, Truth
from rightsgate.manifest.location import Location


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """The document that a duty, risk or pathway comes from, and the section in it."""

    document: str
    section: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A fact in a derivation: the rule that derived it and from what, or the place that states it.

    ``id`` is the same wherever the same fact is derived. ``kind`` is that of the fact, and ``fact`` writes it with its
    terms. ``rule`` names an inference, duty, risk or pathway, ``title`` is its title or name, and ``source`` where it
    comes from, which an inference says in its own words; ``premises`` are the ids of the steps it rests on, ``tests``
    what a condition looked at. ``computed``: conditions were evaluated to it.
    ``site``: where what it says is stated, or would be.
    """

    id: str
    kind: str
    fact: str
    truth: Truth
    rule: str = ""
    title: str = ""
    source: Citation | str = ""
    premises: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    computed: bool = False
    location: Location | None = None
    site: Site | None = None


class Unbound(Enum):
    """Stands in a premise for a term that may be anything."""

    ANYTHING = "anything"


class Failing(msgspec.Struct, frozen=True, kw_only=True):
    """The premise at which a rule fails: ``depth`` premises before it hold; ``kind`` is what it looks for.

    ``count`` is the number of facts that a counting premise needs; a comparison has an ``operator`` between two terms
    and no kind. ``truth`` is UNKNOWN if the premise may hold. ``against`` is the fact that contradicts a negation.
    """

    depth: int
    kind: str = ""
    terms: tuple[Any, ...]
    operator: str = ""
    count: int = 0
    truth: Truth = FALSE
    negated: bool = False
    against: Fact | None = None
