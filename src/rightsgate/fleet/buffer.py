"""The parts of a report, kept in memory or a temporary file while manifests are checked.

However many manifests there are, only what is being checked is in memory; and nothing is printed, and no file touched,
before the last of them is checked.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from types import TracebackType
from typing import Self, TextIO

from rightsgate import codes
from rightsgate.checker.model import Tally
from rightsgate.errors import Fault, Input, InputError, InputKind
from rightsgate.findings.gate import EXIT_CODES
from rightsgate.findings.model import Verdict
from rightsgate.report.writer import Arranging, Writer

NO_FOLDER = Input(InputKind.MACHINE, "temporary folder")  # where the system offers none
IN_MEMORY = 1 << 20  # characters; most reports never see a disk


class ReportBuffer:
    """Holds the written parts of a report until the whole is known."""

    def __init__(self, separator: str) -> None:
        """``separator`` stands between two parts."""
        self.separator = separator
        self.empty = True

    def __enter__(self) -> Self:
        self.file: TextIO = StringIO(newline="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # it would try once more to write what did not fit
            self.file.close()

    def add(self, body: str) -> None:
        """Hold one more part; raises InputError where the temporary folder takes no more.

        An empty part, of a format that has nothing to say of a manifest, has no separator either.
        """
        if not body:
            return
        with _room():
            self.file.write(body if self.empty else self.separator + body)
            self.empty = False
            if isinstance(self.file, StringIO) and self.file.tell() > IN_MEMORY:
                self._spill(self.file.getvalue())

    def _spill(self, held: str) -> None:
        from tempfile import TemporaryFile  # imports much that a short report does not need

        self.file = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed with the buffer
        self.file.write(held)

    def whole(self, head: str, tail: str) -> Iterator[str]:
        """Return the whole report piece by piece; raises InputError where the temporary folder takes no more."""
        with _room():
            self.file.seek(0)  # which writes what is not yet on the disk
        return self._parts(head, tail)

    def lines(self) -> Iterator[str]:
        """Yield the lines of all parts, anew at each call; raises InputError where the temporary folder fails."""
        with _room():
            self.file.seek(0)
        yield from self.file

    def _parts(self, head: str, tail: str) -> Iterator[str]:
        yield head
        while part := self.file.read(IN_MEMORY) + self.file.readline():  # whole lines: no colour is cut in two
            yield part
        yield tail


def whole(writer: Writer | Arranging, buffer: ReportBuffer, tally: Tally, verdict: Verdict) -> Iterator[str]:
    """Return a whole report piece by piece, of which the buffer holds the parts."""
    if isinstance(writer, Arranging):
        return writer.arranged(buffer.lines, tally, verdict, EXIT_CODES[verdict])
    return buffer.whole(*writer.around(tally, verdict, EXIT_CODES[verdict]))


@contextmanager
def _room() -> Iterator[None]:
    """Turn an error of the temporary file into one that says which folder has no room for it."""
    try:
        yield
    except OSError as error:
        import tempfile

        about = Input(InputKind.FILE, tempfile.tempdir) if tempfile.tempdir else NO_FOLDER
        message = f"the report cannot be kept there while it grows: {error.strerror or error}"
        hint = "set TMPDIR to a folder with more room, or check fewer manifests at once"
        raise InputError([Fault(code=codes.NOT_WRITABLE, input=about, message=message, hint=hint)]) from None
