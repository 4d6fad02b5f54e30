"""Files of severity: from which fields of an impact it is read, and what ranks higher."""

from typing import Final

from rightsgate import codes
from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.rules.model.severity import Measure, SeverityMeasures
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.model import FieldType, Vocabulary

MEASURES: Final = ("scale", "remediability", "scope")
FILE_KEYS: Final = ("severity", "title", "source", *MEASURES, "delay_irremediable", "likelihood")


class SeverityReader:
    """Reads what severity is read from; all packs together say it once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Know the fields of impacts."""
        self.fields = FieldNames(vocabulary)
        self.measures: SeverityMeasures | None = None

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read the file of the measures."""
        name = reader.text(data, "severity", "a severity file")
        where = f"severity {name}"
        reader.only(data, FILE_KEYS, where)
        if self.measures is not None:
            message = f"severity is read by '{self.measures.id}' already"
            reader.fault(codes.DUPLICATE_NAME, data.marks["severity"], message, "all packs together have one such file")
            return
        delay = self.fields.one(reader, data, "delay_irremediable", where)
        field = self.fields.get(delay)
        if field is not None and field.type is not FieldType.BOOLEAN:
            reader.fault(codes.INVALID_VALUE, data.marks["delay_irremediable"], f"'{delay}' is not true or false")
        scale, remediability, scope = (self._measure(reader, data, key, where) for key in MEASURES)
        self.measures = SeverityMeasures(
            id=name,
            title=reader.text(data, "title", where),
            source=reader.text(data, "source", where),
            scale=scale,
            remediability=remediability,
            scope=scope,
            delay_irremediable=delay,
            likelihood=self.fields.one(reader, data, "likelihood", where),
        )

    def _measure(self, reader: Reader, data: LocatedMap, key: str, severity: str) -> Measure:
        where = f"'{key}' of {severity}"
        body = reader.mapping(data, key, severity, required=True)
        reader.only(body, ("field", "gravest_first", "urgent"), where)
        if not isinstance(data.get(key), LocatedMap):
            return Measure(field="", gravest_first=())
        name = self.fields.one(reader, body, "field", where)
        order = reader.texts(body, "gravest_first", where, required=True)
        urgent = reader.texts(body, "urgent", where)
        field = self.fields.get(name)
        if field is not None:
            reader.known(body, "gravest_first", order, field.values, f"code of '{name}'")
            lacking = [code for code in field.values if code not in order]
            if lacking and order:
                message = f"'gravest_first' in {where} leaves out {', '.join(lacking)}"
                reader.fault(codes.CONTRADICTION, body.marks["gravest_first"], message, f"rank all codes of '{name}'")
        reader.known(body, "urgent", urgent, order, f"code of {where}")
        return Measure(field=name, gravest_first=order, urgent=urgent)
