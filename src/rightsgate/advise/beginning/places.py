"""Which statements of a first manifest come first: those on which most of what gates rests, musts before the rest."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from rightsgate.checker.checker import Checker
from rightsgate.evaluate.site import Lack, Site
from rightsgate.findings.priorities import FirstStep, first_steps
from rightsgate.text.located import parse


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a statement is to be made; ``must``: a duty that a source states as a must rests on it."""

    site: Site
    must: bool


def first_places(data: Mapping[str, Any], checkers: Iterable[Checker]) -> tuple[Place, ...]:
    """Return the places of a manifest, given as plain data, that its gates wait for, what settles most first.

    The places of the first checker come before those that only a later, stricter one asks for.
    """
    located = parse(json.dumps(data), "rights.json", json=True)
    found: dict[Site, Place] = {}
    for must, checker in zip((True, *(False,) * 9), checkers, strict=False):
        part = checker.check(checker.load(located, "rights.json"))
        for step in first_steps(part.findings, part.assessment):
            if is_open(step):
                found.setdefault(step.site, Place(site=step.site, must=must))
    return tuple(found.values())


def is_open(step: FirstStep) -> bool:
    """Whether a step asks for a statement that nobody has made yet, and not for a change."""
    return not step.failed and step.lack is Lack.UNSTATED
