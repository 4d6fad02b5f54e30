"""Located data to a manifest, read against the vocabulary; all faults of a file are reported together.

Reads sections and entities, and resolves references. Inferences decide what follows from a statement.
"""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, InputError, collect, did_you_mean
from rightsgate.limits import DEFAULTS, Limits, to_raise
from rightsgate.logic.dates import Dates, begins
from rightsgate.logic.number import is_number
from rightsgate.manifest.dating import date_statements
from rightsgate.manifest.identity import IdentityCheck, canonical, is_id, record_key
from rightsgate.manifest.model import Entity, Listing, Manifest, Statement
from rightsgate.manifest.statements import TRANSCRIBED, StatementReader, is_transcribed
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.text.position import Mark
from rightsgate.text.reader import first_few
from rightsgate.vocabulary.model import DETAILS, EntityKind, Vocabulary

TOP_KEYS: Final = ("rightsgate", "name", "description", "subject")
NO_VERSION: Final = "not a manifest: it lacks 'rightsgate'"


def read_manifest(data: LocatedMap, path: str, vocabulary: Vocabulary, limits: Limits = DEFAULTS) -> Manifest:
    """Read one manifest; raises InputError with every fault of the file, in the order of their places."""
    if "rightsgate" not in data:
        _refuse_other(data, path, vocabulary)
    reading = _Reading(path, vocabulary, limits)
    reading.top(data)
    reading.check_identity()
    reading.name_records()
    if reading.faults:
        raise InputError(reading.faults)
    name = data.get("name")
    return Manifest(
        path=path,
        name=str(name) if name is not None else "",
        entities={kind: tuple(entities) for kind, entities in reading.entities.items()},
        listings=reading.listings,
        begins=reading.begins,
        raw=data.raw,
        subject=reading.subject,
    )


def _refuse_other(data: LocatedMap, path: str, vocabulary: Vocabulary) -> None:
    """Refuse what is another kind of file, or has no key of a manifest: no hint on its keys would help."""
    from rightsgate.files import kinds  # which only a faulty file needs

    sections = [name for name, kind in vocabulary.sections.items() if kind.alone]
    fault = kinds.misplaced(path, kinds.kind_of(data), "manifest")
    if fault is None and data.keys().isdisjoint(sections) and not kinds.resembles_manifest(data, sections):
        fault = Fault.at(codes.NOT_A_MANIFEST, path, data.start, NO_VERSION, "begin with `rightsgate: 1`")
    if fault is not None:
        raise InputError([fault])


class _Reading:
    """The reading of one file: entities so far, and faults."""

    def __init__(self, path: str, vocabulary: Vocabulary, limits: Limits) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.limits = limits
        self.read = 0
        self.faults: list[Fault] = []
        self.reader = StatementReader(path, vocabulary, self.faults)
        self.entities: dict[str, list[Entity]] = {kind: [] for kind in vocabulary.kinds}
        self.listings: dict[str, Listing] = dict.fromkeys(vocabulary.kinds, Listing.SILENT)
        self.begins: dict[str, Dates] = {}
        self.ids: dict[str, Entity] = {}
        self.subject = ""

    def fault(self, code: str, start: Mark, message: str, hint: str = "") -> None:
        collect(self.faults, Fault.at(code, self.path, start, message, hint))

    def top(self, data: LocatedMap) -> None:
        sections = {name: kind for name, kind in self.vocabulary.sections.items() if kind.alone}
        self.version(data)
        for key in ("name", "description"):
            self.check_name(data, key)
        known = [*TOP_KEYS, *sections]
        for key, value in data.items():
            kind = sections.get(key)
            if kind is not None:
                self.section(kind, value, data.marks[key])
            elif key not in TOP_KEYS:
                home = self.home(key)
                hint = home or did_you_mean(key, known) or f"known: {', '.join(known)}"
                code = codes.MISPLACED_KEY if home else codes.UNKNOWN_KEY
                self.fault(code, data.marks[key], f"unknown key '{key}'", hint)
        self.check_subject(data)
        if "rightsgate" in data and data.keys() <= set(TOP_KEYS):
            message = "the manifest states nothing: it has no section"
            self.fault(codes.STATES_NOTHING, data.start, message, "begin with `actors:`")

    def home(self, key: str) -> str:
        """Return a hint that names the entries in which a section belongs, if it cannot stand by itself."""
        kind = self.vocabulary.sections.get(key)
        holders = [] if kind is None else [f"'{self.vocabulary.kinds[name].section}'" for name in kind.inside]
        return f"'{key}' belongs inside an entry of {' or '.join(holders)}" if holders else ""

    def version(self, data: LocatedMap) -> None:
        version = data.get("rightsgate")
        if "rightsgate" not in data:
            self.fault(codes.NOT_A_MANIFEST, data.start, NO_VERSION, "begin with `rightsgate: 1`")
        elif version == "1":
            message, hint = "the manifest version must be a number", "write it without quotes: 1"
            self.fault(codes.WRONG_TYPE, data.marks["rightsgate"], message, hint)
        elif version != 1 or isinstance(version, bool):
            shown = kind_of(version) if isinstance(version, (dict, list)) or version is None else f"'{version}'"
            message = f"unknown manifest version: {shown}"
            hint = "this release reads version 1: `rightsgate: 1`"
            self.fault(codes.UNKNOWN_VERSION, data.marks["rightsgate"], message, hint)

    def check_name(self, data: LocatedMap, key: str = "name") -> None:
        value = data.get(key)
        if isinstance(value, (bool, list, dict)):
            hint = "put it in quotes" if isinstance(value, bool) else ""
            self.fault(codes.WRONG_TYPE, data.marks[key], f"'{key}' must be a text, not {kind_of(value)}", hint)

    def check_subject(self, data: LocatedMap) -> None:
        """Read the organisation on whose behalf the manifest is checked: one of its actors."""
        subject = data.get("subject")
        if isinstance(subject, str) and subject:
            actors = [actor.key for actor in self.entities["actor"]]
            if subject not in actors:
                hint = did_you_mean(subject, actors) or f"actors: {first_few(actors)}"
                message = f"'subject' names no actor of the manifest: '{subject}'"
                self.fault(codes.UNKNOWN_ID, data.marks["subject"], message, hint)
            self.subject = subject
        elif "subject" in data:
            message = f"'subject' must be the id of an actor, not {kind_of(subject)}"
            self.fault(codes.WRONG_TYPE, data.marks["subject"], message)

    def section(self, kind: EntityKind, value: Any, start: Mark) -> None:
        complete = False
        if isinstance(value, LocatedMap):
            complete, value = self.section_details(kind, value, start), value.get("value")
        if value is None or value == "unknown":
            return
        if value is False or value == "none" or (isinstance(value, LocatedList) and not value):
            self.listings[kind.name] = Listing.NONE
        elif isinstance(value, LocatedList):
            self.listings[kind.name] = Listing.COMPLETE if complete else Listing.LISTED
            for index, item in enumerate(value):
                self.entity(kind, item, value.marks[index], f"/{kind.section}/{index}", None)
        else:
            message = f"'{kind.section}' must be a list, none or unknown, not {kind_of(value)}"
            self.fault(codes.WRONG_TYPE, start, message)

    def section_details(self, kind: EntityKind, said: LocatedMap, start: Mark) -> bool:
        """Read the statements on a section as a whole; return whether its entries are complete."""
        for key in said:
            if key in DETAILS:
                self.reader.detail(key, said[key], said.marks[key])
            elif key != "value":
                message = f"unknown key '{key}' in '{kind.section}'"
                hint = "write a list of entries, or {complete: true, value: [...]}"
                self.fault(codes.UNKNOWN_KEY, said.marks[key], message, hint)
        if said.keys() <= set(DETAILS):
            hint = "write a list of entries, none or unknown"
            self.fault(codes.MISSING_KEY, start, f"'{kind.section}' lacks 'value'", hint)
        if (day := begins(said)) is not None:
            self.begins[kind.name] = day
        return said.get("complete") is True

    def entity(self, kind: EntityKind, data: Any, start: Mark, pointer: str, within: Entity | None) -> None:
        if not isinstance(data, LocatedMap):
            message = f"each entry of '{kind.section}' must be a mapping, not {kind_of(data)}"
            hint = f"write {{id: {data}}}" if isinstance(data, str) and data else ""
            self.fault(codes.WRONG_TYPE, start, message, hint)
            return
        self.count(data)
        self.check_name(data, TRANSCRIBED)
        self.reader.transcribed = is_transcribed(data) or (within is not None and is_transcribed(within.data))
        statements: dict[str, Statement] = {}
        self.reader.fields(kind.fields, data, pointer, statements, kind)
        above = self.begins.get(kind.name) if within is None else within.begins
        first, known = date_statements(kind, statements, data, above)
        if within is not None:
            inherit(statements, kind, within)
        key = self.key(kind, data, statements)
        self.check_name(data)
        name, exists = data.get("name"), statements.get("exists")
        entity = Entity(
            kind=kind.name,
            key=key,
            name="" if name is None else str(name),
            pointer=pointer,
            mark=data.start,
            statements=statements,
            data=data,
            exists=exists is None or exists.value is not False,
            begins=first,
            as_of=known,
        )
        if "id" in data:
            self.register(entity, data)
        self.entities[kind.name].append(entity)
        for inner in self.vocabulary.within(kind.name):
            if inner.section in data:
                self.nested(inner, entity, data)

    def count(self, data: LocatedMap) -> None:
        self.read += 1
        if self.read > self.limits.entities:
            message = f"more than the limit of {self.limits.entities:,} entries in all sections together"
            fault = Fault.at(codes.OVER_LIMIT, self.path, data.start, message, to_raise("entities"))
            raise InputError([*self.faults, fault])

    def key(self, kind: EntityKind, data: LocatedMap, statements: Mapping[str, Statement]) -> str:
        if "id" not in data:
            if kind.named:
                message = f"each entry of '{kind.section}' needs an 'id'"
                self.fault(codes.MISSING_KEY, data.start, message, "write id: and a word of your own")
            elif data.keys() <= set(DETAILS):
                self.fault(codes.STATES_NOTHING, data.start, f"this entry of '{kind.section}' states nothing")
            return record_key(statements)
        given = data["id"]
        if not is_id(given):
            hint = f'quote it: "{given}"' if is_number(given) else ""
            if isinstance(given, str):
                from rightsgate.lookalikes import in_word

                hint = in_word(given)
            message = "'id' must be a word of your own, such as acme-1"
            self.fault(codes.INVALID_ID, data.marks["id"], message, hint)
        return str(given)

    def register(self, entity: Entity, data: LocatedMap) -> None:
        first = self.ids.setdefault(entity.key, entity)
        if first is not entity and isinstance(data["id"], str):
            section = self.vocabulary.kinds[first.kind].section
            message = f"the id '{entity.key}' is taken by an entry of {section} at line {first.mark[0]}"
            self.fault(codes.DUPLICATE_ID, data.marks["id"], message, "every id stands for one thing only")

    def nested(self, kind: EntityKind, entity: Entity, data: LocatedMap) -> None:
        """Read a section that stands inside the entity that its entries belong to."""
        section, value = kind.section, data[kind.section]
        if isinstance(value, LocatedList) and value:
            for index, item in enumerate(value):
                self.entity(kind, item, value.marks[index], f"{entity.pointer}/{section}/{index}", entity)
        elif value not in (None, "unknown", "none", []) and value is not False:
            message = f"'{section}' must be a list, none or unknown, not {kind_of(value)}"
            self.fault(codes.WRONG_TYPE, data.marks[section], message)

    def check_identity(self) -> None:
        check = IdentityCheck(self.path, self.vocabulary, self.entities, self.ids, self.faults)
        check.ties()
        check.references(self.reader.links)
        check.circles()
        check.twins()

    def name_records(self) -> None:
        """Number records that share a key by their content, so that their order in the file never matters."""
        for entities in self.entities.values():
            alike: dict[str, list[int]] = {}
            for index, entity in enumerate(entities):
                if "id" not in entity.data:
                    alike.setdefault(entity.key, []).append(index)
            for key, indexes in alike.items():
                if len(indexes) > 1 or key in self.ids:
                    ordered = sorted(indexes, key=lambda i, of=entities: canonical(of[i]))  # type: ignore[misc] # the default binds the loop's value
                    for number, index in enumerate(ordered, 1):
                        entities[index] = structs.replace(entities[index], key=f"{key}#{number}")


def inherit(statements: dict[str, Statement], kind: EntityKind, within: Entity) -> None:
    """State the owner of an entry that is nested in another, and the entity that it is about."""
    holder, owner = within.kind, kind.inside[within.kind]
    own = Statement(value=(within.key,), mark=within.mark, pointer=within.pointer)
    if holder in kind.fields:
        statements.setdefault(holder, structs.replace(own, value=within.key))
    elif "owner" not in statements and (not owner or owner in within.statements):
        statements["owner"] = own if not owner else within.statements[owner]
    if owner and "about" not in statements:
        statements["about"] = own
