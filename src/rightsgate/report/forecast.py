"""Days to come on which outcomes change, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from rightsgate.checker.forecast import ForecastDay, Moment, MomentKind, OutcomeChange
from rightsgate.checker.model import ManifestReport
from rightsgate.logic.dates import SOON_DAYS
from rightsgate.report.inputs import counted
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.operators import period_in_words

MOMENTS: Final[Mapping[MomentKind, Callable[[Moment], str]]] = {
    MomentKind.BEGINS: lambda one: f"what is dated {one.date} begins to count",
    MomentKind.AGES: lambda one: f"what is dated {one.date} is {period_in_words(one.period)} old",
    MomentKind.RULE_BEGINS: lambda one: f"the rule {one.about} takes effect",
    MomentKind.RULE_ENDS: lambda one: f"the rule {one.about} is no longer in effect",
    MomentKind.WAIVER_STARTS: lambda one: f"the waiver of {one.about} starts",
    MomentKind.EXCEPTION_LAPSES: lambda one: f"the policy's exception until {one.date} has lapsed ({one.about})",
    MomentKind.WAIVER_EXPIRES: lambda one: f"the waiver of {one.about} expired on {one.date}",
}
EFFECTS: Final = {Effect.BLOCK: "blocks", Effect.UNDECIDED: "leaves the gate undecided", Effect.ACCEPT: "accepted"}


def moment_of(moment: Moment) -> str:
    """Return why a day changes an outcome, with the line of the manifest where a date stands."""
    where = "" if moment.location is None else f" (line {moment.location.line})"
    return f"{MOMENTS[moment.kind](moment)}{where}"


def change_of(change: OutcomeChange) -> str:
    """Return what becomes of a finding."""
    if change.before is change.after:
        return f"{_word(change.after)}, {EFFECTS[change.effect_after]}"
    effect = "" if change.effect_after is Effect.ACCEPT or change.advisory else f", {EFFECTS[change.effect_after]}"
    return f"{_word(change.before)} → {_word(change.after)}{effect}"


def _word(outcome: Outcome | None) -> str:
    words = {Outcome.UNKNOWN: "not stated", Outcome.JUDGEMENT: "for a person to decide", None: "not asked"}
    return words[outcome] if outcome is None or outcome in words else outcome.value


def gating(day: ForecastDay) -> list[OutcomeChange]:
    """Return the changes of a day that concern the gate."""
    return [change for change in day.changes if not change.advisory]


def upcoming_of(part: ManifestReport) -> str:
    """Return what changes soon by itself, for those whose duties gate; empty if nothing does."""
    said = ", ".join(
        f"{day.day} ({counted(len(gating(day)), 'finding', 'findings')}, then {day.verdict.value})"
        for day in part.upcoming
        if gating(day)
    )
    return f"Changes by itself within {SOON_DAYS} days: {said}. See: rightsgate forecast" if said else ""
