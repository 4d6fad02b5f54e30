"""What a SARIF report holds: everything, or what one reader of SARIF makes something of."""

from collections.abc import Callable
from typing import Final

import msgspec

from rightsgate.findings.model import Finding
from rightsgate.report.sarif.contract import Kind, Level
from rightsgate.rules.model.outcome import Effect, Outcome

LEVELS: Final = {Effect.BLOCK: Level.ERROR, Effect.UNDECIDED: Level.WARNING}
KINDS: Final = {Outcome.UNKNOWN: Kind.OPEN, Outcome.JUDGEMENT: Kind.REVIEW}


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Which findings a report holds, and what of them.

    ``left_out`` says why a finding is left out, in a word (empty: it is not). ``most_results`` are kept, the most
    severe first (0: all), and ``most_tags`` of a rule. ``only_places``: steps of derivations without a place are left
    out.
    """

    name: str
    left_out: Callable[[Finding], str]
    most_results: int = 0
    most_tags: int = 0
    only_places: bool = False


def level_of(finding: Finding) -> Level:
    """Return how severe a finding is: by what it does to the gate, and if that is nothing, whether it is unmet."""
    if finding.effect in LEVELS:
        return LEVELS[finding.effect]
    return Level.NOTE if finding.outcome is Outcome.UNMET else Level.NONE


def kind_of(finding: Finding) -> Kind:
    """Return the kind of a finding. SARIF knows no level but for failings: what keeps the gate from passing is one."""
    return Kind.FAIL if finding.effect in LEVELS else KINDS.get(finding.outcome, Kind.FAIL)


FULL: Final = Profile(name="sarif", left_out=lambda _: "")
