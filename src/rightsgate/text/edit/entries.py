"""A new entry of a mapping or sequence: where it goes, and how it is written there."""

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate.text.edit.lines import (
    COMMENT_LINE,
    Splice,
    column,
    indentation,
    is_first_on_line,
    line_end,
    room_after,
)
from rightsgate.text.edit.manner import WIDEST, Manner, is_expanded
from rightsgate.text.edit.nodes import FLOW, MAPPINGS, Node, Style
from rightsgate.text.edit.writing import dashed, entry, expanded, inline, key_of

SPACE_OR_COMMENT: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")


def added(text: str, container: Node, key: str | None, value: Any, manner: Manner, outer: int) -> list[Splice]:
    """Return the change that adds an entry at the end of a mapping, or (``key`` is None) of a sequence.

    ``outer`` is the column of the mapping that holds the container, or -1.
    """
    if container.style in FLOW:
        return _in_brackets(text, container, key, value, manner)
    at, own = room_after(text, container, outer), column(text, container.body)
    written = _item(text, container, value, manner, own) if key is None else entry(key, value, manner, own)
    blank = manner.eol if _is_spaced(text, container) else ""
    line = " " * own + written
    if at and text[at - 1] == "\n":  # after a text that keeps the line breaks at its end
        return [Splice(start=at, end=at, text=f"{line}{manner.eol}")]
    return [Splice(start=at, end=at, text=f"{manner.eol}{blank}{line}")]


def _item(text: str, container: Node, value: Any, manner: Manner, dash: int) -> str:
    last = container.values[-1]
    beside = text[last.start - column(text, last.start) : last.start]
    if not last.is_empty and beside.strip(" ") == "-":
        manner = structs.replace(manner, item=column(text, last.start) - dash)
    if isinstance(value, Mapping) and all(one.style is Style.FLOW_MAPPING for one in container.values):
        written = inline(value, manner)
        if dash + manner.item + len(written) <= WIDEST:
            return "-" + " " * (manner.item - 1) + written
    return dashed(value, manner, dash)


def _is_spaced(text: str, container: Node) -> bool:
    """Whether a blank line stands before the last entry of a block, or before the comments above it."""
    if len(container.values) == 1:
        return False
    last = (container.keys or container.values)[-1]
    begin = last.start - column(text, last.start)
    while begin:
        above = text.rfind("\n", 0, begin - 1) + 1
        if not text[above:begin].strip():
            return True
        if not COMMENT_LINE.match(text, above):
            return False
        begin = above
    return False


def _in_brackets(text: str, container: Node, key: str | None, value: Any, manner: Manner) -> list[Splice]:
    before = "" if key is None else f"{key_of(key, manner, flow=True)}{manner.colon}"
    if not container.values:
        pad = manner.brace if container.style in MAPPINGS else manner.pad
        return _into_empty(text, container, before, value, manner, pad)
    last = max(container.values[-1].end, container.keys[-1].end if container.keys else 0)
    comma = _comma_after(text, last)
    after, sign, trailing = (comma + 1, "", ",") if comma else (last, ",", "")
    first = (container.keys or container.values)[-1].start
    if is_expanded(text, container):
        indent = indentation(text, first)
        written = before + expanded(value, manner, indent)
        end = _end_of_line(text, after, container.end - 1)
        return [
            Splice(start=after, end=after, text=sign),
            Splice(start=end, end=end, text=f"{manner.eol}{indent}{written}{trailing}"),
        ]
    written = before + inline(value, manner)
    here = column(text, after)
    if "\n" in text[container.body : after] and here + len(written) + len(manner.comma) + 1 > WIDEST:
        begin = _first_on_line(text, container)
        break_ = manner.eol + " " * begin
        return [Splice(start=after, end=after, text=f"{sign}{break_}{written}{trailing}")]
    return [Splice(start=after, end=after, text=f"{sign}{manner.comma.lstrip(',')}{written}{trailing}")]


def _into_empty(text: str, container: Node, before: str, value: Any, manner: Manner, pad: str) -> list[Splice]:
    inside = text[container.body + 1 : container.end - 1]
    at = container.body + 1
    if inside.strip():  # a comment
        return [Splice(start=at, end=at, text=before + inline(value, manner))]
    if manner.json and "\n" in text.strip():
        indent = indentation(text, container.body)
        deeper = indent + manner.unit
        written = f"{manner.eol}{deeper}{before}{expanded(value, manner, deeper)}{manner.eol}{indent}"
    else:
        written = f"{pad}{before}{inline(value, manner)}{pad}"
    return [Splice(start=at, end=at + len(inside), text=written)]


def _comma_after(text: str, at: int) -> int:
    """Return the place of a comma that follows the last entry between brackets, or 0."""
    match = SPACE_OR_COMMENT.match(text, at)
    end = match.end() if match else at
    return end if text[end : end + 1] == "," else 0


def _end_of_line(text: str, at: int, closing: int) -> int:
    """Return the end of a line, or where its entry ends if the bracket closes on it."""
    end = line_end(text, at)
    return at if closing < end else end


def _first_on_line(text: str, container: Node) -> int:
    """Return the column in which the last line of entries between brackets begins."""
    firsts = container.keys or container.values
    return next(
        (column(text, one.start) for one in reversed(firsts) if is_first_on_line(text, one.start)),
        column(text, firsts[0].start),
    )
