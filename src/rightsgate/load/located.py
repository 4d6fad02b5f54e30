"""YAML or JSON text to plain data that remembers where each part stood. Knows nothing of manifests or rules.

Events of the C parser are built straight into data, so that limits hold before anything is built. Scalars
follow the YAML 1.2 core schema: ``no`` and ``on`` are texts, a date stays text until its field types it.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from rightsgate.errors import Fault, InputError
from rightsgate.model.manifest import Mark

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_ALIASED: Final = 10_000

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})|[-+]?(?:[0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?")
SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


class LocatedMap(dict[str, Any]):
    """A mapping with the place of each key (``marks``) and its own (``start``)."""

    __slots__ = ("marks", "start")
    marks: dict[str, Mark]
    start: Mark


class LocatedList(list[Any]):
    """A sequence with the place of each item (``marks``) and its own (``start``)."""

    __slots__ = ("marks", "start")
    marks: list[Mark]
    start: Mark


def parse(text: str, path: str, *, json: bool = False) -> LocatedMap:
    """Build the one mapping that ``text`` holds; ``path`` names it in faults.

    Raises InputError for broken syntax, several documents, duplicate keys, and anything over the limits.
    """
    builder = _Builder(path, _plain_escapes(text) if json else text)
    data = builder.document()
    if json and not builder.faults:
        _check_json(text, path)
    if builder.faults:
        raise InputError(builder.faults)
    if not isinstance(data, LocatedMap):
        raise InputError([Fault(path=path, line=1, column=1, message="the top level must be a mapping of keys to values")])
    return data


def decode(raw: bytes, path: str) -> str:
    """Decode UTF-8 (with or without a byte order mark), or raise an InputError that names the place or limit."""
    if len(raw) > MAX_BYTES:
        raise InputError([Fault(path=path, message=f"larger than the limit of {MAX_BYTES // 1024 // 1024} MiB")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        message = f"not UTF-8: byte 0x{raw[error.start]:02x} cannot be read"
        raise InputError([Fault(path=path, line=line, column=column, message=message, hint="save it as UTF-8")]) from None
    if not text.strip():
        raise InputError([Fault(path=path, message="the file is empty")])
    return text


class _Builder:
    """Builds data from parser events; collects faults that do not stop it, raises those that do."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.built = 0
        self.aliased = 0
        try:
            self.parser = yaml.CSafeLoader(text)
        except yaml.YAMLError as error:  # a character that YAML does not allow, found before parsing
            raise InputError([_syntax_fault(error, path)]) from None
        self.next = self.parser.get_event

    def document(self) -> Any:
        try:
            self.next()
            event = self.next()
            if not isinstance(event, yaml.DocumentStartEvent):
                raise InputError([Fault(path=self.path, message="the file holds no data, only comments or blanks")])
            data = self.value(self.next(), 1)
            self.next()
            event = self.next()
        except yaml.YAMLError as error:
            raise InputError([*self.faults, _syntax_fault(error, self.path)]) from None
        if isinstance(event, yaml.DocumentStartEvent):
            self.fault(event, "a second YAML document starts here: one file holds one document")
        return data

    def value(self, event: Any, depth: int) -> Any:
        kind = event.__class__
        if kind is ScalarEvent:
            value: Any = self.scalar(event)
        elif kind is AliasEvent:
            return self.alias(event)
        else:
            if depth > MAX_DEPTH:
                raise InputError([self.at(event, f"nested deeper than the limit of {MAX_DEPTH} levels")])
            before = self.built
            if event.tag is not None and not event.implicit:
                self.fault(event, f"tags such as {event.tag} are not allowed")
            value = self.mapping(event, depth) if kind is MappingStartEvent else self.sequence(event, depth)
            if event.anchor:
                self.anchors[event.anchor] = (value, self.built - before + 1)
        self.built += 1
        return value

    def scalar(self, event: Any) -> Any:
        implicit, text = event.implicit, event.value
        if event.tag is not None and not implicit[0]:
            self.fault(event, f"tags such as {event.tag} are not allowed")
        value = resolve(text) if implicit[0] else text
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        return value

    def alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise InputError([self.at(event, f"the alias *{event.anchor} points to nothing before it, or to itself")])
        value, size = self.anchors[event.anchor]
        self.aliased += size
        self.built += size
        if self.aliased > MAX_ALIASED:
            raise InputError([self.at(event, f"aliases expand to more than the limit of {MAX_ALIASED:,} values")])
        return value

    def mapping(self, event: Any, depth: int) -> LocatedMap:
        data, marks, following = LocatedMap(), dict[str, Mark](), self.next
        data.start, data.marks = place(event), marks
        key = following()
        while key.__class__ is not MappingEndEvent:
            if key.__class__ is not ScalarEvent:
                raise InputError([self.at(key, "a key must be a plain word")])
            name = key.value
            if name in marks:
                self.fault(key, f"the key '{name}' stands twice here; first at line {marks[name][0]}")
            mark = key.start_mark
            marks[name] = (mark.line + 1, mark.column + 1)
            data[name] = self.value(following(), depth + 1)
            key = following()
        return data

    def sequence(self, event: Any, depth: int) -> LocatedList:
        data, marks, following = LocatedList(), list[Mark](), self.next
        data.start, data.marks = place(event), marks
        item = following()
        while item.__class__ is not SequenceEndEvent:
            mark = item.start_mark
            marks.append((mark.line + 1, mark.column + 1))
            data.append(self.value(item, depth + 1))
            item = following()
        return data

    def at(self, event: Any, message: str) -> Fault:
        return Fault.at(self.path, place(event), message)

    def fault(self, event: Any, message: str) -> None:
        self.faults.append(self.at(event, message))


def place(event: Any) -> Mark:
    """Return the line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)


def resolve(text: str) -> Any:
    """Read a plain scalar by the YAML 1.2 core schema; what is no word of it and no number is text."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "0123456789+-." and NUMBER.fullmatch(text):
        return float(text) if any(c in text for c in ".eE") else int(text)
    return text


def _syntax_fault(error: yaml.YAMLError, path: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        message = " ".join(str(part) for part in (getattr(error, "problem", ""), getattr(error, "context", "")) if part)
        return Fault(path=path, line=mark.line + 1, column=mark.column + 1, message=f"broken YAML: {message}")
    return Fault(path=path, message=f"broken YAML: {' '.join(str(error).split())}")


def _plain_escapes(text: str) -> str:
    """Rewrite JSON's surrogate pairs, which YAML does not know, as one escape."""

    def join(match: re.Match[str]) -> str:
        high, low = int(match[1], 16), int(match[2], 16)
        return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"

    return SURROGATES.sub(join, text) if "\\u" in text else text


def _check_json(text: str, path: str) -> None:
    """Refuse what YAML reads and JSON does not: comments, single quotes, trailing commas, NaN."""
    import json  # only for JSON input

    def refuse(word: str) -> None:
        raise InputError([Fault(path=path, message=f"broken JSON: {word} is not a JSON value")])

    try:
        json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise InputError([Fault(path=path, line=error.lineno, column=error.colno, message=f"broken JSON: {error.msg}")]) from None


