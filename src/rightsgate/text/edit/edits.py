"""Edits of a YAML or JSON document in place, and the proof that nothing else changed."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.edit.lines import comments_of, mark_of, spliced
from rightsgate.text.edit.making import Making
from rightsgate.text.edit.nodes import nodes_of
from rightsgate.text.edit.plain import MISSING, Path, difference, held_at, named, plain, same, with_put
from rightsgate.text.located import BOM, decode, parse

LONE_RETURN: Final = re.compile(r"\r(?!\n)")
BY_HAND: Final = "edit it by hand"


class Put(msgspec.Struct, frozen=True, kw_only=True):
    """Set what stands at a path of keys and positions; mappings on the way that are missing or null are made.

    A mapping that only gains keys, and a list that only grows at its end, keep what they hold as it is written.
    """

    at: Path
    value: Any


class Append(msgspec.Struct, frozen=True, kw_only=True):
    """Add an item to the list at a path; the list is made where it is missing or null."""

    to: Path
    value: Any


Edit = Put | Append


def edited(raw: bytes, edits: Iterable[Edit], path: str, *, json: bool = False, limits: Limits = DEFAULTS) -> bytes:
    """Return a document with edits made, one after the other; ``path`` names it in faults.

    All bytes but those of the edits stay as they are. Raises InputError if the document is broken, if an edit does not
    fit it, or if anything else would change: another value, the order of entries, a comment.
    """
    text = decode(raw, path, limits)
    data = plain(parse(text, path, json=json, limits=limits))
    if lone := LONE_RETURN.search(text):
        message = "a line ends with a carriage return alone"
        hint = "save the file with the line breaks of Unix or Windows"
        raise InputError([Fault.at(codes.EDIT_REFUSED, path, mark_of(text, lone.start()), message, hint)])
    making = first = Making(text, path, json=json)
    new = text
    for edit in edits:
        for put in parted(edit, data):
            making = making if making.text == new else Making(new, path, json=json)
            new = spliced(new, making.put(put.at, put.value, data))
            data = with_put(data, put.at, put.value)
    if new != text:
        _check(first, new, data, limits)
    return (BOM if raw.startswith(BOM) else b"") + new.encode("utf-8", "surrogatepass")


def applied(edit: Edit, data: Any) -> Any:
    """Return plain data after an edit."""
    for put in parted(edit, data):
        data = with_put(data, put.at, put.value)
    return data


def parted(edit: Edit, data: Any) -> Iterator[Put]:
    """Yield the least edits that together make an edit of plain data: each adds one entry or replaces one value."""
    if isinstance(edit, Put):
        yield from _changes(edit.at, held_at(data, edit.at), plain(edit.value))
        return
    held = held_at(data, edit.to)
    if held is MISSING or held is None or held == []:
        yield Put(at=edit.to, value=[plain(edit.value)])
    else:
        yield Put(at=(*edit.to, len(held) if isinstance(held, list) else 0), value=plain(edit.value))


def _changes(path: Path, held: Any, value: Any) -> Iterator[Put]:
    if same(held, value):
        return
    if isinstance(held, dict) and isinstance(value, dict) and held and [*value][: len(held)] == [*held]:
        for key in held:
            yield from _changes((*path, key), held[key], value[key])
        yield from (Put(at=(*path, key), value=value[key]) for key in value if key not in held)
    elif isinstance(held, list) and isinstance(value, list) and held and same(held, value[: len(held)]):
        yield from (Put(at=(*path, at), value=value[at]) for at in range(len(held), len(value)))
    else:
        yield Put(at=path, value=value)


def _check(old: Making, new: str, expected: Any, limits: Limits) -> None:
    """Refuse edits after which the document does not say what it should, or has not the same comments."""
    try:
        found = plain(parse(new, old.path, json=old.json, limits=limits))
    except InputError as error:
        # The first fault of a text that nobody has seen: its place would mislead.
        message = f"it could not be read after the edit: {error.faults[0].message}"
        raise InputError([Fault.of(codes.EDIT_REFUSED, old.path, message, error.faults[0].hint)]) from None
    if not same(found, expected):
        where = difference(found, expected)
        message = f"the edit would change {named(where)} in a way that was not asked for"
        raise InputError([Fault.at(codes.EDIT_REFUSED, old.path, old.mark_at(where), message, BY_HAND)])
    before = comments_of(old.text, old.root, json=old.json)
    lost = _first_lost(before, comments_of(new, nodes_of(new, json=old.json), json=old.json))
    if lost is not None:
        message = "the edit would change a comment here"
        raise InputError([Fault.at(codes.EDIT_REFUSED, old.path, mark_of(old.text, lost), message, BY_HAND)])


def _first_lost(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> int | None:
    """Return the place of the first comment that is not the same; None if all are."""
    if [one for _, one in before] == [one for _, one in after]:
        return None
    pairs = zip(before, after, strict=False)
    return next((at for (at, one), (_, other) in pairs if one != other), before[-1][0] if before else 0)
