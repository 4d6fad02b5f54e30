"""The decisions of named persons that a manifest records on duties that need judgement: which of them count."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, did_you_mean
from rightsgate.logic.absence import Absence
from rightsgate.logic.dates import Dates, before
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.rules.model.duty import JUDGEMENT
from rightsgate.rules.model.outcome import Outcome

# The fields that a decision on a duty must state: the program's own schema of the kind ``judgement``.
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
        for decision in self.recorded:
            if self.counts(decision) or _undated(decision):
                self.by_rule.setdefault((decision.actor, decision.rule), []).append(decision)

    def counts(self, decision: Recorded) -> bool:
        """Whether a decision counts, unless another contradicts it."""
        if decision.lacks:
            return False
        return self.period.may_hold(decision.day) if decision.against else self.period.holds(decision.day)

    def on(self, actor: str, rules: Iterable[str], entity: str | None) -> Recorded | None:
        """Return the decision that counts for an actor on one of some equal rules, of this entity or of all.

        The last one counts; where the order of two is open, the one against.
        """
        if not self.by_rule:
            return None
        on_rules = (decision for rule in rules for decision in self.by_rule.get((actor, rule), ()))
        made = [decision for decision in on_rules if decision.about in (entity, None)]
        in_favor = [decision for decision in made if not decision.against]
        against = [decision for decision in made if decision.against and (in_favor or not decision.lacks)]
        standing = [earlier for earlier in against if not any(_replaces(later, earlier) for later in in_favor)]
        return max(standing or in_favor, key=_rank, default=None)


def _undated(decision: Recorded) -> bool:
    return decision.against and decision.lacks == ("date",)


def _replaces(later: Recorded, earlier: Recorded) -> bool:
    """Whether one decision is certainly later than another, and at least as specific."""
    return later.day.first > earlier.day.last and (later.about is not None or earlier.about is None)


def _rank(recorded: Recorded) -> tuple[str, str, str, str, str]:
    """Rank decisions of one kind by what they say alone, never by their order in the file."""
    decision, day = recorded.decision, recorded.day
    return (day.last, day.first, decision.decided_by, decision.reason, recorded.rule)


def unknown_rules(manifest: Manifest, rules: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for every recorded decision on a rule that is not there."""
    for record in manifest.entities[JUDGEMENT]:
        rule = record.value_of("rule")
        if rule is not None and rule not in rules:
            mark = record.statements["rule"].mark
            hint = did_you_mean(str(rule), list(rules))
            message = f"a judgement names the rule '{rule}', which is not there"
            yield Fault.at(codes.UNKNOWN_RULE, manifest.path, mark, message, hint)


def _recorded(path: str, actor: str, record: Entity) -> Recorded:
    stated = {name: record.value_of(name) for name in FIELDS}
    day, about = stated["date"], record.statements.get("about")
    # If it is unknown what a decision is about, it does not apply to everything.
    unsaid = ("about",) if about is not None and about.value is Absence.UNKNOWN else ()
    return Recorded(
        key=record.key,
        actor=actor,
        about=record.value_of("about"),
        rule=str(stated["rule"] or ""),
        day=day if isinstance(day, Dates) else ALWAYS,
        lacks=(*(name for name in FIELDS if stated[name] is None), *unsaid),
        decision=Decision(
            outcome=str(stated["outcome"] or ""),
            decided_by=str(stated["decided_by"] or ""),
            date=day.text if isinstance(day, Dates) else "",
            reason=str(stated["reason"] or ""),
            location=Location.of(path, record.statements.get("rule", record)),
        ),
    )


def _records(manifest: Manifest) -> Iterator[tuple[str, Entity]]:
    for record in manifest.entities[JUDGEMENT]:
        owner = record.statements["owner"].value
        if isinstance(owner, tuple):
            yield from ((actor, record) for actor in owner)
