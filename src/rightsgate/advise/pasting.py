"""How the edits of a plan are made by hand, one step after the other, each as it can be pasted."""

from collections.abc import Iterable
from typing import Final

from rightsgate.advise.paste import Begun, Paste, paste_of
from rightsgate.errors import InputError
from rightsgate.limits import Limits
from rightsgate.manifest.edit import Edit, edited
from rightsgate.text.edit.nodes import BLOCK, FLOW, nodes_of, walk
from rightsgate.text.located import LocatedMap, decode
from rightsgate.text.search import suffix_of
from rightsgate.vocabulary.model import Vocabulary

# Longer lines are not shown as a whole: nobody pastes them, and reports cut them.
LONGEST: Final = 4000


class Pasting:
    """The text of a manifest as it is after the steps so far, as far as they change what stands in braces or brackets.

    Nothing can be put beneath a line there: the lines that change are shown as a whole.
    """

    def __init__(self, data: LocatedMap, path: str, vocabulary: Vocabulary, limits: Limits) -> None:
        """Begin with the manifest as it was read from ``path``."""
        self.data, self.path, self.vocabulary, self.limits = data, path, vocabulary, limits
        self.json = suffix_of(path) == ".json"
        self.raw = data.raw
        self.begun = Begun()

    def step(self, edits: Iterable[Edit], number: int) -> tuple[Paste, ...]:
        """Return how the edits of a step are made, after those of the steps before it."""
        return tuple(self._paste(edit, number) for edit in edits)

    def _paste(self, edit: Edit, number: int) -> Paste:
        return self._in_lines(edit) or self.begun.after(paste_of(edit, self.data, self.vocabulary), number)

    def _in_lines(self, edit: Edit) -> Paste | None:
        """Return the lines that an edit changes, if it changes what stands in braces or brackets."""
        try:
            raw = edited(self.raw, [edit], self.vocabulary, self.path, self.limits)
        except InputError:  # it is about an entry that another step lists, or a comment is in the way
            return None
        before, after = (decode(one, self.path, self.limits) for one in (self.raw, raw))
        offset = _difference(before, after)
        if not self._is_within_flow(before, offset):
            return None
        first, last, lines = _changed(before, after, offset)
        if any(len(line) > LONGEST for line in lines):
            return None
        self.raw = raw
        within = paste_of(edit, self.data, self.vocabulary).within
        return Paste(within=within, line=first + 1, until=last, value=None, lines=lines, replaces=first < last)

    def _is_within_flow(self, text: str, offset: int) -> bool:
        """Whether the innermost mapping or list around an offset is in flow style."""
        holding = [one for one in walk(nodes_of(text, json=self.json)) if one.start < offset < one.end]
        containers = [one for one in holding if one.style in (*FLOW, *BLOCK)]
        return bool(containers) and containers[-1].style in FLOW


def _difference(before: str, after: str) -> int:
    """Return the offset at which two texts begin to differ."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((offset for offset, (old, new) in pairs if old != new), min(len(before), len(after)))


def _changed(before: str, after: str, offset: int) -> tuple[int, int, tuple[str, ...]]:
    """Return from which line on, and up to which, a text was replaced, and by what; the line of ``offset`` was."""
    old, new = before.splitlines(), after.splitlines()
    first = before.count("\n", 0, offset)
    least = first + (not before.endswith("\n", 0, offset))
    same = 0
    while same < len(old) - least and same < len(new) - least and old[-1 - same] == new[-1 - same]:
        same += 1
    return first, len(old) - same, tuple(new[first : len(new) - same])
