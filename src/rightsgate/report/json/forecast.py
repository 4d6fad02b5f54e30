"""What will change by itself, as JSON."""

from rightsgate.checker.forecast import ForecastDay, OutcomeChange
from rightsgate.report.forecast import moment_of
from rightsgate.report.json.contract import forecast as contract


def day_json(day: ForecastDay) -> contract.ForecastDay:
    """Return a day from which outcomes are others."""
    return contract.ForecastDay(
        day=day.day,
        verdict=day.verdict,
        changes=tuple(map(_change, day.changes)),
        reasons=tuple(map(moment_of, day.moments)),
    )


def _change(change: OutcomeChange) -> contract.OutcomeChange:
    return contract.OutcomeChange(
        finding=change.finding,
        before=change.before,
        after=change.after,
        effect=change.effect_after,
        advisory=change.advisory,
    )
