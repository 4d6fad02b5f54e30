"""What digest files had when they last looked as they do: of the same size, last changed at the same time.

As version control does it: files that look the same are not read again. Judges nothing of what is kept under a digest.
"""

import os
from collections.abc import Iterator
from typing import Final
from zlib import crc32

from rightsgate.rules.packs.compiled import Build
from rightsgate.rules.packs.entries import read_entry, write_entry

# Clocks of file systems tick: a file that changed this shortly before it was looked at may have changed after, too.
TICK: Final = 2_000_000_000  # nanoseconds


class Fingerprint:
    """How all that a pack is built from looks at the moment, and where its digest is stored."""

    def __init__(self, cache: str, build: Build) -> None:
        """Look at every file; raises OSError."""
        stats = [(called, folder, [(path, os.stat(path)) for path in paths]) for called, folder, paths in build.folders]
        changes = (max(stat.st_mtime_ns, stat.st_ctime_ns) for *_, found in stats for _, stat in found)
        self.changed = max(changes, default=0)
        self.stat_lines = os.fsencode("\0".join((build.name, *_stat_lines(stats))))
        places = [(called, folder, [path for path, _ in found]) for called, folder, found in stats]
        self.path = os.path.join(cache, f"{crc32(os.fsencode(f'{build.name} {places}')):08x}.stamp")

    def cached_digest(self) -> str | None:
        """Return the digest that the files had when they looked like this, or None where that is not known."""
        entry = read_entry(self.path)
        if entry is not None:
            key, _, stat_lines = entry[0].partition(b"\n")
            if stat_lines == self.stat_lines and entry[1].st_mtime_ns - self.changed > TICK:
                return key.decode("ascii", "replace")
        return None

    def store(self, key: str) -> None:
        """Store the digest; where that cannot be written, do without."""
        write_entry(self.path, (key.encode(), b"\n", self.stat_lines))


def _stat_lines(folders: list[tuple[str, str, list[tuple[str, os.stat_result]]]]) -> Iterator[str]:
    """Yield how each folder and each of its files looks; which file belongs to which folder is part of it."""
    for called, folder, found in folders:
        yield f"{called}\0{folder}\0{len(found)}"
        for path, stat in found:
            yield f"{path}\0{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_dev} {stat.st_ino}"
