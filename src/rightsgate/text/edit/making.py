"""What has to change in a text so that a value stands at a path."""

from typing import Any, NoReturn

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.text.edit.entries import added
from rightsgate.text.edit.lines import Splice, column, comments_of, mark_of
from rightsgate.text.edit.manner import manner_of
from rightsgate.text.edit.nodes import FLOW, LINES, MAPPINGS, SEQUENCES, Node, Style, nodes_of
from rightsgate.text.edit.plain import MISSING, Path, held_at, named, nested
from rightsgate.text.edit.replacing import replaced
from rightsgate.text.position import Mark


class Making:
    """Finds the changes that edits need in one text."""

    def __init__(self, text: str, path: str, *, json: bool) -> None:
        """Look at a text that holds one valid document; ``path`` names it in faults."""
        self.text, self.path, self.json = text, path, json
        self.root = nodes_of(text, json=json)
        self.manner = manner_of(text, self.root, json=json)

    def put(self, path: Path, value: Any, data: Any) -> list[Splice]:
        """Return the changes that put a plain value at a path; ``data`` is what the text holds.

        Raises InputError where that would take something else along.
        """
        for depth in range(1, len(path)):
            held = held_at(data, path[:depth])
            if held is not MISSING and held is not None:
                continue
            if any(isinstance(step, int) and step for step in path[depth:]):
                message = f"{named(path)} cannot be set, since the list that should hold it has no entries"
                self.refuse(self.node_at(path[: depth - 1])[0].start, message, code=codes.WRONG_TYPE)
            inner = nested(path[depth:], value)
            return self.add(path[:depth], inner) if held is MISSING else self.replace(path[:depth], inner)
        if held_at(data, path) is MISSING:
            return self.add(path, value)
        return self.replace(path, value)

    def add(self, path: Path, value: Any) -> list[Splice]:
        """Return the changes that add an entry to the mapping or list around it."""
        holder, outer = self.node_at(path[:-1])
        step = path[-1]
        if holder.style in FLOW and self.text[holder.body] not in "{[":
            self.refuse(holder.start, "this mapping has no braces, so no key can be added", "write it in braces")
        key = step if isinstance(step, str) else None
        if holder.style in MAPPINGS if key is not None else holder.style in SEQUENCES and step == len(holder.values):
            return added(self.text, holder, key, value, self.manner, outer)
        kind = "a mapping" if key is not None else f"a list of {step} or more entries"
        message = f"{named(path)} cannot be set, since {named(path[:-1])} is not {kind}"
        return self.refuse(holder.start, message, code=codes.WRONG_TYPE)

    def replace(self, path: Path, value: Any) -> list[Splice]:
        """Return the changes that put a value in the place of another."""
        holder, _ = self.node_at(path[:-1])
        index = _index(holder, path[-1])
        node = holder.values[index]
        comments = comments_of(self.text, self.root, json=self.json)
        inside = [at for at, _ in comments if node.body <= at < node.end and node.style not in LINES]
        if inside:
            message = f"a comment stands inside {named(path)}, which would be written anew without it"
            self.refuse(inside[0], message, "move the comment above it, or edit by hand")
        return replaced(self.text, holder, index, value, self.manner)

    def node_at(self, path: Path) -> tuple[Node, int]:
        """Return the node at a path, and the column of the block mapping around it."""
        node, outer = self.root, -1
        for depth, step in enumerate(path):
            if node.style is Style.BLOCK_MAPPING:
                outer = column(self.text, node.body)
            node = node.values[_index(node, step)]
            if node.style is Style.ALIAS:
                message = f"{named(path[: depth + 1])} is an alias of what stands elsewhere, which would change too"
                self.refuse(node.start, message, "write it out here")
        return node, outer

    def mark_at(self, path: Path) -> Mark:
        """Return the line and column of the key or item at a path, or of what it would stand in."""
        node, at = self.root, self.root.start
        for step in path:
            index = _index(node, step)
            if not 0 <= index < len(node.values):
                break
            at, node = (node.keys or node.values)[index].start, node.values[index]
        return mark_of(self.text, at)

    def refuse(self, at: int, message: str, hint: str = "", code: str = codes.EDIT_REFUSED) -> NoReturn:
        """Raise the fault that an edit cannot be made."""
        raise InputError([Fault.at(code, self.path, mark_of(self.text, at), message, hint)])


def _index(node: Node, step: str | int) -> int:
    return node.index(step) if isinstance(step, str) else step
