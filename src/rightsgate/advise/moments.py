"""The days on which an outcome can change though nothing else does: every date that counts, and every period."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import msgspec

from rightsgate.checker.checker import Checker
from rightsgate.checker.forecast import Moment, MomentKind
from rightsgate.findings.waivers.model import Waiver
from rightsgate.logic.dates import Dates, after, before, dates_of, moved
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.values import PERIOD
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.policy import Policy
from rightsgate.text.located import LocatedList, LocatedMap

# A month that is counted back from the last days of a longer one ends on its own last day: so far apart can two days
# be whose periods begin on the same day.
LEEWAY: Final = 4
Dated = tuple[Dates, Location]


def moments(manifest: Manifest, checker: Checker, periods: Iterable[str]) -> Iterator[Moment]:
    """Yield the days on which a date in a manifest begins to count or grows too old, and those of rules and waivers."""
    known = tuple(periods)
    for stated, location in _dates(manifest):
        for day in {stated.first, stated.last}:
            yield Moment(day=day, kind=MomentKind.BEGINS, date=stated.text, location=location)
            yield Moment(day=moved(day, 1), kind=MomentKind.BEGINS, date=stated.text, location=location)
            for period in known:
                for turn in _turns(day, period):
                    yield Moment(day=turn, kind=MomentKind.AGES, date=stated.text, period=period, location=location)
    yield from _of_rules(checker.duties.values())
    yield from _of_exceptions(checker.policy)
    yield from _of_waivers(() if checker.waivers is None else checker.waivers.entries)


def periods_of(checker: Checker) -> frozenset[str]:
    """Return every period by which a rule, a threshold or the policy counts days."""
    policy = checker.policy
    parts = (checker.pack.duties, checker.pack.tables, checker.pack.inferences, checker.pack.vocabulary.parameters)
    found = {text for part in parts for text in _texts(part) if PERIOD.fullmatch(text)}
    found.update(demand.fresh_within for demand in policy.evidence.values() if demand.fresh_within)
    return frozenset((*found, policy.valid_for))


def _texts(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case msgspec.Struct():
            for name in node.__struct_fields__:
                yield from _texts(getattr(node, name))
        case tuple() | list() | frozenset():
            for part in node:
                yield from _texts(part)
        case dict():
            for part in node.values():
                yield from _texts(part)


def _dates(manifest: Manifest) -> Iterator[Dated]:
    """Yield all that can be read as a date in a manifest, once for each place."""
    seen = set()
    for entities in manifest.entities.values():
        for entity in entities:
            for stated, pointer, mark in _within(entity.data, entity.pointer, entity.mark):
                if pointer not in seen:
                    seen.add(pointer)
                    line, column = mark
                    yield stated, Location(path=manifest.path, line=line, column=column, pointer=pointer)
    for kind, begins in manifest.begins.items():
        yield begins, Location(path=manifest.path, line=1, column=1, pointer=f"/{kind}")


def _within(node: Any, pointer: str, mark: tuple[int, int]) -> Iterator[tuple[Dates, str, tuple[int, int]]]:
    match node:
        case str():
            stated = _read(node)
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


def _of_exceptions(policy: Policy) -> Iterator[Moment]:
    for one in policy.exceptions:
        if one.until:
            lapsed = moved(one.until, 1)
            yield Moment(day=lapsed, kind=MomentKind.EXCEPTION_LAPSES, date=one.until, about=one.reason)


def _of_waivers(waivers: Iterable[Waiver]) -> Iterator[Moment]:
    for one in waivers:
        yield Moment(day=one.starts, kind=MomentKind.WAIVER_STARTS, date=one.starts, about=one.finding)
        ended = moved(one.expires, 1)
        yield Moment(day=ended, kind=MomentKind.WAIVER_EXPIRES, date=one.expires, about=one.finding)
