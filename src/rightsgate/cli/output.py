"""Where a report goes: its parts to a temporary file while manifests are checked, then all of it to its place.

However many manifests there are, only what is being checked is in memory; and nothing is printed, and no file touched,
before the last of them is checked.
"""

import os
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from rightsgate.errors import Fault, InputError

IN_MEMORY = 1 << 20  # characters; most reports never see a disk


class Spool:
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
        self.file.close()

    def add(self, body: str) -> None:
        """Hold one more part."""
        self.file.write(body if self.empty else self.separator + body)
        self.empty = False
        if isinstance(self.file, StringIO) and self.file.tell() > IN_MEMORY:
            self._spill(self.file.getvalue())

    def _spill(self, held: str) -> None:
        from tempfile import TemporaryFile  # loads much that a short report needs none of

        self.file = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed with the spool
        self.file.write(held)

    def write(self, head: str, tail: str, output: str | None) -> None:
        """Write the whole to a file, or to standard output; raises InputError if the file cannot be written."""
        if output is None:
            self._copy(sys.stdout, head, tail)
            sys.stdout.flush()
            return
        target = Path(output)
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with unfinished.open("w", encoding="utf-8") as file:
                self._copy(file, head, tail)
            unfinished.replace(target)
        except OSError as error:
            raise InputError([Fault(path=output, message=f"cannot be written: {error.strerror or error}")]) from None
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def _copy(self, file: TextIO, head: str, tail: str) -> None:
        file.write(head)
        self.file.seek(0)
        while part := self.file.read(IN_MEMORY):
            file.write(part)
        file.write(tail)
