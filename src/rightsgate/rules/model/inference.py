"""Inferences: what follows from what."""

import msgspec

from rightsgate.logic.patterns import Pattern, Premise
from rightsgate.text.position import Mark


class Inference(msgspec.Struct, frozen=True, kw_only=True):
    """A conclusion and its premises. ``possible``: this rule never makes the conclusion certain."""

    id: str
    title: str
    source: str
    premises: tuple[Premise, ...]
    conclusion: Pattern
    possible: bool
    path: str
    mark: Mark
