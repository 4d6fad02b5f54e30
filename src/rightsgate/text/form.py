"""Forms of files as tables: which keys there are, what each holds and what it means.

A form reads data itself, collecting all faults. Its JSON Schema and its reference page are made from the same table.
"""

from typing import Any, Final

import msgspec

from rightsgate import codes
from rightsgate.text.holds import Holds, Other
from rightsgate.text.located import LocatedMap
from rightsgate.text.position import Mark
from rightsgate.text.reader import Reader

REQUIRED: Final = object()


class Beside(msgspec.Struct, frozen=True):
    """Another key that is given, with one of some values if there are any."""

    key: str
    values: tuple[str, ...] = ()


class Key(msgspec.Struct, frozen=True):
    """A key: its name, what it holds, what it means, and what is read where it is not given.

    ``filled``: if it is given, it must not be blank or empty, as what is required must never be. ``unless``: it is
    required if that other key is not given, and then holds ``alone`` (unless None). ``needed_with`` and ``only_with``:
    it must be given, or may say something, beside another key. The reader of the form reports these two.
    """

    name: str
    holds: Holds
    means: str
    default: Any = REQUIRED
    filled: bool = False
    unless: str = ""
    alone: Holds | None = None
    needed_with: Beside | None = None
    only_with: Beside | None = None

    def read(self, reader: Reader, data: LocatedMap, where: str) -> Any:
        """Return what stands at the key."""
        alone = bool(self.unless) and self.unless not in data
        required = self.default is REQUIRED or alone
        if self.name not in data and not required:
            return self.default
        if self.name not in data and self.default is REQUIRED and isinstance(self.holds, Other):
            reader.fault(codes.MISSING_KEY, data.start, f"{where} lacks '{self.name}'")
        holds = self.alone if alone and self.alone is not None else self.holds
        return holds.read(reader, data, self.name, where, filled=required or self.filled)


class Filled(dict[str, Any]):
    """What was read by a form: values by key, the data, and the words for the place in faults."""

    def __init__(self, data: LocatedMap, where: str) -> None:
        """Hold nothing yet."""
        self.data = data
        self.where = where

    def mark(self, key: str) -> Mark:
        """Return the place of a key, or that of the mapping where the key is not given."""
        return self.data.marks.get(key, self.data.start)


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The form of a file, or of a mapping in one.

    ``title`` and ``means`` say what it is. ``where`` stands for the place in faults, once the key ``by`` is read
    ``named``: in both, ``{above}`` is the place around it and ``{name}`` the key that it stands at, or its name.
    ``some``: keys of which one at least must be given, else it is said that it has none (``lacking``).
    """

    title: str
    means: str
    where: str
    keys: tuple[Key, ...]
    by: str = ""
    named: str = ""
    some: tuple[str, ...] = ()
    lacking: str = ""

    def read(self, reader: Reader, data: LocatedMap, above: str = "", name: str = "") -> Filled:
        """Return what stands in ``data``, and collect all that is wrong with it."""
        filled = Filled(data, self.where.format(above=above, name=name))
        if self.by:
            filled[self.by] = name = reader.text(data, self.by, filled.where)
            filled.where = self.named.format(above=above, name=name) if name.strip() else filled.where
        names = [key.name for key in self.keys]
        reader.only(data, names, filled.where)
        if self.some and data.keys() <= {*names}.difference(self.some):
            message = f"{filled.where} {self.lacking}"
            reader.fault(codes.EMPTY_VALUE, data.start, message, f"allowed: {', '.join(self.some)}")
        for key in self.keys:
            if key.name != self.by:
                filled[key.name] = key.read(reader, data, filled.where)
        return filled
