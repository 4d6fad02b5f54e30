"""Lines and columns by offset, comments, and the replacement of parts of a text."""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from rightsgate.text.edit.nodes import BLOCK, FLOW, LINES, Node, walk
from rightsgate.text.position import Mark

COMMENT: Final = re.compile(r"#[^\r\n]*")  # the parser asks for no blank before one, where a text does not go on
COMMENT_LINE: Final = re.compile(r"([ \t]*)#")


class Splice(msgspec.Struct, frozen=True, kw_only=True):
    """What stands from ``start`` to ``end`` gives way to ``text``."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with parts of it replaced. The parts do not overlap."""
    parts, done = [], 0
    for one in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        parts += [text[done : one.start], one.text]
        done = one.end
    return "".join([*parts, text[done:]])


def column(text: str, at: int) -> int:
    """Return how many characters stand before a place on its line."""
    return at - (text.rfind("\n", 0, at) + 1)


def line_end(text: str, at: int) -> int:
    """Return where the line of a place ends, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def mark_of(text: str, at: int) -> Mark:
    """Return the line and column of a place, both from 1."""
    return text.count("\n", 0, at) + 1, column(text, at) + 1


def is_first_on_line(text: str, at: int) -> bool:
    """Whether only blanks stand before a place on its line."""
    return not text[at - column(text, at) : at].strip(" \t")


def indentation(text: str, at: int) -> str:
    """Return the blanks with which the line of a place begins."""
    line = text[at - column(text, at) : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def room_after(text: str, container: Node, outer: int) -> int:
    """Return where a new entry of a block mapping or block sequence goes: the end of the line that it follows.

    Comments below the last entry, with no blank line between, stay with it where they are indented as the entries are
    and deeper than ``outer``, the column of the mapping that holds all this (-1 if none does).
    """
    last = container.last()
    if last.kept:
        return last.kept
    end, own = line_end(text, container.end), column(text, container.body)
    while (below := text.find("\n", end) + 1) and (found := COMMENT_LINE.match(text, below)):
        if not max(own, outer + 1) <= len(found[1]):
            break
        end = line_end(text, below)
    return end


def comments_of(text: str, root: Node, *, json: bool) -> list[tuple[int, str]]:
    """Return the comments of a text, each with its place."""
    if json or "#" not in text:
        return []
    found, done = [], 0
    for node in walk(root):
        if node.style in (*BLOCK, *FLOW) or node.is_empty:
            continue
        found += [(one.start(), one[0]) for one in COMMENT.finditer(text, done, node.body)]
        done = max(node.body, node.end)
        if node.style in LINES:  # the line on which it begins may have a comment of its own
            found += [(one.start(), one[0]) for one in COMMENT.finditer(text, node.body, line_end(text, node.body))]
    return found + [(one.start(), one[0]) for one in COMMENT.finditer(text, done)]
