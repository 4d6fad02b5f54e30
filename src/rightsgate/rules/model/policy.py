"""Policies: which duties are checked, what backs a statement well enough, and what outcomes do to the gate."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

import msgspec

from rightsgate.logic.dates import before
from rightsgate.manifest.evidence import Demand
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.text.digest import digest_of, digest_of_all
from rightsgate.vocabulary.threshold import Parameter

# The default validity of decisions.
VALID_FOR: Final = "2y"
# The default of how long a waiver may be. No source draws a line: ours, so that a must is looked at again each quarter.
LONGEST: Final[Mapping[Strength, str]] = {Strength.MUST: "3m", Strength.SHOULD: "6m", Strength.MAY: "1y"}
LONGEST_IRREMEDIABLE: Final = "1m"
FAR: Final = "9999-12-31"


class DutyBearers(Enum):
    """Whose duties gate: those of the subject, of all others, or of everyone."""

    SUBJECT = "subject"
    OTHERS = "others"
    EVERYONE = "everyone"


class WaiverLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy allows of waivers: how long one may be, and which rules or recommendations no waiver accepts.

    ``irremediable`` is the longest where the harm that the duty guards against cannot be put right, or not after a
    delay.
    """

    longest: Mapping[Strength, str] = msgspec.field(default_factory=lambda: dict(LONGEST))
    irremediable: str = LONGEST_IRREMEDIABLE
    never: tuple[str, ...] = ()

    def longest_of(self, strength: Strength, *, irremediable: bool) -> str:
        """Return how long a waiver of a duty of some strength may be."""
        longest = self.longest[strength]
        return min(longest, self.irremediable, key=_length) if irremediable else longest


def _length(period: str) -> int:
    """Sort key of periods, by the days between their beginning and the day ``FAR``."""
    return -date.fromisoformat(before(FAR, period)).toordinal()


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the duties: those that meet every list here (an empty one asks nothing).

    ``documents``, ``sections``, ``frameworks``, ``stages`` and ``rules`` (ids of duties or recommendations) choose
    duties; ``roles`` and ``strengths`` also choose for which of the roles that a duty binds it is asked, and ``actors``
    (ids of manifests) of which of the actors that hold them.
    """

    documents: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    rules: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


class DutyException(msgspec.Struct, frozen=True, kw_only=True):
    """Duties that a policy leaves out, and the reason. After the day ``until`` (ISO; empty: never) it has lapsed."""

    selection: Selection
    reason: str
    until: str = ""

    def has_lapsed(self, as_of: str) -> bool:
        """Whether the duties are checked again on a day (ISO)."""
        return bool(self.until) and as_of > self.until


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Which duties are checked and what their outcomes do.

    ``of`` says whose duties gate where a subject is named; those of the rest are advisory. A duty is checked if one of
    ``selections`` takes it (none: all do) and no exception leaves it out; ``parameters`` sets thresholds anew;
    ``evidence`` says by strength what has to back statements; ``effects`` maps an outcome and a strength to the effect
    on the gate; ``valid_for`` is the period for which a person's recorded decision counts, ``waivers`` what it allows
    of waivers. ``attribution`` and ``remedy`` name the method and the table that are used (empty: the first that is
    loaded). ``extends``: the names of those that it extends, the nearest first. ``files``: where it was read, with
    those that it extends, and ``raw`` what these hold.
    """

    name: str
    title: str
    effects: Mapping[tuple[Outcome, Strength], Effect]
    of: DutyBearers = DutyBearers.EVERYONE
    selections: tuple[Selection, ...] = ()
    exceptions: tuple[DutyException, ...] = ()
    parameters: Mapping[str, Parameter] = {}
    evidence: Mapping[Strength, Demand] = {}
    attribution: str = ""
    remedy: str = ""
    extends: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    raw: tuple[bytes, ...] = ()
    valid_for: str = VALID_FOR
    waivers: WaiverLimits = msgspec.field(default_factory=WaiverLimits)

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of the actors of whom alone it asks some duties, or all."""
        return tuple(dict.fromkeys(actor for selection in self.selections for actor in selection.actors))

    @property
    def contradiction(self) -> Effect:
        """What a contradiction in the manifest does to the gate: the most severe effect of any unmet duty."""
        unmet = {effect for (outcome, _), effect in self.effects.items() if outcome is Outcome.UNMET}
        return next((effect for effect in (Effect.BLOCK, Effect.UNDECIDED) if effect in unmet), Effect.ACCEPT)

    @property
    def digest(self) -> str:
        """The digest of its file, or of all files where it extends others."""
        digests = [digest_of(raw) for raw in self.raw]
        return digests[0] if len(digests) == 1 else digest_of_all((digest, "") for digest in digests)
