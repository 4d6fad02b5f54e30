"""Another value in the place of one: only its own characters change, and comments beside it stay."""

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate.text.edit.lines import Splice, column, indentation, line_end
from rightsgate.text.edit.manner import Manner, is_expanded
from rightsgate.text.edit.nodes import BLOCK, FLOW, LINES, MAPPINGS, Node, Style
from rightsgate.text.edit.writing import after_key, dashed, expanded, inline, quotes_of, scalar

SIGN: Final = re.compile(r"(\s*:)[ \t]*")
LINES_HEADER: Final = re.compile(r"[|>][0-9+-]*")


def replaced(text: str, holder: Node, index: int, value: Any, manner: Manner) -> list[Splice]:
    """Return the change that puts a value in the place of the one at ``index`` of a mapping or sequence."""
    node = holder.values[index]
    if holder.style in FLOW:
        return [_between_brackets(text, holder, index, value, manner)]
    key = holder.keys[index] if holder.keys else None
    own = column(text, holder.body)
    sign = _after_sign(text, node.start if key is None else key.end, key)
    if _stays_in_brackets(node, value):
        return [Splice(start=node.body, end=node.end, text=_bracketed(text, node, value, manner))]
    written = _written(text, node, key, own, value, manner)
    if node.style in BLOCK:
        return _instead_of_block(text, node, sign, written, manner.eol)
    first, brk, rest = written.partition(manner.eol)
    if node.style in LINES:
        return _instead_of_lines(text, node, sign, first, brk + rest)
    at = line_end(text, node.end)
    tail = [Splice(start=at, end=at, text=brk + rest)] if rest else []
    if not first:
        return [Splice(start=sign, end=max(sign, node.end), text=""), *tail]
    if node.is_empty:
        return [Splice(start=sign, end=sign, text=first), *tail]
    return [Splice(start=node.body, end=node.end, text=first.lstrip(" ")), *tail]


def _written(text: str, node: Node, key: Node | None, own: int, value: Any, manner: Manner) -> str:
    """Write what follows the colon or the dash."""
    if node.style in BLOCK:  # comments around it would become part of a literal text
        manner = structs.replace(manner, literal=False)
    if node.style is Style.BLOCK_SEQUENCE and key is not None:
        manner = structs.replace(manner, dash=column(text, node.body) - own)
    elif node.style is Style.BLOCK_MAPPING and key is not None:
        manner = structs.replace(manner, step=column(text, node.body) - own)
    if key is None:
        beside = text[node.start - column(text, node.start) : node.start]
        if not node.is_empty and beside.strip(" ") == "-":
            manner = structs.replace(manner, item=column(text, node.start) - own)
        return dashed(value, manner, own)[1:]
    return after_key(value, manner, own, used=key.end - key.start, like=quotes_of(node, flow=False))


def _instead_of_block(text: str, node: Node, sign: int, written: str, eol: str) -> list[Splice]:
    """Return the change that puts something in the place of a block mapping or block sequence."""
    begin = text.rfind("\n", 0, node.body)
    if begin < sign:  # it begins on the line of its dash
        return [Splice(start=node.start, end=node.end, text=written.lstrip(" "))]
    begin -= text[begin - 1] == "\r"
    first, brk, rest = written.partition(eol)
    end, behind = node.end, text[node.end : line_end(text, node.end)]
    if not rest and text[sign:begin].strip() and behind.strip():
        rest = eol + indentation(text, node.body)  # a comment above and one behind, which do not fit on one line
        end += len(behind) - len(behind.lstrip())
    return [Splice(start=sign, end=sign, text=first), Splice(start=begin, end=end, text=brk + rest)]


def _instead_of_lines(text: str, node: Node, sign: int, first: str, rest: str) -> list[Splice]:
    """Return the change that puts something in the place of a literal or folded text, and keeps its comment."""
    header = LINES_HEADER.match(text, node.body)
    end, line = header.end() if header else node.body, line_end(text, node.body)
    begin = (sign, "") if not first else (node.body, first.lstrip(" "))
    return [Splice(start=begin[0], end=end, text=begin[1]), Splice(start=line, end=node.end, text=rest)]


def _after_sign(text: str, at: int, key: Node | None) -> int:
    """Return the place after the colon of a key, or after the dash of an item."""
    if key is None:
        return text.rfind("-", 0, at) + 1
    return text.find(":", at) + 1


def _stays_in_brackets(node: Node, value: Any) -> bool:
    """Whether a list in brackets gives way to another, or a mapping in braces to another.

    In the place of brackets with nothing in them, mappings stand on lines of their own.
    """
    alike = isinstance(value, Mapping if node.style in MAPPINGS else list)
    return node.style in FLOW and bool(node.values) and bool(value) and alike


def _bracketed(text: str, node: Node, value: Any, manner: Manner) -> str:
    if is_expanded(text, node):
        return expanded(value, manner, indentation(text, node.start))
    return inline(value, manner)


def _between_brackets(text: str, holder: Node, index: int, value: Any, manner: Manner) -> Splice:
    node = holder.values[index]
    if not isinstance(value, Mapping | list):
        written = scalar(value, manner, flow=True, like=quotes_of(node, flow=True))
    elif node.style in FLOW and node.values and not is_expanded(text, node):
        written = inline(value, manner)
    elif is_expanded(text, holder) or is_expanded(text, node):
        written = expanded(value, manner, indentation(text, node.start))
    else:
        written = inline(value, manner)
    if not node.is_empty:
        return Splice(start=node.body, end=node.end, text=written)
    end = holder.keys[index].end if holder.keys else node.start
    if colon := SIGN.match(text, end, node.start):
        return Splice(start=colon.end(1), end=colon.end(), text=f" {written}")
    return Splice(start=end, end=end, text=f": {written}")
