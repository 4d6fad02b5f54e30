"""What will change by itself, as lines of text."""

from collections.abc import Sequence
from typing import Final

from rightsgate.checker.forecast import ForecastDay
from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.forecast import change_of, moment_of, upcoming_of
from rightsgate.report.text.verdict import badge, heading_text
from rightsgate.text.layout import Page, plain

# How many changes of a day are listed on one screen.
LISTED: Final = 12


def forecast_text(part: ManifestReport, run: Run, days: Sequence[ForecastDay], until: str, page: Page) -> str:
    """Return what will change in one manifest up to a day: each day, why, and which findings."""
    lines = heading_text(part.verdict, f"on {run.as_of}, by {run.policy.name}: {part.path}", page)
    if not days:
        lines += page.paragraph(f"Until {until} no outcome changes by itself.", 0)
    for day in days:
        lines += ["", *_day(day, page)]
    return "\n".join(lines) + "\n"


def _day(day: ForecastDay, page: Page) -> list[str]:
    lines = [f"{page.paint(day.day, bold=True)}  {badge(day.verdict, page)}"]
    for moment in day.moments:
        lines += page.paragraph(plain(f"because {moment_of(moment)}"), 2)
    changes = sorted(day.changes, key=lambda change: (change.advisory, change.finding))
    for change in changes[:LISTED]:
        said = f"{change.finding}  {change_of(change)}{' (advisory)' if change.advisory else ''}"
        lines += page.paragraph(plain(said), 4)
    if len(changes) > LISTED:
        lines += page.paragraph(f"and {len(changes) - LISTED} more: check with --as-of {day.day}", 4)
    return lines


def upcoming_text(part: ManifestReport, page: Page) -> list[str]:
    """Return the lines on what changes soon, for those whose duties gate; none if nothing does."""
    said = upcoming_of(part)
    return ["", *page.paragraph(plain(said), 0)] if said else []
