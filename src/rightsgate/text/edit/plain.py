"""Plain data, as edits see it: dicts, lists and scalars, and paths of keys and positions into them."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate.logic.number import Number
from rightsgate.text.scalars import resolve

Path = tuple[str | int, ...]
MISSING: Final = object()


def plain(value: Any) -> Any:
    """Return a value as plain dicts, lists and scalars, as it is read from a document that holds it."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return resolve(repr(value))
    if value is None or isinstance(value, str | bool | int | Number):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be written")


def held_at(data: Any, path: Path) -> Any:
    """Return what plain data hold at a path, or MISSING."""
    for step in path:
        if not (_has_key(data, step) if isinstance(step, str) else isinstance(data, list) and 0 <= step < len(data)):
            return MISSING
        data = data[step]
    return data


def _has_key(data: Any, key: str) -> bool:
    return isinstance(data, Mapping) and key in data


def with_put(data: Any, path: Path, value: Any) -> Any:
    """Return plain data with a value at a path, and with the mappings that lead to it."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = data if isinstance(data, list) else []
        inner = with_put(items[step] if step < len(items) else None, rest, value)
        return [*items[:step], inner, *items[step + 1 :]]
    keys = data if isinstance(data, Mapping) else {}
    return {**keys, step: with_put(keys.get(step), rest, value)}


def nested(path: Path, value: Any) -> Any:
    """Return a value inside the mappings, and lists of one item, that lead to it."""
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def named(path: Path) -> str:
    """Return a path for a message."""
    return f"'{'.'.join(map(str, path))}'" if path else "the document"


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, down to the types of scalars and the order of keys."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [*one] == [*other] and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def difference(one: Any, other: Any) -> Path:
    """Return the path of the first place at which two plain values differ."""
    if isinstance(one, dict) and isinstance(other, dict) and [*one] == [*other]:
        return next(((key, *difference(one[key], other[key])) for key in one if not same(one[key], other[key])), ())
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next(((at, *difference(a, b)) for at, (a, b) in pairs if not same(a, b)), ())
    return ()
