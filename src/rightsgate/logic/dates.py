"""Days as people state them: whole ones, and partial ones (2026, 2026-03), of which nobody knows the day."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec

DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# The details of a statement that give its day.
DATED: Final = ("since", "as_of")
# What ends or changes within so many days is told of beforehand.
SOON_DAYS: Final = 30
SOON: Final = f"{SOON_DAYS}d"


class Dates(msgspec.Struct, frozen=True, order=True, tag=True):
    """A date as stated: a partial one (``2026``, ``2026-03``) spans from ``first`` to ``last`` (ISO text)."""

    first: str
    last: str
    text: str


def dates_of(text: str) -> Dates | None:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None for any other text. Raises ValueError for no day at all."""
    match = DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return Dates(text, text, text)
    ending = int(month or 12)
    last = date(first.year, ending, _days(first.year, ending))
    return Dates(first.isoformat(), last.isoformat(), text)


def is_later(day: Dates | None, than: str) -> bool:
    """Whether a day may lie after another (ISO)."""
    return day is not None and day.last > than


def latest(days: Iterable[Dates | None]) -> Dates | None:
    """Return the day that may be the latest of several."""
    return max((day for day in days if day is not None), key=lambda day: (day.last, day.first), default=None)


def detail(details: Mapping[str, Any], key: str) -> Dates | None:
    """Return the day that a detail states, if it states one."""
    said = details.get(key)
    try:
        return None if said is None or isinstance(said, (bool, dict, list)) else dates_of(str(said))
    except ValueError:
        return None  # which is a fault of its own


def begins(details: Mapping[str, Any]) -> Dates | None:
    """Return the first day on which the statement counts; ``as_of`` says nothing about earlier days."""
    return latest(detail(details, key) for key in DATED)


def before(as_of: str, period: str) -> str:
    """Return the day that lies a period (``30d``, ``12m``, ``1y``) before ``as_of``, both as ISO text."""
    day, amount, unit = date.fromisoformat(as_of), int(period[:-1]), period[-1]
    if unit == "d":
        return moved(as_of, -amount)
    months = day.year * 12 + day.month - 1 - amount * (12 if unit == "y" else 1)
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(day.day, _days(year, month))).isoformat()


def after(as_of: str, period: str) -> str:
    """Return about the day that lies a period after ``as_of``: exactly, where it counts days."""
    day, amount, unit = date.fromisoformat(as_of), int(period[:-1]), period[-1]
    if unit == "d":
        return moved(as_of, amount)
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "y" else 1)
    if months // 12 > date.max.year:
        return date.max.isoformat()
    return moved(date(months // 12, months % 12 + 1, 1).isoformat(), day.day - 1)


def moved(day: str, days: int) -> str:
    """Return the day so many days later (or earlier), as far as the calendar goes."""
    ordinal = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(date.max.toordinal(), max(1, ordinal))).isoformat()


def _days(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days
