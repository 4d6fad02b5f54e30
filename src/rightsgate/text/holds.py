"""What can stand at a key of a form. Each kind reads itself, and collects what is wrong with what stands there."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec

from rightsgate import codes
from rightsgate.logic.number import is_number, whole
from rightsgate.text.located import LocatedMap

if TYPE_CHECKING:
    from rightsgate.text.reader import Reader


# The code of a fault, its message and a hint.
Wrong = tuple[str, str, str]


class Shape(msgspec.Struct, frozen=True):
    """How a text has to be written, such as a date: in words, how to write it, and patterns of which one must match.

    ``wrong`` takes a key and its text, and returns the code of a fault, a message and a hint if the text is written
    otherwise.
    """

    called: str
    written: str
    patterns: tuple[str, ...]
    wrong: Callable[[str, str], Wrong | None]


class Holds(msgspec.Struct, frozen=True):
    """What stands at a key. ``filled``, where it is read: a text must not be blank, and a list not empty."""

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> Any:
        """Return what stands at ``key``, which is there or required; what is wrong goes to ``reader``."""
        raise NotImplementedError


class Text(Holds, frozen=True):
    """A text, of a certain ``shape``, or the name of something that files declare (``names``)."""

    shape: Shape | None = None
    names: str = ""

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> str:
        """Return the text, or an empty one where its shape is wrong."""
        text = reader.text(data, key, where, None if filled else "")
        if self.shape is None or not (text.strip() or (text and not filled)):
            return text
        wrong = self.shape.wrong(key, text)
        if wrong is not None:
            code, message, hint = wrong
            reader.fault(code, data.marks[key], message, hint)
        return text if wrong is None else ""


class Whole(Holds, frozen=True):
    """A whole number."""

    at_least: int | None = None

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> int:  # noqa: ARG002
        """Return the number."""
        count = reader.number(data, key, where)
        if self.at_least is not None and count < self.at_least and whole(data.get(key)) is not None:
            message = f"'{key}' in {where} must be at least {self.at_least}, not {count}"
            reader.fault(codes.UNFIT_NUMBER, data.marks[key], message)
        return count


class Boolean(Holds, frozen=True):
    """True or false; true alone, if there is a hint on how to write the opposite."""

    opposite: str = ""

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> bool:  # noqa: ARG002
        """Return which of them."""
        found = reader.boolean(data, key, where)
        if self.opposite and data.get(key) is False:
            reader.fault(codes.INVALID_VALUE, data.marks[key], f"'{key}' takes true", self.opposite)
        return found


class Word(Holds, frozen=True):
    """One of the values of an enumeration, or one of several words, ``called`` so in a fault where it needs a name."""

    of: type[Enum] | tuple[str, ...]
    called: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that can stand there."""
        return words_of(self.of)

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> Any:  # noqa: ARG002
        """Return the member, or the word."""
        if isinstance(self.of, tuple) and not self.called:
            return reader.word(data, key, where, self.of)
        if isinstance(self.of, tuple):
            text = reader.text(data, key, where)
            reader.known(data, key, (text,), self.of, self.called)
            return text
        return reader.choice(data, key, where, self.of)


class Texts(Holds, frozen=True):
    """A list of texts: names of something that files declare (``names``), or values of an enumeration.

    ``called`` is the word for them in a fault, ``item`` that for one that the enumeration does not know.
    """

    names: str = ""
    of: type[Enum] | None = None
    called: str = "texts"
    item: str = ""

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> tuple[Any, ...]:
        """Return the texts, or the members of the enumeration."""
        found = reader.items(data, key, where, str, self.called, required=filled)
        words = tuple(word for _, word in found)
        if self.of is None:
            return words
        known = words_of(self.of)
        reader.known(data, key, words, known, self.item)
        return tuple(self.of(word) for word in words if word in known)


class Amount(Holds, frozen=True):
    """A number, or a text of some shape."""

    shape: Shape

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> Any:  # noqa: ARG002
        """Return the number or the text; nought where it is neither."""
        value = data.get(key)
        if is_number(value) or (isinstance(value, str) and self.shape.wrong(key, value) is None):
            return value
        message = f"'{key}' of {where} must be {self.shape.called} or a number"
        hint = f"write a number, or {self.shape.written}"
        reader.fault(codes.INVALID_VALUE, data.marks.get(key, data.start), message, hint)
        return 0


class Other(Holds, frozen=True):
    """What has a reader of its own, such as conditions: ``what`` is its name, under which the schema defines it."""

    what: str

    def read(self, reader: "Reader", data: LocatedMap, key: str, where: str, *, filled: bool) -> Any:  # noqa: ARG002
        """Return it as it is; whoever knows it will read it."""
        return data.get(key)


def words_of(of: type[Enum] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of an enumeration."""
    return of if isinstance(of, tuple) else tuple(member.value for member in of)
