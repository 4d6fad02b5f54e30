"""Where a report goes: to standard output, an open descriptor, a file, a pipe or a device; never onto what is read."""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from errno import EBADF
from typing import Final, NoReturn

import msgspec

from rightsgate import codes
from rightsgate.cli.output import STANDARD, unwritten, written_to
from rightsgate.errors import Fault, Input, InputError, InputKind
from rightsgate.text.search import SUFFIXES

STANDARD_OUTPUT: Final = 1
ELSEWHERE: Final = "write it to another file"
# The folders in which systems list the open descriptors of a process, and how many links may lead there.
DESCRIPTORS: Final = re.compile(r"/dev/fd|/proc/(?:self|[0-9]+)/fd")
MOST_LINKS: Final = 40


class Destination(msgspec.Struct, frozen=True):
    """Where a report is written: ``place`` is a path or an open descriptor; ``state`` is what is there before."""

    place: str | int
    state: os.stat_result | None

    @property
    def input(self) -> Input:
        """The destination in messages."""
        return STANDARD if self.place == STANDARD_OUTPUT else written_to(self.place)

    def refuse(self, message: str) -> NoReturn:
        """Raise the error of a report that would be written onto what is read."""
        fault = Fault(code=codes.REPLACES_INPUT, input=self.input, message=message, hint=ELSEWHERE)
        raise InputError([fault])

    def is_file(self, path: str) -> bool:
        """Whether a path leads to the file or pipe that is written to; a terminal or a socket never counts."""
        try:
            return self.is_state(os.stat(path))
        except OSError:
            return isinstance(self.place, str) and os.path.realpath(path) == os.path.realpath(self.place)

    def is_state(self, other: os.stat_result) -> bool:
        """Whether a stat result is that of the file or pipe that is written to."""
        if self.state is None or not (stat.S_ISREG(self.state.st_mode) or stat.S_ISFIFO(self.state.st_mode)):
            return False
        return os.path.samestat(self.state, other)


def destination(output: str | None) -> Destination:
    """Return where ``--output`` leads; raises InputError where it names nothing."""
    if output == "":
        about = Input(InputKind.OPTION, "--output")
        raise InputError([Fault(code=codes.NOTHING_NAMED, input=about, message="the file name is empty")])
    place = STANDARD_OUTPUT if output in (None, "-") else _descriptor(output)
    try:
        state = os.stat(place)
    except (OSError, ValueError, OverflowError):  # it is not there yet, or cannot be: writing says so
        if isinstance(place, int) and place != STANDARD_OUTPUT:  # before a file of ours takes that number
            raise unwritten(written_to(place), OSError(EBADF, "it is closed")) from None
        state = None
    return Destination(place, state)


def _descriptor(path: str) -> str | int:
    """Return the open descriptor that a path such as ``/dev/stdout`` stands for, or the path.

    Opening the path again would overwrite what another process has already written there.
    """
    following = path
    for _ in range(MOST_LINKS):
        folder, name = os.path.split(following)
        real = os.path.realpath(folder)
        if DESCRIPTORS.fullmatch(real) and name.isascii() and name.isdigit():
            own = real == "/dev/fd" or real == os.path.realpath("/proc/self/fd")
            return int(name) if own else path
        if not os.path.islink(following):
            break
        following = os.path.join(folder, os.readlink(following))
    return path


def refuse_inputs(where: Destination, read: Mapping[str, Iterable[str]], packs: Iterable[str]) -> None:
    """Refuse to write onto a file that the call reads, or into a folder of ``packs`` as one of their files.

    ``read`` lists the files by their kind. Raises InputError.
    """
    if isinstance(where.place, str) and where.place.lower().endswith(SUFFIXES):
        folder = os.path.dirname(os.path.realpath(where.place))
        if any(_is_within(folder, os.path.realpath(pack)) for pack in packs):
            where.refuse("the report would be read as a file of the rule pack in that folder")
    for what, paths in read.items() if where.state is not None else ():
        if any(where.is_file(path) for path in paths):
            where.refuse(f"the report would replace {what} that this command reads")


def _is_within(folder: str, other: str) -> bool:
    return folder == other or folder.startswith(other.rstrip(os.sep) + os.sep)
