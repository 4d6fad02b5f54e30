"""Where commands write. Nothing of a manifest or a rule steers the terminal, and no write is lost unseen."""

import io
import os
import re
import sys
from collections.abc import Iterable
from typing import Final

from rightsgate.errors import Fault, InputError
from rightsgate.load.replaced import replace_file
from rightsgate.report.layout import plain

STANDARD: Final = "standard output"
OUR_COLOURS: Final = re.compile("(\x1b\\[[0-9;]*m)")


class ClosedPipeError(Exception):
    """Nobody reads what is written."""


def put(texts: str | Iterable[str], *, as_json: bool = False, colour: bool = False) -> None:
    """Write to standard output; raises InputError where it takes no more, ClosedPipeError where nobody reads it."""
    if sys.stdout is None:  # how Python says that there is none
        raise InputError([Fault(path=STANDARD, message="it is closed")])
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number
    try:
        for text in [texts] if isinstance(texts, str) else texts:
            sys.stdout.write(harmless(text, as_json=as_json, colour=colour))
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError as error:
        discard()
        raise InputError([_unwritten(STANDARD, error)]) from None


def save(path: str, texts: Iterable[str], *, as_json: bool = False) -> None:
    """Put texts in the place of a file, whole or not at all; raises InputError."""
    try:
        replace_file(path, (harmless(text, as_json=as_json).encode() for text in texts))
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise InputError([_unwritten(path, error)]) from None


def discard(*, errors: bool = False) -> None:
    """Forget what standard output, and with ``errors`` standard error, has not taken: leaving would try again."""
    for stream, number in ((sys.stdout, 1), *([(sys.stderr, 2)] if errors else [])):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def harmless(text: str, *, as_json: bool = False, colour: bool = False) -> str:
    """Return text in which everything that could steer a terminal is visible; in JSON, escaped.

    With ``colour``, colours are left as they are: manifests bring none, since pages write their text plainly.
    """
    if text.replace("\n", "").isprintable():
        return text
    parts = OUR_COLOURS.split(text) if colour else [text]
    shown = _escaped if as_json else _visible
    return "".join(part if at % 2 else shown(part) for at, part in enumerate(parts))


def _visible(text: str) -> str:
    return "\n".join(map(plain, text.split("\n")))


def _escaped(text: str) -> str:
    import json  # which only a report needs that quotes such a character

    return "".join(one if one.isprintable() or one in "\n\r\t" else json.dumps(one)[1:-1] for one in text)


def _unwritten(path: str, error: OSError | ValueError) -> Fault:
    return Fault(path=path, message=f"cannot be written: {getattr(error, 'strerror', None) or error}")
