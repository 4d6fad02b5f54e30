"""Fields as the files of methods name them, with their kind: ``link.own_use``. Unknown names are faults."""

from collections.abc import Collection

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.text.form import Filled
from rightsgate.text.position import Mark
from rightsgate.text.reader import Reader, first_few, places
from rightsgate.vocabulary.model import Field, FieldType, Vocabulary

# Kinds of entity that a method for impacts can ask about by themselves: the impact, and an actor's record in it.
IMPACT, RECORD = "impact", "link"


class FieldNames:
    """The fields that a method may name: those of the impact, of an actor's record in it, and of what it concerns."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Find the kinds of entity that an impact can name in a field that is called like them."""
        self.vocabulary = vocabulary
        impact = vocabulary.kinds[IMPACT].fields
        self.kinds = (RECORD, IMPACT, *(name for name, field in impact.items() if field.to == name))

    def check(self, reader: Reader, found: Filled, key: str, kinds: Collection[str] = ()) -> tuple[str, ...]:
        """Return the list of fields at ``key``, of the given kinds of entity only."""
        for name, mark in zip(found[key], places(found.data, key), strict=False):
            self.find(reader, mark, name, kinds)
        return tuple(found[key])

    def one(self, reader: Reader, found: Filled, key: str) -> str:
        """Return the field of an impact at ``key``; empty where there is no such field."""
        name: str = found[key]
        if not name.strip():
            return ""
        return name if self.find(reader, found.mark(key), name, (IMPACT,)) is not None else ""

    def find(self, reader: Reader, mark: Mark, name: str, kinds: Collection[str] = ()) -> Field | None:
        """Return the field of that name; where there is none, say so."""
        kind, _, path = name.partition(".")
        allowed = kinds or self.kinds
        if kind not in allowed or not path:
            hint = did_you_mean(kind, allowed) if path else ""
            said = f"the field '{name}' must be one of {' or '.join(allowed)}"
            advice = hint or f"write it with its kind, as in {next(iter(allowed))}.FIELD"
            reader.fault(codes.UNKNOWN_NAME, mark, said, advice)
            return None
        found = self.get(name)
        if found is None:
            fields = self.vocabulary.kinds[kind].by_path.items()
            known = [f"{kind}.{other}" for other, field in fields if field.type is not FieldType.GROUP]
            hint = did_you_mean(name, known) or f"known: {first_few(known)}"
            reader.fault(codes.UNKNOWN_NAME, mark, f"{kind} has no field '{path}' that holds a value", hint)
        return found

    def get(self, name: str) -> Field | None:
        """Return the field of that name, or None where there is none that holds a value."""
        kind, _, path = name.partition(".")
        fields = self.vocabulary.kinds[kind].by_path if kind in self.vocabulary.kinds else {}
        field = fields.get(path)
        return None if field is None or field.type is FieldType.GROUP else field
