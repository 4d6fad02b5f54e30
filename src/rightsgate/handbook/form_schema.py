"""Forms of files to JSON Schema (draft 2020-12): whatever a form refuses, its schema refuses.

Names that files declare are given as examples, which editors complete: only the reader knows all files.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from rightsgate.handbook.schema import ref
from rightsgate.handbook.schema_definitions import Schema
from rightsgate.text.form import REQUIRED, Beside, Form, Key
from rightsgate.text.holds import Amount, Boolean, Holds, Other, Shape, Text, Texts, Whole, Word, words_of
from rightsgate.text.nested import Entries, Nested, OneOrMore, Table, TextOr, TextsOr

BLANK: Final = {"type": "string"}
SAID: Final = {"type": "string", "pattern": r"\S"}


class FormSchema:
    """Writes each form once, as a definition by its title.

    ``names`` are the names that files declare, by what they name; ``others`` define what forms leave to other
    readers.
    """

    def __init__(
        self, names: Mapping[str, Sequence[str]], others: Mapping[str, Callable[["FormSchema"], Schema]]
    ) -> None:
        """Define what the forms share."""
        self.names = names
        self.others = others
        self.defs: dict[str, Schema] = {}
        self.forms: dict[str, Form] = {}

    def form(self, form: Form) -> Schema:
        """Return a reference to the schema of a form."""
        if self.forms.setdefault(form.title, form) is not form:
            raise ValueError(f"two forms have the title '{form.title}'")
        name = _plain(form.title)
        if name not in self.defs:
            self.defs[name] = {}  # which forms within it may refer to
            self.defs[name] = self.mapping(form)
        return ref(name)

    def mapping(self, form: Form) -> Schema:
        """Return the schema of a form itself."""
        conditions = [condition for key in form.keys for condition in self.conditions(key)]
        required = [key.name for key in form.keys if key.default is REQUIRED]
        return {
            "description": form.means,
            "type": "object",
            "properties": {key.name: self.property(key) for key in form.keys},
            **({"required": required} if required else {}),
            **({"anyOf": [{"required": [name]} for name in form.some]} if form.some else {}),
            **({"allOf": conditions} if conditions else {}),
            "additionalProperties": False,
        }

    def property(self, key: Key) -> Schema:
        """Return the schema of what stands at a key."""
        filled = key.default is REQUIRED or key.filled
        return {"description": key.means, **self.holds(key.holds, filled=filled)}

    def conditions(self, key: Key) -> Iterator[Schema]:
        """Yield what one key asks of others."""
        if key.unless:
            alone = {"properties": {key.name: self.holds(key.alone or key.holds, filled=True)}, "required": [key.name]}
            yield {"if": {"not": {"required": [key.unless]}}, "then": alone}
        if key.needed_with:
            given = {"properties": {key.name: self.holds(key.holds, filled=True)}, "required": [key.name]}
            yield {"if": _given(key.needed_with), "then": given}
        if key.only_with:
            yield {"if": {"not": _given(key.only_with)}, "then": {"properties": {key.name: _nothing(key.holds)}}}

    def holds(self, holds: Holds, *, filled: bool) -> Schema:
        """Return the schema of what a key holds."""
        match holds:
            case Nested(form):
                return self.form(form)
            case Entries(form):
                return _listed(self.form(form), filled=filled)
            case OneOrMore(form):
                one = self.form(form) if form else self.other("manifest part")
                return {"anyOf": [one, _listed(one, filled=True)]}
            case TextOr(form, names):
                return {"anyOf": [self.named(names, SAID if filled else BLANK), self.form(form)]}
            case TextsOr(form):
                return _listed({"anyOf": [BLANK, self.form(form)]}, filled=filled)
            case Table(of, names=names):
                value = self.holds(of, filled=holds.filled)
                known = dict.fromkeys(self.names.get(names, ()), value)
                return {"type": "object", **({"properties": known} if known else {}), "additionalProperties": value}
            case Other(what):
                return self.other(what)
        return self.value(holds, filled=filled)

    def value(self, holds: Holds, *, filled: bool) -> Schema:
        """Return the schema of a single value, or of a list of texts."""
        match holds:
            case Text(shape, names):
                return self.named(names, shaped(shape) if shape else SAID if filled else BLANK)
            case Texts(names, of):
                item = {"enum": list(words_of(of))} if of else self.named(names, BLANK)
                return _listed(item, filled=filled)
            case Word(of):
                return {"enum": list(words_of(of))}
            case Whole(at_least):
                return {"type": "integer", **({} if at_least is None else {"minimum": at_least})}
            case Boolean(opposite):
                return {"const": True} if opposite else {"type": "boolean"}
            case Amount(shape):
                return {"anyOf": [{"type": "number"}, shaped(shape)]}
        raise TypeError(holds)

    def named(self, names: str, schema: Schema) -> Schema:
        """Return the schema of a name, with those that are known."""
        known = self.names.get(names)
        if not known:
            return schema
        name = f"names:{_plain(names)}"
        self.defs[name] = {"examples": [*known]}
        return {**schema, **ref(name)}

    def other(self, what: str) -> Schema:
        """Return a reference to what has a reader of its own, and define it."""
        name = _plain(what)
        if name not in self.defs:
            self.defs[name] = {}  # which what it holds may refer to
            self.defs[name] = self.others[what](self)
        return ref(name)


def _plain(name: str) -> str:
    """Return a name for a definition, as editors print it."""
    return name.replace(" ", "-")


def _given(beside: Beside) -> Schema:
    values = {"properties": {beside.key: {"enum": list(beside.values)}}} if beside.values else {}
    return {**values, "required": [beside.key]}


def _nothing(holds: Holds) -> Schema | bool:
    """Return the schema of what says nothing where a key has no place."""
    match holds:
        case Boolean():
            return {"const": False}
        case Texts() | Entries():
            return {"maxItems": 0}
        case Table():
            return {"maxProperties": 0}
    return False


def _listed(item: Schema, *, filled: bool) -> Schema:
    return {"type": "array", **({"minItems": 1} if filled else {}), "items": item}


def shaped(shape: Shape) -> Schema:
    """Return the schema of a text of a certain shape."""
    if len(shape.patterns) == 1:
        return {"type": "string", "pattern": shape.patterns[0]}
    return {"type": "string", "anyOf": [{"pattern": pattern} for pattern in shape.patterns]}
