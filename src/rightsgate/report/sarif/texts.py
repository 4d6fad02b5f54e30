"""Texts of a SARIF report: in one line, bounded, and without anything that a viewer would take for a link."""

from typing import Final

from rightsgate.report.sarif.contract import Message
from rightsgate.text.layout import plain

# How many characters a message has at most, and the name and the descriptions of a rule (the bounds of GitHub).
LONGEST: Final = 2000
LONGEST_NAME: Final = 255
LONGEST_DESCRIPTION: Final = 1024


def said(text: str, most: int = LONGEST) -> str:
    """Return a text as it may stand in a message: a name such as ``[here](https://…)`` makes no link."""
    text = plain(text).replace("](", "] (")
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def message(text: str, most: int = LONGEST) -> Message:
    """Return a message that says a text."""
    return Message(text=said(text, most))
