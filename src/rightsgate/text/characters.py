"""Which characters are visible, which join others or control a terminal, and how many columns a text takes."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

# Characters without a form of their own, as the inside of a class of regular expressions. Those of the first are not
# printable to Python either: controls, blanks that look like a plain one, formats (marks of direction, joiners, tags),
# surrogates and private use. The second are letters and marks that Unicode tells programs to show as nothing.
UNPRINTED: Final = (
    r"\u0000-\u001f\u007f-\u00a0\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u1680\u180e\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ud800-\uf8ff\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
UNSEEN: Final = r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0" "\U000e0100-\U000e01ef"

# Expressions are texts until they are needed: few texts need them.
ANY_UNSEEN: Final = f"[{UNSEEN}]"
LINE_BREAK: Final = r"\r\n?|[\n\v\f\u0085\u2028\u2029]"
CUT: Final = "…"  # where a text is cut
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
JOINERS: Final = "\u200c\u200d"
EMOJI_STYLE: Final = "\ufe0f"
# Letters and marks of scripts that join, from Arabic to Myanmar and their later additions.
JOINING: Final = (
    r"[\u0600-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uaadf\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    r"\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
EMOJI: Final = r"[\u00a9\u00ae\u203c-\u21aa\u231a-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
SKIN: Final = r"[\U0001f3fb-\U0001f3ff]"
# Variation selectors, each with the characters whose form it can select.
SELECTORS: Final = (
    (r"[\ufe0e\ufe0f]", rf"{EMOJI}|[0-9#*]"),
    (r"[\ufe00-\ufe02\U000e0100-\U000e01ef]", r"[\u2200-\u22ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    (r"[\u180b-\u180d\u180f]", r"[\u1820-\u18aa]"),
)
# Characters that may take no column or two, or combine with their neighbors.
UNEVEN: Final = r"[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u200b-\u200f\u20d0-\u20ff\u231a-\U0010ffff]"
FLAG: Final = r"[\U0001f1e6-\U0001f1ff]"
# The later letters of a Korean syllable that is written letter by letter.
HANGUL: Final = r"[\u1160-\u11ff\ud7b0-\ud7ff]"
# How GitHub and others begin a command in what a job prints: `::error file=a::text`.
COMMAND: Final = "::(?=[A-Za-z][A-Za-z-]*(?: [^:]*)?::)"


def has_unseen(text: str) -> bool:
    """Whether a text contains letters or marks that are invisible."""
    return not text.isascii() and re.search(ANY_UNSEEN, text) is not None


def in_one_line(text: str) -> str:
    """Return a text with blanks in the place of its line breaks."""
    if text.isprintable() or not re.search(LINE_BREAK, text):
        return text
    return " ".join(filter(None, (line.strip(" \t") for line in re.split(LINE_BREAK, text))))


def without_commands(text: str) -> str:
    """Return a text in which nothing is a command to a runner of workflows, which reads what a job prints.

    >>> without_commands("::error::no"), without_commands("##[add-mask]no"), without_commands("std::vector")
    (': :error::no', '## [add-mask]no', 'std::vector')
    """
    if "::" not in text and "##[" not in text:
        return text
    import re

    return re.sub(COMMAND, ": :", text).replace("##[", "## [")


def visible(text: str) -> str:
    """Return a line in which nothing steers a terminal and nothing hides, but what joins letters or emoji stays."""
    if text.isprintable() and not has_unseen(text):
        return text
    return "".join(one if one.isprintable() and not has_unseen(one) else _seen(text, at) for at, one in enumerate(text))


def _seen(text: str, at: int) -> str:
    import unicodedata

    one, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if one in "\t\n\r" or unicodedata.category(one)[0] == "Z":
        return " "
    if one in JOINERS:
        letters = _is_joining(before) and _is_joining(after)
        emoji = one == JOINERS[1] and re.match(EMOJI, after) and (before == EMOJI_STYLE or re.match(EMOJI, before))
        return one if letters or emoji else REPLACEMENT
    chosen = any(re.match(kind, one) and re.match(among, before) for kind, among in SELECTORS)
    return one if chosen else REPLACEMENT


def _is_joining(one: str) -> bool:
    import unicodedata

    return re.match(JOINING, one) is not None and unicodedata.category(one)[0] in "LM"


def columns(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii() or not re.search(UNEVEN, text):
        return len(text)
    return sum(width for _, width in clusters(text))


def padded(text: str, width: int) -> str:
    """Return a text with blanks up to a width."""
    return text + " " * (width - columns(text))


def shortened(text: str, width: int) -> str:
    """Return a text of at most so many columns, cut at its end with a mark."""
    if columns(text) <= width:
        return text
    return "".join([*held(clusters(text), width - len(CUT)), CUT])


def held(drawn: Iterable[tuple[str, int]], width: int) -> list[str]:
    """Return the first of what is drawn that takes at most so many columns."""
    held, used = [], 0
    for one, wide in drawn:
        used += wide
        if used > width:
            break
        held.append(one)
    return held


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is drawn as one and never parted, each with the columns that it takes."""
    whole, width = "", 0
    for one in text:
        own = _width(one)
        if whole and (own == 0 or _goes_with(whole, one)):
            whole += one
            if one == EMOJI_STYLE or re.match(FLAG, one):
                width = 2
        else:
            if whole:
                yield whole, width
            whole, width = one, own
    if whole:
        yield whole, width


def _goes_with(whole: str, one: str) -> bool:
    """Whether a character with a width of its own is drawn together with those before it."""
    if whole[-1] == JOINERS[1]:
        return re.match(EMOJI, one) is not None
    if re.match(FLAG, one):
        return re.fullmatch(FLAG, whole) is not None
    return re.match(SKIN, one) is not None and re.match(EMOJI, whole) is not None


def _width(one: str) -> int:
    import unicodedata

    if unicodedata.category(one) in ("Mn", "Me", "Cf") or re.match(HANGUL, one):
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1
