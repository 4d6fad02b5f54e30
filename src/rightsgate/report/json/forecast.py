"""What will change by itself, as JSON."""

from collections.abc import Iterable

import msgspec

from rightsgate.checker.forecast import ForecastDay, OutcomeChange
from rightsgate.checker.model import ManifestReport, Run
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


def forecast_json(parts: Iterable[tuple[ManifestReport, Iterable[ForecastDay]]], run: Run, until: str) -> bytes:
    """Return a whole forecast."""
    data = contract.Forecast(
        schema=contract.CONTRACT,
        as_of=run.as_of,
        until=until,
        policy=run.policy.name,
        manifests=tuple(
            contract.ManifestForecast(path=part.path, verdict=part.verdict, days=tuple(map(day_json, days)))
            for part, days in parts
        ),
    )
    return msgspec.json.encode(data) + b"\n"
