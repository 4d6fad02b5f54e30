"""Days to come on which outcomes change, and why."""

from enum import Enum

import msgspec

from rightsgate.findings.model import Verdict
from rightsgate.manifest.location import Location
from rightsgate.rules.model.outcome import Effect, Outcome


class MomentKind(Enum):
    """Why a day can change an outcome."""

    BEGINS = "begins"
    AGES = "ages"
    RULE_BEGINS = "rule-begins"
    RULE_ENDS = "rule-ends"
    WAIVER_STARTS = "waiver-starts"
    WAIVER_EXPIRES = "waiver-expires"
    EXCEPTION_LAPSES = "exception-lapses"


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which something begins or ends to count.

    ``about`` is a rule, the finding that a waiver names, or the reason of an exception of the policy, which leaves out
    ``rules``; empty for a date in the manifest, which stands at ``location``. ``date`` is that date as it is written,
    ``period`` how long it counts, where it ages.
    """

    day: str
    kind: MomentKind
    date: str
    about: str = ""
    period: str = ""
    rules: tuple[str, ...] = ()
    location: Location | None = None


class OutcomeChange(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that has another outcome, or effect on the gate, from a day on; None: there is no such finding."""

    finding: str
    title: str
    before: Outcome | None
    after: Outcome | None
    effect_before: Effect
    effect_after: Effect
    advisory: bool


class ForecastDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day from which outcomes are others, as far as nothing else changes; ``verdict`` is that of the day."""

    day: str
    verdict: Verdict
    changes: tuple[OutcomeChange, ...]
    moments: tuple[Moment, ...]
