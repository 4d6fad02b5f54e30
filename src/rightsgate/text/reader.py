"""Read the keys of a rule, policy or vocabulary file, and collect what is wrong with them.

One reader per file; it never stops at a fault. Manifests are read against the vocabulary instead.
"""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from itertools import islice
from typing import Any, Final, TypeVar

from rightsgate import codes
from rightsgate.errors import Fault, collect, did_you_mean
from rightsgate.logic.number import Number, whole
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.text.position import Mark

E = TypeVar("E", bound=Enum)
# The keys by which files of packs and policies declare names that others refer to.
NAMING: Final = frozenset(("id", "pack", "policy", "document", "entity", "attribution", "remedy"))


class Reader:
    """Typed look-ups in located data; every fault goes to ``faults`` with file, line and column."""

    def __init__(self, path: str, faults: list[Fault]) -> None:
        """Read the file named ``path``, adding to ``faults``."""
        self.path = path
        self.faults = faults

    def fault(self, code: str, start: Mark, message: str, hint: str = "") -> None:
        """Add a fault at a place in the file."""
        collect(self.faults, Fault.at(code, self.path, start, message, hint))

    def only(self, data: LocatedMap, allowed: Collection[str], where: str) -> None:
        """Refuse keys that are not ``allowed``."""
        for key in data:
            if key not in allowed:
                hint = did_you_mean(key, list(allowed)) or f"allowed: {', '.join(allowed)}"
                self.fault(codes.UNKNOWN_KEY, data.marks[key], f"unknown key '{key}' in {where}", hint)

    def text(self, data: LocatedMap, key: str, where: str, default: str | None = None) -> str:
        """Return the text at ``key``; required unless there is a default."""
        text = str(self._typed(data, key, where, default, (str,), "a text"))
        if key in NAMING and not text.isascii() and key in data:
            self._spelled(data.marks[key], key, text)
        return text

    def _spelled(self, start: Mark, key: str, name: str) -> None:
        """Refuse a name that looks like another: whoever refers to it would not find it."""
        from rightsgate import lookalikes  # which only names beyond ASCII need

        plain = lookalikes.one_spelling(name)
        note = lookalikes.in_word(name)
        if not note and name != plain:
            note = f"write it in the composed form of Unicode (NFC): {lookalikes.difference(name, plain)}"
        if note:
            message = f"'{key}' gives a name that is not spelled as it looks: '{name}'"
            self.fault(codes.LOOKALIKE_NAME, start, message, note)

    def number(self, data: LocatedMap, key: str, where: str, default: int | None = None) -> int:
        """Return the whole number at ``key``."""
        value = self._typed(data, key, where, default, (Number, int), "a whole number")
        count = whole(value)
        if count is None:
            self.fault(codes.WRONG_TYPE, data.marks[key], f"'{key}' in {where} must be a whole number, not {value}")
        return count or 0

    def boolean(self, data: LocatedMap, key: str, where: str, default: bool | None = None) -> bool:  # noqa: FBT001 - the default is data
        """Return true or false at ``key``."""
        return bool(self._typed(data, key, where, default, (bool,), "true or false"))

    def maps(self, data: LocatedMap, key: str, where: str, *, required: bool = False) -> list[LocatedMap]:
        """Return the list of mappings at ``key``."""
        return [item for _, item in self.items(data, key, where, LocatedMap, "mappings", required=required)]

    def items(
        self, data: LocatedMap, key: str, where: str, of: type[Any], called: str, *, required: bool = False
    ) -> Iterator[tuple[Mark, Any]]:
        """Yield place and value of each item of the list at ``key`` that has the right type."""
        if key not in data:
            if required:
                self.fault(codes.MISSING_KEY, data.start, f"{where} lacks '{key}'")
            return
        value = data[key]
        if not isinstance(value, LocatedList):
            message = f"'{key}' in {where} must be a list of {called}, not {kind_of(value)}"
            self.fault(codes.WRONG_TYPE, data.marks[key], message)
            return
        if required and not value:
            message = f"'{key}' in {where} is empty"
            self.fault(codes.EMPTY_VALUE, data.marks[key], message, f"give at least one of its {called}")
        for mark, item in zip(value.marks, value, strict=True):
            if isinstance(item, of):
                yield mark, item
            else:
                message = f"'{key}' in {where} must be a list of {called}, not {kind_of(item)}"
                self.fault(codes.WRONG_TYPE, mark, message)

    def mapping(self, data: LocatedMap, key: str, where: str, *, required: bool = False) -> LocatedMap:
        """Return the mapping at ``key``, or an empty one."""
        value = data.get(key)
        if isinstance(value, LocatedMap):
            return value
        if key in data:
            self.fault(codes.WRONG_TYPE, data.marks[key], f"'{key}' in {where} must be a mapping, not {kind_of(value)}")
        elif required:
            self.fault(codes.MISSING_KEY, data.start, f"{where} lacks '{key}'")
        empty = LocatedMap()
        empty.start, empty.marks = data.marks.get(key, data.start), {}
        return empty

    def choice(self, data: LocatedMap, key: str, where: str, of: type[E], default: E | None = None) -> E:
        """Return the member of ``of`` whose value stands at ``key``."""
        values = [member.value for member in of]
        text = self.text(data, key, where, None if default is None else default.value)
        if text in values:
            return of(text)
        if isinstance(data.get(key), str):
            hint = did_you_mean(text, values) or f"allowed: {', '.join(values)}"
            self.fault(codes.INVALID_VALUE, data.marks[key], f"'{text}' is not a valid value for '{key}'", hint)
        return default or next(iter(of))

    def word(self, data: LocatedMap, key: str, where: str, words: tuple[str, ...]) -> str:
        """Return the one of ``words`` that stands at ``key``; where none does, the first."""
        text = self.text(data, key, where, words[0])
        if text not in words:
            hint = did_you_mean(text, words) or f"allowed: {', '.join(words)}"
            self.fault(codes.INVALID_VALUE, data.marks[key], f"'{text}' is not a valid value for '{key}'", hint)
        return text

    def known(self, data: LocatedMap, key: str, words: tuple[str, ...], known: Collection[str], called: str) -> None:
        """Refuse ``words``, read before from ``key``, that are not ``known``; what was no text is refused already."""
        for word, place in zip(words, places(data, key), strict=False):
            if word not in known:
                self.unknown(place, called, word, known)

    def unknown(self, start: Mark, called: str, word: str, known: Collection[str]) -> None:
        """Add the fault of an unknown name, with a hint on what was probably meant."""
        message = f"unknown {called} '{word}'"
        self.fault(codes.UNKNOWN_NAME, start, message, did_you_mean(word, known) or f"known: {first_few(known)}")

    def _typed(
        self, data: LocatedMap, key: str, where: str, default: object, types: tuple[type, ...], called: str
    ) -> object:
        if key not in data:
            if default is None:
                self.fault(codes.MISSING_KEY, data.start, f"{where} lacks '{key}'")
            return types[-1]() if default is None else default
        value = data[key]
        if isinstance(value, types) and (bool in types or not isinstance(value, bool)):
            if isinstance(value, str) and not value.strip() and default is None:
                self.fault(codes.EMPTY_VALUE, data.marks[key], f"'{key}' in {where} is empty")
            return value
        hint = f'quote it: "{value}"' if str in types and kind_of(value) == "a number" else ""
        message = f"'{key}' in {where} must be {called}, not {kind_of(value)}"
        self.fault(codes.WRONG_TYPE, data.marks[key], message, hint)
        return types[-1]() if default is None else default


def places(data: LocatedMap, key: str) -> list[Mark]:
    """Return the place of the text at ``key``, or those of the texts in the list there."""
    value = data.get(key)
    if isinstance(value, LocatedList):
        return [mark for mark, item in zip(value.marks, value, strict=True) if isinstance(item, str)]
    return [data.marks[key]] if isinstance(value, str) else []


def first_few(words: Iterable[str]) -> str:
    """Return the first few of many words, for a hint."""
    names = list(islice(words, 9))
    return ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
