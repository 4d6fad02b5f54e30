"""A change of a manifest as it can be pasted by hand: what to write, and where."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec
from msgspec.structs import replace

from rightsgate.manifest.edit import AddEntry, Edit, SetField, SetSection
from rightsgate.manifest.edit_places import place_of
from rightsgate.text.edit.plain import nested, plain
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.model import Vocabulary


class Paste(msgspec.Struct, frozen=True, kw_only=True):
    """What to write: plain data, in the mapping ``within`` (its keys and ids), or at the top where that is empty.

    ``line``: that of the mapping, or of the key that is written anew (``replaces``); 0 where it comes at the end.
    ``entry``: the line of the entry, where it has no id. ``adds``: the entry is added to a list that is there.
    ``begun``: the step that writes the mapping or list, from 1. ``lines``: whole lines, in place of the data, which
    stand for those from ``line`` to ``until``, or after ``until`` where nothing is replaced. ``inserted``: what is put
    at the end of braces or brackets on that line, in their place. ``wraps``: what the key holds now stays, as the
    ``value`` beside what is new.
    """

    within: tuple[str, ...]
    line: int
    value: Any
    replaces: bool = False
    adds: bool = False
    begun: int = 0
    entry: int = 0
    lines: tuple[str, ...] = ()
    until: int = 0
    inserted: str = ""
    wraps: bool = False


class Held(Enum):
    """What a step has written at a key: a mapping, a list, a list in a mapping that says it is complete, or a word."""

    MAPPING = "mapping"
    LIST = "list"
    COMPLETE = "complete"
    WORD = "word"


class Begun:
    """What the steps of a plan write, so that those after them add to it and do not write it anew."""

    def __init__(self) -> None:
        """Begin before the first step."""
        self.keys: dict[tuple[int | str, ...], tuple[int, Held]] = {}
        self.entries: dict[str, int] = {}

    def after(self, paste: Paste, step: int) -> Paste:
        """Return how a change is made where the steps before it were taken."""
        while not paste.adds and not paste.wraps and isinstance(paste.value, Mapping) and len(paste.value) == 1:
            ((key, value),) = paste.value.items()
            at = (*paste.within, str(key))
            known = self.keys.get((paste.entry, *at))
            if known is None or not isinstance(value, Mapping | list):
                break
            number, held = known
            if isinstance(value, list) and held is Held.WORD:  # none besides these
                paste = replace(paste, value={key: {"complete": True, "value": value}}, replaces=True, begun=number)
                break
            inner = (*at, "value") if held is Held.COMPLETE else at
            adds = isinstance(value, list)
            paste = replace(paste, within=inner, line=0, value=value, adds=adds, replaces=False, begun=number)
        self._note(paste, step)
        return paste

    def listing(self, paste: Paste, edit: Edit, step: int) -> Paste:
        """Note an entry that a step lists; return how an entry is listed inside one that another step lists."""
        if not isinstance(edit, AddEntry):
            return paste
        self.entries.setdefault(str(edit.entry.get("id", "")), step)
        holder = self.entries.get(edit.within) if edit.within and not paste.line and not paste.begun else None
        return paste if holder is None else replace(paste, begun=holder)

    def _note(self, paste: Paste, step: int) -> None:
        at, value = paste.within, paste.value
        while isinstance(value, Mapping) and len(value) == 1:
            ((key, value),) = value.items()
            at = (*at, str(key))
            self.keys.setdefault((paste.entry, *at), (step, _held(value)))
            if paste.begun and paste.replaces:
                self.keys[paste.entry, *at] = (step, Held.COMPLETE)
                return


def _held(value: Any) -> Held:
    if isinstance(value, Mapping):
        return Held.MAPPING
    return Held.LIST if isinstance(value, list) else Held.WORD


def paste_of(edit: Edit, data: LocatedMap, vocabulary: Vocabulary) -> Paste:
    """Return how an edit is made by hand in the data as they are written."""
    match edit:
        case SetField():
            return _field(edit, data)
        case AddEntry():
            return _entry(edit, data, vocabulary)
        case SetSection():
            return _section(edit, data, vocabulary)


def _field(edit: SetField, data: LocatedMap) -> Paste:
    entity = _entity(edit.entity, data)
    is_named = not edit.entity.startswith("/")
    holder, within = entity, [edit.section, edit.entity] if is_named else _above(edit.entity, data)
    at = 0 if is_named else entity.start[0]
    names = edit.field.split(".")
    line = entity.start[0]
    while names:
        name, *rest = names
        if name not in holder:
            break
        line = holder.marks[name][0]
        held = holder[name]
        if not rest or not isinstance(held, LocatedMap):
            value = {name: _stated(edit, held, rest)}
            return Paste(within=tuple(within), line=line, value=value, replaces=True, entry=at)
        has_details = isinstance(held.get("value"), LocatedMap)
        holder = held["value"] if has_details else held
        within += [name, "value"] if has_details else [name]
        names = rest
    value = {edit.detail: edit.value} if edit.detail and not names else nested(tuple(names), plain(edit.value))
    return Paste(within=tuple(within), line=line, value=value, entry=at)


def _stated(edit: SetField, held: Any, rest: list[str]) -> Any:
    """Return what a key holds after an edit, with the details that are stated of it."""
    new = nested(tuple(rest), plain(edit.value))
    if edit.detail:
        return {**(plain(held) if isinstance(held, Mapping) else {"value": plain(held)}), edit.detail: edit.value}
    if isinstance(held, Mapping) and "value" in held and not rest:
        return {**plain(held), "value": new}
    return new


def _entity(entity: str, data: LocatedMap) -> LocatedMap:
    """Return the mapping of an entity by its id or its pointer."""
    found: LocatedMap
    if entity.startswith("/"):
        held: Any = data
        for step in place_of(plain(data), entity):
            held = held[step]
        found = held
    else:
        found = next(one for one in _mappings(data) if one.get("id") == entity)
    return found


def _above(pointer: str, data: LocatedMap) -> list[str]:
    """Return the keys and ids that lead to an entry without an id."""
    held: Any = data
    names: list[str] = []
    for step in place_of(plain(data), pointer)[:-1]:
        held = held[step]
        if isinstance(step, int):
            names.append(str(held.get("id", "")))
        elif step != "value":
            names.append(step)
    return [*filter(None, names)]


def _mappings(data: Any) -> Any:
    if isinstance(data, LocatedMap):
        yield data
        for one in data.values():
            yield from _mappings(one)
    elif isinstance(data, list):
        for one in data:
            yield from _mappings(one)


def _entry(edit: AddEntry, data: LocatedMap, vocabulary: Vocabulary) -> Paste:
    holder, within = _holder(edit.section, edit.within, data, vocabulary)
    held = holder.get(edit.section)
    held = held.get("value") if isinstance(held, Mapping) else held
    value = {edit.section: [plain(edit.entry)]}
    if isinstance(held, list) and held:
        line = holder.marks[edit.section][0]
        return Paste(within=(*within, edit.section), line=line, value=[plain(edit.entry)], adds=True)
    if edit.section in holder:
        return Paste(within=within, line=holder.marks[edit.section][0], value=value, replaces=True)
    return Paste(within=within, line=holder.start[0] if within else 0, value=value)


def _section(edit: SetSection, data: LocatedMap, vocabulary: Vocabulary) -> Paste:
    holder, within = _holder(edit.section, edit.within, data, vocabulary)
    held = holder.get(edit.section)
    line = holder.marks[edit.section][0] if edit.section in holder else holder.start[0] if within else 0
    entries = held.get("value") if isinstance(held, Mapping) else held
    if isinstance(entries, list) and entries:
        return Paste(within=within, line=line, value={edit.section: {"complete": True}}, replaces=True, wraps=True)
    return Paste(within=within, line=line, value={edit.section: "none"}, replaces=edit.section in holder)


def _holder(section: str, within: str, data: LocatedMap, vocabulary: Vocabulary) -> tuple[LocatedMap, tuple[str, ...]]:
    if not within:
        return data, ()
    above = next(iter(vocabulary.sections[section].inside))
    found = next((one for one in _mappings(data) if one.get("id") == within), None)
    if found is None:  # which another step lists
        found = LocatedMap()
        found.start, found.marks = (0, 1), {}
    return found, (vocabulary.kinds[above].section, within)
