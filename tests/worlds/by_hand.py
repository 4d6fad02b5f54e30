"""A person who follows a plan: pastes what each step says, where it says, one step after the other."""

from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from rightsgate.advise.paste import Paste
from rightsgate.report.plan import lines_of


class Editor:
    """A manifest in an editor; ``moved`` tells where the lines of the file as it was stand by now.

    Of a JSON manifest plans count the lines that the steps before have added.
    """

    def __init__(self, text: str, *, json: bool) -> None:
        self.lines, self.json = text.splitlines(), json
        self.file = tuple(self.lines)
        self.moved = list(range(len(self.lines)))
        self.written: dict[int, int] = {}

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def paste(self, paste: Paste) -> None:
        """Follow what a report says of one paste."""
        new = lines_of(paste)
        if paste.lines:  # as they stand, with their indentation
            at = paste.line - 1 if paste.replaces else paste.until
            self._write(at if self.json else self.moved[at], paste, paste.lines)
            return
        holder = self._holder(paste)
        if paste.inserted:
            line, column = holder.end_mark.line, holder.end_mark.column - 1
            now = self.lines[line]
            self.lines[line] = now[:column] + paste.inserted + now[column:]
            return
        if paste.wraps:
            self._wrap(holder, new)
        elif paste.replaces:
            ((key, _),) = paste.value.items()
            self._replace(holder, key, new)
        elif isinstance(holder, yaml.SequenceNode):
            self._insert(holder.start_mark.line, holder.start_mark.column, new)
        elif not paste.within:
            self.lines += new
        else:
            key, value = holder.value[0]
            self._insert(_end(key, value), holder.start_mark.column, new)

    def _write(self, first: int, paste: Paste, new: Sequence[str]) -> None:
        now = (
            self.written.get(paste.line, paste.until - paste.line + 1) if paste.begun else paste.until - paste.line + 1
        )
        count = now if paste.replaces else 0
        moved = (
            ""
            if self.json or not paste.replaces
            else " " * (_indent(self.lines[first]) - _indent(self.file[paste.line - 1]))
        )
        self.lines[first : first + count] = [moved + one for one in new]
        self.written[paste.line] = len(new)
        self._move(first + count, len(new) - count)

    def _insert(self, line: int, column: int, new: Sequence[str]) -> None:
        self.lines[line:line] = [" " * column + one for one in new]
        self._move(line, len(new))

    def _move(self, since: int, by: int) -> None:
        self.moved = [now + by if now >= since else now for now in self.moved]

    def _replace(self, holder: Any, key: str, new: Sequence[str]) -> None:
        """Write a key of a mapping anew, with all that it holds."""
        at, value = next((one, two) for one, two in holder.value if one.value == key)
        first, end = at.start_mark.line, _end(at, value)
        before = self.lines[first][: at.start_mark.column]
        rest = [" " * at.start_mark.column + one for one in new[1:]]
        self.lines[first:end] = [before + new[0], *rest]
        self._move(end, len(new) - (end - first))

    def _wrap(self, holder: Any, new: Sequence[str]) -> None:
        """Put what a key holds beneath what is new, further to the right."""
        key = new[0].rstrip(":")
        at, value = next((one, two) for one, two in holder.value if one.value == key)
        first, end = at.start_mark.line, value.end_mark.line
        column = at.start_mark.column
        moved = [f"  {one}" if one.strip() else one for one in self.lines[first + 1 : end]]
        self.lines[first:end] = [*(" " * column + one for one in new), *moved]
        self._move(first + 1, len(new) - 1)

    def _holder(self, paste: Paste) -> Any:
        node: Any = yaml.compose(self.text, Loader=yaml.SafeLoader)
        for name in paste.within:
            node = _within(node, name)
        if paste.entry:
            line = self.moved[paste.entry - 1]
            node = next(one for one in _unwrapped(node).value if one.start_mark.line == line)
        return _unwrapped(node) if paste.adds else node


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _end(key: Any, value: Any) -> int:
    """Return the line after a key and its value."""
    last = value.end_mark
    nested = isinstance(value, yaml.CollectionNode) and not value.flow_style
    return last.line if last.line > key.start_mark.line and (nested or last.column == 0) else last.line + 1


def _unwrapped(node: Any) -> Any:
    """Return the list of a section that is written with details."""
    found = [value for key, value in node.value if key.value == "value"] if isinstance(node, yaml.MappingNode) else []
    return found[0] if found else node


def _within(node: Any, name: str) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return next(one for one in node.value if any(k.value == "id" and v.value == name for k, v in one.value))
    found = [value for key, value in node.value if key.value == name]
    return found[0] if found else _within(_unwrapped(node), name)


def pasted(text: str, pastes: Iterable[Paste], *, json: bool = False) -> str:
    """Return a manifest after all pastes of a plan."""
    editor = Editor(text, json=json)
    for paste in pastes:
        editor.paste(paste)
    return editor.text
