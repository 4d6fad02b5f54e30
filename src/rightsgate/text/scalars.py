"""The plain scalars of YAML and JSON by the core schema of YAML 1.2: true, false, nothing, numbers, and texts."""

import math
import re
from collections.abc import Mapping
from typing import Final

from rightsgate.logic.number import Number

# A whole number that is written as Python writes it, so that its text need not be kept.
INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?")
NUMERIC: Final = frozenset("0123456789+-.")
WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


def resolve(text: str) -> str | int | Number | bool | None:
    """Read a plain scalar by the YAML 1.2 core schema; anything else than its words and numbers is text."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in NUMERIC:
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    return Number(text) if NUMBER.fullmatch(text) and math.isfinite(float(text)) else text
