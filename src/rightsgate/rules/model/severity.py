"""What the severity of an impact is read from, and what ranks higher."""

import msgspec


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A measure of severity: the field of an impact that states it, and its values.

    An impact with one of the ``urgent`` values comes before all others.
    """

    field: str
    gravest_first: tuple[str, ...]
    urgent: tuple[str, ...] = ()


class SeverityMeasures(msgspec.Struct, frozen=True, kw_only=True):
    """What the severity of impacts is read from. Of two impacts, the first measure that differs ranks them.

    ``delay_irremediable`` and ``likelihood`` are fields of impacts, the first of them true or false.
    """

    id: str
    title: str
    source: str
    scale: Measure
    remediability: Measure
    scope: Measure
    delay_irremediable: str
    likelihood: str
