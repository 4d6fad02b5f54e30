"""How the edits of a plan are made by hand, one step after the other, each as it can be pasted."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from rightsgate.advise.changed_lines import Changed, changed_lines, difference, flow_around, inserted, lines_around
from rightsgate.advise.paste import Begun, Paste, paste_of
from rightsgate.errors import InputError
from rightsgate.limits import Limits
from rightsgate.manifest.edit import Edit, edited
from rightsgate.text.located import LocatedMap, decode, parse
from rightsgate.text.search import suffix_of
from rightsgate.vocabulary.model import Vocabulary

# Longer lines are not shown as a whole: nobody pastes them, and reports cut them.
LONGEST: Final = 4000


class Pasting:
    """The text of a manifest as it is after the steps so far, as far as they change what stands in braces or brackets.

    Nothing can be put beneath a line there. What comes at the end of a line is shown alone; else the lines that change
    are shown as a whole. Lines are counted as they are in the file; of a JSON manifest, as the steps before left them.
    """

    def __init__(self, data: LocatedMap, path: str, vocabulary: Vocabulary, limits: Limits) -> None:
        """Begin with the manifest as it was read from ``path``."""
        self.data, self.path, self.vocabulary, self.limits = data, path, vocabulary, limits
        self.json = suffix_of(path) == ".json"
        self.raw = data.raw
        self.now = data
        self.begun = Begun()
        # By the first line of what a step wrote anew: its last line in the file, how many lines came in, and the step.
        self.grown: dict[int, tuple[int, int, int]] = {}

    def step(self, edits: Iterable[Edit], number: int) -> tuple[Paste, ...]:
        """Return how the edits of a step are made, after those of the steps before it."""
        return tuple(self._paste(edit, number) for edit in edits)

    def _paste(self, edit: Edit, number: int) -> Paste:
        paste = self._in_lines(edit, number)
        if paste is None:
            paste = self.begun.after(paste_of(edit, self.data, self.vocabulary), number)
        return self.begun.listing(paste, edit, number)

    def _in_lines(self, edit: Edit, number: int) -> Paste | None:
        """Return the lines that an edit changes, if it changes what stands in braces or brackets."""
        try:
            raw = edited(self.raw, [edit], self.vocabulary, self.path, self.limits)
        except InputError:  # it is about an entry that another step lists, or a comment is in the way
            return None
        before, after = (decode(one, self.path, self.limits) for one in (self.raw, raw))
        flow = flow_around(before, difference(before, after), json=self.json)
        if flow is None:
            return None
        changed, whole = changed_lines(before, after), lines_around(flow, before, after)
        if any(len(line) > LONGEST for line in changed.lines):
            return None
        told = paste_of(edit, self.now, self.vocabulary)
        told = replace(told, entry=self._in_file(told.entry - 1) + 1 if told.entry else 0)
        self.raw, self.now = raw, parse(after, self.path, json=self.json, limits=self.limits)
        if changed.is_of_one_line and not told.replaces:
            added = inserted(before.splitlines()[changed.first], changed.lines[0])
            if added:
                return replace(told, line=self._in_file(changed.first) + 1, inserted=added)
        if self.json:
            return _of_lines(told, changed, changed.first)
        if changed.is_of_one_line and self._in_file(whole.first) not in self.grown:
            return _of_lines(told, changed, self._in_file(changed.first))
        return self._anew(told, whole, number)

    def _anew(self, told: Paste, whole: Changed, number: int) -> Paste:
        """Return all lines of the braces or brackets that a step changes, which may have been written anew before."""
        first = self._in_file(whole.first)
        more = len(whole.lines) - (whole.last - whole.first)
        last, grown, begun = self.grown.get(first, (first + whole.last - whole.first, 0, 0))
        self.grown[first] = (last, grown + more, number)
        return Paste(
            within=told.within,
            line=first + 1,
            until=last,
            value=None,
            lines=whole.lines,
            replaces=True,
            begun=begun,
            entry=told.entry,
        )

    def _in_file(self, line: int) -> int:
        """Return the number of a line in the file, from its number after the steps so far; both from 0."""
        if self.json:
            return line
        more = 0
        for first, (last, grown, _) in sorted(self.grown.items()):
            if last + more + grown <= line:
                more += grown
            elif first + more <= line:
                return first
        return line - more


def _of_lines(told: Paste, changed: Changed, first: int) -> Paste:
    until = first + changed.last - changed.first
    lines = changed.lines
    return Paste(
        within=told.within,
        line=first + 1,
        until=until,
        value=None,
        lines=lines,
        replaces=first < until,
        entry=told.entry,
    )
