"""The periods by which rules count days, such as the twelve months after which a review is too old."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from rightsgate.manifest.values import PERIOD


def periods_in(parts: Iterable[Any]) -> tuple[str, ...]:
    """Return every text in some parts of a pack that is a period, each once."""
    return tuple(sorted({text for part in parts for text in _texts(part) if PERIOD.fullmatch(text)}))


def _texts(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case msgspec.Struct():
            for name in node.__struct_fields__:
                yield from _texts(getattr(node, name))
        case tuple() | list() | frozenset():
            for part in node:
                yield from _texts(part)
        case dict():
            for part in node.values():
                yield from _texts(part)
