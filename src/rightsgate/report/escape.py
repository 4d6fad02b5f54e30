"""Texts of manifests and rules in Markdown: nothing in them is markup, and nothing calls anybody or links anywhere."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from rightsgate.text.characters import clusters
from rightsgate.text.layout import plain

MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|~&])")
# Words that GitHub or GitLab turn into something even where they are escaped: mentions and addresses, references to
# issues and changes, links, emoji, formulas, commits. As code they stay what they are.
CALLS: Final = re.compile(
    r"""[@#$]|://|www\.|\bGH-\d|[!&]\d|[%~]["\w]|:\w+:|\b[0-9a-f]{7,}\b|^mailto:|^xmpp:""", re.IGNORECASE
)
# What would begin a list, a heading or a line across where a text begins.
BEGINS: Final = re.compile(r"^(\d*)([-+=.)])")
# What follows a word and is not part of it.
AFTER: Final = ".,:;"
CUT: Final = "…"


def escaped(text: str) -> str:
    """Return a text in one line in which nothing is markup; words that would call or link are written as code."""
    return " ".join(_words(plain(text).split()))


def _words(words: Iterable[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if CALLS.search(word):
            called = word.rstrip(AFTER)
            yield code(called) + word[len(called) :]
        else:
            said = MARKUP.sub(r"\\\1", word)
            yield said if at else BEGINS.sub(r"\1\\\2", said)


def code(text: str) -> str:
    """Return a text as code, in more backticks than it holds; bars stand between, since they would part a table."""
    pieces = (_code(piece) if piece else "" for piece in plain(text).split("|"))
    return r"\|".join(pieces)


def _code(text: str) -> str:
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def html_code(text: str) -> str:
    """Return a text as code where HTML stands and Markdown has no effect."""
    return f"<code>{escape(plain(text))}</code>"


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut at its end with a mark."""
    text = plain(text)
    return text if len(text) <= most else "".join([*_held((one for one, _ in clusters(text)), most - 1), CUT])


def cut_path(text: str, most: int) -> str:
    """Return a path of at most so many characters, cut in its middle with a mark: the name of the file has to stay."""
    text = plain(text)
    if len(text) <= most:
        return text
    drawn = [one for one, _ in clusters(text)]
    before = (most - 1) // 3
    end = _held(reversed(drawn), most - 1 - before)
    return "".join([*_held(drawn, before), CUT, *reversed(end)])


def _held(drawn: Iterable[str], most: int) -> list[str]:
    held, used = [], 0
    for one in drawn:
        used += len(one)
        if used > most:
            break
        held.append(one)
    return held
