"""Answers as edits of a manifest: fields stated, entries added, sections said to be complete."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate.advise.answers import COMPLETE, MISSING, Answer, entry_of
from rightsgate.evaluate.site import Site
from rightsgate.manifest.edit import AddEntry, Edit, SetField, SetSection
from rightsgate.manifest.edit_places import holding, place_of
from rightsgate.text.edit.plain import held_at, nested
from rightsgate.vocabulary.model import REFERENCES, Vocabulary

# The fields that say which record a new one is, in the order in which they are written.
TELLING: Final = ("kind", "owner", "from", "to", "actor", "about")


def edits_of(answers: Iterable[Answer], data: Any, vocabulary: Vocabulary) -> list[tuple[tuple[object, ...], Edit]]:
    """Return the edits that make statements of answers, each with the place that it changes, in a fixed order.

    ``data`` are the plain data of the manifest. What is said of sections comes last.
    """
    by_place: dict[tuple[object, ...], list[Answer]] = {}
    opened: set[tuple[object, ...]] = set()
    for answer in sorted(answers, key=lambda one: one.order):
        by_place.setdefault(answer.place, []).append(answer)
    edits = []
    for place, said in by_place.items():
        site, operator = said[0].site, said[0].operator
        if not site.listed and operator in (MISSING, COMPLETE):
            edits.append((place, _section(site, vocabulary)))
        elif site.listed:
            edits += [
                (place, _in_group(edit, site, data, vocabulary, opened)) for edit in _fields(said, data, vocabulary)
            ]
        else:
            edits.append((place, _entry(said, data, vocabulary)))
    return sorted(edits, key=lambda one: (isinstance(one[1], SetSection), isinstance(one[1], AddEntry)))


def _section(site: Site, vocabulary: Vocabulary) -> Edit:
    return SetSection(section=vocabulary.kinds[site.kind].section, within=next(iter(site.owners), ""))


def _fields(said: list[Answer], data: Any, vocabulary: Vocabulary) -> Iterable[SetField]:
    """Yield the edits of one field of an entry that is listed."""
    site = said[0].site
    section, entity = vocabulary.kinds[site.kind].section, site.entity or site.location.pointer
    about: dict[str, Any] = {"section": section, "entity": entity, "field": site.field}
    added = list(dict.fromkeys(one.value for one in said if one.adds))
    whole = [one.value for one in said if not one.adds and not one.detail and one.operator != COMPLETE]
    if added:
        yield SetField(**about, value=[*_held(site, data), *added])
    elif whole:
        yield SetField(**about, value=whole[0])
    for one in said:
        if one.detail:
            yield SetField(**about, value=one.value, detail=one.detail)
        elif one.operator == COMPLETE:
            yield SetField(**about, value=True, detail=COMPLETE)


def _in_group(edit: SetField, site: Site, data: Any, vocabulary: Vocabulary, opened: set[tuple[object, ...]]) -> Edit:
    """Return an edit that states the group anew in which a field stands, where that is said to be absent.

    ``opened``: the groups that an edit before this one states anew.
    """
    names = edit.field.split(".")
    fields = vocabulary.kinds[site.kind].fields
    _, _, obstacle = holding(data, place_of(data, site.location.pointer), names, fields)
    group = (site.location.pointer, obstacle)
    if not obstacle or group in opened or edit.detail:
        return edit
    opened.add(group)
    rest = tuple(names[obstacle.count(".") + 1 :])
    return structs.replace(edit, field=obstacle, value=nested(rest, edit.value))


def _held(site: Site, data: Any) -> list[Any]:
    """Return the codes that a field lists now."""
    at = place_of(data, site.location.pointer)
    for name in site.field.split("."):
        held = held_at(data, at)
        at = (*at, "value", name) if isinstance(held, Mapping) and "value" in held else (*at, name)
    held = held_at(data, at)
    if isinstance(held, Mapping):
        held = held.get("value")
    return [one for one in held if one != "none"] if isinstance(held, list) else []


def _entry(said: list[Answer], data: Any, vocabulary: Vocabulary) -> Edit:
    """Return the edit that lists a new entry, with all that is said of it."""
    site = said[0].site
    kind = vocabulary.kinds[site.kind]
    within = _holder(site, data, vocabulary)
    entry: dict[str, Any] = {"id": id_of(site)} if kind.named else {}
    for name in TELLING:
        value = _telling(name, site, within)
        if value and name in kind.fields:
            entry[name] = list(value) if kind.fields[name].type is REFERENCES[1] else value[0]
    for one in said:
        if one.site.field:
            _put(entry, one.site.field.split("."), one)
    return AddEntry(section=kind.section, entry=entry, within=within)


def id_of(site: Site) -> str:
    """Return the id of a new entry that needs one."""
    return site.key or site.kind


def _telling(name: str, site: Site, within: str) -> tuple[str, ...]:
    """Return what a new entry states of itself from the beginning."""
    match name:
        case "kind":
            return site.kinds[:1]
        case "owner":
            return () if within else site.owners
        case "from":
            return (site.provider,) if site.provider else ()
        case "to":
            return (site.receiver,) if site.receiver else ()
        case "actor":
            return site.owners if site.kind == "link" else ()
        case _:
            return () if site.kind == "link" else site.about


def _holder(site: Site, data: Any, vocabulary: Vocabulary) -> str:
    """Return the entity inside which a new entry has to stand, or inside which others of its kind stand already."""
    kind = vocabulary.kinds[site.kind]
    if site.kind == "link":
        return site.about[0]
    if len(site.owners) != 1 or "actor" not in kind.inside:
        return ""
    (owner,) = site.owners
    if not kind.alone:
        return owner
    actors = held_at(data, ("actors",))
    actors = actors["value"] if isinstance(actors, Mapping) else actors
    holding = (one for one in actors if isinstance(one, Mapping) and one.get("id") == owner)
    return owner if any(kind.section in one for one in holding) else ""


def _put(entry: dict[str, Any], names: list[str], answer: Answer) -> None:
    """State a field of a new entry; a code is added to those that its list has."""
    for name in names[:-1]:
        entry = entry.setdefault(name, {})
    last = names[-1]
    if answer.detail or answer.operator == COMPLETE:
        held = entry.get(last)
        detail = answer.detail or COMPLETE
        entry[last] = (
            {**held, detail: answer.value} if isinstance(held, dict) else {"value": held, detail: answer.value}
        )
    elif answer.adds:
        codes = entry.setdefault(last, [])
        codes += [] if answer.value in codes else [answer.value]
    else:
        entry[last] = answer.value


def new_entries(answers: Iterable[Answer]) -> dict[tuple[object, ...], Site]:
    """Return the sites of the entries that answers add, by what tells them apart."""
    return {
        entry_of(one.site): one.site
        for one in answers
        if not one.site.listed and one.operator not in (MISSING, COMPLETE)
    }
