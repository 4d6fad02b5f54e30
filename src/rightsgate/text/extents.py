"""Where keys and values end: asked only of a text that has faults, which is then parsed once more.

Faults are found in what was built, which remembers only where its parts begin. Of several parts that begin at one
place (a mapping and its first key, say) the innermost counts, so that no more than needed is marked.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

import yaml
from msgspec import structs

from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, HIGHEST_DEPTH
from rightsgate.text.located import BOM, TAG_DIRECTIVE, LocatedMap
from rightsgate.text.position import Mark
from rightsgate.text.search import suffix_of

# A text within the usual limits has fewer events; in what follows after so many, ends stay unknown.
MOST: Final = 4 * DEFAULTS.values
# How the parser tells a scalar of several lines that indentation ends.
BLOCK: Final = ("|", ">")
OPENING: Final = ("{", "[")
CLOSING: Final = ("}", "]")
JSON_TOKEN: Final = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*"|[^\s,:{}\[\]"]+')


def with_ends(error: InputError, path: str, text: str, *, json: bool = False) -> InputError:
    """Return the error with the end of what each fault of a document begins at, where it is known."""
    starts = {(one.line, one.column) for one in error.faults if _lacks_end(one, path)}
    if not starts:
        return error
    ends = _Ends(starts)
    if json:
        ends.read_json(text)
    else:
        ends.read_yaml(text)
    return InputError(_ended(one, ends.found) if _lacks_end(one, path) else one for one in error.faults)


def with_ends_in(error: InputError, documents: Iterable[tuple[str, LocatedMap]]) -> InputError:
    """Return the error with the ends of the faults in ``documents``, each given by its path."""
    faulty = {fault.input.name for fault in error.faults}
    for path, data in documents:
        raw = getattr(data, "raw", None)  # which a part of a document has not
        if path in faulty and raw is not None:
            text = raw.removeprefix(BOM).decode()
            error = with_ends(error, path, text, json=suffix_of(path) == ".json")
    return error


def _lacks_end(fault: Fault, path: str) -> bool:
    return fault.input.name == path and bool(fault.line) and not fault.end_line


def _ended(fault: Fault, ends: dict[Mark, Mark]) -> Fault:
    line, column = ends.get((fault.line, fault.column), (0, 0))
    return structs.replace(fault, end_line=line, end_column=column)


class _Ends:
    """The ends of what begins at some places: those found, and the starts of those that are missing."""

    def __init__(self, starts: set[Mark]) -> None:
        self.missing = starts
        self.last = max(starts)
        self.found: dict[Mark, Mark] = {}
        self.opened: list[Mark] = []

    def add(self, start: Mark, end: Mark) -> None:
        if start in self.missing:
            self.missing.discard(start)
            self.found[start] = end

    def settled(self, start: Mark) -> bool:
        """Whether nothing that begins at ``start`` or later, and nothing that is open, is missing."""
        return not self.missing or (start > self.last and self.missing.isdisjoint(self.opened))

    def read_yaml(self, text: str) -> None:
        """Find ends as far as the text can be parsed."""
        if "%TAG" in text and TAG_DIRECTIVE.search(text):  # for which the parser would take quadratic time
            return
        end = (1, 1)
        try:
            for count, event in enumerate(yaml.parse(text, yaml.CSafeLoader)):
                begin: Any = event.start_mark
                start = (begin.line + 1, begin.column + 1)
                if count > MOST or len(self.opened) > HIGHEST_DEPTH or self.settled(start):
                    return
                if isinstance(event, yaml.CollectionStartEvent):
                    self.opened.append(start)
                elif isinstance(event, yaml.CollectionEndEvent):
                    # No character ends a block; for a reader its last scalar does.
                    close: Any = event.end_mark
                    end = _end_of(event, text) if close.index > begin.index else end
                    self.add(self.opened.pop(), end)
                elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                    end = _end_of(event, text)
                    self.add(start, end)
        except (yaml.YAMLError, UnicodeEncodeError):
            return  # the rest is broken

    def read_json(self, text: str) -> None:
        """Find ends as far as brackets match."""
        line, begin, counted = 1, 0, 0
        for count, token in enumerate(JSON_TOKEN.finditer(text)):
            breaks = text.count("\n", counted, token.start())
            if breaks:
                line, begin = line + breaks, text.rfind("\n", counted, token.start()) + 1
            counted = token.start()
            start, end = (line, token.start() - begin + 1), (line, token.end() - begin + 1)
            if count > MOST or self.settled(start):
                return
            if token[0] in OPENING:
                self.opened.append(start)
            elif token[0] not in CLOSING:
                self.add(start, end)
            elif self.opened:
                self.add(self.opened.pop(), end)


def _end_of(event: Any, text: str) -> Mark:
    """Return the place after the last character of a scalar or of a list in brackets."""
    close = event.end_mark
    if getattr(event, "style", None) not in BLOCK:
        return close.line + 1, close.column + 1
    start = event.start_mark
    written = text[start.index : close.index].rstrip()
    breaks = written.count("\n")
    return start.line + 1 + breaks, len(written) - written.rfind("\n") if breaks else start.column + 1 + len(written)
