"""Severity and priority: scale, remediability and scope as declared. Likelihood is shown and ranks nothing.

Source: BSR 2.3; UN Guiding Principle 24: the most severe first, and what delay would make irremediable.
"""

from collections.abc import Iterable
from typing import Final

from rightsgate.manifest.model import Entity
from rightsgate.people.model import Severity

# Gravest first. What nobody has said might be grave: it ranks behind what is known to be, before all else.
SCALE: Final = ("grave", "", "serious", "limited")
REMEDIABILITY: Final = ("irremediable", "", "partly_restorable", "restorable")
SCOPE: Final = ("masses", "", "many", "few")


def severity_of(impact: Entity | None, raised_by: Iterable[str]) -> Severity:
    """Return the severity that an impact declares, and what raises it."""
    return Severity(
        scale=_said(impact, "severity.scale"),
        remediability=_said(impact, "severity.remediability"),
        scope=_said(impact, "severity.scope"),
        delay_irremediable=_said(impact, "severity.delay_irremediable") == "True",
        raised_by=tuple(raised_by),
        likelihood=_said(impact, "likelihood"),
    )


def rank(severity: Severity) -> tuple[int, ...]:
    """Return a sort key, the most urgent first: delay or irremediable harm, scale, scope, then what raises it."""
    lost = severity.delay_irremediable or severity.remediability == "irremediable"
    return (
        0 if lost else 1,
        _place(SCALE, severity.scale),
        _place(REMEDIABILITY, severity.remediability),
        _place(SCOPE, severity.scope),
        -len(severity.raised_by),
    )


def worst(severities: Iterable[Severity], otherwise: Severity) -> Severity:
    """Return the most urgent of several."""
    return min(severities, key=rank, default=otherwise)


def _place(order: tuple[str, ...], word: str) -> int:
    return order.index(word) if word in order else order.index("")


def _said(impact: Entity | None, field: str) -> str:
    value = None if impact is None else impact.said(field)
    if value is None:
        return ""
    return ", ".join(sorted(map(str, value))) if isinstance(value, tuple) else str(value)
