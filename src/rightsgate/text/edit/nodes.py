"""The tree of a YAML or JSON text, with the offsets at which each key and value begins and ends.

The text has been read before, so it holds one valid document.
"""

import re
from collections.abc import Callable, Iterator
from enum import Enum
from json.decoder import scanstring  # type: ignore[attr-defined] # the typing stubs leave it out
from typing import Any, Final

import msgspec
import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

BEFORE_BODY: Final = re.compile(r"&[^\s,\[\]{}]+(?:\s|#[^\n]*)*")  # an anchor, and what may follow it
SPACE: Final = re.compile(r"[ \t\r\n]*")
JSON_WORD: Final = re.compile(r"[^\s,:{}\[\]\"]+")


class Style(Enum):
    """The ways to write a value. JSON has flow style and double quotes only."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"
    ALIAS = "*"
    FLOW_MAPPING = "{"
    FLOW_SEQUENCE = "["
    BLOCK_MAPPING = ":"
    BLOCK_SEQUENCE = "-"


FLOW: Final = (Style.FLOW_MAPPING, Style.FLOW_SEQUENCE)
BLOCK: Final = (Style.BLOCK_MAPPING, Style.BLOCK_SEQUENCE)
MAPPINGS: Final = (Style.FLOW_MAPPING, Style.BLOCK_MAPPING)
SEQUENCES: Final = (Style.FLOW_SEQUENCE, Style.BLOCK_SEQUENCE)
LINES: Final = (Style.LITERAL, Style.FOLDED)


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a document, or a key.

    ``start``: where it begins, with its anchor. ``body``: where it begins without. ``end``: the place after its last
    visible character. ``kept``: the place after the line breaks that belong to it, which only a literal or folded text
    that keeps them has. ``text``: of a scalar. ``keys`` are empty in a sequence.
    """

    style: Style
    start: int
    body: int
    end: int
    kept: int = 0
    text: str = ""
    keys: tuple["Node", ...] = ()
    values: tuple["Node", ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written here, which is read as null."""
        return self.style is Style.PLAIN and self.body == self.end

    def index(self, key: str) -> int:
        """Return the position of a key of a mapping, or -1."""
        return next((index for index, node in enumerate(self.keys) if node.text == key), -1)

    def last(self) -> "Node":
        """Return the innermost value at the end of this one."""
        return self.values[-1].last() if self.style in BLOCK and self.values else self


def nodes_of(text: str, *, json: bool) -> Node:
    """Return the tree of a text that holds one document."""
    if json:
        return _json(text, _after_space(text, 0))
    return _yaml(text)


def walk(node: Node) -> Iterator[Node]:
    """Yield all nodes of a tree, keys and values, in the order of the text."""
    yield node
    for index, value in enumerate(node.values):
        if node.keys:
            yield node.keys[index]
        yield from walk(value)


def _yaml(text: str) -> Node:
    following = yaml.CSafeLoader(text).get_event
    following()  # the stream
    following()  # the document
    return _value(following(), text, following)


def _value(event: Any, text: str, following: Callable[[], Any]) -> Node:
    mark: Any = event.start_mark
    start: int = mark.index
    if isinstance(event, ScalarEvent | AliasEvent):
        return _scalar(event, text, start)
    anchor = BEFORE_BODY.match(text, start) if event.anchor else None
    body = anchor.end() if anchor else start
    mapping = event.__class__ is MappingStartEvent
    keys, values = [], []
    inner: Any = following()
    while inner.__class__ not in (MappingEndEvent, SequenceEndEvent):
        if mapping:
            keys.append(_value(inner, text, following))
            inner = following()
        values.append(_value(inner, text, following))
        inner = following()
    close: Any = inner.end_mark
    if event.flow_style:
        style, end = (Style.FLOW_MAPPING if mapping else Style.FLOW_SEQUENCE), close.index
    else:
        # A block begins with an entry, but an entry can be empty: then its key, or its dash, is all there is.
        style = Style.BLOCK_MAPPING if mapping else Style.BLOCK_SEQUENCE
        end = max(values[-1].end, keys[-1].end if keys else 0)
    return Node(style=style, start=start, body=body, end=end, keys=tuple(keys), values=tuple(values))


def _scalar(event: Any, text: str, start: int) -> Node:
    end: int = event.end_mark.index
    if isinstance(event, AliasEvent):
        return Node(style=Style.ALIAS, start=start, body=start, end=end)
    anchor = BEFORE_BODY.match(text, start, end) if event.anchor else None
    body, style = anchor.end() if anchor else start, Style(event.style or "")
    kept = 0
    if style in LINES:
        header = text[body : text.find("\n", body)].partition("#")[0]
        kept = end if "+" in header else 0
        end = body + len(text[body:end].rstrip())
    return Node(style=style, start=start, body=body, end=end, kept=kept, text=event.value)


def _json(text: str, at: int) -> Node:
    first = text[at]
    if first == '"':
        value, end = scanstring(text, at + 1, True)
        return Node(style=Style.DOUBLE, start=at, body=at, end=end, text=value)
    if first not in "{[":
        word = JSON_WORD.match(text, at)
        end = word.end() if word else at
        return Node(style=Style.PLAIN, start=at, body=at, end=end, text=text[at:end])
    keys, values = [], []
    here = _after_space(text, at + 1)
    while text[here] not in "]}":
        if first == "{":
            keys.append(_json(text, here))
            here = _after_space(text, _after_space(text, keys[-1].end) + 1)
        values.append(_json(text, here))
        here = _after_space(text, values[-1].end)
        here = _after_space(text, here + 1) if text[here] == "," else here
    style = Style.FLOW_MAPPING if first == "{" else Style.FLOW_SEQUENCE
    return Node(style=style, start=at, body=at, end=here + 1, keys=tuple(keys), values=tuple(values))


def _after_space(text: str, at: int) -> int:
    match = SPACE.match(text, at)
    return match.end() if match else at
