"""Compare two reports as data, value by value."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

import msgspec

# What stands on one side only.
MISSING: Final = "nothing"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A value that differs: its place in the report (JSON Pointer), what is reported and what is found."""

    place: str
    reported: str
    found: str


def differences(reported: Any, found: Any, place: str = "") -> Iterator[Difference]:
    """Yield the values in which two reports differ, in the order of the report."""
    if isinstance(reported, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*reported, *found)):
            step = str(key).replace("~", "~0").replace("/", "~1")
            yield from _within(reported, found, key, f"{place}/{step}")
    elif isinstance(reported, list) and isinstance(found, list):
        for at, (one, other) in enumerate(zip_longest(reported, found, fillvalue=msgspec.UNSET)):
            yield from _between(one, other, f"{place}/{at}")
    elif reported != found or type(reported) is not type(found):
        yield Difference(place=place, reported=_written(reported), found=_written(found))


def _within(reported: Mapping[str, Any], found: Mapping[str, Any], key: str, place: str) -> Iterator[Difference]:
    return _between(reported.get(key, msgspec.UNSET), found.get(key, msgspec.UNSET), place)


def _between(reported: Any, found: Any, place: str) -> Iterator[Difference]:
    if reported is msgspec.UNSET or found is msgspec.UNSET:
        yield Difference(place=place, reported=_written(reported), found=_written(found))
    else:
        yield from differences(reported, found, place)


def _written(value: Any) -> str:
    return MISSING if value is msgspec.UNSET else msgspec.json.encode(value).decode()
