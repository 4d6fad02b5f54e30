"""How the entries of a file are written: line breaks, indentation, quotes and separators, as most of it has them."""

import re
from collections import Counter
from typing import Final

import msgspec

from rightsgate.text.edit.lines import column, indentation, is_first_on_line
from rightsgate.text.edit.nodes import BLOCK, FLOW, SEQUENCES, Node, Style, walk

USUAL_STEP: Final = 2
WIDEST: Final = 120  # columns that a list or mapping on one line may take


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """The manner in which a file is written.

    ``ended``: it ends with a line break. ``literal``: a text of several lines may be written as it is.
    ``step``: how much deeper than its key a mapping stands; ``dash``: the same of the dashes of a sequence; ``item``:
    how far after its dash an item begins. ``unit``: the indentation of a level in brackets. ``inline``: a list of plain
    values in brackets stands on one line. ``colon`` and ``comma``: what stands between key and value, and between
    entries, on one line. ``pad``: what stands inside brackets, ``brace`` inside braces.
    """

    json: bool
    eol: str
    ended: bool
    literal: bool = True
    step: int
    dash: int
    item: int
    quote: str
    unit: str
    inline: bool
    colon: str
    comma: str
    pad: str
    brace: str


class _Seen:
    """What was found in a file, and how often."""

    def __init__(self) -> None:
        self.counted: dict[str, Counter[str]] = {}

    def add(self, what: str, found: str) -> None:
        self.counted.setdefault(what, Counter())[found] += 1

    def most(self, what: str, otherwise: str) -> str:
        counter = self.counted.get(what)
        return counter.most_common(1)[0][0] if counter else otherwise


def manner_of(text: str, root: Node, *, json: bool) -> Manner:
    """Return how a file is written; where it does not tell, the usual manner."""
    seen = _Seen()
    for node in walk(root):
        if node.style in BLOCK:
            _block(text, node, seen)
        elif node.style in FLOW and text[node.body] in "{[" and node.values:
            _flow(text, node, seen)
        elif node.style in (Style.SINGLE, Style.DOUBLE):
            seen.add("quote", node.style.value)
    breaks = re.search(r"\r?\n", text)
    step = int(seen.most("step", str(USUAL_STEP)))
    return Manner(
        json=json,
        eol=breaks[0] if breaks else "\n",
        ended=text.endswith("\n"),
        step=step,
        dash=int(seen.most("dash", str(step))),
        item=int(seen.most("item", str(USUAL_STEP))),
        quote=seen.most("quote", '"'),
        unit=seen.most("unit", " " * USUAL_STEP),
        inline=seen.most("list", "inline" if not json or "\n" not in text.strip() else "lines") == "inline",
        colon=seen.most("colon", ": ") if json else ": ",
        comma=seen.most("comma", ", "),
        pad=seen.most("pad", ""),
        brace=seen.most("brace", ""),
    )


def _block(text: str, node: Node, seen: _Seen) -> None:
    own = column(text, node.body)
    for value in node.values:
        if node.style is Style.BLOCK_SEQUENCE:
            if not value.is_empty and text[value.start - column(text, value.start) : value.start].strip(" \t") == "-":
                seen.add("item", str(column(text, value.start) - own))
        elif value.style in BLOCK:
            what = "dash" if value.style is Style.BLOCK_SEQUENCE else "step"
            seen.add(what, str(column(text, value.body) - own))


def _flow(text: str, node: Node, seen: _Seen) -> None:
    firsts = node.keys or node.values
    for key, value in zip(node.keys, node.values, strict=False):
        between = text[key.end : value.start]
        if re.fullmatch(r":[ \t]*", between):
            seen.add("colon", between)
    for before, after in zip(node.values, firsts[1:], strict=False):
        between = text[before.end : after.start]
        if re.fullmatch(r",[ \t]*", between):
            seen.add("comma", between)
    inside = text[node.body + 1 : firsts[0].start]
    if not inside.strip(" "):
        seen.add("pad" if node.style is Style.FLOW_SEQUENCE else "brace", inside)
    if is_expanded(text, node):
        deeper, own = indentation(text, firsts[0].start), indentation(text, node.body)
        if deeper.startswith(own) and deeper != own:
            seen.add("unit", deeper.removeprefix(own))
    if node.style in SEQUENCES and not any(value.style in (*BLOCK, *FLOW) for value in node.values):
        seen.add("list", "lines" if is_expanded(text, node) else "inline")


def is_expanded(text: str, node: Node) -> bool:
    """Whether the entries between brackets or braces begin on lines of their own."""
    first = (node.keys or node.values)[0] if node.values else None
    last = (node.keys or node.values)[-1] if node.values else None
    return (
        first is not None
        and last is not None
        and "\n" in text[node.body : first.start]
        and is_first_on_line(text, last.start)
    )
