"""Files that say which fields settle the facts that inferences derive."""

from collections.abc import Collection
from typing import Final

from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.model import Vocabulary

FILE_KEYS: Final = ("title", "settled_by")
ROW_KEYS: Final = ("facts", "fields")


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
        where = "a file of what settles facts"
        reader.only(data, FILE_KEYS, where)
        reader.text(data, "title", where)
        for row in reader.maps(data, "settled_by", where, required=True):
            self.row(reader, row)

    def row(self, reader: Reader, row: LocatedMap) -> None:
        """Read the fields that settle some kinds of fact alike."""
        where = "a row of 'settled_by'"
        reader.only(row, ROW_KEYS, where)
        facts = reader.texts(row, "facts", where, required=True)
        if self.all_read:
            reader.known(row, "facts", facts, self.derived, "derived fact")
        fields = self.names.read(reader, row, "fields", where, self.kinds)
        for kind in facts:
            if kind in self.rows:
                reader.fault(row.marks["facts"], f"the fact '{kind}' has a row already", "one row holds all its fields")
            self.rows.setdefault(kind, fields)
