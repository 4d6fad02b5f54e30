"""TOML text to plain data that remembers where each part stood, as the readers of YAML and JSON give it.

``tomllib`` decides what is valid and what every scalar means, but keeps no places. So a text that it has read is walked
once more, from front to back; since the text is known to be valid, the walk need not tell a key from a mistake.
"""

import re
import tomllib
from bisect import bisect_right
from typing import Any, Final, NoReturn

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, Limits, to_raise
from rightsgate.logic.number import Number
from rightsgate.text.located import CONTROL, LocatedList, LocatedMap, too_deep
from rightsgate.text.position import Mark

BLANK: Final = re.compile(r"[ \t]*")
# Blanks, line ends and comments, which may stand between statements and between the items of an array.
SPACE: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
# Texts of several lines come first: they begin with what could be an empty text of one line.
SCALAR: Final = re.compile(
    r'''"""(?:\\.|[^\\])*?""""{0,2}'''
    r"""|'{3}.*?'{3}'{0,2}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
    r"""|\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+""",
    re.DOTALL,
)
PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
TWICE: Final = ("Cannot overwrite", "Cannot declare", "Duplicate", "Cannot mutate")


def parse_toml(text: str, path: str, limits: Limits = DEFAULTS) -> LocatedMap:
    """Build the table that ``text`` holds; ``path`` names it in faults.

    Raises InputError for broken syntax, for control characters, and for what is nested too deeply or is too much.
    """
    text = text.replace("\r\n", "\n")
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_broken(error, text, path)]) from None
    except RecursionError:
        raise InputError([too_deep(path, (1, 1), limits)]) from None
    return _Walk(text, path, limits).document()


def _broken(error: tomllib.TOMLDecodeError, text: str, path: str) -> Fault:
    """Return the fault of what is no TOML, at the place that the message names."""
    message = str(error)
    found = PLACE.search(message)
    said = message[: found.start()] if found else message
    mark = (int(found[1]), int(found[2])) if found and found[1] else _end_of(text)
    hint = "a key or a table is given twice" if said.startswith(TWICE) else ""
    return Fault.at(codes.SYNTAX, path, mark, f"broken TOML: {said[:1].lower()}{said[1:]}", hint)


def _end_of(text: str) -> Mark:
    last = text.rstrip("\n")
    return last.count("\n") + 1, len(last) - last.rfind("\n")


class _Walk:
    """Builds located data from text that is valid TOML."""

    def __init__(self, text: str, path: str, limits: Limits) -> None:
        self.text = text
        self.path = path
        self.limits = limits
        self.at = self.built = 0
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def document(self) -> LocatedMap:
        root = _table((1, 1))
        here, depth = root, 1
        while self.skip(SPACE) < len(self.text):
            if self.text[self.at] == "[":
                here, depth = self.header(root)
            else:
                self.pair(here, depth)
        return root

    def header(self, root: LocatedMap) -> tuple[LocatedMap, int]:
        """Read the header of a table, or of one more table of an array; return the table and its depth."""
        several = self.text.startswith("[[", self.at)
        self.at += 2 if several else 1
        keys = self.keys()
        self.at += 2 if several else 1
        here = self.within(root, keys[:-1], 1)
        last, mark = keys[-1]
        if not several:
            return self.within(here, keys[-1:], len(keys)), len(keys) + 1
        if last not in here:
            here[last], here.marks[last] = _array(mark), mark
        here[last].append(_table(mark))
        here[last].marks.append(mark)
        self.count(mark, len(keys) + 1)
        return here[last][-1], len(keys) + 2

    def pair(self, table: LocatedMap, depth: int) -> None:
        """Read a key, which may have dots, and what stands at it."""
        keys = self.keys()
        self.at += 1  # the equals sign
        here = self.within(table, keys[:-1], depth)
        last, mark = keys[-1]
        here.marks[last] = mark
        here[last] = self.value(depth + len(keys) - 1)

    def keys(self) -> list[tuple[str, Mark]]:
        """Read the parts of a key, each with its place, and what blanks follow."""
        found = []
        while True:
            self.skip(BLANK)
            mark = self.mark()
            token = self.token(KEY)
            found.append((next(iter(tomllib.loads(f"{token}=0"))), mark))
            self.skip(BLANK)
            if self.text[self.at] != ".":
                return found
            self.at += 1

    def within(self, table: LocatedMap, keys: list[tuple[str, Mark]], depth: int) -> LocatedMap:
        """Return the table at some keys, and make those that are not there yet; of an array its last one."""
        for at, (key, mark) in enumerate(keys):
            if key not in table:
                self.count(mark, depth + at + 1)
                table[key], table.marks[key] = _table(mark), mark
            table = table[key][-1] if isinstance(table[key], LocatedList) else table[key]
        return table

    def value(self, depth: int) -> Any:
        self.skip(BLANK)
        mark = self.mark()
        first = self.text[self.at]
        self.count(mark, depth + (first in "[{"))
        if first == "[":
            return self.array(mark, depth + 1)
        if first == "{":
            return self.inline(mark, depth + 1)
        value = tomllib.loads(f"x={self.token(SCALAR)}")["x"]
        if isinstance(value, str) and (control := re.search(CONTROL, value)):
            message = f"the text holds the control character U+{ord(control[0]):04X}"
            self.stop(codes.MISLEADING_CHARACTER, mark, message, "take it out")
        return Number(repr(value)) if isinstance(value, float) else value

    def array(self, mark: Mark, depth: int) -> LocatedList:
        found = _array(mark)
        self.at += 1
        while self.text[self.skip(SPACE)] != "]":
            found.marks.append(self.mark())
            found.append(self.value(depth))
            self.comma()
        self.at += 1
        return found

    def inline(self, mark: Mark, depth: int) -> LocatedMap:
        found = _table(mark)
        self.at += 1
        while self.text[self.skip(SPACE)] != "}":
            self.pair(found, depth)
            self.comma()
        self.at += 1
        return found

    def comma(self) -> None:
        if self.text[self.skip(SPACE)] == ",":
            self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> int:
        """Pass over blanks, and return where they end."""
        self.token(pattern)
        return self.at

    def token(self, pattern: re.Pattern[str]) -> str:
        """Read what matches, which is there since the text is valid."""
        found = pattern.match(self.text, self.at)
        token = found[0] if found else ""
        self.at += len(token)
        return token

    def mark(self) -> Mark:
        line = bisect_right(self.lines, self.at)
        return line, self.at - self.lines[line - 1] + 1

    def count(self, mark: Mark, depth: int) -> None:
        """Refuse what goes over a limit."""
        self.built += 1
        if depth > self.limits.depth:
            raise InputError([too_deep(self.path, mark, self.limits)])
        if self.built > self.limits.values:
            message = f"more than the limit of {self.limits.values:,} values"
            self.stop(codes.OVER_LIMIT, mark, message, to_raise("values"))

    def stop(self, code: str, mark: Mark, message: str, hint: str) -> NoReturn:
        raise InputError([Fault.at(code, self.path, mark, message, hint)])


def _table(mark: Mark) -> LocatedMap:
    made = LocatedMap()
    made.start, made.marks = mark, {}
    return made


def _array(mark: Mark) -> LocatedList:
    made = LocatedList()
    made.start, made.marks = mark, []
    return made
