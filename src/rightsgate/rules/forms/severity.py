"""Files of severity: from which fields of an impact it is read, and what ranks higher."""

from rightsgate import codes
from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.rules.forms.tables.method import MEASURES, SEVERITY
from rightsgate.rules.model.severity import Measure, SeverityMeasures
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import FieldType, Vocabulary


class SeverityReader:
    """Reads what severity is read from; all packs together say it once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Know the fields of impacts."""
        self.fields = FieldNames(vocabulary)
        self.measures: SeverityMeasures | None = None

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read the file of the measures."""
        found = SEVERITY.read(reader, data)
        if self.measures is not None:
            message = f"severity is read by '{self.measures.id}' already"
            reader.fault(codes.DUPLICATE_NAME, found.mark("severity"), message, "all packs together have one such file")
            return
        delay = self.fields.one(reader, found, "delay_irremediable")
        field = self.fields.get(delay)
        if field is not None and field.type is not FieldType.BOOLEAN:
            reader.fault(codes.INVALID_VALUE, found.mark("delay_irremediable"), f"'{delay}' is not true or false")
        self.measures = SeverityMeasures(
            id=found["severity"],
            title=found["title"],
            source=found["source"],
            **{name: self._measure(reader, found[name]) for name in MEASURES},
            delay_irremediable=delay,
            likelihood=self.fields.one(reader, found, "likelihood"),
        )

    def _measure(self, reader: Reader, found: Filled | None) -> Measure:
        if found is None:
            return Measure(field="", gravest_first=())
        name, order, where = self.fields.one(reader, found, "field"), found["gravest_first"], found.where
        field = self.fields.get(name)
        if field is not None:
            reader.known(found.data, "gravest_first", order, field.values, f"code of '{name}'")
            lacking = [code for code in field.values if code not in order]
            if lacking and order:
                message = f"'gravest_first' in {where} leaves out {', '.join(lacking)}"
                reader.fault(codes.CONTRADICTION, found.mark("gravest_first"), message, f"rank all codes of '{name}'")
        reader.known(found.data, "urgent", found["urgent"], order, f"code of {where}")
        return Measure(field=name, gravest_first=order, urgent=found["urgent"])
