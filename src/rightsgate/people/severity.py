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
        return Severity(
            scale=_text(impact, "" if by is None else by.scale.field),
            remediability=_text(impact, "" if by is None else by.remediability.field),
            scope=_text(impact, "" if by is None else by.scope.field),
            delay_irremediable=by is not None and _stated(impact, by.delay_irremediable) is True,
            raised_by=tuple(raised_by),
            likelihood=_text(impact, "" if by is None else by.likelihood),
        )

    def rank(self, severity: Severity) -> tuple[int, ...]:
        """Return a sort key, the most urgent first: delay or irremediable harm, the measures, then what raises it."""
        declared = self._declared(severity)
        lost = severity.delay_irremediable or any(word in measure.urgent for measure, word in declared)
        return (
            0 if lost else 1,
            *(_place(measure.gravest_first, word) for measure, word in declared),
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
