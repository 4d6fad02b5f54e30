"""Which lines of a text an edit changed, and whether it did so within braces or brackets."""

import msgspec

from rightsgate.text.edit.nodes import BLOCK, FLOW, Node, nodes_of, walk


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of a text from ``first`` up to ``last`` (not included), counted from 0, and what stands in their place."""

    first: int
    last: int
    lines: tuple[str, ...]

    @property
    def is_of_one_line(self) -> bool:
        """Whether one line was changed, and no line added."""
        return self.last - self.first == len(self.lines) == 1


def difference(before: str, after: str) -> int:
    """Return the offset at which two texts begin to differ."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((offset for offset, (old, new) in pairs if old != new), min(len(before), len(after)))


def flow_around(text: str, offset: int, *, json: bool) -> Node | None:
    """Return the outermost braces or brackets around an offset; None where a block is nearer to it."""
    holding = (one for one in walk(nodes_of(text, json=json)) if one.start < offset < one.end)
    containers = [one for one in holding if one.style in (*FLOW, *BLOCK)]
    if not containers or containers[-1].style not in FLOW:
        return None
    return next(one for one in containers if one.style in FLOW)


def changed_lines(before: str, after: str) -> Changed:
    """Return the lines between what two texts have in common at their beginnings and their ends.

    The line on which they begin to differ is one of them, unless they differ from its beginning on.
    """
    offset = difference(before, after)
    old, new = before.splitlines(), after.splitlines()
    first = before.count("\n", 0, offset)
    least = first + (not before.endswith("\n", 0, offset))
    same = 0
    while same < len(old) - least and same < len(new) - least and old[-1 - same] == new[-1 - same]:
        same += 1
    return Changed(first=first, last=len(old) - same, lines=tuple(new[first : len(new) - same]))


def lines_around(node: Node, before: str, after: str) -> Changed:
    """Return all lines of a node in which two texts differ."""
    old, new = before.splitlines(), after.splitlines()
    first, last = before.count("\n", 0, node.start), before.count("\n", 0, node.end - 1) + 1
    return Changed(first=first, last=last, lines=tuple(new[first : last + len(new) - len(old)]))


def inserted(before: str, after: str) -> str:
    """Return what was put into a line at one place, from its comma on; empty where more was done."""
    count, start = len(after) - len(before), difference(before, after)
    for at in range(start, max(-1, start - count), -1):
        if before[:at] + after[at : at + count] + before[at:] == after and after[at] == ",":
            return after[at : at + count]
    return ""
