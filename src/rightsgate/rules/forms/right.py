"""Files of rights to instruments, groups, rights, categories and opportunities."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeVar

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.logic.number import whole
from rightsgate.rules.model.risk import Category, Group, Instrument, Opportunity, Right
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedList, LocatedMap

FILE_KEYS: Final = ("instruments", "groups", "rights", "categories_of", "categories", "opportunities")
RIGHT_KEYS: Final = ("id", "within", "section", "name", "means", "instruments", "groups", "note")
T = TypeVar("T", Instrument, Group, Right, Category, Opportunity)
Where = tuple[Reader, LocatedMap, str]


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
        self.uses: list[tuple[Where, str, tuple[str, ...], Mapping[str, object], str]] = []

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file."""
        reader.only(data, FILE_KEYS, "a file of rights")
        each(reader, data, "instruments", ("id", "name", "printed_as"), self.instrument, self.instruments)
        each(reader, data, "groups", ("id", "name"), self.group, self.groups)
        each(reader, data, "rights", RIGHT_KEYS, self.right, self.rights)
        keys = ("id", "name", "rights", "fit", "note")
        of = reader.text(data, "categories_of", "a file of rights", "")
        each(reader, data, "categories", keys, partial(self.category, of), self.categories)
        each(reader, data, "opportunities", ("id", "right", "name"), self.opportunity, self.opportunities)

    def instrument(self, reader: Reader, body: LocatedMap, name: str, where: str) -> Instrument:
        """Read one instrument."""
        printed = reader.texts(body, "printed_as", where)
        return Instrument(id=name, name=reader.text(body, "name", where), printed_as=printed)

    def group(self, reader: Reader, body: LocatedMap, name: str, where: str) -> Group:
        """Read one group at heightened risk."""
        return Group(id=name, name=reader.text(body, "name", where))

    def right(self, reader: Reader, body: LocatedMap, name: str, where: str) -> Right:
        """Read one right."""
        place = (reader, body, where)
        within, groups = reader.text(body, "within", where, ""), reader.texts(body, "groups", where)
        instruments = articles(reader, body, where)
        self.uses.append((place, "within", (within,) if within else (), self.rights, "right"))
        self.uses.append((place, "groups", groups, self.groups, "group"))
        self.articles.append((reader, reader.mapping(body, "instruments", where)))
        return Right(
            id=name,
            name=reader.text(body, "name", where),
            section=reader.text(body, "section", where),
            instruments=instruments,
            within=within,
            means=reader.text(body, "means", where, ""),
            groups=groups,
            note=reader.text(body, "note", where, ""),
        )

    def category(self, of: str, reader: Reader, body: LocatedMap, name: str, where: str) -> Category:
        """Read one category of another source."""
        rights = reader.texts(body, "rights", where)
        self.uses.append(((reader, body, where), "rights", rights, self.rights, "right"))
        fit, note = reader.text(body, "fit", where), reader.text(body, "note", where, "")
        return Category(id=name, of=of, name=reader.text(body, "name", where), rights=rights, fit=fit, note=note)

    def opportunity(self, reader: Reader, body: LocatedMap, name: str, where: str) -> Opportunity:
        """Read one opportunity."""
        right = reader.text(body, "right", where)
        self.uses.append(((reader, body, where), "right", (right,), self.rights, "right"))
        return Opportunity(id=name, right=right, name=reader.text(body, "name", where))

    def check(self) -> None:
        """Refuse names that no file declares."""
        for (reader, body, _), key, names, known, called in self.uses:
            reader.known(body, key, names, known, called)
        for reader, body in self.articles:
            for name in body:
                if name not in self.instruments:
                    hint = did_you_mean(name, self.instruments)
                    reader.fault(codes.UNKNOWN_NAME, body.marks[name], f"unknown instrument '{name}'", hint)


def articles(reader: Reader, body: LocatedMap, where: str) -> dict[str, tuple[int, ...]]:
    """Read articles by instrument."""
    found = {}
    mapping = reader.mapping(body, "instruments", where)
    for name, numbers in mapping.items():
        counted = [whole(n) for n in numbers] if isinstance(numbers, LocatedList) else [None]
        if None in counted:
            message = f"the articles of {name} in {where} must be a list of whole numbers"
            reader.fault(codes.WRONG_TYPE, mapping.marks[name], message)
        found[name] = tuple(n for n in counted if n is not None)
    return found


def each(
    reader: Reader,
    data: LocatedMap,
    key: str,
    keys: tuple[str, ...],
    read: Callable[[Reader, LocatedMap, str, str], T],
    into: dict[str, T],
) -> None:
    """Read the entries of the list at ``key``, by id; an id that is taken, in whatever file, is refused."""
    for body in reader.maps(data, key, "a file of rights"):
        name = reader.text(body, "id", f"an entry of '{key}'")
        where = f"{key} {name}"
        reader.only(body, keys, where)
        if name in into:
            message = f"the id '{name}' is taken among the {key}"
            reader.fault(codes.DUPLICATE_NAME, body.marks.get("id", body.start), message, "give it an id of its own")
        into[name] = read(reader, body, name, where)
