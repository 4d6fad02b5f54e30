"""Severity and priority: scale, remediability and scope as declared. Likelihood is shown and ranks nothing."""

from collections.abc import Iterable

from rightsgate.manifest.model import Entity
from rightsgate.people.model import Raised, Severity
from rightsgate.rules.model.severity import Measure, SeverityMeasures


class Severities:
    """The severity of impacts and risks, by the measures of a source."""

    def __init__(self, measures: SeverityMeasures | None) -> None:
        """Without ``measures``, no impact ranks as more severe than another."""
        self.measures = measures

    def of(self, impact: Entity | None, raised_by: Iterable[Raised]) -> Severity:
        """Return the severity that an impact declares, and what raises it."""
        by = self.measures
        if by is None:
            return Severity(raised_by=tuple(raised_by))
        delay = _stated(impact, by.delay_irremediable) is True
        measures = (by.scale, by.remediability, by.scope)
        scale, remediability, scope = (_text(impact, measure.field) for measure in measures)
        words = zip(measures, (scale, remediability, scope), strict=True)
        return Severity(
            scale=scale,
            remediability=remediability,
            scope=scope,
            delay_irremediable=delay,
            irremediable=delay or any(word in measure.urgent for measure, word in words),
            raised_by=tuple(raised_by),
            likelihood=_text(impact, by.likelihood),
        )

    def rank(self, severity: Severity) -> tuple[int, ...]:
        """Return a sort key, the most urgent first: delay or irremediable harm, the measures, then what raises it."""
        return (
            0 if severity.irremediable else 1,
            *(_place(measure.gravest_first, word) for measure, word in self._declared(severity)),
            -len(severity.raised_by),
        )

    def worst(self, severities: Iterable[Severity], otherwise: Severity) -> Severity:
        """Return the most urgent of several."""
        return min(severities, key=self.rank, default=otherwise)

    def _declared(self, severity: Severity) -> tuple[tuple[Measure, str], ...]:
        """Return each measure with what is declared of it, in the order in which they rank."""
        by = self.measures
        if by is None:
            return ()
        return ((by.scale, severity.scale), (by.remediability, severity.remediability), (by.scope, severity.scope))


def _place(gravest_first: tuple[str, ...], word: str) -> int:
    """Return the rank of a value; an unstated one might be grave, and ranks just behind the gravest."""
    gravest, *rest = gravest_first
    order = (gravest, "", *rest)
    return order.index(word if word in order else "")


def _stated(impact: Entity | None, field: str) -> object:
    return None if impact is None else impact.value_of(field.partition(".")[2])


def _text(impact: Entity | None, field: str) -> str:
    value = _stated(impact, field)
    if value is None:
        return ""
    return ", ".join(sorted(map(str, value))) if isinstance(value, tuple) else str(value)
