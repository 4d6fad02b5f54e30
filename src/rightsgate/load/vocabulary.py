"""Vocabulary files to the vocabulary: entity kinds, fields, named sets. Reads no manifest."""

from collections.abc import Iterable, Mapping

from rightsgate.errors import Fault
from rightsgate.load.located import LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.model.vocabulary import EntityKind, Field, FieldType, Vocabulary

FIELD_KEYS = ("type", "values", "means", "asked_by", "list", "to", "unstated", "answered_by", "fields")
ENTITY_KEYS = ("entity", "section", "means", "fields", "extends")
DETAILS = ("evidence", "since", "as_of", "verified_by", "note", "complete")


def read_vocabulary(files: Iterable[tuple[str, LocatedMap]], faults: list[Fault]) -> Vocabulary:
    """Join the vocabulary files of all packs.

    A file with ``entity`` brings a kind, or with ``extends`` more fields for a kind that another file brings;
    one with ``sets`` brings named sets of codes.
    """
    kinds: dict[str, EntityKind] = {}
    sets: dict[str, tuple[str, ...]] = {}
    extensions = []
    for path, data in files:
        reader = Reader(path, faults)
        if "sets" in data:
            reader.only(data, ("sets",), "a file of sets")
            for name, body in reader.mapping(data, "sets", "a file of sets").items():
                if isinstance(body, LocatedMap):
                    sets[name] = reader.texts(body, "values", f"set {name}", required=True)
        elif "extends" in data:
            extensions.append((reader, data))
        else:
            kind = _entity(reader, data)
            if kind.name in kinds:
                reader.fault(
                    data.start, f"the entity kind '{kind.name}' is there already", "use extends to add fields"
                )
            kinds[kind.name] = kind
    for reader, data in extensions:
        _extend(reader, data, kinds)
    return Vocabulary(kinds=kinds, sections={kind.section: kind for kind in kinds.values()}, sets=sets)


def _entity(reader: Reader, data: LocatedMap) -> EntityKind:
    name = reader.text(data, "entity", "an entity file")
    where = f"entity {name}"
    reader.only(data, ENTITY_KEYS, where)
    fields = _fields(reader, reader.mapping(data, "fields", where, required=True), "")
    return EntityKind(
        name=name,
        section=reader.text(data, "section", where),
        means=reader.text(data, "means", where),
        fields=fields,
        by_path=dict(_flat(fields)),
    )


def _extend(reader: Reader, data: LocatedMap, kinds: dict[str, EntityKind]) -> None:
    name = reader.text(data, "extends", "an extension file")
    reader.only(data, ENTITY_KEYS, f"the extension of {name}")
    reader.known(data, "extends", (name,), kinds, "entity kind")
    if name not in kinds:
        return
    kind, fields = (
        kinds[name],
        _fields(reader, reader.mapping(data, "fields", f"the extension of {name}"), ""),
    )
    for key in fields.keys() & kind.fields.keys():
        reader.fault(data["fields"].marks[key], f"the field '{key}' of {name} is there already")
    joined = {**kind.fields, **fields}
    kinds[name] = EntityKind(
        name=name, section=kind.section, means=kind.means, fields=joined, by_path=dict(_flat(joined))
    )


def _fields(reader: Reader, data: LocatedMap, prefix: str) -> dict[str, Field]:
    fields = {}
    for name, body in data.items():
        path = prefix + name
        if not isinstance(body, LocatedMap):
            reader.fault(data.marks[name], f"the field {path} must be a mapping")
            continue
        fields[name] = _field(reader, body, path)
    return fields


def _field(reader: Reader, body: LocatedMap, path: str) -> Field:
    where = f"field {path}"
    reader.only(body, FIELD_KEYS, where)
    children = _fields(reader, reader.mapping(body, "fields", where), path + ".")
    default = FieldType.GROUP if children else None
    return Field(
        path=path,
        type=reader.choice(body, "type", where, FieldType, default),
        means=reader.text(body, "means", where),
        values=reader.texts(body, "values", where),
        open=reader.text(body, "list", where, "closed") == "open",
        to=reader.text(body, "to", where, ""),
        unstated_is_none=reader.text(body, "unstated", where, "unknown") == "none",
        answered_by=reader.text(body, "answered_by", where, ""),
        asked_by=reader.texts(body, "asked_by", where),
        fields=children,
    )


def _flat(fields: Mapping[str, Field]) -> Iterable[tuple[str, Field]]:
    for field in fields.values():
        yield field.path, field
        if field.type is not FieldType.RECORDS:
            yield from _flat(field.fields)
