"""What a person sees: whether there is a terminal, how wide it is, and whether it is to be coloured."""

import os
import shutil
import sys
from typing import Final

from rightsgate.text.layout import WIDTH

NARROWEST: Final = 40
WIDEST: Final = 100  # longer lines are hard to read


def is_seen() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def colour() -> bool:
    """Colour only what a person sees on a terminal that has colours, unless NO_COLOR is set (no-color.org)."""
    return is_seen() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def width() -> int:
    """Return how many columns a line has: those of the terminal within bounds, else the usual number."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns)) if is_seen() else WIDTH
