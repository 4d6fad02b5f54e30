"""Located data to a manifest, read against the vocabulary; all faults of a file are reported together.

Types values and resolves references. What follows from a statement is for the chain, not for here.
"""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.load.located import LocatedList, LocatedMap
from rightsgate.load.reader import kind_of
from rightsgate.load.values import WrongValueError, dates, typed
from rightsgate.load.vocabulary import DETAILS
from rightsgate.model.manifest import Absence, Entity, Listing, Manifest, Statement
from rightsgate.model.vocabulary import EntityKind, Field, FieldType, Vocabulary

TOP_KEYS: Final = ("rightsgate", "name", "description")
OWN_KEYS: Final = ("id", "name")
NESTED: Final = {
    "actor": "",
    "dataset": "supplier",
    "model": "developer",
    "application": "developer",
    "deployment": "deployer",
}
RECORDS: Final = ("documents", "terms", "channels")
REFERENCES: Final = (FieldType.REFERENCE, FieldType.REFERENCES)


def read_manifest(data: LocatedMap, path: str, vocabulary: Vocabulary) -> Manifest:
    """Read one manifest; raises InputError with every fault of the file, in the order of their places."""
    reading = _Reading(path, vocabulary)
    reading.top(data)
    reading.check_references()
    reading.name_records()
    if reading.faults:
        raise InputError(reading.faults)
    name = data.get("name")
    return Manifest(
        path=path,
        name=str(name) if name is not None else "",
        entities={kind: tuple(entities) for kind, entities in reading.entities.items()},
        listings=reading.listings,
    )


def record_key(statements: Mapping[str, Statement]) -> str:
    """Name a record that has no id of its own by its kind and its parties."""

    def said(path: str) -> str:
        value = statements[path].value if path in statements else ""
        return (
            ",".join(sorted(map(str, value)))
            if isinstance(value, tuple)
            else ""
            if isinstance(value, Absence)
            else str(value)
        )

    parties = ">".join(filter(None, (said("from"), said("to")))) or said("owner")
    return ":".join(filter(None, (said("kind") or "record", parties)))


def canonical(entity: Entity) -> str:
    """Return what a record says, as a text that does not depend on the order of its keys or of its lists."""
    said = sorted(
        (path, repr(s.value if not isinstance(s.value, tuple) else sorted(map(repr, s.value))))
        for path, s in entity.statements.items()
    )
    return repr(said)


class _Reading:
    """The reading of one file: entities so far, references still to check, faults."""

    def __init__(self, path: str, vocabulary: Vocabulary) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []
        self.entities: dict[str, list[Entity]] = {kind: [] for kind in vocabulary.kinds}
        self.listings: dict[str, Listing] = dict.fromkeys(vocabulary.kinds, Listing.SILENT)
        self.ids: dict[str, Entity] = {}
        self.links: list[tuple[Field, Statement]] = []

    def fault(self, start: tuple[int, int], message: str, hint: str = "") -> None:
        self.faults.append(Fault.at(self.path, start, message, hint))

    def top(self, data: LocatedMap) -> None:
        version = data.get("rightsgate")
        if "rightsgate" not in data:
            self.fault(data.start, "not a manifest: it lacks 'rightsgate'", "begin with `rightsgate: 1`")
        elif version != 1 or isinstance(version, bool):
            self.fault(
                data.marks["rightsgate"],
                f"unknown manifest version '{version}'",
                "this release reads version 1",
            )
        if isinstance(data.get("name"), (LocatedMap, LocatedList)):
            self.fault(data.marks["name"], "'name' must be a text")
        for key, value in data.items():
            kind = self.vocabulary.sections.get(key)
            if kind is not None:
                self.section(kind, value, data.marks[key])
            elif key not in TOP_KEYS:
                known = [*TOP_KEYS, *self.vocabulary.sections]
                self.fault(
                    data.marks[key],
                    f"unknown key '{key}'",
                    did_you_mean(key, known) or f"known: {', '.join(known)}",
                )
        if not data.keys() & self.vocabulary.sections.keys():
            self.fault(data.start, "the manifest states nothing: it has no section", "begin with `actors:`")

    def section(self, kind: EntityKind, value: Any, start: tuple[int, int]) -> None:
        complete = False
        if isinstance(value, LocatedMap):
            for key in value.keys() - {"value", *DETAILS}:
                self.fault(
                    value.marks[key],
                    f"unknown key '{key}' in '{kind.section}'",
                    "write a list, or {complete: true, value: [...]}",
                )
            complete, value = value.get("complete") is True, value.get("value")
        if value is None or value == "unknown":
            return
        if value is False or value == "none" or (isinstance(value, LocatedList) and not value):
            self.listings[kind.name] = Listing.NONE
        elif isinstance(value, LocatedList):
            self.listings[kind.name] = Listing.COMPLETE if complete else Listing.LISTED
            for index, item in enumerate(value):
                self.entity(kind, item, value.marks[index], f"/{kind.section}/{index}", None)
        else:
            self.fault(start, f"'{kind.section}' must be a list, none or unknown, not {kind_of(value)}")

    def entity(
        self, kind: EntityKind, data: Any, start: tuple[int, int], pointer: str, within: Entity | None
    ) -> None:
        if not isinstance(data, LocatedMap):
            self.fault(start, f"each entry of '{kind.section}' must be a mapping, not {kind_of(data)}")
            return
        statements: dict[str, Statement] = {}
        self.fields(kind.fields, data, pointer, statements, kind, top=True)
        if within is not None:
            self.inherit(statements, within)
        key = self.key(kind, data, statements)
        exists = statements.get("exists")
        entity = Entity(
            kind=kind.name,
            key=key,
            name=str(data.get("name", "")),
            pointer=pointer,
            mark=data.start,
            statements=statements,
            data=data,
            exists=exists is None or exists.value is not False,
        )
        if "id" in data:
            self.register(entity, data)
        self.entities[kind.name].append(entity)
        if kind.name in NESTED:
            self.nested(entity, data)

    def name_records(self) -> None:
        """Tell records without an id apart by what they say, so that their order in the file never matters."""
        for kind, entities in self.entities.items():
            alike: dict[str, list[int]] = {}
            for index, entity in enumerate(entities):
                if "id" not in entity.data:
                    alike.setdefault(entity.key, []).append(index)
            for key, indexes in alike.items():
                if len(indexes) > 1:
                    ordered = sorted(indexes, key=lambda i, of=entities: canonical(of[i]))  # type: ignore[misc]
                    for number, index in enumerate(ordered, 1):
                        entities[index] = structs.replace(entities[index], key=f"{key}#{number}")
            self.entities[kind] = entities

    def key(self, kind: EntityKind, data: LocatedMap, statements: Mapping[str, Statement]) -> str:
        if "id" not in data:
            if kind.name in NESTED or kind.name not in (
                "relation",
                "document",
                "terms",
                "channel",
                "impact",
                "tradeoff",
            ):
                self.fault(data.start, f"each entry of '{kind.section}' needs an 'id'")
            return record_key(statements)
        if not isinstance(data["id"], str) or not data["id"].strip() or data["id"] in ("unknown", "none"):
            self.fault(data.marks["id"], "'id' must be a word of your own, such as acme-1")
        return str(data["id"])

    def register(self, entity: Entity, data: LocatedMap) -> None:
        first = self.ids.setdefault(entity.key, entity)
        if first is not entity:
            self.fault(
                data.marks["id"], f"the id '{entity.key}' is taken by {first.pointer} at line {first.mark[0]}"
            )

    def nested(self, entity: Entity, data: LocatedMap) -> None:
        """Read documents, terms and channels that stand inside the entity they belong to."""
        for section in RECORDS:
            if section not in data or section not in self.vocabulary.sections:
                continue
            kind, value = self.vocabulary.sections[section], data[section]
            if isinstance(value, LocatedList) and value:
                for index, item in enumerate(value):
                    self.entity(kind, item, value.marks[index], f"{entity.pointer}/{section}/{index}", entity)
            elif (
                value is not None
                and value != "unknown"
                and value is not False
                and value != "none"
                and value != []
            ):
                self.fault(
                    data.marks[section], f"'{section}' must be a list, none or unknown, not {kind_of(value)}"
                )

    def inherit(self, statements: dict[str, Statement], within: Entity) -> None:
        """Give a nested record its owner, and say what it is about."""
        owner = NESTED[within.kind]
        own = Statement(value=(within.key,), mark=within.mark, pointer=within.pointer)
        if "owner" not in statements and (not owner or owner in within.statements):
            statements["owner"] = own if not owner else within.statements[owner]
        if owner and "about" not in statements:
            statements["about"] = own

    def fields(
        self,
        fields: Mapping[str, Field],
        data: LocatedMap,
        pointer: str,
        into: dict[str, Statement],
        kind: EntityKind,
        *,
        top: bool = False,
    ) -> None:
        for key, value in data.items():
            field = fields.get(key)
            if field is not None:
                self.field(field, value, data.marks[key], f"{pointer}/{key}", into, kind)
            elif top and key in RECORDS and kind.name in NESTED:
                if value is False or value == "none" or value == []:
                    into[key] = Statement(
                        value=Absence.NONE, mark=data.marks[key], pointer=f"{pointer}/{key}"
                    )
            elif key not in DETAILS and not (top and key in OWN_KEYS):
                known = [*OWN_KEYS, *fields] if top else list(fields)
                hint = did_you_mean(key, known) or self.elsewhere(key)
                self.fault(data.marks[key], f"unknown field '{key}' in {self.place(kind, pointer)}", hint)

    def elsewhere(self, key: str) -> str:
        homes = sorted(kind.section for kind in self.vocabulary.kinds.values() if key in kind.fields)
        return f"'{key}' is a field of {', '.join(homes)}" if homes else ""

    @staticmethod
    def place(kind: EntityKind, pointer: str) -> str:
        group = ".".join(part for part in pointer.split("/")[3:] if not part.isdigit())
        return f"{kind.section}.{group}" if group else kind.section

    def field(
        self,
        field: Field,
        value: Any,
        start: tuple[int, int],
        pointer: str,
        into: dict[str, Statement],
        kind: EntityKind,
    ) -> None:
        details: Mapping[str, Any] = {}
        if isinstance(value, LocatedMap):
            if (
                field.type is not FieldType.RECORDS
                and field.fields
                and ("value" not in value or "value" in field.fields)
            ):
                into[field.path] = Statement(value=True, mark=start, pointer=pointer, details=value)
                self.fields(field.fields, value, pointer, into, kind)
                return
            details = value
            if not self.statement_form(field, value, start):
                return
            value = value["value"]
        try:
            if field.type is FieldType.RECORDS:
                plain, more = self.records(field, value, start, pointer, kind), False
            else:
                plain, more = typed(field, value)
            self.check_details(details)
        except WrongValueError as error:
            at = value.marks[error.index] if error.index >= 0 and isinstance(value, LocatedList) else start
            self.fault(
                at,
                f"'{field.path}' {error.message}" if error.message[0] != "'" else error.message,
                error.hint,
            )
            return
        opened = more or (field.open and not (details and details.get("complete") is True))
        statement = Statement(value=plain, mark=start, pointer=pointer, open=opened, details=details)
        into[field.path] = statement
        if field.type in REFERENCES and not isinstance(plain, Absence):
            self.links.append((field, statement))

    def statement_form(self, field: Field, value: LocatedMap, start: tuple[int, int]) -> bool:
        unknown = [key for key in value if key != "value" and key not in DETAILS]
        for key in unknown:
            self.fault(
                value.marks[key],
                f"unknown key '{key}' in the statement of '{field.path}'",
                did_you_mean(key, ["value", *DETAILS]),
            )
        if "value" not in value and not unknown:
            self.fault(start, f"the statement of '{field.path}' lacks 'value'")
        return "value" in value and not unknown

    @staticmethod
    def check_details(details: Mapping[str, Any]) -> None:
        for key in ("since", "as_of"):
            if isinstance(details.get(key), (str, int)) and details[key] != "unknown":
                dates(str(details[key]))

    def records(
        self, field: Field, value: Any, start: tuple[int, int], pointer: str, kind: EntityKind
    ) -> Any:
        if value is None or value == "unknown":
            return Absence.UNKNOWN
        if value is False or value == "none" or value == []:
            return Absence.NONE
        if not isinstance(value, LocatedList):
            self.fault(start, f"'{field.path}' must be a list of records, not {kind_of(value)}")
            return Absence.UNKNOWN
        records = []
        for index, item in enumerate(value):
            record: dict[str, Statement] = {}
            if isinstance(item, LocatedMap) and field.fields:
                self.fields(field.fields, item, f"{pointer}/{index}", record, kind)
            elif field.fields:
                self.fault(
                    value.marks[index], f"each entry of '{field.path}' must be a mapping, not {kind_of(item)}"
                )
            records.append(record)
        return tuple(records)

    def check_references(self) -> None:
        for field, statement in self.links:
            value = statement.value
            for target in value if isinstance(value, tuple) else (value,):
                found = self.ids.get(target)
                start = statement.mark
                if found is None:
                    same = [key for key, entity in self.ids.items() if field.to in ("any", entity.kind)]
                    section = "the manifest" if field.to == "any" else self.vocabulary.kinds[field.to].section
                    self.fault(
                        start,
                        f"'{field.path}' names '{target}', which {section} does not declare",
                        did_you_mean(target, same),
                    )
                elif field.to not in ("any", found.kind):
                    article = "an" if found.kind[0] in "aio" else "a"
                    self.fault(
                        start,
                        f"'{field.path}' names '{target}', which is {article} {found.kind}, not one of {field.to}s",
                    )
