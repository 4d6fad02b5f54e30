"""What can stand at a key of a form and holds forms itself: mappings, lists of them, tables by name."""

from typing import TYPE_CHECKING, Any

from rightsgate import codes
from rightsgate.text.holds import Holds
from rightsgate.text.located import LocatedList, LocatedMap, kind_of

if TYPE_CHECKING:
    from rightsgate.text.form import Form
    from rightsgate.text.reader import Reader


class Nested(Holds, frozen=True):
    """A mapping of a form of its own."""

    form: "Form"
    called: str = "a mapping"

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> Any:  # noqa: ARG002
        """Return what stands in it; None where there is no mapping."""
        body = data.get(key)
        if isinstance(body, LocatedMap):
            return self.form.read(reader, body, where, key)
        if key in data:
            message = f"'{key}' in {where} must be {self.called}, not {kind_of(body)}"
            reader.fault(codes.WRONG_TYPE, data.marks[key], message)
        else:
            reader.fault(codes.MISSING_KEY, data.start, f"{where} lacks '{key}'")
        return None


class Entries(Holds, frozen=True):
    """A list of mappings of one form."""

    form: "Form"

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> tuple[Any, ...]:
        """Return what stands in each."""
        bodies = reader.maps(data, key, where, required=filled)
        return tuple(self.form.read(reader, body, where, key) for body in bodies)


class OneOrMore(Holds, frozen=True):
    """One mapping, or a list of several; of a form, or (None) of data that something else reads."""

    form: "Form | None"
    one: str = "a mapping"
    more: str = "mappings"

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> tuple[Any, ...]:  # noqa: ARG002
        """Return what stands in each."""
        value = data.get(key)
        bodies: list[LocatedMap] = []
        if isinstance(value, LocatedList):
            bodies = [body for _, body in reader.items(data, key, where, LocatedMap, self.more, required=True)]
        elif isinstance(value, LocatedMap):
            bodies = [value]
        else:
            message = f"'{key}' in {where} must be {self.one}, not {kind_of(value)}"
            reader.fault(codes.WRONG_TYPE, data.marks[key], message)
        if self.form is None:
            return tuple(bodies)
        return tuple(self.form.read(reader, body, where, key) for body in bodies)


class TextOr(Holds, frozen=True):
    """A text, or a mapping that says more."""

    form: "Form"
    names: str = ""

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> Any:
        """Return the text, or what stands in the mapping."""
        body = data.get(key)
        if isinstance(body, LocatedMap):
            return self.form.read(reader, body, where, key)
        return reader.text(data, key, where, None if filled else "")


class TextsOr(Holds, frozen=True):
    """A list of texts, of which each can also be a mapping that says more."""

    form: "Form"
    called: str

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> tuple[Any, ...]:
        """Return for each its place, and the text or what stands in the mapping."""
        found: list[tuple[Any, Any]] = []
        for mark, item in reader.items(data, key, where, object, self.called, required=filled):
            if isinstance(item, LocatedMap):
                found.append((mark, self.form.read(reader, item, where, key)))
            elif isinstance(item, str):
                found.append((mark, item))
            else:
                message = f"'{key}' in {where} must be a list of {self.called}, not {kind_of(item)}"
                reader.fault(codes.WRONG_TYPE, mark, message)
        return tuple(found)


class Table(Holds, frozen=True):
    """A mapping from names that the file gives, or that others declare (``names``), each to the same kind of thing.

    ``means`` is the word for such a name, ``filled`` whether what stands there must not be blank or empty.
    """

    of: "Holds"
    means: str
    names: str = ""
    where: str = "'{key}' of {above}"
    filled: bool = False

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> dict[str, Any]:  # noqa: ARG002
        """Return what stands at each name."""
        body = reader.mapping(data, key, where, required=True)
        inside = self.where.format(key=key, above=where)
        return {name: self.of.read(reader, body, name, inside, filled=self.filled) for name in body}
