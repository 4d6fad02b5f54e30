"""Files that say which fields settle the facts that inferences derive."""

from collections.abc import Collection

from rightsgate import codes
from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.rules.forms.tables.settled import SETTLED
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import Vocabulary


class SettledReader:
    """Reads which fields settle which kinds of derived fact; one row for each kind in all packs together."""

    def __init__(self, vocabulary: Vocabulary, derived: Collection[str], *, all_read: bool) -> None:
        """Know all fields of manifests, and the kinds of fact that inferences derive if ``all_read`` of them were."""
        self.names = FieldNames(vocabulary)
        self.kinds = tuple(vocabulary.kinds)
        self.derived = derived
        self.all_read = all_read
        self.rows: dict[str, tuple[str, ...]] = {}

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of rows."""
        for row in SETTLED.read(reader, data)["settled_by"]:
            self._row(reader, row)

    def _row(self, reader: Reader, row: Filled) -> None:
        facts = row["facts"]
        if self.all_read:
            reader.known(row.data, "facts", facts, self.derived, "derived fact")
        fields = self.names.check(reader, row, "fields", self.kinds)
        for kind in facts:
            if kind in self.rows:
                message = f"the fact '{kind}' has a row already"
                reader.fault(codes.DUPLICATE_NAME, row.mark("facts"), message, "one row holds all its fields")
            self.rows.setdefault(kind, fields)
