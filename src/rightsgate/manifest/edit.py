"""Edits of a manifest in place: a statement on a field, what backs it, or a new entry of a section.

How characters change is a matter of ``text/edit``; here is what an edit means in a manifest.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import msgspec
from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.edit_places import holding, listed_at, place_of
from rightsgate.manifest.read import read_manifest
from rightsgate.text.edit import edits as text_edits
from rightsgate.text.edit.edits import Append, Put
from rightsgate.text.edit.plain import MISSING, Path, held_at, nested, plain
from rightsgate.text.located import LocatedMap, decode, parse
from rightsgate.text.position import Mark
from rightsgate.text.reader import first_few
from rightsgate.text.search import suffix_of
from rightsgate.vocabulary.model import DETAILS, EntityKind, Vocabulary


class SetField(msgspec.Struct, frozen=True, kw_only=True):
    """State a field of an entity or record anew.

    ``entity`` is its id or, as a record may have none, its JSON pointer; ``field`` is a dotted path. Of a statement
    with details only the value changes. ``detail`` (evidence, since, …) sets one of these instead; with an empty
    ``field``, one of the entity as a whole.
    """

    section: str
    entity: str
    field: str
    value: Any
    detail: str = ""


class AddEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Add an entry at the end of a section, or of a section inside the entity with the id ``within``."""

    section: str
    entry: Mapping[str, Any]
    within: str = ""


class SetSection(msgspec.Struct, frozen=True, kw_only=True):
    """State that a section names all there is: that its entries are complete, or that there is none where it has none.

    It is the section inside the entity with the id ``within``, if that is given.
    """

    section: str
    within: str = ""


Edit = SetField | AddEntry | SetSection


def edited(raw: bytes, edits: Sequence[Edit], vocabulary: Vocabulary, path: str, limits: Limits = DEFAULTS) -> bytes:
    """Return a manifest with edits made, one after the other; ``path`` names it in faults, and tells JSON from YAML.

    Everything else stays as it is written. Raises InputError, with the place of the entity, if an edit does not fit the
    manifest or the vocabulary, or would change or drop anything that it does not name.
    """
    try:
        return _made(raw, edits, vocabulary, path, limits)
    except InputError as error:
        raise _of_first(error, raw, edits, vocabulary, path, limits) from None


def stated_after(
    located: LocatedMap, edits: Sequence[Edit], vocabulary: Vocabulary, path: str, limits: Limits = DEFAULTS
) -> Any:
    """Return, as plain data, what a manifest states after edits, which are not written anywhere.

    Raises InputError as ``edited`` does, but does not read the result.
    """
    editing = _Editing(located, vocabulary, path, limits)
    editing.steps(edits)
    return editing.data


def _made(raw: bytes, edits: Sequence[Edit], vocabulary: Vocabulary, path: str, limits: Limits) -> bytes:
    json = suffix_of(path) == ".json"
    editing = _Editing(_parsed(raw, path, limits), vocabulary, path, limits)
    made, mark = editing.steps(edits)
    new = text_edits.edited(raw, made, path, json=json, limits=limits)
    try:
        read_manifest(_parsed(new, path, limits), path, vocabulary, limits)
    except InputError as error:  # its places are those of a text that nobody has seen
        line, column = mark
        moved = {"line": line, "column": column, "end_line": 0, "end_column": 0}
        raise InputError(structs.replace(fault, **moved) for fault in error.faults) from None
    return new


def _parsed(raw: bytes, path: str, limits: Limits) -> LocatedMap:
    return parse(decode(raw, path, limits), path, json=suffix_of(path) == ".json", limits=limits)


def _of_first(
    error: InputError, raw: bytes, edits: Sequence[Edit], vocabulary: Vocabulary, path: str, limits: Limits
) -> InputError:
    """Return the error of the first edit that cannot be made, given that of all together."""
    fine, failing = 0, len(edits)
    while fine + 1 < failing:
        middle = (fine + failing) // 2
        try:
            _made(raw, edits[:middle], vocabulary, path, limits)
            fine = middle
        except InputError as earlier:
            error, failing = earlier, middle
    return error


class _Editing:
    """The edits of one manifest, as edits of its text."""

    def __init__(self, located: LocatedMap, vocabulary: Vocabulary, path: str, limits: Limits) -> None:
        self.vocabulary, self.path = vocabulary, path
        manifest = read_manifest(located, path, vocabulary, limits)
        self.data = plain(located)
        self.start: Mark = located.start
        self.places: dict[tuple[str, str], tuple[Path, Mark]] = {}
        for entity in (one for entities in manifest.entities.values() for one in entities):
            place = place_of(self.data, entity.pointer), entity.mark
            self.places[entity.kind, entity.pointer] = self.places[entity.kind, entity.key] = place

    def steps(self, edits: Sequence[Edit]) -> tuple[list[text_edits.Edit], Mark]:
        """Return edits as those of the text, one after the other, and the place of the last."""
        made: list[text_edits.Edit] = []
        mark = self.start
        for edit in edits:
            match edit:
                case SetField():
                    steps, mark = self.statement(edit)
                case AddEntry():
                    steps, mark = self.entry(edit)
                case SetSection():
                    steps, mark = self.section(edit)
            for step in steps:
                self.data = text_edits.applied(step, self.data)
            made += steps
        return made, mark

    def kind(self, section: str) -> EntityKind:
        kind = self.vocabulary.sections.get(section)
        if kind is None:
            known = [*self.vocabulary.sections]
            hint = did_you_mean(section, known) or f"known: {', '.join(known)}"
            self.refuse(codes.UNKNOWN_KEY, self.start, f"there is no section '{section}'", hint)
        return kind

    def find(self, kinds: Sequence[EntityKind], key: str) -> tuple[EntityKind, Path, Mark]:
        for kind in kinds:
            if (kind.name, key) in self.places:
                return kind, *self.places[kind.name, key]
        names = {kind.name for kind in kinds}
        known = [one for kind, one in self.places if kind in names and not one.startswith("/")]
        hint = did_you_mean(key, known) or (f"there are: {first_few(known)}" if known else "none is listed")
        sections = " or ".join(f"'{kind.section}'" for kind in kinds)
        return self.refuse(codes.UNKNOWN_ID, self.start, f"no entry of {sections} has the id '{key}'", hint)

    def statement(self, edit: SetField) -> tuple[list[text_edits.Edit], Mark]:
        kind, at, mark = self.find([self.kind(edit.section)], edit.entity)
        if edit.detail and edit.detail not in DETAILS:
            hint = did_you_mean(edit.detail, DETAILS) or f"allowed: {', '.join(DETAILS)}"
            self.refuse(codes.UNKNOWN_KEY, mark, f"'{edit.detail}' is not a detail of a statement", hint)
        if edit.detail and not edit.field:
            return [Put(at=(*at, edit.detail), value=edit.value)], mark
        field = kind.by_path.get(edit.field)
        if field is None:
            hint = did_you_mean(edit.field, kind.by_path)
            self.refuse(codes.UNKNOWN_FIELD, mark, f"unknown field '{edit.field}' in {kind.section}", hint)
        place, rest, obstacle = holding(self.data, at, edit.field.split("."), kind.fields)
        if obstacle:
            message = f"'{edit.field}' cannot be set, since '{obstacle}' states that there is none"
            self.refuse(codes.EDIT_REFUSED, mark, message, f"state '{obstacle}' anew first")
        held = held_at(self.data, place)
        if edit.detail and (rest or held is MISSING):
            self.refuse(codes.EDIT_REFUSED, mark, f"nothing is stated of '{edit.field}'", "state its value first")
        if rest:
            return [Put(at=place, value=nested(rest, plain(edit.value)))], mark
        return self.anew(edit, place, held, mark, grouped="value" in field.fields), mark

    def anew(self, edit: SetField, place: Path, held: Any, mark: Mark, *, grouped: bool) -> list[text_edits.Edit]:
        """Return the edits that state a field anew of which something is stated already.

        ``grouped``: the field is a group with a field ``value`` of its own, so that key does not make a statement.
        """
        if edit.detail:
            if isinstance(held, dict):
                return [Put(at=(*place, edit.detail), value=edit.value)]
            return [Put(at=place, value={"value": held, edit.detail: edit.value})]
        if not isinstance(held, dict):
            return [Put(at=place, value=edit.value)]
        if isinstance(edit.value, Mapping) and ("value" in edit.value) == ("value" in held):
            return [Put(at=(*place, key), value=value) for key, value in edit.value.items()]
        if "value" in held and not grouped:
            inner = held["value"]
            if not isinstance(inner, dict):
                return [Put(at=(*place, "value"), value=edit.value)]
            place = (*place, "value")
            if isinstance(edit.value, Mapping):
                return [Put(at=(*place, key), value=value) for key, value in edit.value.items()]
        return self.refuse(
            codes.EDIT_REFUSED,
            mark,
            f"'{edit.field}' holds statements of its own, which the edit would drop",
            "set its fields one by one",
        )

    def entry(self, edit: AddEntry) -> tuple[list[text_edits.Edit], Mark]:
        kind, at, mark = self.listed(edit.section, edit.within)
        held = held_at(self.data, at)
        entry = plain(edit.entry)
        listed = isinstance(held, list) and held != []
        if isinstance(entry.get("id"), str):
            self.places.setdefault((kind.name, entry["id"]), ((*at, len(held) if listed else 0), mark))
        if listed or held is MISSING:
            return [Append(to=at, value=entry)], mark
        return [Put(at=at, value=[entry])], mark

    def section(self, edit: SetSection) -> tuple[list[text_edits.Edit], Mark]:
        _, at, mark = self.listed(edit.section, edit.within)
        held = held_at(self.data, at)
        if not (isinstance(held, list) and held):
            return [Put(at=at, value="none")], mark
        if edit.within:
            message = f"'{edit.section}' has entries here"
            self.refuse(codes.EDIT_REFUSED, mark, message, "nothing more can be said of it")
        if at[-1] == "value":
            return [Put(at=(*at[:-1], "complete"), value=True)], mark
        return [Put(at=at, value={"complete": True, "value": held})], mark

    def listed(self, section: str, within: str) -> tuple[EntityKind, Path, Mark]:
        """Return the kind of a section, where its list stands or would, and the place of what it stands in."""
        kind = self.kind(section)
        at: Path = (section,)
        mark = self.start
        if within:
            holders = [self.vocabulary.kinds[name] for name in kind.inside]
            if not holders:
                message = f"entries of '{section}' cannot stand inside another entry"
                self.refuse(codes.MISPLACED_KEY, mark, message)
            _, holder, mark = self.find(holders, within)
            at = (*holder, section)
        elif not kind.alone:
            self.refuse(codes.MISPLACED_KEY, mark, f"'{section}' cannot stand by itself", "say within which entry")
        return kind, listed_at(self.data, at), mark

    def refuse(self, code: str, mark: Mark, message: str, hint: str = "") -> NoReturn:
        raise InputError([Fault.at(code, self.path, mark, message, hint)])
