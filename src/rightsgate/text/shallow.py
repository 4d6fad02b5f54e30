"""The top-level keys of a text, whether or not all of it can be read: enough to tell what the file is.

Linear in the length of the text, whatever it holds.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Final

import msgspec

OURS: Final = "rightsgate"
# The characters that end a line for some reader.
BREAKS: Final = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
# A line that holds data: neither blank nor a comment, a directive or the start of a document.
CONTENT: Final = re.compile(r"^([ \t]*+)(?!#|%|---(?:\s|$)|\.\.\.(?:\s|$))\S", re.MULTILINE)
FLOW_START: Final = re.compile(r"(?:\s|#[^\n]*\n|%[^\n]*\n|---(?=[\s{]))*+\{")
# Our own key, where it is not quite one: without a blank after it, or of the entries of a list.
NEARLY: Final = r"""^{indent}(?:\?[ \t]+["']?rightsgate["']?[ \t]*$|["']?rightsgate["']?[ \t]*:)"""
LISTED: Final = re.compile(r"""(?:\s|#[^\n]*\n|---(?=\s))*+(?:\[\s*+\{\s*+|-[ \t]+)["']?rightsgate["']?\s*+:""")
INSIDE: Final = re.compile(r"""[{,]\s*+["']?rightsgate["']?\s*+:""")
# What a flow consists of, where it cannot be read as JSON.
TOKEN: Final = re.compile(
    r"""#[^\n]*|"((?:[^"\\\n]|\\.){0,300}+)"|'([^'\n]{0,300}+)'|([][{},:])|([^\s][^][{},:"'\n]*)"""
)
# No file that is told by its keys has as many as this.
MOST: Final = 1000
TOKENS: Final = 200_000
LONGEST: Final = 400


def decoded(raw: bytes) -> str:
    """Return bytes as text, as well as it goes."""
    code = "utf-16" if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    return raw.decode(code, "replace").replace("\0", "")


def top_keys(text: str) -> dict[str, object]:
    """Return the top-level keys with the texts that they hold, or None where that is something else."""
    start = FLOW_START.match(text)
    if start is not None:
        return _flow(text[start.end() - 1 :])
    if LISTED.match(text):
        return {OURS: None}
    for end in BREAKS:
        if end in text:
            text = text.replace(end, "\n")
    return dict(_block(text))


def _flow(text: str) -> dict[str, object]:
    """Return the keys of JSON, or of YAML in braces, broken or not."""
    try:
        found = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        return {key: _text(bytes(value)) for key, value in found.items()}
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return _outermost(text)


def _text(raw: bytes) -> object:
    value: object = msgspec.json.decode(raw) if raw.startswith(b'"') else None
    return value


def _outermost(text: str) -> dict[str, object]:
    """Return the keys that stand within the outermost braces alone."""
    found: dict[str, object] = {}
    depth, word, key = 0, "", ""
    tokens = TOKEN.finditer(text)
    for token, _ in zip(tokens, range(TOKENS), strict=False):
        sign = token[3]
        if sign is None:
            word = (token[1] or token[2] or token[4] or "").strip()
            if key and depth == 1:
                found[key] = word
        elif sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
        elif depth == 1:
            key, word = word if sign == ":" else "", ""
            if key:
                found.setdefault(key, None)
    whole = depth == 0 and next(tokens, None) is None
    if not whole and INSIDE.search(text):  # braces do not pair up: the key may well stand outermost
        found.setdefault(OURS, None)
    return found


def _block(text: str) -> Iterator[tuple[str, object]]:
    """Yield the keys that stand as far left as the first line of data."""
    first = CONTENT.search(text)
    if first is None:
        return
    indent = re.escape(first[1][:LONGEST])
    if re.search(NEARLY.format(indent=indent), text, re.MULTILINE):
        yield OURS, None
    lines = re.finditer(f"^{indent}(?=[^\\n:]*:)([^ \\t\\n#][^\\n]{{,{LONGEST}}})", text, re.MULTILINE)
    keys = filter(None, (_key(line[1]) for line in lines))
    yield from (found for found, _ in zip(keys, range(MOST), strict=False))


def _key(line: str) -> tuple[str, object] | None:
    """Return the key that a line begins with, and the text that follows it; an anchor and a tag are passed over."""
    while line[:1] in ("&", "!") and " " in line:
        line = line.partition(" ")[2].lstrip()
    quote = line[:1]
    if quote in ("'", '"'):
        key, _, rest = line[1:].partition(quote)
        colon, value = rest.lstrip()[:1], rest.lstrip()[1:]
    else:
        key, colon, value = f"{line} ".partition(": ")
    if not colon or not key.strip():
        return None
    said = value.partition(" #")[0].strip().strip("\"'")
    return key.strip(), said or None
