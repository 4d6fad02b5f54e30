"""The decisions of named persons that a manifest records on duties that need judgement: which of them count."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

from rightsgate.errors import Fault, did_you_mean
from rightsgate.logic.absence import Absence
from rightsgate.logic.dates import Dates, before
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.rules.model.outcome import Outcome

FIELDS: Final = ("rule", "outcome", "decided_by", "date", "reason")
ALWAYS: Final = Dates("0001-01-01", "9999-12-31", "")


class Period(msgspec.Struct, frozen=True):
    """The days of which decisions count, both included (ISO)."""

    first: str
    last: str

    @classmethod
    def until(cls, as_of: str, valid_for: str) -> "Period":
        """Return the days of which decisions count on the day of a check."""
        return cls(before(as_of, valid_for), as_of)

    def holds(self, day: Dates) -> bool:
        """Whether a day certainly lies in the period."""
        return self.first <= day.first and day.last <= self.last

    def may_hold(self, day: Dates) -> bool:
        """Whether a day may lie in the period."""
        return day.first <= self.last and self.first <= day.last


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as recorded for one actor; ``key`` is the record's own, ``lacks`` what is not stated of it."""

    key: str
    actor: str
    about: str | None
    decision: Decision
    rule: str
    day: Dates
    lacks: tuple[str, ...]

    @property
    def against(self) -> bool:
        """Whether the person decided that the duty is not met."""
        return self.decision.outcome == Outcome.UNMET.value


class Decisions:
    """The decisions on duties in one manifest.

    A decision in favour counts if it states who decided what, when and why, and its day certainly lies in the period.
    One against counts if its day may lie there; without a day, if it may follow another one in favour.
    """

    def __init__(self, manifest: Manifest, period: Period) -> None:
        """Read all records of a manifest."""
        self.period = period
        self.recorded = tuple(
            _recorded(manifest.path, actor, record) for actor, record in _records(manifest) if record.exists
        )
        self.by_rule: dict[tuple[str, str], list[Recorded]] = {}
        for one in self.recorded:
            if self.counts(one) or _undated(one):
                self.by_rule.setdefault((one.actor, one.rule), []).append(one)

    def counts(self, one: Recorded) -> bool:
        """Whether a decision counts, unless another contradicts it."""
        if one.lacks:
            return False
        return self.period.may_hold(one.day) if one.against else self.period.holds(one.day)

    def on(self, actor: str, rules: Iterable[str], entity: str | None) -> Recorded | None:
        """Return the decision that counts for an actor on one of some equal rules, of this entity or of all.

        The last one counts; where the order of two is open, the one against.
        """
        if not self.by_rule:
            return None
        found = [one for rule in rules for one in self.by_rule.get((actor, rule), ()) if one.about in (entity, None)]
        for_it = [one for one in found if not one.against]
        against = [one for one in found if one.against and (for_it or not one.lacks)]
        standing = [one for one in against if not any(_replaces(other, one) for other in for_it)]
        return max(standing or for_it, key=_rank, default=None)


def _undated(one: Recorded) -> bool:
    return one.against and one.lacks == ("date",)


def _replaces(later: Recorded, earlier: Recorded) -> bool:
    """Whether one decision is certainly later than another, and at least as specific."""
    return later.day.first > earlier.day.last and (later.about is not None or earlier.about is None)


def _rank(one: Recorded) -> tuple[str, str, str, str, str]:
    """Rank decisions of one kind by what they say alone, never by their order in the file."""
    return (one.day.last, one.day.first, one.decision.decided_by, one.decision.reason, one.rule)


def unknown_rules(manifest: Manifest, rules: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for every recorded decision on a rule that is not there."""
    for record in manifest.entities["judgement"]:
        rule = record.value_of("rule")
        if rule is not None and rule not in rules:
            mark = record.statements["rule"].mark
            hint = did_you_mean(str(rule), list(rules))
            message = f"a judgement names the rule '{rule}', which is not there"
            yield Fault.at(manifest.path, mark, message, hint)


def _recorded(path: str, actor: str, record: Entity) -> Recorded:
    said = {name: record.value_of(name) for name in FIELDS}
    day, about = said["date"], record.statements.get("about")
    # If it is unknown what a decision is about, it does not apply to everything.
    unsaid = ("about",) if about is not None and about.value is Absence.UNKNOWN else ()
    return Recorded(
        key=record.key,
        actor=actor,
        about=record.value_of("about"),
        rule=str(said["rule"] or ""),
        day=day if isinstance(day, Dates) else ALWAYS,
        lacks=(*(name for name in FIELDS if said[name] is None), *unsaid),
        decision=Decision(
            outcome=str(said["outcome"] or ""),
            decided_by=str(said["decided_by"] or ""),
            date=day.text if isinstance(day, Dates) else "",
            reason=str(said["reason"] or ""),
            location=Location.of(path, record.statements.get("rule", record)),
        ),
    )


def _records(manifest: Manifest) -> Iterator[tuple[str, Entity]]:
    for record in manifest.entities["judgement"]:
        owner = record.statements["owner"].value
        if isinstance(owner, tuple):
            yield from ((actor, record) for actor in owner)
