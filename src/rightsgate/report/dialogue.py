"""A question as it stands on a terminal: its words, the answers it takes, and what can be typed instead of one."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, Final

import msgspec

from rightsgate.text.layout import Page, plain


class Instead(Enum):
    """What can be typed instead of an answer."""

    HELP = "?"
    SKIP = "skip"
    BACK = "back"
    NOT_KNOWN = "not known"
    QUIT = "quit"


TYPED: Final[Mapping[str, Instead]] = {
    **{instead.value: instead for instead in Instead},
    "help": Instead.HELP,
    "unknown": Instead.NOT_KNOWN,
    "<": Instead.BACK,
    "exit": Instead.QUIT,
}
DOES: Final[Mapping[Instead, str]] = {
    Instead.HELP: "says more",
    Instead.SKIP: "or Enter: leaves it for another time",
    Instead.BACK: "goes back to the question before",
    Instead.NOT_KNOWN: "leaves it not stated",
    Instead.QUIT: "ends",
}


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question: what answers it (``form``, or ``options`` by code), why it is asked, and what helps to answer it.

    ``default`` is taken where nothing is typed (empty: there is none). ``read`` returns the value of what is typed, or
    raises WrongReplyError.
    """

    question: str
    read: Callable[[str], Any]
    options: Mapping[str, str] = {}
    form: str = ""
    why: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    default: str = ""


def asked_text(ask: Ask, number: str, page: Page) -> str:
    """Return a question with its answers."""
    head = f"{number} {ask.question}".strip()
    lines = ["", *(page.paint(line, bold=True) for line in page.paragraph(plain(head), 0))]
    for line in ask.why:
        lines += page.paragraph(plain(line), 2)
    width = len(str(len(ask.options)))
    for at, (code, label) in enumerate(ask.options.items(), 1):
        told = label if label in (code, code.replace("_", " ")) else f"{label} ({code})"
        lines += _hanging(f"  {at:>{width}}  ", plain(told), page)
    return "\n".join(lines)


def prompt_text(ask: Ask) -> str:
    """Return what stands before the place for the answer."""
    return f"{ask.form or 'answer'}"


def help_text(ask: Ask, allowed: Iterable[Instead], page: Page) -> str:
    """Return what more there is to say about a question, and what can be typed instead of an answer."""
    lines: list[str] = []
    for line in ask.help:
        lines += page.paragraph(plain(line), 2)
    for instead in allowed:
        lines += _hanging(f"  {instead.value:<10} ", DOES[instead], page)
    return "\n".join(lines)


def wrong_text(word: str, ask: Ask, page: Page) -> str:
    """Return what to do about an answer that cannot be read."""
    wanted = "type the number of an answer, or its code" if ask.options else f"type {ask.form or 'an answer'}"
    return "\n".join(page.paragraph(plain(f"'{word}' is not an answer here; {wanted}, or ? for help."), 2))


def instead_text(allowed: Iterable[Instead], page: Page) -> str:
    """Return a line on what can be typed instead of any answer."""
    words = ", ".join(f"{instead.value} ({DOES[instead]})" for instead in allowed)
    return "\n".join(page.paragraph(f"Instead of an answer you can type: {words}.", 0))


def _hanging(label: str, text: str, page: Page) -> list[str]:
    first, *more = page.wrap(text, len(label), len(label))
    return [label + first, *(" " * len(label) + line for line in more)]
