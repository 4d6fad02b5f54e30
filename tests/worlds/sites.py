"""State something where a report says that it is missing."""

from collections.abc import Collection
from copy import deepcopy
from typing import Any, Final

from rightsgate.evaluate.site import Site
from rightsgate.vocabulary.model import Field, FieldType
from worlds.manifests import Data, shipped

WRITTEN: Final[dict[FieldType, Any]] = {
    FieldType.BOOLEAN: True,
    FieldType.DATE: "2026-01-01",
    FieldType.NUMBER: 1,
    FieldType.TEXT: "in words",
    FieldType.ANY: "described in words",
    FieldType.LIST: ["one"],
    FieldType.GROUP: "none",
    FieldType.RECORDS: "none",
}


def stated_at(data: Data, site: Site) -> Data:
    """Return a manifest that states something at a site; one of a kind of entry that is not listed stays away."""
    more = deepcopy(data)
    entry = _entry(more, site)
    if site.field and entry is not None:
        kind = shipped().vocabulary.kinds[site.kind]
        _put(
            entry,
            site.field.split("."),
            kind.by_path,
            written(kind.by_path[site.field], more, str(entry.get("id")), entry),
        )
    return more


def written(field: Field, data: Data, own: str, entry: Data) -> Any:
    """Return a value that the field takes, as the report says what it takes."""
    match field.type:
        case FieldType.CHOICE:
            return field.values[0] if field.values else "word"
        case FieldType.CHOICES:
            return [*field.values][:1] or ["word"]
        case FieldType.REFERENCE | FieldType.REFERENCES:
            taken = (own, entry.get("from"), entry.get("to"))
            ids = [name for name in ids_of(data, field.to) if name not in taken]
            several = field.type is FieldType.REFERENCES
            return "unknown" if not ids else ids[:1] if several else ids[0]
        case other:
            return WRITTEN[other]


def ids_of(data: Data, to: str) -> list[str]:
    """Return the ids of the entries that a reference can name."""
    sections = [kind.section for kind in shipped().vocabulary.kinds.values() if to in (kind.name, "any")]
    return [entry["id"] for section in sections for entry in entries(data, section) if "id" in entry]


def entries(data: Data, section: str) -> list[Data]:
    """Return the entries of a section, however it is written."""
    said = data.get(section)
    said = said.get("value") if isinstance(said, dict) else said
    return said if isinstance(said, list) else []


def _entry(data: Data, site: Site) -> Data | None:
    if site.listed:
        return at(data, site.location.pointer)
    if site.kind == "link" and site.about:
        (impact,) = (one for one in entries(data, "impacts") if one["id"] == site.about[0])
        impact["links"] = [*(impact.get("links") or []), {"actor": site.owners[0]}]
        return impact["links"][-1]  # type: ignore[no-any-return] # data is not typed
    if site.kind == "relation" and site.field:
        said = {"kind": site.kinds[0], "from": site.provider, "to": site.receiver}
        listed = entries(data, "relations")
        listed.append({key: value for key, value in said.items() if value})
        data["relations"] = listed
        return listed[-1]
    return None


def at(data: Any, pointer: str) -> Any:
    """Return what stands at a JSON pointer; the entries of a section may stand under ``value``."""
    for name in pointer.split("/")[1:]:
        if isinstance(data, dict) and name.isdigit():
            data = data["value"]
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data


def _put(data: Data, path: list[str], fields: Collection[str], value: Any) -> None:
    for depth, name in enumerate(path[:-1], start=1):
        said = data.get(name)
        is_statement = isinstance(said, dict) and "value" in said and ".".join([*path[:depth], "value"]) not in fields
        if is_statement and isinstance(said["value"], dict):
            said = said["value"]
        elif not isinstance(said, dict) or is_statement:
            said = data[name] = {}
        data = said
    data[path[-1]] = value
