"""Files of rights to instruments, groups, rights, categories and opportunities."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.logic.number import whole
from rightsgate.rules.forms.tables.right import RIGHTS
from rightsgate.rules.model.risk import Category, Group, Instrument, Opportunity, Right
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.reader import Reader

T = TypeVar("T", Instrument, Group, Right, Category, Opportunity)


class RightsReader:
    """Reads the files of rights of all packs; ``check`` then looks at what they say of each other."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.instruments: dict[str, Instrument] = {}
        self.groups: dict[str, Group] = {}
        self.rights: dict[str, Right] = {}
        self.categories: dict[str, Category] = {}
        self.opportunities: dict[str, Opportunity] = {}
        self.articles: list[tuple[Reader, LocatedMap]] = []
        self.uses: list[tuple[Reader, Filled, str, Mapping[str, object]]] = []

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file."""
        found = RIGHTS.read(reader, data)
        _claimed(reader, found, "instruments", self.instruments, lambda one: Instrument(**one))
        _claimed(reader, found, "groups", self.groups, lambda one: Group(**one))
        _claimed(reader, found, "rights", self.rights, partial(self.right, reader))
        _claimed(reader, found, "categories", self.categories, partial(self.category, found["categories_of"]))
        _claimed(reader, found, "opportunities", self.opportunities, lambda one: Opportunity(**one))
        for key, names, known in (
            ("rights", "within", self.rights),
            ("rights", "groups", self.groups),
            ("categories", "rights", self.rights),
            ("opportunities", "right", self.rights),
        ):
            self.uses += [(reader, one, names, known) for one in found[key]]

    def right(self, reader: Reader, found: Filled) -> Right:
        """Return one right."""
        self.articles.append((reader, reader.mapping(found.data, "instruments", found.where)))
        return Right(**{**found, "instruments": articles(reader, found)})

    def category(self, of: str, found: Filled) -> Category:
        """Return one category of another source."""
        return Category(of=of, **found)

    def check(self) -> None:
        """Refuse names that no file declares."""
        for reader, found, key, known in self.uses:
            names = found[key] if isinstance(found[key], tuple) else (found[key],)
            if names != ("",) or key != "within":
                reader.known(found.data, key, names, known, "group" if known is self.groups else "right")
        for reader, body in self.articles:
            for name in body:
                if name not in self.instruments:
                    hint = did_you_mean(name, self.instruments)
                    reader.fault(codes.UNKNOWN_NAME, body.marks[name], f"unknown instrument '{name}'", hint)


def articles(reader: Reader, found: Filled) -> dict[str, tuple[int, ...]]:
    """Read articles by instrument."""
    read = {}
    mapping = reader.mapping(found.data, "instruments", found.where)
    for name, numbers in mapping.items():
        counted = [whole(n) for n in numbers] if isinstance(numbers, LocatedList) else [None]
        if None in counted:
            message = f"the articles of {name} in {found.where} must be a list of whole numbers"
            reader.fault(codes.WRONG_TYPE, mapping.marks[name], message)
        read[name] = tuple(n for n in counted if n is not None)
    return read


def _claimed(reader: Reader, found: Filled, key: str, into: dict[str, T], made: Callable[[Filled], T]) -> None:
    """Keep the entries of the list at ``key``, by id; an id that is taken, in whatever file, is refused."""
    for one in found[key]:
        name = one["id"]
        if name in into:
            message = f"the id '{name}' is taken among the {key}"
            reader.fault(codes.DUPLICATE_NAME, one.mark("id"), message, "give it an id of its own")
        into[name] = made(one)
