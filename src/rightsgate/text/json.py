"""JSON text to the same located data as YAML, read by JSON's own grammar (RFC 8259) and under the same limits."""

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined] # the typing stubs leave it out
from typing import Any, Final, NoReturn

from rightsgate import codes
from rightsgate.errors import Fault, InputError, collect
from rightsgate.limits import Limits, to_raise
from rightsgate.text.located import CONTROL, LocatedList, LocatedMap
from rightsgate.text.position import Mark
from rightsgate.text.scalars import resolve

SPACE: Final = re.compile(r"[ \t\n\r]*")
NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])")
WORD: Final = re.compile(r"[^\s,:{}\[\]\"']{1,40}")
WORDS: Final = {"true": True, "false": False, "null": None}
CLOSING: Final = ("]", "}")
HINTS: Final = {
    "'": "JSON takes double quotes",
    **dict.fromkeys(CLOSING, "take out the comma before it"),
    "#": "JSON has no comments",
    "/": "JSON has no comments",
    "": "is a bracket or a brace not closed?",
}


class JsonBuilder:
    """Builds data from JSON text; collects faults that do not stop it, raises those that do."""

    def __init__(self, path: str, text: str, faults: list[Fault], limits: Limits) -> None:
        """Read ``text``, which ``path`` names in ``faults``."""
        self.limits = limits
        self.path = path
        self.text = text
        self.faults = faults
        self.line = 1  # of what was placed last, and where it begins; texts are placed from front to back
        self.start = self.placed = 0
        self.built = 0

    def document(self) -> Any:
        """Return the one value that the text holds."""
        value, end = self.value(self.skip(0), 1)
        end = self.skip(end)
        if end < len(self.text):
            self.stop(
                codes.SYNTAX, end, "broken JSON: something follows the end of the data", HINTS.get(self.text[end], "")
            )
        return value

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """Return the value that begins at ``at``, and where it ends."""
        self.built += 1
        if self.built > self.limits.values:
            message = f"more than the limit of {self.limits.values:,} values"
            self.stop(codes.OVER_LIMIT, at, message, to_raise("values"))
        first = self.text[at : at + 1]
        if first == '"':
            return self.string(at)
        if first in ("{", "["):
            if depth > self.limits.depth:
                message = f"nested deeper than the limit of {self.limits.depth} levels"
                self.stop(codes.OVER_LIMIT, at, message, to_raise("depth"))
            return self.mapping(at, depth) if first == "{" else self.sequence(at, depth)
        number = NUMBER.match(self.text, at)
        if number:
            return resolve(number[0]), number.end()
        word = WORD.match(self.text, at)
        if word and word[0] in WORDS:
            return WORDS[word[0]], word.end()
        if word and first not in HINTS:
            near = word[0].lower() if word[0].lower() in WORDS else ""
            hint = f"did you mean {near}?" if near else "put a text in double quotes"
            self.stop(codes.SYNTAX, at, f"broken JSON: '{word[0]}' is no JSON value", hint)
        return self.expected(at, "a value")

    def mapping(self, at: int, depth: int) -> tuple[LocatedMap, int]:
        """Return the mapping that begins at ``at``, and where it ends."""
        data, marks = LocatedMap(), dict[str, Mark]()
        data.start, data.marks = self.place(at), marks
        here = self.skip(at + 1)
        if self.text[here : here + 1] == "}":
            return data, here + 1
        while True:
            if self.text[here : here + 1] != '"':
                self.expected(here, "a key in double quotes")
            name, end = self.string(here)
            mark, end = self.place(here), self.skip(end)
            if name in marks:
                first = marks[name][0]
                self.fault(codes.DUPLICATE_KEY, here, f"the key '{name}' stands twice here; first at line {first}")
            if self.text[end : end + 1] != ":":
                self.expected(end, "':'")
            marks[name] = mark
            data[name], end = self.value(self.skip(end + 1), depth + 1)
            end = self.skip(end)
            if self.text[end : end + 1] == "}":
                return data, end + 1
            if self.text[end : end + 1] != ",":
                self.expected(end, "',' or '}'")
            here = self.skip(end + 1)

    def sequence(self, at: int, depth: int) -> tuple[LocatedList, int]:
        """Return the list that begins at ``at``, and where it ends."""
        data, marks = LocatedList(), list[Mark]()
        data.start, data.marks = self.place(at), marks
        here = self.skip(at + 1)
        if self.text[here : here + 1] == "]":
            return data, here + 1
        while True:
            marks.append(self.place(here))
            item, end = self.value(here, depth + 1)
            data.append(item)
            end = self.skip(end)
            if self.text[end : end + 1] == "]":
                return data, end + 1
            if self.text[end : end + 1] != ",":
                self.expected(end, "',' or ']'")
            here = self.skip(end + 1)

    def string(self, at: int) -> tuple[str, int]:
        """Return the text that begins at ``at``, and where it ends."""
        try:
            text, end = scanstring(self.text, at + 1, True)
        except JSONDecodeError as error:
            message = error.msg.removesuffix(" at").removesuffix(" starting")
            self.stop(codes.SYNTAX, error.pos, f"broken JSON: {message[0].lower()}{message[1:]}")
        if end - at - 2 != len(text) and (control := re.search(CONTROL, text)):  # only escapes bring one in
            word = "half a surrogate pair" if "\ud800" <= control[0] <= "\udfff" else "the control character"
            message = f"the text holds {word} U+{ord(control[0]):04X}"
            self.fault(codes.MISLEADING_CHARACTER, at, message, "take it out")
        return text, end

    def skip(self, at: int) -> int:
        """Return where the blanks at ``at`` end."""
        match = SPACE.match(self.text, at)
        return match.end() if match else at

    def place(self, at: int) -> Mark:
        """Return the line and column of a position, from 1."""
        if at < self.placed:
            return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
        breaks = self.text.count("\n", self.placed, at)
        if breaks:
            self.line += breaks
            self.start = self.text.rfind("\n", self.placed, at) + 1
        self.placed = at
        return self.line, at - self.start + 1

    def expected(self, at: int, what: str) -> NoReturn:
        """Raise the fault that ``what`` was expected at ``at``."""
        found = self.text[at : at + 1]
        hint = "" if found in CLOSING and what.startswith("'") else HINTS.get(found, "")
        met = f"found '{found}'" if found else "but the text ends"
        self.stop(codes.SYNTAX, at, f"broken JSON: expected {what}, {met}", hint)

    def fault(self, code: str, at: int, message: str, hint: str = "") -> None:
        """Add a fault at a position."""
        collect(self.faults, Fault.at(code, self.path, self.place(at), message, hint))

    def stop(self, code: str, at: int, message: str, hint: str = "") -> NoReturn:
        """Raise all faults so far, and one that leaves no way to read on."""
        raise InputError([*self.faults, Fault.at(code, self.path, self.place(at), message, hint)])
