"""Patterns of ``--exclude``: which paths found in a folder are left out."""

import os
import re
from collections.abc import Iterable
from typing import Final

# The expressions for the parts of a pattern; anything else matches itself.
PARTS: Final = re.compile(
    r"(?P<deep>(?:^|(?<=/))\*\*/)|(?P<rest>\*\*)|(?P<star>\*)|(?P<one>\?)|\[(?P<set>[!^]?\]?[^\]/]*)\]"
)

ESPECIAL: Final = re.compile(r"[][\\^&|~]")  # characters with a meaning within brackets, except the hyphen


class Globs:
    """Decides whether a path is excluded.

    ``*`` and ``?`` stand for what holds no slash, ``**`` for anything. A pattern without a slash names a file or a
    folder wherever it lies. One with a slash is a path below the folder that is searched, or as the report shows it.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the patterns as they were written."""
        self.names: list[re.Pattern[str]] = []
        self.paths: list[re.Pattern[str]] = []
        for pattern in patterns:
            plain = pattern.replace(os.sep, "/").removeprefix("./").rstrip("/")
            (self.paths if "/" in plain else self.names).append(compiled(plain.removeprefix("/")))

    def match(self, path: str, folder: str) -> bool:
        """Whether a file or folder at ``path``, found in ``folder``, is excluded."""
        if not self.names and not self.paths:
            return False
        shown = path.replace(os.sep, "/").removeprefix("./").lstrip("/")
        root = folder.replace(os.sep, "/").removeprefix("./").strip("/")
        below = shown.removeprefix(f"{root}/") if root not in ("", ".") else shown
        name = shown.rpartition("/")[2]
        return any(one.fullmatch(name) for one in self.names) or any(
            one.fullmatch(below) or one.fullmatch(shown) for one in self.paths
        )


def compiled(pattern: str) -> re.Pattern[str]:
    """Return the expression for a pattern; brackets that make no sense stand for themselves."""
    expression, end = "", 0
    for part in PARTS.finditer(pattern):
        expression += re.escape(pattern[end : part.start()]) + _expression(part)
        end = part.end()
    try:
        return re.compile(expression + re.escape(pattern[end:]), re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))


def _expression(part: re.Match[str]) -> str:
    match part.lastgroup:
        case "deep":
            return "(?:.*/)?"
        case "rest":
            return ".*"
        case "star":
            return "[^/]*"
        case "one":
            return "[^/]"
        case _:
            inside = part["set"]
            negated = "^/" if inside[:1] in ("!", "^") else ""
            letters = inside[1:] if negated else inside
            letters = ESPECIAL.sub(r"\\\g<0>", letters)
            return f"[{negated}{letters}]"
