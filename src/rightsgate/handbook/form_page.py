"""Forms of files to their reference page, in Markdown: what stands at each key and what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final

from rightsgate.handbook.manifest_page import code, prose
from rightsgate.text.form import REQUIRED, Form, Key
from rightsgate.text.holds import Amount, Boolean, Holds, Other, Text, Texts, Whole, Word, words_of
from rightsgate.text.nested import Entries, Nested, OneOrMore, Table, TextOr, TextsOr

HEAD: Final = ("| Key | Holds | Required | What it says |", "| --- | --- | --- | --- |")


class FormPage:
    """Writes forms one after the other, those within a form after it; each is written once.

    ``others`` says in Markdown what stands where a form leaves something to another reader.
    """

    def __init__(self, others: Mapping[str, str]) -> None:
        """Write nothing yet."""
        self.others = others
        self.seen: dict[str, Form] = {}

    def page(self, introduction: str, forms: Iterable[Form]) -> str:
        """Return the page of some forms."""
        lines = [introduction.rstrip("\n"), ""]
        for form in forms:
            lines += self.section(form)
        return "\n".join(lines).rstrip("\n") + "\n"

    def section(self, form: Form) -> Iterator[str]:
        """Yield the lines on a form and on those within it."""
        if form.title in self.seen:
            return
        self.seen[form.title] = form
        yield from (f"## {prose(form.title).capitalize()}", "", f"{prose(form.means)}.", "", *HEAD)
        inner: list[Form] = []
        for key in form.keys:
            yield f"| {code(key.name)} | {self.held(key)} | {_required(key)} | {prose(key.means)} |"
            inner += _forms(key.alone or key.holds)
        if form.some:
            yield from ("", f"At least one of {', '.join(map(code, form.some))} is required.")
        yield ""
        for one in inner:
            yield from self.section(one)

    def held(self, key: Key) -> str:
        """Return the words for what stands at a key."""
        words = self.words(key.alone or key.holds)
        return f"{words}, not empty" if key.filled and key.default is not REQUIRED else words

    def words(self, holds: Holds) -> str:
        """Return the words for what a key holds."""
        match holds:
            case Nested(form):
                return link(form)
            case Entries(form):
                return f"list of {link(form)}"
            case OneOrMore(form):
                one = link(form) if form else self.others["manifest part"]
                return f"{one}, or a list of them"
            case TextOr(form, names):
                return f"text: {_a(names)}; or {link(form)}"
            case TextsOr(form, called):
                return f"list of {called}, each a text or {link(form)}"
            case Table(of, means):
                return f"mapping from {means} to {self.words(of)}"
            case Other(what):
                return self.others[what]
        return _value(holds)


def link(form: Form) -> str:
    """Return a link to the part of the page on a form."""
    return f"[{form.title}](#{re.sub('[^a-z0-9 -]', '', form.title.lower()).replace(' ', '-')})"


def _value(holds: Holds) -> str:
    """Return the words for a single value, or for a list of texts."""
    match holds:
        case Text(shape, names):
            return shape.called if shape else f"text: {_a(names)}" if names else "text"
        case Texts(names, of):
            return f"list of {', '.join(map(code, words_of(of))) if of else _several(names or 'text')}"
        case Word(of):
            return "one of " + ", ".join(map(code, words_of(of)))
        case Whole(at_least):
            return "whole number" if at_least is None else f"whole number from {at_least}"
        case Boolean(opposite):
            return "`true`" if opposite else "`true` or `false`"
        case Amount(shape):
            return f"a number or {shape.called}"
    raise TypeError(holds)


def _several(names: str) -> str:
    """Return the plural of a name for names."""
    if names.startswith("kind of "):
        return names.replace("kind", "kinds", 1)
    return f"{names[:-1]}ies" if re.search("[^aeiou]y$", names) else f"{names}s"


def _a(names: str) -> str:
    return f"{'an' if names[0] in 'aeiou' else 'a'} {names}"


def _required(key: Key) -> str:
    if key.default is REQUIRED:
        return "yes"
    if key.unless:
        return f"unless {code(key.unless)} is given{', which may stand for any part of it' if key.alone else ''}"
    if key.needed_with:
        return f"with {_beside(key.needed_with.key, key.needed_with.values)}"
    default = _default(key.default)
    only = f"only with {_beside(key.only_with.key, key.only_with.values)}" if key.only_with else ""
    return "; ".join(filter(None, ("no", default and f"default {code(default)}", only)))


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


def _beside(key: str, values: tuple[str, ...]) -> str:
    return f"{code(key)}: {' or '.join(map(code, values))}" if values else code(key)


def _forms(holds: Holds) -> tuple[Form, ...]:
    """Return the forms that stand at a key."""
    match holds:
        case Nested(form) | Entries(form) | TextOr(form) | TextsOr(form):
            return (form,)
        case OneOrMore(form):
            return (form,) if form else ()
        case Table(of):
            return _forms(of)
    return ()
