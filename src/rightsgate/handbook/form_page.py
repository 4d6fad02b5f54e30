"""Forms of files as sections of their reference page: what stands at each key and what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from rightsgate.handbook.blocks import Block, Code, Column, Paragraph, Phrase, Ref, Section, Table, listed
from rightsgate.handbook.prose import prose
from rightsgate.text import nested
from rightsgate.text.form import REQUIRED, Form, Key
from rightsgate.text.holds import Amount, Boolean, Holds, Other, Text, Texts, Whole, Word, words_of
from rightsgate.text.nested import Entries, Nested, OneOrMore, TextOr, TextsOr

COLUMNS: Final = (
    Column(title="Key", brief=True),
    Column(title="Holds"),
    Column(title="Required"),
    Column(title="What it says"),
)


class FormSections:
    """Makes the sections of forms one after the other, those within a form after it; each is made once.

    ``others`` says, in words with our marks, what stands where a form leaves something to another reader.
    """

    def __init__(self, others: Mapping[str, str]) -> None:
        """Make nothing yet."""
        self.others = others
        self.seen: set[str] = set()

    def of(self, forms: Iterable[Form]) -> Iterator[Section]:
        """Yield the sections of some forms and of those within them."""
        for form in forms:
            if form.title not in self.seen:
                self.seen.add(form.title)
                yield self.section(form)
                yield from self.of(inner for key in form.keys for inner in _forms(key.alone or key.holds))

    def section(self, form: Form) -> Section:
        """Return the section of a form."""
        blocks: list[Block] = [Paragraph((f"{form.means}.",)), Table(COLUMNS, tuple(map(self.row, form.keys)))]
        if form.some:
            blocks.append(Paragraph(("At least one of ", *_codes(form.some), " is required.")))
        return Section(id=_anchor(form), hides_id=True, title=(form.title.capitalize(),), blocks=tuple(blocks))

    def row(self, key: Key) -> tuple[Phrase, ...]:
        """Return the row of a key."""
        return (Code(key.name),), self.held(key), _required(key), (key.means,)

    def held(self, key: Key) -> Phrase:
        """Return the words for what stands at a key."""
        words = self.words(key.alone or key.holds)
        return (*words, ", not empty") if key.filled and key.default is not REQUIRED else words

    def words(self, holds: Holds) -> Phrase:
        """Return the words for what a key holds."""
        match holds:
            case Nested(form):
                return (_link(form),)
            case Entries(form):
                return "list of ", _link(form)
            case OneOrMore(form):
                one: Phrase = (_link(form),) if form else prose(self.others["manifest part"])
                return *one, ", or a list of them"
            case TextOr(form, names):
                return f"text: {_a(names)}; or ", _link(form)
            case TextsOr(form, called):
                return f"list of {called}, each a text or ", _link(form)
            case nested.Table(of, means):
                return f"mapping from {means} to ", *self.words(of)
            case Other(what):
                return prose(self.others[what])
        return _value(holds)


def _anchor(form: Form) -> str:
    return re.sub("[^a-z0-9 -]", "", form.title.lower()).replace(" ", "-")


def _link(form: Form) -> Ref:
    """Return a link to the section of a form."""
    return Ref(_anchor(form), form.title)


def _value(holds: Holds) -> Phrase:
    """Return the words for a single value, or for a list of texts."""
    match holds:
        case Text(shape, names):
            return (shape.called if shape else f"text: {_a(names)}" if names else "text",)
        case Texts(names, of):
            return "list of ", *(_codes(words_of(of)) if of else (_several(names or "text"),))
        case Word(of):
            return "one of ", *_codes(words_of(of))
        case Whole(at_least):
            return ("whole number" if at_least is None else f"whole number from {at_least}",)
        case Boolean(opposite):
            return prose("`true`" if opposite else "`true` or `false`")
        case Amount(shape):
            return (f"a number or {shape.called}",)
    raise TypeError(holds)


def _codes(words: Iterable[str]) -> Phrase:
    return listed([(Code(word),) for word in words])


def _several(names: str) -> str:
    """Return the plural of a name for names."""
    if names.startswith("kind of "):
        return names.replace("kind", "kinds", 1)
    return f"{names[:-1]}ies" if re.search("[^aeiou]y$", names) else f"{names}s"


def _a(names: str) -> str:
    return f"{'an' if names[0] in 'aeiou' else 'a'} {names}"


def _required(key: Key) -> Phrase:
    if key.default is REQUIRED:
        return ("yes",)
    if key.unless:
        any_part = ", which may stand for any part of it" if key.alone else ""
        return "unless ", Code(key.unless), f" is given{any_part}"
    if key.needed_with:
        return "with ", *_beside(key.needed_with.key, key.needed_with.values)
    found: list[Phrase] = [("no",)]
    if default := _default(key.default):
        found.append(("; default ", Code(default)))
    if key.only_with:
        found.append(("; only with ", *_beside(key.only_with.key, key.only_with.values)))
    return tuple(span for phrase in found for span in phrase)


def _default(default: object) -> str:
    """Return what is read where a key is not given, as it would be written; nothing where it would be nothing."""
    match default:
        case Enum():
            return str(default.value)
        case bool():
            return str(default).lower()
        case str():
            return default
    return ""


def _beside(key: str, values: Sequence[str]) -> Phrase:
    named: list[Phrase] = [(Code(value),) for value in values]
    return (Code(key), ": ", *_either(named)) if named else (Code(key),)


def _either(phrases: Sequence[Phrase]) -> Phrase:
    return tuple(span for at, phrase in enumerate(phrases) for span in ((" or ",) if at else ()) + phrase)


def _forms(holds: Holds) -> tuple[Form, ...]:
    """Return the forms that stand at a key."""
    match holds:
        case Nested(form) | Entries(form) | TextOr(form) | TextsOr(form):
            return (form,)
        case OneOrMore(form):
            return (form,) if form else ()
        case nested.Table(of):
            return _forms(of)
    return ()
