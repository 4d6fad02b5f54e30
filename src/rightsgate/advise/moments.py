"""The days on which an outcome can change though nothing else does: every date that counts, and every period."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from rightsgate.checker.checker import Checker
from rightsgate.checker.forecast import Moment, MomentKind
from rightsgate.findings.waivers.model import Waiver
from rightsgate.logic.dates import Dates, after, before, dates_of, moved
from rightsgate.manifest.location import Location
from rightsgate.rules.left_out import LeftOut
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.packs.periods import periods_in
from rightsgate.text.located import LocatedList, LocatedMap

# A month that is counted back from the last days of a longer one ends on its own last day: so far apart can two days
# be whose periods begin on the same day.
LEEWAY: Final = 4
Dated = tuple[Dates, Location]


def moments(data: LocatedMap, path: str, checker: Checker, until: str) -> Iterator[Moment]:
    """Yield the days on which a date in a manifest begins to count or grows too old, and those of rules and waivers.

    Dates after ``until`` are left out: they come to count later.
    """
    known = sorted(periods_of(checker))
    for stated, location in _dates(data, path):
        for day in sorted({stated.first, stated.last}):
            if day > until:
                continue
            yield Moment(day=day, kind=MomentKind.BEGINS, date=stated.text, location=location)
            yield Moment(day=moved(day, 1), kind=MomentKind.BEGINS, date=stated.text, location=location)
            for period in known:
                for turn in _turns(day, period):
                    yield Moment(day=turn, kind=MomentKind.AGES, date=stated.text, period=period, location=location)
    yield from _of_rules(checker.duties.values())
    yield from _of_exceptions(checker.exceptions)
    yield from _of_waivers(() if checker.waivers is None else checker.waivers.entries)


def periods_of(checker: Checker) -> frozenset[str]:
    """Return every period by which a rule, a threshold or the policy counts days."""
    policy = checker.policy
    set_anew = periods_in([policy.parameters])
    fresh = (demand.fresh_within for demand in policy.evidence.values() if demand.fresh_within)
    return frozenset((*checker.pack.periods, *set_anew, *fresh, policy.valid_for))


def _dates(data: LocatedMap, path: str) -> Iterator[Dated]:
    """Yield all that can be read as a date in a manifest."""
    for stated, pointer, (line, column) in _within(data, "", data.start):
        yield stated, Location(path=path, line=line, column=column, pointer=pointer)


def _within(node: Any, pointer: str, mark: tuple[int, int]) -> Iterator[tuple[Dates, str, tuple[int, int]]]:
    match node:
        case bool():
            return
        case str() | int():
            stated = _read(str(node))
            if stated is not None:
                yield stated, pointer, mark
        case LocatedMap():
            for key, value in node.items():
                yield from _within(value, f"{pointer}/{key}", node.marks[key])
        case LocatedList():
            for place, value in enumerate(node):
                yield from _within(value, f"{pointer}/{place}", node.marks[place])


def _read(text: str) -> Dates | None:
    try:
        return dates_of(text)
    except ValueError:
        return None


@cache
def _turns(day: str, period: str) -> tuple[str, ...]:
    """Return the first days on which the period before them begins on the given day, and after it."""
    around = after(day, period)
    near = [moved(around, days) for days in range(-LEEWAY, LEEWAY + 1)]
    at = next((one for one in near if before(one, period) >= day), around)
    past = next((one for one in near if before(one, period) > day), moved(around, 1))
    return (at, past) if at != past else (at,)


def _of_rules(duties: Iterable[Duty]) -> Iterator[Moment]:
    for duty in duties:
        if duty.effective_from:
            day = duty.effective_from
            yield Moment(day=day, kind=MomentKind.RULE_BEGINS, date=day, about=duty.id)
        if duty.effective_until:
            day = duty.effective_until
            yield Moment(day=day, kind=MomentKind.RULE_ENDS, date=day, about=duty.id)


def _of_exceptions(exceptions: Iterable[LeftOut]) -> Iterator[Moment]:
    for one in exceptions:
        until, reason = one.exception.until, one.exception.reason
        if until:
            kind, lapsed = MomentKind.EXCEPTION_LAPSES, moved(until, 1)
            yield Moment(day=lapsed, kind=kind, date=until, about=reason, rules=one.duties)


def _of_waivers(waivers: Iterable[Waiver]) -> Iterator[Moment]:
    for one in waivers:
        yield Moment(day=one.starts, kind=MomentKind.WAIVER_STARTS, date=one.starts, about=one.finding)
        ended = moved(one.expires, 1)
        yield Moment(day=ended, kind=MomentKind.WAIVER_EXPIRES, date=one.expires, about=one.finding)
