"""What digest files had when they last looked as they do: of the same size, last changed at the same time.

As version control does it: files that look the same are not read again. Judges nothing of what is kept under a digest.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Final
from zlib import crc32

from rightsgate.load.compiled import Build
from rightsgate.load.replaced import replace_file

# Clocks of file systems tick: a file that changed this shortly before its stamp was made may have changed after, too.
TICK: Final = 2_000_000_000  # nanoseconds


class Stamp:
    """How all that a pack is built from looks at the moment, and where its digest is noted."""

    def __init__(self, cache: str, build: Build) -> None:
        """Look at every file; raises OSError."""
        stats = [(path, os.stat(path)) for _, paths in build.folders for path in paths]
        self.changed = max((max(stat.st_mtime_ns, stat.st_ctime_ns) for _, stat in stats), default=0)
        self.looks = "\n".join((build.name, *_looks(stats))).encode(errors="surrogateescape")
        places = "\n".join((build.name, *(path for path, _ in stats))).encode(errors="surrogateescape")
        self.path = os.path.join(cache, f"{crc32(places):08x}.stamp")

    def recall(self) -> str | None:
        """Return the digest that the files had when they looked like this, or None where that is not known."""
        with suppress(OSError, ValueError), open(self.path, "rb") as file:
            key, _, looks = file.read().partition(b"\n")
            if looks == self.looks and os.fstat(file.fileno()).st_mtime_ns - self.changed > TICK:
                return key.decode("ascii")
        return None

    def note(self, key: str) -> None:
        """Note the digest; where that cannot be written, do without."""
        with suppress(OSError):
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            replace_file(self.path, (key.encode(), b"\n", self.looks))


def _looks(stats: list[tuple[str, os.stat_result]]) -> Iterator[str]:
    for path, stat in stats:
        yield f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
