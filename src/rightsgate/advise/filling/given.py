"""A file of answers for ``rightsgate fill``: places, as reports write them, each with what is to be stated there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rightsgate import codes
from rightsgate.advise.filling.changes import Change, NoneListed, changed
from rightsgate.advise.filling.questions import Filling
from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.manifest.edit import AddEntry, SetField
from rightsgate.text.edit.plain import plain
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader, first_few
from rightsgate.vocabulary.model import DETAILS, EntityKind

VALUE: Final = "value"
# By what an entry that needs no id is told from others.
TELLING: Final = ("kind", "owner", "from", "to")
NO_ENTRIES: Final[tuple[Any, ...]] = ("none", [])


def given_changes(data: LocatedMap, path: str, filling: Filling) -> list[Change]:
    """Return the changes that a file asks for, in its order; raises InputError with all its faults.

    ``actors.studio.size: small`` states a field, ``impacts: none`` that there are none, and a list under the name of a
    section adds its entries, or adds to those that are there.
    """
    faults: list[Fault] = []
    reading = _Reading(Reader(path, faults), filling)
    changes, raw = list[Change](), filling.raw
    for place in data:
        asked = list(reading.changes(data, place))
        try:
            raw = changed(raw, asked, filling.vocabulary, filling.path, filling.checker.limits)
        except InputError as error:  # its places are those of the manifest, which is not at fault
            mark = data.marks[place]
            faults += (Fault.at(one.code, path, mark, one.message, one.hint) for one in error.faults)
        changes += asked
    if not data:
        reading.reader.fault(codes.EMPTY_VALUE, data.start, "there is no answer in it", "write actors.ID.FIELD: VALUE")
    if faults:
        raise InputError(faults)
    return changes


class _Reading:
    """Reads the answers of one file, each by its place."""

    def __init__(self, reader: Reader, filling: Filling) -> None:
        self.reader, self.filling = reader, filling

    def changes(self, data: LocatedMap, place: str) -> Iterator[Change]:
        section, dot, rest = place.partition(".")
        kind = self.filling.vocabulary.sections.get(section)
        if kind is None:
            self.reader.unknown(data.marks[place], "section", section, self.filling.vocabulary.sections)
        elif dot:
            yield from self.field(data, place, kind, rest)
        else:
            yield from self.whole(data, place, kind)

    def whole(self, data: LocatedMap, section: str, kind: EntityKind) -> Iterator[Change]:
        """Yield what is said of a section: that it has no entries, or further ones."""
        said = plain(data[section])
        if said in NO_ENTRIES and not self.filling.lists(section):
            yield NoneListed(section=kind.section)
        elif isinstance(said, list) and said and all(isinstance(one, dict) for one in said):
            for one in said:
                yield from self.listed(kind, one)
        else:
            message = f"'{section}' must be a list of entries, or none where it has no entries yet"
            self.reader.fault(codes.WRONG_TYPE, data.marks[section], message)

    def listed(self, kind: EntityKind, entry: Mapping[str, Any]) -> Iterator[Change]:
        """Yield an entry, or what it adds to the one that is there already: of the same id, or kind and parties."""
        telling = ("id",) if kind.named else TELLING
        for entity in self.filling.manifest.entities[kind.name]:
            if "id" not in entity.data and kind.named:
                continue
            if all(entry.get(key) == plain(entity.data.get(key)) for key in telling):
                for key, said in entry.items():
                    if key not in (*telling, "name"):
                        yield SetField(section=kind.section, entity=entity.key, field=key, value=said)
                return
        yield AddEntry(section=kind.section, entry=entry)

    def inside(self, data: LocatedMap, place: str, kind: EntityKind, holder: str) -> Iterator[Change]:
        """Yield the entries that are to stand inside another one."""
        said = plain(data[place])
        if isinstance(said, list) and said and all(isinstance(one, dict) for one in said):
            yield from (AddEntry(section=kind.section, entry=one, within=holder) for one in said)
        else:
            self.reader.fault(codes.WRONG_TYPE, data.marks[place], f"'{place}' must be a list of entries")

    def field(self, data: LocatedMap, place: str, kind: EntityKind, rest: str) -> Iterator[Change]:
        """Yield what is said of a field, and the details of that."""
        keys = [one.key for one in self.filling.manifest.entities[kind.name]]
        fitting = [key for key in keys if rest.startswith(f"{key}.")]
        if not fitting:
            hint = did_you_mean(rest.partition(".")[0], keys) or (f"there are: {first_few(keys)}" if keys else "")
            message = f"no entry of '{kind.section}' has the id with which '{rest}' begins"
            self.reader.fault(codes.UNKNOWN_ID, data.marks[place], message, hint)
            return
        entity = max(fitting, key=len)
        path = rest.removeprefix(f"{entity}.")
        inner = self.filling.vocabulary.sections.get(path)
        if inner is not None and kind.name in inner.inside:
            yield from self.inside(data, place, inner, entity)
            return
        if path not in kind.by_path:
            hint = did_you_mean(path, kind.by_path)
            message = f"unknown field '{path}' in {kind.section}"
            self.reader.fault(codes.UNKNOWN_FIELD, data.marks[place], message, hint)
            return
        said: Any = plain(data[place])
        details: dict[str, Any] = {}
        if isinstance(said, dict) and VALUE in said and said.keys() <= {VALUE, *DETAILS}:
            details, said = {key: one for key, one in said.items() if key != VALUE}, said[VALUE]
        yield SetField(section=kind.section, entity=entity, field=path, value=said)
        for detail, one in details.items():
            yield SetField(section=kind.section, entity=entity, field=path, value=one, detail=detail)
