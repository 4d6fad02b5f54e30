"""How the paths of fields are written in conditions."""

import re
from typing import Final

from rightsgate import codes
from rightsgate.text.holds import Shape, Wrong

PLAIN_PATH: Final = re.compile(r"\$((?:\.[A-Za-z_][A-Za-z0-9_]*)+)")
# jsonpath-ng can run regular expressions, on which a hostile rule could hang; a long path could exhaust its parser.
REGULAR: Final = re.compile(r"=~|`\s*(?:sub|split)")
MAX_PATH: Final = 200


def _wrong_path(_: str, text: str) -> Wrong | None:
    match = PLAIN_PATH.match(text)
    if match is None:
        return codes.INVALID_PATH, f"'{text}' is no path", "write $.field, or a JSONPath that begins so"
    if match.end() < len(text) and (len(text) > MAX_PATH or REGULAR.search(text)):
        message = f"'{text}' is no selector that rules may use"
        return codes.INVALID_PATH, message, f"at most {MAX_PATH} characters, no regular expressions"
    return None


def _wrong_plain_path(key: str, text: str) -> Wrong | None:
    if PLAIN_PATH.fullmatch(text) or not PLAIN_PATH.match(text):
        return _wrong_path(key, text)
    return codes.INVALID_PATH, f"'{text}' is no plain path", "another field is named as $.field"


PATHS: Final = rf"^(?!.*({REGULAR.pattern}))(?=.{{0,{MAX_PATH}}}$){PLAIN_PATH.pattern}"
A_PATH: Final = Shape("a path", "$.field, or a JSONPath that begins so", (PATHS,), _wrong_path)
A_PLAIN_PATH: Final = Shape("a plain path", "$.field", (rf"^{PLAIN_PATH.pattern}(?!\n)$",), _wrong_plain_path)
