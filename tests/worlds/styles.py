"""The same data as YAML in many styles: a file as people, editors and other programs may have left it."""

import json
from random import Random
from typing import Any

from rightsgate.text.scalars import resolve

INDICATORS = "-?:,[]{}#&*!|>'\"%@`~ "


class Styled:
    """Writes data as YAML; every choice of style is drawn anew, those that hold for a whole file once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.choice((1, 2, 2, 2, 4))
        self.dash = random.choice((0, 0, self.step, self.step, 3))
        self.item = random.choice((2, 2, 2, 4))
        self.comments = random.choice((0, 0.1, 0.3))
        self.flow = random.choice((0.1, 0.3, 0.7))
        self.spaced = random.random() < 0.4
        self.count = 0

    def document(self, data: dict[str, Any]) -> str:
        text = "\n".join(self.mapping(data, 0)) + "\n"
        if self.spaced:
            text = "# the file\n\n" + text
        if self.random.random() < 0.2:
            text = "---\n" + text + self.random.choice(("", "...\n", "\n\n", "# the end\n"))
        elif self.random.random() < 0.2:
            text = text.removesuffix("\n")
        return text.replace("\n", "\r\n") if self.random.random() < 0.2 else text

    def comment(self) -> str:
        """Return a comment that stands in no other place, or nothing."""
        if self.random.random() >= self.comments:
            return ""
        self.count += 1
        return f"{self.random.choice((' ', '   ', chr(9)))}#c{self.count} {self.random.choice(('é', chr(9), '[', 'a: b', chr(39)))}"

    def blank_comment(self) -> str:
        """Return a comment after a colon or a dash, where no tab may stand."""
        return self.comment().replace("\t#", " #")

    def above(self, indent: int) -> list[str]:
        lines = [""] if self.spaced and self.random.random() < 0.2 else []
        return lines + ([" " * indent + line.strip()] if (line := self.comment()) else [])

    def mapping(self, data: dict[str, Any], indent: int, *, dashed: bool = False) -> list[str]:
        """Return the lines of a mapping; ``dashed``: the first key stands on the line of a dash."""
        lines: list[str] = []
        for key, value in data.items():
            above = [] if dashed and not lines else self.above(indent)
            first, *rest = self.after(value, indent, len(key))
            lines += [*above, f"{' ' * indent}{self.key(key)}:{first}", *rest]
        return lines

    def key(self, key: str) -> str:
        return json.dumps(key, ensure_ascii=False) if len(key) % 7 == 6 or not bare(key) else key

    def after(self, value: Any, indent: int, used: int) -> list[str]:
        """Return what follows a colon or a dash in a column."""
        if isinstance(value, dict | list) and value and self.random.random() >= self.flow:
            if isinstance(value, dict):
                return [self.blank_comment(), *self.mapping(value, indent + self.step)]
            return [self.blank_comment(), *self.sequence(value, indent + (self.dash if used else self.step))]
        if isinstance(value, dict | list):
            return self.brackets(value, indent)
        if (
            isinstance(value, str)
            and self.random.random() < 0.3
            and value.strip() == value
            and value.isprintable()
            and value
        ):
            return self.lines(value, indent)
        written = self.scalar(value, flow=False)
        if not written:
            return [self.blank_comment()]
        return [self.random.choice((" ", " ", "   ")) + written + self.comment()]

    def lines(self, value: str, indent: int) -> list[str]:
        blanks = " " * (indent + self.step)
        if self.random.random() < 0.5:
            return [f" {self.random.choice('|>')}-{self.comment()}", blanks + value]
        begin, _, rest = value.partition(" ")
        if rest and rest.strip() == rest and bare(value):
            return [f" {begin}", blanks + rest + self.comment()]
        return ["", blanks + self.scalar(value, flow=False) + self.comment()]

    def sequence(self, data: list[Any], indent: int) -> list[str]:
        lines: list[str] = []
        blanks = " " * indent
        for value in data:
            lines += self.above(indent)
            if isinstance(value, dict) and value and self.random.random() >= self.flow:
                first, *rest = self.mapping(value, indent + self.item, dashed=True)
                lines += [f"{blanks}-{first[indent + 1 :]}", *rest]
            else:
                first, *rest = self.after(value, indent, 0)
                lines += [f"{blanks}-{first}", *rest]
        return lines

    def brackets(self, value: Any, indent: int) -> list[str]:
        spread = bool(value) and self.random.random() < 0.25
        parts = (
            [f"{self.key(key)}: {self.inner(one)}" for key, one in value.items()]
            if isinstance(value, dict)
            else [self.inner(one) for one in value]
        )
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        if not spread:
            pad = self.random.choice(("", "", " ")) if parts else ""
            return [f" {opening}{pad}{', '.join(parts)}{pad}{closing}{self.comment()}"]
        blanks = " " * (indent + self.step + 1)
        ends = [","] * (len(parts) - 1) + [self.random.choice(("", ","))]
        lines = [f"{blanks}{part}{end}{self.comment()}" for part, end in zip(parts, ends, strict=True)]
        if self.random.random() < 0.5:
            return [f" {opening}{self.comment()}", *lines, f"{blanks}{closing}{self.comment()}"]
        return [f" {opening}{lines[0].strip()}", *lines[1:], f"{blanks}{closing}"]

    def inner(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(key)}: {self.inner(one)}" for key, one in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.inner, value)) + "]"
        return self.scalar(value, flow=True) or "null"

    def scalar(self, value: Any, *, flow: bool) -> str:
        if value is None:
            return self.random.choice(("null", "~") if flow else ("null", "~", ""))
        if not isinstance(value, str):
            return json.dumps(value)
        if bare(value) and self.random.random() < 0.7:
            return value
        if value.isprintable() and self.random.random() < 0.5:
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False)


def bare(text: str) -> bool:
    """Whether a text surely needs no quotes."""
    return (
        text.isprintable()
        and text not in ("", "<<")
        and text[0] not in INDICATORS
        and not set(text) & set(":#,[]{}")
        and text.strip() == text
        and isinstance(resolve(text), str)
    )
