"""For any condition of a risk table, the ways to make it hold in a flawless manifest, each with little else.

The ways are read from the conditions themselves, so that a new row of a table needs nothing here.
"""

import json
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, Final

from rightsgate.rules.model.condition import AllOf, AnyOf, Atom, Condition, Derived, FieldOf, Literal, Not, Quantified
from worlds.flawless import HOLDS
from worlds.manifests import Data, shipped

Edit = Callable[[Data], None]
Way = tuple[Edit, ...]
# What takes a code out of a dataset, besides a filter of its own name.
BROADER: Final = ("personal_data", "sensitive_personal_data")


def with_all(data: Data, way: Way) -> Data:
    """Return a copy of a manifest with some edits made."""
    made: Data = json.loads(json.dumps(data))
    for edit in way:
        edit(made)
    return made


def ways(condition: Condition, role: str) -> Iterator[Way]:
    """Yield the ways to make a condition hold of who holds a role in the flawless manifest."""
    match condition:
        case AllOf(parts):
            for chosen in product(*(list(ways(part, role)) for part in parts)):
                yield tuple(edit for way in chosen for edit in way)
        case AnyOf(parts):
            for part in parts:
                yield from ways(part, role)
        case Quantified(one=True, that=that):
            yield from ways(that, role) if that.parts else [()]
        case Not(part):
            yield from _fails(part, role)
        case Derived(kind="unfiltered_harmful", values=codes):
            yield from ((_left_in(str(code)),) for code in codes)
        case Derived(kind="case_of", values=codes):
            yield from ((_names_risk(str(code)),) for code in codes)
        case Atom():
            yield from ((edit,) for edit in _meets(condition, role))
        case _:
            raise NotImplementedError(condition)


def _fails(condition: Condition, role: str) -> Iterator[Way]:
    """Yield the ways to make a condition fail."""
    match condition:
        case Quantified(one=True):
            yield from _without(condition, role)
        case Atom(operator="has_all"):
            yield from ((_set(condition, [], role),), (_set(condition, atom_codes(condition)[:1], role),))
        case Atom(operator="lacks"):
            yield from ((_added(condition, code, role),) for code in atom_codes(condition))
        case Derived(kind="case_of"):
            yield ()  # the impact names no risk
        case _:
            raise NotImplementedError(condition)


def atom_codes(atom: Atom) -> list[Any]:
    """Return the codes that a test names."""
    value = atom.operand.value if isinstance(atom.operand, Literal) else "xx"
    return list(value) if isinstance(value, tuple) else [value]


def _meets(atom: Atom, role: str) -> Iterator[Edit]:
    codes = atom_codes(atom)
    match atom.operator:
        case "equals" | "one_of":
            yield from (_set(atom, code, role) for code in codes)
            if False in codes and shipped().vocabulary.kinds[atom.of].by_path[atom.path].practice:
                yield _set(atom, "none", role)
        case "not_equals":
            yield lambda _: None  # what else a way states is another value
        case "has" | "has_any":
            yield from (_added(atom, code, role) for code in codes)
        case "lacks":
            yield from (_removed(atom, code, role) for code in codes)
            yield _set(atom, "none", role)
        case "missing":
            yield _set(atom, "none", role)
        case "not_superset_of" | "not_subset_of":
            other = atom.operator == "not_subset_of" or isinstance(atom.operand, FieldOf)
            yield _set(atom, ["xx"] if other else "none", role)
        case "older_than":
            yield _set(atom, "2020-01-01", role)
        case "above":
            yield _set(atom, 7, role)
        case _:
            raise NotImplementedError(atom)


def _entries(data: Data, kind: str, role: str) -> list[Data]:
    section = shipped().vocabulary.kinds[kind].section
    if kind == "actor":
        return [entry for entry in data[section] if entry["id"] == HOLDS[role]]
    if kind == "relation":
        return [entry for entry in data[section] if HOLDS[role] in (entry["from"], entry["to"])]
    return list(data[section])


def _within(entry: Data, path: str) -> tuple[Data, str]:
    *groups, last = path.split(".")
    for group in groups:
        entry = entry.setdefault(group, {})
    return entry, last


def _set(atom: Atom, value: Any, role: str) -> Edit:
    def edit(data: Data) -> None:
        for entry in _entries(data, atom.of, role):
            inner, last = _within(entry, atom.path)
            inner[last] = value

    return edit


def _codes(inner: Data, last: str) -> list[Any]:
    listed = inner[last]
    found: list[Any] = listed["value"] if isinstance(listed, dict) else listed
    return found


def _added(atom: Atom, code: Any, role: str) -> Edit:
    def edit(data: Data) -> None:
        for entry in _entries(data, atom.of, role):
            found = _codes(*_within(entry, atom.path))
            found += [] if code in found else [code]

    return edit


def _removed(atom: Atom, code: Any, role: str) -> Edit:
    """Take a code out of a list, with those that imply it."""
    implies = shipped().vocabulary.kinds[atom.of].by_path[atom.path].implies

    def edit(data: Data) -> None:
        for entry in _entries(data, atom.of, role):
            found = _codes(*_within(entry, atom.path))
            found[:] = [one for one in found if one != code and code not in implies.get(one, ())]

    return edit


def _left_in(code: str) -> Edit:
    """Put a harmful content into the data that nothing took out."""

    def edit(data: Data) -> None:
        for entry in data["datasets"]:
            entry["contains"]["value"].append(code)
            entry["filtered_for"] = [one for one in entry["filtered_for"] if one not in (code, *BROADER)]
            entry["deidentified"] = False
            entry["rights_basis"] = "none" if code == "ip_protected" else "licensed"

    return edit


def _names_risk(risk: str) -> Edit:
    """Make the impact a case of a risk."""
    return lambda data: data["impacts"][0].update(risk=risk)


def _without(records: Quantified, role: str) -> Iterator[Way]:
    """Yield the ways in which a holder of a role has no such record: none at all, or one that lacks what is asked."""
    section = shipped().vocabulary.kinds[records.kind].section
    owner = HOLDS[role]

    def denied(data: Data) -> None:
        kinds = [{"kind": kind} for kind in records.kinds] or [{}]
        others = [r for r in data[section] if r["owner"] != owner or (records.kinds and r["kind"] not in records.kinds)]
        data[section] = [*others, *({**kind, "owner": owner, "exists": False} for kind in kinds)]

    yield (denied,)
    for part in records.that.parts:
        if isinstance(part, Atom) and part.operator in ("has", "has_any"):
            yield (_struck(section, owner, part),)


def _struck(section: str, owner: str, atom: Atom) -> Edit:
    def edit(data: Data) -> None:
        for record in data[section]:
            if record["owner"] == owner and record.get(atom.path):
                record[atom.path] = [one for one in record[atom.path] if one not in atom_codes(atom)]

    return edit
