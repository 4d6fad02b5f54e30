"""Tables and lists of a report in Markdown, of which each row or item is an entry of a section."""

from collections.abc import Iterable, Sequence
from typing import Final

from rightsgate.report.markdown.fitting import Section

DETAIL: Final = "`rightsgate check --detail {}`"


def table(
    heading: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    detail: str,
    *after: str,
    most: int | None = None,
) -> list[Section]:
    """Return a section with a table; none without a row. ``detail`` is the level of a text report that lists all."""
    entries = tuple(_row(row) for row in rows)
    if not entries:
        return []
    lead = (_row(columns), _row(["---"] * len(columns)))
    more = DETAIL.format(detail)
    return [Section(heading=heading, lead=lead, entries=entries, after=after, more=more, most=most)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def items(heading: str, said: Iterable[str], detail: str, *after: str) -> list[Section]:
    """Return a section with a list; none without an item."""
    entries = tuple(f"- {one}" for one in said)
    if not entries:
        return []
    return [Section(heading=heading, entries=entries, after=after, more=DETAIL.format(detail))]
