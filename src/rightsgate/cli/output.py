"""Where commands write. Nothing of a manifest or a rule steers the terminal, and no write is lost unseen."""

import io
import os
import re
import sys
from collections.abc import Iterable
from errno import EBADF
from typing import Final

from rightsgate import codes
from rightsgate.errors import Fault, Input, InputError, InputKind
from rightsgate.text.atomic import replace_file
from rightsgate.text.characters import has_unseen, visible, without_commands

STANDARD: Final = Input(InputKind.STREAM, "standard output")
OUR_COLOURS: Final = "\x1b\\[[0-9;]*m"


class ClosedPipeError(Exception):
    """Nobody reads what is written."""


def write_stdout(texts: str | Iterable[str], *, as_json: bool = False, colour: bool = False, marks: str = "") -> None:
    """Write to standard output; raises InputError where it takes no more, ClosedPipeError where nobody reads it.

    ``colour`` and ``marks`` are as in ``escape_control``; what has marks is UTF-8 everywhere, with its own line ends.
    """
    if sys.stdout is None:  # how Python says that there is none
        raise unwritten(STANDARD, OSError(EBADF, "it is closed"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number
        if marks:
            sys.stdout.reconfigure(encoding="utf-8", newline="")
    try:
        for text in [texts] if isinstance(texts, str) else texts:
            sys.stdout.write(escape_control(text, as_json=as_json, colour=colour, marks=marks))
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError as error:
        drop_pending(1)
        raise unwritten(STANDARD, error) from None


def write_file(place: str | int, texts: Iterable[str], *, as_json: bool = False, marks: str = "") -> None:
    """Write texts to an open descriptor, or put them in the place of a file, whole or not at all.

    Raises InputError, and ClosedPipeError for a pipe that nobody reads.
    """
    content = (escape_control(text, as_json=as_json, marks=marks).encode() for text in texts)
    try:
        if isinstance(place, str):
            replace_file(place, content)
        else:
            with open(os.dup(place), "wb") as stream:
                stream.writelines(content)
    except BrokenPipeError:
        raise ClosedPipeError from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise unwritten(written_to(place), error) from None


def write_stderr(text: str) -> None:
    """Print a message to standard error; if that fails, only the exit code tells that something went wrong.

    Raises ClosedPipeError where nobody reads it.
    """
    if sys.stderr is None:  # how Python says that there is none
        return
    try:
        sys.stderr.write(without_commands(escape_control(text)) + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError:
        drop_pending(2)


def written_to(place: str | int) -> Input:
    """Return what a report is written to: a file, or an open descriptor."""
    return Input(InputKind.FILE, place) if isinstance(place, str) else Input(InputKind.STREAM, f"descriptor {place}")


def unwritten(about: Input, error: OSError | ValueError) -> InputError:
    """Return the error for what cannot be written to."""
    if isinstance(error, OSError) and error.errno == EBADF:
        return InputError([Fault(code=codes.STREAM_CLOSED, input=about, message="it is closed")])
    message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
    return InputError([Fault(code=codes.NOT_WRITABLE, input=about, message=message)])


def drop_pending(*descriptors: int) -> None:
    """Redirect standard output (1) or standard error (2) to the null device, so that the flush at exit cannot fail."""
    for number in descriptors:
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def escape_control(text: str, *, as_json: bool = False, colour: bool = False, marks: str = "") -> str:
    """Return text in which everything that could steer a terminal is visible; in JSON, escaped.

    With ``colour``, colours stay: they are ours, since pages escape those in the text of manifests. So does what the
    expression ``marks`` finds, for the same reason.
    """
    if text.replace("\n", "").isprintable() and not has_unseen(text):
        return text
    ours = marks or (OUR_COLOURS if colour else "")
    parts = re.split(f"({ours})", text) if ours else [text]
    shown = _escaped if as_json else _visible
    return "".join(part if at % 2 else shown(part) for at, part in enumerate(parts))


def _visible(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


def _escaped(text: str) -> str:
    import json  # needed only for a report that quotes such a character

    plain = (one if one in "\n\r\t" or (one.isprintable() and not has_unseen(one)) else "" for one in text)
    return "".join(shown or json.dumps(one)[1:-1] for one, shown in zip(text, plain, strict=True))
