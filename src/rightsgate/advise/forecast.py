"""What will change by itself: a manifest checked again on each day to come on which an outcome can change."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from rightsgate.advise.moments import moments
from rightsgate.checker.checker import TESTS, Checker
from rightsgate.checker.forecast import ForecastDay, Moment, MomentKind, OutcomeChange
from rightsgate.checker.model import ManifestReport
from rightsgate.findings.model import Finding
from rightsgate.rules.model.outcome import Effect
from rightsgate.text.located import LocatedMap

# The kinds of moment of which a finding says itself that it is its own.
OF_RULES: Final = (MomentKind.RULE_BEGINS, MomentKind.RULE_ENDS)


class Forecaster:
    """Forecasts manifests by one checker; the checkers of other days are kept for the next manifest."""

    def __init__(self, checker: Checker) -> None:
        """Forecast from the day of the checker."""
        self.checker = checker
        self.checkers: dict[str, Checker] = {checker.as_of: checker}

    def days(self, data: LocatedMap, part: ManifestReport, until: str) -> tuple[ForecastDay, ...]:
        """Return the days after that of the check, up to ``until``, from which an outcome of a manifest is another.

        ``part`` is what the check found. Nothing but the day is taken to change.
        """
        by_day = self.turns(data, part.path, until)
        return tuple(self._days(data, part, by_day)) if by_day else ()

    def turns(self, data: LocatedMap, path: str, until: str) -> dict[str, list[Moment]]:
        """Return the days after that of the check, up to ``until``, on which an outcome can change, and why."""
        by_day: dict[str, list[Moment]] = {}
        for moment in moments(data, path, self.checker, until):
            if self.checker.as_of < moment.day <= until:
                by_day.setdefault(moment.day, []).append(moment)
        return dict(sorted(by_day.items()))

    def _days(
        self, data: LocatedMap, part: ManifestReport, by_day: Mapping[str, list[Moment]]
    ) -> Iterator[ForecastDay]:
        path, before, last = part.path, part, self.checker.as_of
        for day, listed in by_day.items():
            after = self._check(data, path, day)
            changes = tuple(_changes(before, after))
            if changes:
                names = {change.finding for change in changes}
                told = [self._explained(data, path, at, names) for at in (last, day)]
                reasons = _reasons(listed, [finding for findings in told for finding in findings])
                yield ForecastDay(day=day, verdict=after.verdict, changes=changes, moments=reasons)
            before, last = after, day

    def _check(self, data: LocatedMap, path: str, day: str) -> ManifestReport:
        """Check on a day without explanations, which take most of the time."""
        checker = self._checker(day)
        return checker.check(checker.load(data, path), {})

    def _explained(self, data: LocatedMap, path: str, day: str, names: Container[str]) -> list[Finding]:
        checker = self._checker(day)
        part = checker.check(checker.load(data, path), TESTS)
        return [finding for finding in part.findings if finding.id in names]

    def _checker(self, day: str) -> Checker:
        checker = self.checkers.get(day)
        if checker is None:
            checker = self.checkers[day] = self.checker.on(day)
        return checker


def _changes(before: ManifestReport, after: ManifestReport) -> Iterator[OutcomeChange]:
    """Yield the findings that are not as they were, by their ids."""
    then = {finding.id: finding for finding in before.findings}
    now = {finding.id: finding for finding in after.findings}
    for name in sorted({*then, *now}):
        one, other = then.get(name), now.get(name)
        told = other or one
        if told is not None and _stands(one) != _stands(other):
            yield OutcomeChange(
                finding=name,
                title=told.duty.title,
                before=None if one is None else one.outcome,
                after=None if other is None else other.outcome,
                effect_before=Effect.ACCEPT if one is None else one.effect,
                effect_after=Effect.ACCEPT if other is None else other.effect,
                advisory=told.advisory,
            )


def _stands(finding: Finding | None) -> object:
    return None if finding is None else (finding.outcome, finding.effect)


def _reasons(listed: Iterable[Moment], changed: list[Finding]) -> tuple[Moment, ...]:
    """Return the moments of a day that the changed findings rest on; all of them where none can be told."""
    every = tuple(dict.fromkeys(listed))
    ids, rules = {finding.id for finding in changed}, {rule for finding in changed for rule in finding.rules}
    pointers = [
        test.location.pointer
        for finding in changed
        if finding.explanation is not None
        for test in finding.explanation.because
    ]
    own = tuple(moment for moment in every if _is_of(moment, ids, rules, pointers))
    return own or every


def _is_of(moment: Moment, ids: set[str], rules: set[str], pointers: Iterable[str]) -> bool:
    if moment.kind is MomentKind.EXCEPTION_LAPSES:
        return not rules.isdisjoint(moment.rules)
    if moment.location is None:
        return moment.about in (rules if moment.kind in OF_RULES else ids)
    at = moment.location.pointer
    return any(at.startswith(pointer) or pointer.startswith(at) for pointer in pointers)
