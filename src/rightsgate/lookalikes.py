"""Characters that look like plain ones and are others: what they are, where they stand, what to write instead.

Editors, word processors and web pages put them into texts; nobody sees them. Refuses nothing: it explains what was
refused.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final

BLANKS: Final = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE: Final = (
    r"\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
QUOTES: Final = r"\u00ab\u00b4\u00bb\u2018-\u201f\u2032-\u2037\u2039\u203a\u300c-\u300f\uff02\uff07"
HYPHENS: Final = r"\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
COLONS: Final = r"\u02d0\u02f8\u0589\u2236\ua789\ufe13\ufe30\ufe55\uff1a"
FULL_WIDTH: Final = r"\uff01-\uff5e"
ADVICE: Final = (
    (BLANKS, "write a plain space, or nothing"),
    (INVISIBLE, "take it out"),
    (QUOTES, "write a straight quote, or none"),
    (HYPHENS, "write a plain hyphen"),
    (COLONS, "write a plain colon and a space"),
    (FULL_WIDTH, "write the plain character"),
)
ANY: Final = f"[{''.join(kind for kind, _ in ADVICE)}]"
NAMES: Final = {"\ufeff": "byte order mark"}
TAB_INDENT: Final = r"[ \u00a0]*\t"


def in_word(text: str) -> str:
    """Return a hint on the lookalike characters in a text; or an empty text."""
    found = None if text.isascii() else re.search(ANY, text)
    return f"it holds {_told(found[0])}" if found else ""


def in_lines(text: str, numbers: Iterable[int]) -> str:
    """Return a hint on characters that YAML misreads, in the first of these lines (from 0); or an empty text."""
    lines = text.splitlines()
    for number in sorted(set(numbers)):
        line = lines[number] if 0 <= number < len(lines) else ""
        if re.match(TAB_INDENT, line):
            return f"line {number + 1} is indented with a tab; use spaces"
        found = None if line.isascii() else re.search(ANY, line.partition(" #")[0])
        if found:
            return f"line {number + 1} holds at column {found.start() + 1} {_told(found[0])}"
    return ""


def twin(word: str, known: Collection[str]) -> str:
    """Return a hint on the known word that looks like this one but is spelled differently; or an empty text."""
    if word.isascii():
        return ""
    same = one_spelling(word)
    other = next((name for name in known if name != word and one_spelling(name) == same), None)
    return "" if other is None else f"'{other}' looks the same: {difference(word, other)}"


def one_spelling(text: str) -> str:
    """Return a text in the composed form of Unicode (NFC), in which letters and their accents are one."""
    if text.isascii():
        return text
    from unicodedata import normalize  # which only texts beyond ASCII need

    return normalize("NFC", text)


def difference(here: str, there: str) -> str:
    """Return words on the first characters that differ in two texts that look the same."""
    at = next((at for at, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    other, this = _codes(there[at : at + 2]), _codes(here[at : at + 2])
    return f"that one uses {other}, this one {this}; use the same characters in both"


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(one):04X}" for one in text) or "nothing"


def _told(one: str) -> str:
    from unicodedata import name

    called = NAMES.get(one) or name(one, "invisible character").lower()
    advice = next(said for kind, said in ADVICE if re.match(f"[{kind}]", one))
    return f"U+{ord(one):04X} ({called}): {advice}"
