"""A change of a manifest as it can be pasted by hand: what to write, and where."""

from collections.abc import Mapping
from typing import Any

import msgspec

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
    stand for those from ``line`` to ``until``, or after ``until`` where nothing is replaced. ``wraps``: what the key
    holds now stays, as the ``value`` beside what is new.
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
    wraps: bool = False


class Begun:
    """The mappings and lists that the steps of a plan write, so that those after them add to these."""

    def __init__(self) -> None:
        """Begin before the first step."""
        self.steps: dict[tuple[int | str, ...], int] = {}

    def after(self, paste: Paste, step: int) -> Paste:
        """Return how a change is made where the steps before it were taken."""
        while not paste.replaces and not paste.adds and isinstance(paste.value, Mapping) and len(paste.value) == 1:
            ((key, value),) = paste.value.items()
            at = (*paste.within, str(key))
            known = self.steps.get((paste.entry, *at))
            if known is None or not isinstance(value, Mapping | list):
                break
            adds = isinstance(value, list)
            paste = msgspec.structs.replace(paste, within=at, line=0, value=value, adds=adds, begun=known)
        self._note(paste, step)
        return paste

    def _note(self, paste: Paste, step: int) -> None:
        at, value = paste.within, paste.value
        while isinstance(value, Mapping) and len(value) == 1:
            ((key, value),) = value.items()
            at = (*at, str(key))
            self.steps.setdefault((paste.entry, *at), step)


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
    holder, within = entity, [edit.section, *([edit.entity] if is_named else [])]
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
        holder = held["value"] if "value" in held and isinstance(held["value"], LocatedMap) else held
        within.append(name)
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
