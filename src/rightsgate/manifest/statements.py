"""The fields of one entity to statements, read against the vocabulary."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, collect, did_you_mean
from rightsgate.logic.absence import NONE, UNSAID, Absence
from rightsgate.manifest.model import Statement
from rightsgate.manifest.values import WrongValueError, absent, shown, typed, typed_date
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.text.placeholders import names_nobody
from rightsgate.text.position import Mark
from rightsgate.text.reader import first_few
from rightsgate.vocabulary.implied import implied_by
from rightsgate.vocabulary.model import DETAILS, REFERENCES, EntityKind, Field, FieldType, Vocabulary

# The document that an entry was copied from. What its lists leave out is not stated: the document may not say all.
TRANSCRIBED: Final = "transcribed_from"
OWN_FIELDS: Final = "a field that your own rules add needs --rules DIR"
OWN_KEYS: Final = ("id", "name", TRANSCRIBED)


def is_transcribed(entry: Mapping[str, Any]) -> bool:
    """Whether an entry names the document that it was copied from; a placeholder, or ``none``, names no document."""
    named = entry.get(TRANSCRIBED)
    return isinstance(named, str) and not names_nobody(named)


class StatementReader:
    """Reads the fields of entities; collects faults, and the references that are still to be checked."""

    def __init__(self, path: str, vocabulary: Vocabulary, faults: list[Fault]) -> None:
        """Read parts of the file named ``path``, adding to ``faults``."""
        self.path = path
        self.vocabulary = vocabulary
        self.faults = faults
        self.links: list[tuple[Field, str, Mark]] = []
        self.transcribed = False

    def fault(self, code: str, start: Mark, message: str, hint: str = "") -> None:
        """Add a fault at a place in the file."""
        collect(self.faults, Fault.at(code, self.path, start, message, hint))

    def fields(
        self, fields: Mapping[str, Field], data: LocatedMap, pointer: str, into: dict[str, Statement], kind: EntityKind
    ) -> None:
        """Read the fields of an entity (``fields`` are those of its kind), of a group in it or of a record."""
        top = fields is kind.fields
        sections = [inner.section for inner in self.vocabulary.within(kind.name)] if top else ()
        for key, value in data.items():
            field = fields.get(key)
            if field is not None:
                self.field(field, value, data.marks[key], f"{pointer}/{key}", into, kind)
            elif key in DETAILS:
                self.detail(key, value, data.marks[key])
            elif top and key in sections:
                if value is False or value == "none" or value == []:
                    into[key] = Statement(value=NONE, mark=data.marks[key], pointer=f"{pointer}/{key}")
            elif not (top and key in OWN_KEYS):
                known = [*OWN_KEYS, *fields] if top else list(fields)
                listed = OWN_FIELDS if top else f"its fields: {first_few(fields)}"
                hint = _cut_text(data, key) or did_you_mean(key, known) or self.elsewhere(key) or listed
                self.fault(
                    codes.UNKNOWN_FIELD, data.marks[key], f"unknown field '{key}' in {_place(kind, pointer)}", hint
                )

    def elsewhere(self, key: str) -> str:
        """Return a hint on an unknown key: which kinds of entity have such a field, or that it is a section."""
        if key in self.vocabulary.sections and self.vocabulary.sections[key].alone:
            return f"'{key}' is a section of its own: begin it at the left margin"
        homes = sorted(kind.section for kind in self.vocabulary.kinds.values() if key in kind.fields)
        return f"'{key}' is a field of {', '.join(homes)}" if homes else ""

    def field(
        self, field: Field, value: Any, start: Mark, pointer: str, into: dict[str, Statement], kind: EntityKind
    ) -> None:
        """Read what is stated of one field."""
        details: Mapping[str, Any] = {}
        if isinstance(value, LocatedMap):
            if field.fields and field.type is not FieldType.RECORDS and _is_group(field, value):
                self.group(field, value, start, pointer, into, kind)
                return
            if not self.statement_form(field, value, start):
                return
            details, value = value, value["value"]
        try:
            if field.type is FieldType.RECORDS:
                plain, more = self.records(field, value, start, pointer, kind), False
            else:
                plain, more = typed(field, value)
        except WrongValueError as error:
            for one in (error, *error.more):
                at = value.marks[one.index] if one.index >= 0 and isinstance(value, LocatedList) else start
                self.fault(one.code, at, one.about(field.path), one.hint)
            return
        opened = more or (plain is not NONE and self.is_open(field, plain, details.get("complete")))
        implied = implied_by(field, plain)
        into[field.path] = Statement(
            value=plain, mark=start, pointer=pointer, open=opened, implied=implied, details=details
        )
        if plain is NONE and field.fields:
            self.absent_group(field, into)
        if field.type in REFERENCES and not isinstance(plain, Absence):
            self.link(field, value, start)

    def is_open(self, field: Field, value: Any, complete: Any) -> bool:
        """Whether what a list leaves out is not stated.

        ``complete`` says so; else a list of hazards is open, and in an entry that was copied from a document also one
        of practices.
        """
        if isinstance(complete, bool):
            return not complete and (field.open or isinstance(value, tuple))
        return field.open or (self.transcribed and field.practice and isinstance(value, tuple))

    def absent_group(self, group: Field, into: dict[str, Statement]) -> None:
        """State that a group is absent, and so is each of its fields.

        In a group that is a practice, the boolean practices are false. In a group that is a circumstance, every field
        is declared absent: data that nobody labelled has labels neither checked nor unchecked. A circumstance in a
        group of practices stays unknown: an actor that provides no remedy may still owe it.
        """
        for field in group.fields.values():
            value = NONE if not group.practice else absent(field) if field.practice else UNSAID
            into[field.path] = structs.replace(into[group.path], value=value, open=False)
            self.absent_group(field, into)

    def group(
        self, field: Field, value: LocatedMap, start: Mark, pointer: str, into: dict[str, Statement], kind: EntityKind
    ) -> None:
        """Read a group of fields, bare or as the ``value`` of a statement."""
        details = value
        if "value" not in field.fields and "value" in value:
            if not self.statement_form(field, value, start):
                return
            value, pointer = value["value"], f"{pointer}/value"
        if value.keys() <= set(DETAILS) - field.fields.keys():
            hint = f"its fields: {first_few(field.fields)}; or none, or unknown"
            self.fault(codes.STATES_NOTHING, start, f"'{field.path}' states nothing", hint)
        into[field.path] = Statement(value=True, mark=start, pointer=pointer, details=details)
        self.fields(field.fields, value, pointer, into, kind)
        inside = [one.value for path, one in into.items() if path.startswith(f"{field.path}.")]
        if inside and all(one is UNSAID for one in inside):
            into[field.path] = structs.replace(into[field.path], value=UNSAID)

    def statement_form(self, field: Field, value: LocatedMap, start: Mark) -> bool:
        """Check that a mapping has a ``value`` and no more than the details of a statement."""
        unknown = [key for key in value if key != "value" and key not in DETAILS]
        if field.type is FieldType.RECORDS and "value" not in value:
            message = f"'{field.path}' must be a list of records, not a mapping"
            self.fault(codes.WRONG_TYPE, start, message, "begin each record with '- '")
            return False
        for key in unknown:
            hint = (
                _cut_text(value, key)
                or did_you_mean(key, ["value", *DETAILS])
                or f"allowed: value, {', '.join(DETAILS)}"
            )
            message = f"unknown key '{key}' in the statement of '{field.path}'"
            self.fault(codes.UNKNOWN_KEY, value.marks[key], message, hint)
        if "value" not in value and not unknown:
            message = f"the statement of '{field.path}' lacks 'value'"
            self.fault(codes.MISSING_KEY, start, message, "write the value, none or unknown")
        for key in value.keys() & set(DETAILS):
            self.detail(key, value[key], value.marks[key])
        return "value" in value and not unknown

    def detail(self, key: str, value: Any, start: Mark) -> None:
        """Check what is said about a statement: its dates, its evidence, whether its list is complete."""
        if value is None or value == "unknown":
            return
        if key in ("since", "as_of"):
            try:
                typed_date(value)
            except WrongValueError as error:
                self.fault(error.code, start, error.about(key), error.hint)
        elif key == "complete":
            if not isinstance(value, bool):
                self.fault(codes.WRONG_TYPE, start, f"'complete' must be true or false, not {shown(value)}")
        elif value is not False and not _is_text(value):
            self.fault(codes.WRONG_TYPE, start, f"'{key}' must be a text or a list of texts, not {kind_of(value)}")

    def records(self, field: Field, value: Any, start: Mark, pointer: str, kind: EntityKind) -> Any:
        """Read a list of records that stand in an entity."""
        if value is None or value == "unknown":
            return UNSAID
        if value is False or value == "none" or value == []:
            return NONE
        if not isinstance(value, LocatedList):
            self.fault(codes.WRONG_TYPE, start, f"'{field.path}' must be a list of records, not {kind_of(value)}")
            return UNSAID
        records = []
        for index, item in enumerate(value):
            record: dict[str, Statement] = {}
            if not isinstance(item, LocatedMap):
                message = f"each entry of '{field.path}' must be a mapping, not {kind_of(item)}"
                self.fault(codes.WRONG_TYPE, value.marks[index], message, f"its fields: {first_few(field.fields)}")
            elif item.keys() <= set(DETAILS) - field.fields.keys():
                self.fault(codes.STATES_NOTHING, value.marks[index], f"this entry of '{field.path}' states nothing")
            else:
                self.fields(field.fields, item, f"{pointer}/{index}", record, kind)
            records.append(record)
        return tuple(records)

    def link(self, field: Field, value: Any, start: Mark) -> None:
        """Remember the ids that a field names, each with its place."""
        if isinstance(value, LocatedList):
            for target, mark in zip(value, value.marks, strict=True):
                if target not in ("unknown", None):
                    self.links.append((field, target, mark))
        else:
            self.links.append((field, value, start))


def _is_group(field: Field, value: LocatedMap) -> bool:
    return "value" not in value or "value" in field.fields or isinstance(value["value"], LocatedMap)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, LocatedList) and all(isinstance(item, str) for item in value))


def _place(kind: EntityKind, pointer: str) -> str:
    group = ".".join(part for part in pointer.split("/")[3:] if not part.isdigit())
    return f"{kind.section}.{group}" if group else kind.section


def _cut_text(data: LocatedMap, key: str) -> str:
    """Return a hint where a key is the rest of a text: inside braces a comma ends a text that has no quotes."""
    is_rest = data[key] is None and (" " in key or not key[:1].isalpha())
    return "inside { } a comma ends a text: put the text in quotes" if is_rest else ""
