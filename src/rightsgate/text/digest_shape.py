"""How a digest is written in a file that people may edit."""

from typing import Final

from rightsgate import codes
from rightsgate.text.holds import Shape, Wrong

PATTERN: Final = "^sha256:[0-9a-f]{64}$"


def _wrong_digest(key: str, text: str) -> Wrong | None:
    digits = text.removeprefix("sha256:")
    if text != digits and len(digits) == 64 and all(digit in "0123456789abcdef" for digit in digits):
        return None
    hint = "nobody has to work one out: rightsgate waive and rightsgate lock write them"
    return codes.INVALID_VALUE, f"'{key}' must be a digest, not '{text}'", hint


A_DIGEST: Final = Shape("a digest", "sha256: and 64 hexadecimal digits", (PATTERN,), _wrong_digest)
