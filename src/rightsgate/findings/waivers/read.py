"""Files of waivers to waivers; what is wrong with them is located, and collected."""

import re
from typing import Any
from unicodedata import name as unicode_name
from unicodedata import normalize

from rightsgate import codes, lookalikes
from rightsgate.errors import Fault, InputError
from rightsgate.files.read import read_as
from rightsgate.findings.waivers.form import WAIVERS
from rightsgate.findings.waivers.model import Waiver, Waivers
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.location import Location
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.placeholders import is_placeholder
from rightsgate.text.reader import Reader
from rightsgate.text.search import StrPath

PEOPLE = ("reason", "owner", "approver")
# What names nobody, and how many letters the shortest name has.
NOBODY = frozenset(("none", "nobody", "no", "na", "n", "a", "x", "tbd"))
SHORTEST = 2
MIXED = "it mixes letters of two scripts; write it in one"


def load_waivers(path: StrPath, limits: Limits = DEFAULTS) -> Waivers:
    """Read a file of waivers; raises InputError with all that is wrong with it.

    Example::

        waivers = load_waivers("rightsgate.waivers.yaml")
        print([waiver.finding for waiver in waivers.entries])
    """
    name = str(path)
    return waivers_in(read_as("waivers", path, name, limits), name)


def waivers_in(data: LocatedMap, path: str) -> Waivers:
    """Return the waivers that a file holds, given its data; raises InputError with all that is wrong with it."""
    faults: list[Fault] = []
    reader = Reader(path, faults)
    found = WAIVERS.read(reader, data)
    entries = tuple(_waiver(reader, row, at, path) for at, row in enumerate(found["waivers"]))
    if faults:
        from rightsgate.text.extents import with_ends_in  # which only a faulty file needs

        raise with_ends_in(InputError(faults), [(path, data)])
    return Waivers(path=path, raw=data.raw, entries=entries)


def _waiver(reader: Reader, row: Filled, at: int, path: str) -> Waiver:
    for key in PEOPLE:
        _check_placeholder(reader, row, key)
    for key in ("owner", "approver"):
        _check_name(reader, row, key)
    if row["owner"].strip() and _may_be_one(row["owner"], row["approver"]):
        message = f"{row.where} is approved by its owner, {row['owner']}"
        reader.fault(codes.SELF_APPROVED, row.mark("approver"), message, "somebody else has to approve it")
    if row["starts"] and row["expires"] and row["expires"] < row["starts"]:
        message = f"{row.where} expires on {row['expires']}, before it starts on {row['starts']}"
        reader.fault(codes.ENDS_BEFORE_START, row.mark("expires"), message, "exchange the two days, or set another")
    line, column = row.data.start
    said: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in row.items()}
    return Waiver(**said, location=Location(path=path, line=line, column=column, pointer=f"/waivers/{at}"))


def _check_placeholder(reader: Reader, row: Filled, key: str) -> None:
    text = row[key]
    if text.strip() and is_placeholder(text):
        message = f"'{text}' gives no {key} in {row.where}"
        hint = "say why in a sentence" if key == "reason" else "name the person"
        reader.fault(codes.NO_REASON, row.mark(key), message, hint)


def _check_name(reader: Reader, row: Filled, key: str) -> None:
    """Refuse a name that is not spelled as it looks, or that is nobody's."""
    name = row[key]
    words = _words(name)
    if name.strip() and (words <= NOBODY or len("".join(words)) < SHORTEST):
        message = f"'{name}' gives no {key} in {row.where}"
        reader.fault(codes.NO_REASON, row.mark(key), message, "name the person")
    elif note := lookalikes.in_word(name) or (MIXED if any(map(_mixes_scripts, words)) else ""):
        message = f"'{key}' of {row.where} gives a name that is not spelled as it looks: '{name}'"
        reader.fault(codes.LOOKALIKE_NAME, row.mark(key), message, note)


def _mixes_scripts(word: str) -> bool:
    """Whether a word has letters of Latin and of another script, as one that is made to look like another has."""
    scripts = {unicode_name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return "LATIN" in scripts and len(scripts) > 1


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names may be those of one person: all words of one are in the other, however they are written."""
    words, others = _words(name), _words(other)
    return words <= others or others <= words


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", normalize("NFKC", name).casefold()))
