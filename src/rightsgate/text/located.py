"""YAML or JSON text to plain data that remembers where each part stood. Knows nothing of manifests or rules.

Events of the C parser are built straight into data, so that limits hold before anything is built. Scalars
follow the YAML 1.2 core schema: ``no`` and ``on`` are texts, a date stays text until its field types it. So do
the numbers of the schema that nobody means: hexadecimal, octal, infinite, or not a number.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, NoReturn

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from rightsgate import codes
from rightsgate.errors import Fault, InputError, collect
from rightsgate.limits import DEFAULTS, Limits, to_raise
from rightsgate.logic.number import Number
from rightsgate.text.position import Mark
from rightsgate.text.scalars import resolve

BOM: Final = b"\xef\xbb\xbf"
# What YAML never allows bare: no terminal and no format of a report can be trusted with it.
# A text until it is needed: compiling it takes longer than reading a small manifest.
CONTROL: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
# The parser ends lines there, as YAML 1.1 does; YAML 1.2 and editors do not: what looks like one line would be two.
BREAKS: Final = "[\x85\u2028\u2029]"
# Tags are refused anyway, and the parser takes quadratic time over their directives.
TAG_DIRECTIVE: Final = re.compile(r"^%TAG\b", re.MULTILINE)
CONFLICT: Final = ("<<<<<<<", "=======", ">>>>>>>")  # how version control marks what it could not merge


class LocatedMap(dict[str, Any]):
    """A mapping with the place of each key (``marks``) and its own (``start``).

    ``raw``: of the mapping that is a whole document, the bytes that it was read from.
    """

    __slots__ = ("marks", "raw", "start")
    marks: dict[str, Mark]
    start: Mark
    raw: bytes


class LocatedList(list[Any]):
    """A sequence with the place of each item (``marks``) and its own (``start``)."""

    __slots__ = ("marks", "start")
    marks: list[Mark]
    start: Mark


def parse(text: str, path: str, *, json: bool = False, limits: Limits = DEFAULTS) -> LocatedMap:
    """Build the one mapping that ``text`` holds; ``path`` names it in faults.

    Raises InputError for broken syntax, several documents, duplicate keys, and anything over ``limits``.
    """
    try:
        data = _document(text, path, json, limits)
    except InputError as error:
        from rightsgate.text.extents import with_ends  # which only a faulty text needs

        raise with_ends(error, path, text, json=json) from None
    data.raw = text.encode()
    return data


def _document(text: str, path: str, json: bool, limits: Limits) -> LocatedMap:  # noqa: FBT001 - as given to parse
    faults: list[Fault] = []
    if any(mark in text for mark in CONFLICT):
        from rightsgate.text.conflicts import refuse_conflicts

        refuse_conflicts(text, path)
    if json:
        from rightsgate.text.json import JsonBuilder

        data = JsonBuilder(path, text, faults, limits).document()
    else:
        data = _Builder(path, text, faults, limits).document()
    if faults:
        raise InputError(faults)
    if not isinstance(data, LocatedMap):
        from rightsgate.text.yaml_errors import top_fault

        raise InputError([top_fault(data, text, path)])
    return data


def decode(raw: bytes, path: str, limits: Limits = DEFAULTS) -> str:
    """Decode UTF-8 (with or without a byte order mark), or raise an InputError that names the place or limit."""
    if len(raw) > limits.bytes:
        message = f"larger than the limit of {limits.bytes:,} bytes"
        raise InputError([Fault.of(codes.OVER_LIMIT, path, message, to_raise("bytes"))])
    raw = raw.removeprefix(BOM)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        message = f"not UTF-8: byte 0x{raw[error.start]:02x} cannot be read"
        fault = Fault.at(codes.NOT_UTF8, path, (line, column), message, "save it as UTF-8")
        raise InputError([fault]) from None
    if not text.strip():
        raise InputError([Fault.of(codes.EMPTY_FILE, path, "it is empty: there is nothing to read")])
    return text


class _Builder:
    """Builds data from parser events; collects faults that do not stop it, raises those that do."""

    def __init__(self, path: str, text: str, faults: list[Fault], limits: Limits) -> None:
        self.path = path
        self.text = text
        self.faults = faults
        self.limits = limits
        self.anchors: dict[str, Any] = {}
        self.built = 0
        self.aliased = 0

    def document(self) -> Any:
        self.refuse_tag_directives()
        self.refuse_other_breaks()
        try:
            self.next = yaml.CSafeLoader(self.text).get_event
            self.next()
            event = self.next()
            if not isinstance(event, yaml.DocumentStartEvent):
                message = "it holds no data, only comments or blanks"
                raise InputError([Fault.of(codes.EMPTY_FILE, self.path, message)])
            data = self.value(self.next(), 1)
            self.next()
            event = self.next()
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            from rightsgate.text.yaml_errors import syntax_fault

            raise InputError([*self.faults, syntax_fault(error, self.text, self.path, self.limits)]) from None
        if isinstance(event, yaml.DocumentStartEvent):
            self.fault(codes.UNREAD_YAML, event, "a second YAML document starts here", "one file holds one document")
        return data

    def value(self, event: Any, depth: int) -> Any:
        kind = event.__class__
        if kind is ScalarEvent:
            value: Any = self.scalar(event)
        elif kind is AliasEvent:
            return self.alias(event, depth)
        else:
            if depth > self.limits.depth:
                self.too_deep(event)
            if event.tag is not None and not event.implicit:
                self.refuse_tag(event)
            value = self.mapping(event, depth) if kind is MappingStartEvent else self.sequence(event, depth)
            if event.anchor:
                self.anchors[event.anchor] = value
        self.built += 1
        if self.built > self.limits.values:
            self.too_many(event)
        return value

    def scalar(self, event: Any) -> str | int | Number | bool | None:
        text: str = event.value
        if event.tag is not None:
            self.refuse_tag(event)
        if event.implicit[0]:
            value = resolve(text)
        else:
            value = text
            # Only in double quotes can an escape bring one in.
            if event.style == '"' and not text.isprintable() and (control := re.search(CONTROL, text)):
                message = f"the text holds the control character U+{ord(control[0]):04X}"
                self.fault(codes.MISLEADING_CHARACTER, event, message, "take it out")
        if event.anchor:
            self.anchors[event.anchor] = value
        return value

    def alias(self, event: Any, depth: int) -> Any:
        if event.anchor not in self.anchors:
            self.stop(codes.SYNTAX, event, f"the alias *{event.anchor} points to nothing before it, or to itself")
        value = self.anchors[event.anchor]
        size, levels = extent(value)
        self.aliased += size
        self.built += size
        if self.aliased > self.limits.aliases:
            message = f"aliases expand to more than the limit of {self.limits.aliases:,} values"
            self.stop(codes.OVER_LIMIT, event, message, to_raise("aliases"))
        if depth + levels - 1 > self.limits.depth:
            self.too_deep(event)
        return value

    def mapping(self, event: Any, depth: int) -> LocatedMap:
        data, marks, following = LocatedMap(), dict[str, Mark](), self.next
        data.start, data.marks = place(event), marks
        key: Any = following()
        while key.__class__ is not MappingEndEvent:
            if key.__class__ is not ScalarEvent:
                self.stop(codes.UNREAD_YAML, key, "a key must be a plain word")
            name = key.value
            if name in marks or name == "<<" or key.tag is not None or key.anchor is not None:
                self.uncommon(key, marks)
            mark: Any = key.start_mark
            marks[name] = (mark.line + 1, mark.column + 1)
            data[name] = self.value(following(), depth + 1)
            key = following()
        return data

    def uncommon(self, key: Any, marks: Mapping[str, Mark]) -> None:
        """Look closer at a key that is a repeated one, has a tag or an anchor, or could mean a merge."""
        name = key.value
        if name in marks:
            self.fault(codes.DUPLICATE_KEY, key, f"the key '{name}' stands twice here; first at line {marks[name][0]}")
        elif name == "<<" and key.implicit[0]:
            self.fault(codes.UNREAD_YAML, key, "merge keys (<<) are not read", "write the keys out")
        if key.tag is not None:
            self.refuse_tag(key)
        if key.anchor:
            self.anchors[key.anchor] = name

    def sequence(self, event: Any, depth: int) -> LocatedList:
        data, marks, following = LocatedList(), list[Mark](), self.next
        data.start, data.marks = place(event), marks
        item: Any = following()
        while item.__class__ is not SequenceEndEvent:
            mark: Any = item.start_mark
            marks.append((mark.line + 1, mark.column + 1))
            data.append(self.value(item, depth + 1))
            item = following()
        return data

    def refuse_tag(self, event: Any) -> None:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        hint = "leave it out; quote what must stay a text"
        self.fault(codes.UNREAD_YAML, event, f"the tag {tag} is not allowed", hint)

    def refuse_tag_directives(self) -> None:
        if "%TAG" in self.text and (found := TAG_DIRECTIVE.search(self.text)):
            mark = (self.text.count("\n", 0, found.start()) + 1, 1)
            hint = "leave the %TAG directive out"
            raise InputError([Fault.at(codes.UNREAD_YAML, self.path, mark, "tags are not allowed", hint)])

    def refuse_other_breaks(self) -> None:
        if not self.text.isascii() and (found := re.search(BREAKS, self.text)):
            before = self.text[: found.start()]
            mark = (before.count("\n") + 1, found.start() - before.rfind("\n"))
            message = f"the character U+{ord(found[0]):04X} ends a line for some readers and for others not"
            hint = "take it out, or begin a new line"
            raise InputError([Fault.at(codes.MISLEADING_CHARACTER, self.path, mark, message, hint)])

    def fault(self, code: str, event: Any, message: str, hint: str = "") -> None:
        collect(self.faults, Fault.at(code, self.path, place(event), message, hint))

    def too_many(self, event: Any) -> NoReturn:
        message = f"more than the limit of {self.limits.values:,} values"
        self.stop(codes.OVER_LIMIT, event, message, to_raise("values"))

    def too_deep(self, event: Any) -> NoReturn:
        raise InputError([*self.faults, too_deep(self.path, place(event), self.limits)])

    def stop(self, code: str, event: Any, message: str, hint: str = "") -> NoReturn:
        raise InputError([*self.faults, Fault.at(code, self.path, place(event), message, hint)])


def place(event: Any) -> Mark:
    """Return the line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)


def too_deep(path: str, mark: Mark, limits: Limits) -> Fault:
    """Return the fault for what is nested deeper than the limit."""
    message = f"nested deeper than the limit of {limits.depth} levels"
    return Fault.at(codes.OVER_LIMIT, path, mark, message, to_raise("depth"))


def extent(value: object) -> tuple[int, int]:
    """Return how many values a value holds (a long text counts as several), and on how many levels."""
    if not isinstance(value, (dict, list)):
        return 1 + (len(value) >> 7 if isinstance(value, str) else 0), 0
    parts = [extent(part) for part in (value.values() if isinstance(value, dict) else value)]
    return 1 + sum(size for size, _ in parts), 1 + max((levels for _, levels in parts), default=0)


def kind_of(value: object) -> str:
    """Return in plain words what type a value has."""
    from datetime import date, time  # which only TOML gives, and only faults name

    words: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, Number), "a number"),
        (str, "a text"),
        (list, "a list"),
        (dict, "a mapping"),
        ((date, time), "a date or a time"),
    )
    return next((word for of, word in words if isinstance(value, of)), "nothing")
