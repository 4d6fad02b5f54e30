"""Values as YAML or JSON text, in the manner of the file in which they will stand."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from rightsgate.logic.number import Number
from rightsgate.text.edit.manner import WIDEST, Manner
from rightsgate.text.edit.nodes import Node, Style
from rightsgate.text.scalars import resolve

# Texts that may stand without quotes: no indicator at the beginning, and nothing that ends a text or begins a comment.
PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#]|:(?=[^\s])|(?<=\S)#)*")
IN_BRACKETS: Final = re.compile(r"[,\[\]{}]|:$|:(?=[\"'])")
WORDS: Final[Mapping[bool | None, str]] = {True: "true", False: "false", None: "null"}


def scalar(value: Any, manner: Manner, *, flow: bool, like: str = "") -> str:
    """Write a text, number, truth value or nothing on one line; ``like`` are the quotes that it has in any case."""
    if value is None or isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, int | Number):
        return str(value)
    text = str(value)
    if manner.json:
        return _in_double_quotes(text, json_escapes=True)
    if not like and is_plain(text, flow=flow):
        return text
    quote = like or manner.quote
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return _in_double_quotes(text, json_escapes=False)


def quotes_of(node: Node, *, flow: bool) -> str:
    """Return the quotes around a text that needs none, which a person chose; empty for any other value."""
    return node.style.value if node.style in (Style.SINGLE, Style.DOUBLE) and is_plain(node.text, flow=flow) else ""


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotes and is read as this text."""
    return (
        text.isprintable()
        and not text.endswith((" ", ":"))
        and PLAIN.fullmatch(text) is not None
        and not (flow and IN_BRACKETS.search(text))
        and isinstance(resolve(text), str)
    )


def _in_double_quotes(text: str, *, json_escapes: bool) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    if quoted.isprintable():
        return quoted
    return "".join(one if one.isprintable() else _escaped(one, json_escapes=json_escapes) for one in quoted)


def _escaped(one: str, *, json_escapes: bool) -> str:
    if json_escapes:
        return json.dumps(one)[1:-1]
    return f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"


def key_of(name: str, manner: Manner, *, flow: bool) -> str:
    """Write the key of a mapping."""
    return scalar(name, manner, flow=flow, like=manner.quote if name == "<<" else "")


def inline(value: Any, manner: Manner) -> str:
    """Write a value on one line, its lists and mappings in brackets."""
    if isinstance(value, Mapping):
        entries = [f"{key_of(key, manner, flow=True)}{manner.colon}{inline(one, manner)}" for key, one in value.items()]
        return "{" + _padded(manner.comma.join(entries), manner.brace) + "}"
    if isinstance(value, list):
        return "[" + _padded(manner.comma.join(inline(one, manner) for one in value), manner.pad) + "]"
    return scalar(value, manner, flow=True)


def _padded(text: str, pad: str) -> str:
    return f"{pad}{text}{pad}" if text else ""


def expanded(value: Any, manner: Manner, indent: str) -> str:
    """Write a value in brackets with its entries on lines of their own; its own line begins with ``indent``."""
    deeper = indent + manner.unit
    if not value or not isinstance(value, Mapping | list) or (manner.inline and _is_list_of_scalars(value)):
        return inline(value, manner)
    if isinstance(value, Mapping):
        entries = [
            f"{key_of(key, manner, flow=True)}{manner.colon}{expanded(one, manner, deeper)}"
            for key, one in value.items()
        ]
    else:
        entries = [expanded(one, manner, deeper) for one in value]
    opening, closing = "{}" if isinstance(value, Mapping) else "[]"
    lines = f",{manner.eol}{deeper}".join(entries)
    return f"{opening}{manner.eol}{deeper}{lines}{manner.eol}{indent}{closing}"


def after_key(value: Any, manner: Manner, column: int, *, used: int = 0, like: str = "") -> str:
    """Write what follows the colon of a key of a block mapping, which stands in ``column`` and takes ``used`` columns.

    It begins with a blank, or with a line break where the value begins on a line of its own.
    """
    if isinstance(value, Mapping) and value:
        return manner.eol + _lines(value, manner, column + manner.step)
    if isinstance(value, list) and value:
        written = inline(value, manner)
        if _is_list_of_scalars(value) and column + used + 2 + len(written) <= WIDEST:
            return f" {written}"
        dash = column + manner.dash
        return "".join(f"{manner.eol}{' ' * dash}{dashed(one, manner, dash)}" for one in value)
    if isinstance(value, str) and "\n" in value and _can_be_literal(value, manner):
        return f" {_literal(value, manner, column + manner.step)}"
    if isinstance(value, Mapping | list):
        return f" {inline(value, manner)}"
    return f" {scalar(value, manner, flow=False, like=like)}"


def dashed(value: Any, manner: Manner, dash: int) -> str:
    """Write an item of a block sequence with its dash, which stands in the column ``dash``."""
    if isinstance(value, Mapping) and value:
        return "-" + " " * (manner.item - 1) + _lines(value, manner, dash + manner.item).lstrip(" ")
    if isinstance(value, list):
        return f"- {inline(value, manner)}"
    return "-" + after_key(value, manner, dash)


def _lines(value: Mapping[str, Any], manner: Manner, column: int) -> str:
    return manner.eol.join(" " * column + entry(key, one, manner, column) for key, one in value.items())


def entry(key: str, value: Any, manner: Manner, column: int) -> str:
    """Write a key of a block mapping with its value."""
    written = key_of(key, manner, flow=False)
    return f"{written}:{after_key(value, manner, column, used=len(written))}"


def _is_list_of_scalars(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(one, Mapping | list) for one in value)


def _can_be_literal(text: str, manner: Manner) -> bool:
    lines = text.split("\n")
    return (
        not text.startswith((" ", "\n"))
        and not text.endswith("\n\n")
        and manner.literal
        and (manner.ended or not text.endswith("\n"))  # at the end of the file it would lose its own line break
        and all(line.isprintable() and not line.endswith(" ") for line in lines)
    )


def _literal(text: str, manner: Manner, column: int) -> str:
    header = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return manner.eol.join([header, *(" " * column + line if line else "" for line in lines)])
