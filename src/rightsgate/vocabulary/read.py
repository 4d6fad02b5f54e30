"""Vocabulary files to the vocabulary: entity kinds, fields, named sets."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.text.located import LocatedMap, kind_of
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.asked import check_questions, labels_of
from rightsgate.vocabulary.forms import ENTITY, EXTENSION, FIELD, SETS
from rightsgate.vocabulary.implied import implications
from rightsgate.vocabulary.model import DETAILS, EntityKind, Field, FieldType, Vocabulary

# The ids of what packs declare, such as rights, each with its name for readers.
Names = Mapping[str, Mapping[str, str]]
RESERVED: Final = ("rightsgate", "name", "description")
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Fields that the value-chain inferences and the evaluation need; every vocabulary must define them. They are named here
# and not in a pack, since they are what the program needs of packs.
CORE: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("activities", "roles"),
    "dataset": ("supplier",),
    "model": ("developer", "trained_on", "based_on"),
    "application": ("developer", "built_on", "trained_on"),
    "deployment": ("application", "deployer"),
    "relation": ("kind", "from", "to"),
    **dict.fromkeys(("document", "terms", "channel", "decision", "judgement"), ("owner",)),
    "impact": ("dataset", "model", "application", "deployment"),
    "link": ("impact", "actor"),
}


def read_vocabulary(files: Iterable[tuple[str, LocatedMap]], named: Names, faults: list[Fault]) -> Vocabulary:
    """Join the vocabulary files of all packs.

    A file with ``entity`` brings a kind, or with ``extends`` more fields for a kind that another file brings; one with
    ``sets`` brings named sets of codes. ``named`` are the ids that a field may take its values from. Raises InputError,
    with what was found before, where the kinds that rules build on are missing.
    """
    kinds: dict[str, EntityKind] = {}
    shared = _Shared()
    extensions = []
    for path, data in files:
        reader = Reader(path, faults)
        if "sets" in data:
            shared.read(reader, data)
        elif "extends" in data:
            extensions.append((reader, data))
        else:
            kind = _entity(reader, data)
            if kind.name in kinds:
                message = f"the entity kind '{kind.name}' is there already"
                reader.fault(codes.DUPLICATE_NAME, data.start, message, "use extends to add fields")
            elif kind.section in RESERVED or any(kind.section == other.section for other in kinds.values()):
                message = f"the section '{kind.section}' is there already"
                reader.fault(codes.DUPLICATE_NAME, data.marks.get("section", data.start), message)
            kinds.setdefault(kind.name, kind)
    for reader, data in extensions:
        _extend(reader, data, kinds)
    for path, data in files:
        _check_names(Reader(path, faults), data, kinds, named)
        check_questions(Reader(path, faults), data, _kind_of(data, kinds), shared.respondents)
    kinds = {name: _valued(kind, named, shared.labels) for name, kind in kinds.items()}
    _check_core(kinds, faults)
    for path, data in files:
        _check_owners(Reader(path, faults), data, kinds)
    return Vocabulary(kinds=kinds, sets=shared.sets, respondents=shared.respondents)


class _Shared:
    """What files of sets declare for all kinds; a later file replaces what an earlier one says of the same name."""

    def __init__(self) -> None:
        self.sets: dict[str, tuple[str, ...]] = {}
        self.labels: dict[str, str] = {}
        self.respondents: dict[str, str] = {}

    def read(self, reader: Reader, data: LocatedMap) -> None:
        found = SETS.read(reader, data)
        self.sets.update({name: one["values"] for name, one in found["sets"].items() if one is not None})
        self.labels.update(found["labels"])
        self.respondents.update(found["respondents"])


def _kind_of(data: LocatedMap, kinds: Mapping[str, EntityKind]) -> EntityKind | None:
    return kinds.get(str(data.get("entity", data.get("extends"))))


def _entity(reader: Reader, data: LocatedMap) -> EntityKind:
    found = ENTITY.read(reader, data)
    return EntityKind(
        name=found["entity"],
        section=found["section"],
        means=found["means"],
        fields=_fields(reader, reader.mapping(data, "fields", found.where), ""),
        named=found["id"] == "needed",
        alone=found["alone"],
        inside=found["inside"],
        owner=found["owner"],
        question=found["question"],
        answered_by=found["answered_by"],
        called=found["called"],
    )


def _extend(reader: Reader, data: LocatedMap, kinds: dict[str, EntityKind]) -> None:
    found = EXTENSION.read(reader, data)
    name = found["extends"]
    reader.known(data, "extends", (name,), kinds, "entity kind")
    if name not in kinds:
        return
    body = reader.mapping(data, "fields", found.where)
    kind, fields = kinds[name], _fields(reader, body, "")
    for key in fields.keys() & kind.fields.keys():
        reader.fault(codes.DUPLICATE_NAME, body.marks[key], f"the field '{key}' of {name} is there already")
    joined = {**kind.fields, **fields, **kind.fields}  # a field that is there already stays as it is
    kinds[name] = structs.replace(kind, fields=joined)


def _fields(reader: Reader, data: LocatedMap, prefix: str, *, practice: bool = False) -> dict[str, Field]:
    fields = {}
    for name, body in data.items():
        path = prefix + name
        if not NAME.fullmatch(name):
            message = f"'{name}' cannot name a field"
            reader.fault(codes.INVALID_NAME, data.marks[name], message, "use letters, digits and _")
        elif not prefix and name in ("id", "name", *DETAILS):
            reader.fault(codes.INVALID_NAME, data.marks[name], f"'{name}' cannot name a field: every entity has it")
        elif not isinstance(body, LocatedMap):
            reader.fault(codes.WRONG_TYPE, data.marks[name], f"the field {path} must be a mapping, not {kind_of(body)}")
        else:
            fields[name] = _field(reader, body, path, practice=practice)
    return fields


def _field(reader: Reader, body: LocatedMap, path: str, *, practice: bool) -> Field:
    """Read a field. Fields within a ``practice`` field are practices as well, unless marked otherwise."""
    found = FIELD.read(reader, body, name=path)
    own = {key: value for key, value in found.items() if key not in ("list", "unstated")}
    if own["practice"] is None:
        own["practice"] = practice
    inner = reader.mapping(body, "fields", found.where)
    own["fields"] = _fields(reader, inner, path + ".", practice=own["practice"])
    if own["type"] is None:
        own["type"] = FieldType.GROUP
        if not own["fields"]:
            reader.fault(codes.MISSING_KEY, body.start, f"{found.where} lacks 'type'")
    for key in ("at_least", "whole") if own["type"] is not FieldType.NUMBER else ():
        if key in body:
            message = f"'{key}' in {found.where} is for numbers"
            reader.fault(codes.KEYS_DISAGREE, body.marks[key], message, "write type: number, or leave it out")
    own["implies"], own["labels"] = implications(reader, found), labels_of(reader, found)
    return Field(path=path, open=found["list"] == "open", unstated_is_none=found["unstated"] == "none", **own)


def _valued(kind: EntityKind, named: Names, labels: Mapping[str, str]) -> EntityKind:
    """Give fields their values where those are the ids of something that packs declare, and codes their labels."""
    return structs.replace(kind, fields=_with_values(kind.fields, named, labels))


def _with_values(fields: Mapping[str, Field], named: Names, labels: Mapping[str, str]) -> dict[str, Field]:
    found = {}
    for name, field in fields.items():
        values = named.get(field.values_from, dict.fromkeys(field.values, ""))
        own = {code: field.labels.get(code) or called or labels.get(code, "") for code, called in values.items()}
        found[name] = structs.replace(
            field,
            values=tuple(values),
            labels={code: label for code, label in own.items() if label},
            fields=_with_values(field.fields, named, labels),
        )
    return found


def _check_core(kinds: Mapping[str, EntityKind], faults: list[Fault]) -> None:
    lacking = [
        Fault(
            code=codes.UNKNOWN_NAME,
            input=Input(InputKind.OPTION, "--rules"),
            message=f"no pack brings the field '{field}' of the entity kind '{name}'",
            hint="does one of your packs bear the name of the shipped pack, and so take its place?",
        )
        for name, fields in CORE.items()
        for field in fields
        if name not in kinds or field not in kinds[name].fields
    ]
    if lacking:
        raise InputError([*faults, *lacking])


def _check_owners(reader: Reader, data: LocatedMap, kinds: Mapping[str, EntityKind]) -> None:
    """Refuse owners that are not actors, and relations stated by a field that does not lead between artefacts."""
    kind = _kind_of(data, kinds)
    if kind is None:
        return
    if "owner" in data:
        owners = [path for path, field in kind.fields.items() if field.to == "actor"]
        reader.known(data, "owner", (kind.owner,), owners, "field with actors")
    relations = kinds["relation"].fields["kind"].values
    fields = data.get("fields")
    for name, body in fields.items() if isinstance(fields, LocatedMap) else ():
        if not isinstance(body, LocatedMap) or "states" not in body:
            continue
        reader.known(body, "states", (str(body["states"]),), relations, "kind of relation")
        to = kinds.get(str(body.get("to")))
        if not kind.owner or to is None or not to.owner:
            message = f"the field {name} states a relation, but does not lead from one artefact to another"
            reader.fault(codes.KEYS_DISAGREE, body.marks["states"], message, "both kinds need an 'owner'")


def _check_names(reader: Reader, data: LocatedMap, kinds: Mapping[str, EntityKind], named: Names) -> None:
    """Refuse what a file names and no file declares: kinds, fields, lists of ids."""
    inside = data["inside"] if isinstance(data.get("inside"), LocatedMap) else LocatedMap()
    for holder in inside:
        if holder not in kinds:
            message = f"unknown entity kind '{holder}'"
            reader.fault(codes.UNKNOWN_NAME, inside.marks[holder], message, did_you_mean(holder, kinds))
    kind = _kind_of(data, kinds)
    _check_fields(reader, data, kinds, named, () if kind is None else tuple(kind.by_path))


def _check_fields(
    reader: Reader,
    data: LocatedMap,
    kinds: Mapping[str, EntityKind],
    named: Names,
    paths: tuple[str, ...],
) -> None:
    """Look at every level of the fields of a kind, which are at ``paths``."""
    fields = data.get("fields")
    for name, body in fields.items() if isinstance(fields, LocatedMap) else ():
        if not isinstance(body, LocatedMap):
            continue
        if body.get("type") in ("reference", "references"):
            if "to" not in body:
                message = f"the field {name} lacks 'to'"
                reader.fault(codes.MISSING_KEY, body.start, message, "name the kind of entity, or any")
            reader.known(body, "to", (str(body.get("to")),), ("any", *kinds), "entity kind")
        for key, known, called in (
            ("values_from", named, "list of ids"),
            ("alternative", paths, "field"),
        ):
            if key in body:
                reader.known(body, key, (str(body[key]),), known, called)
        _check_fields(reader, body, kinds, named, paths)
