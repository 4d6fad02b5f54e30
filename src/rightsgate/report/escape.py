"""Texts of manifests and rules in Markdown: nothing in them is markup."""

import re
from typing import Final

from rightsgate.text.layout import plain

MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def escaped(text: str) -> str:
    """Return a text in one line with a backslash before whatever could be markup."""
    return MARKUP.sub(r"\\\1", plain(text))


def code(text: str) -> str:
    """Return a text as code, in more backticks than it holds."""
    text = plain(text)
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
