"""Remember the content digest of rule folders by the size and times of their files, to skip hashing unchanged files.

Version control systems do the same. What is kept under a digest is not checked here.
"""

import os
from collections.abc import Iterator
from typing import Final
from zlib import crc32

from rightsgate.rules.packs.compiled import Build
from rightsgate.rules.packs.entries import read_entry, write_entry

# File systems have coarse clocks: a file changed this shortly before its stamp may have changed again after it.
TICK: Final = 2_000_000_000  # nanoseconds


class Fingerprint:
    """The current size, times and inode of every file that packs are built from, and where their digest is cached."""

    def __init__(self, cache: str, build: Build) -> None:
        """Call stat on every file; raises OSError."""
        stats = [(called, folder, [(path, os.stat(path)) for path in paths]) for called, folder, paths in build.folders]
        changes = (max(stat.st_mtime_ns, stat.st_ctime_ns) for *_, found in stats for _, stat in found)
        self.changed = max(changes, default=0)
        self.stat_lines = os.fsencode("\0".join((build.name, *_stat_lines(stats))))
        places = [(called, folder, [path for path, _ in found]) for called, folder, found in stats]
        self.path = os.path.join(cache, f"{crc32(os.fsencode(f'{build.name} {places}')):08x}.stamp")

    def cached_digest(self) -> str | None:
        """Return the cached digest if no file's size, times or inode changed since it was stored, or None."""
        entry = read_entry(self.path)
        if entry is not None:
            key, _, stat_lines = entry[0].partition(b"\n")
            if stat_lines == self.stat_lines and entry[1].st_mtime_ns - self.changed > TICK:
                return key.decode("ascii", "replace")
        return None

    def store(self, key: str) -> None:
        """Store the digest; if it cannot be written, the next call hashes the files again."""
        write_entry(self.path, (key.encode(), b"\n", self.stat_lines))


def _stat_lines(folders: list[tuple[str, str, list[tuple[str, os.stat_result]]]]) -> Iterator[str]:
    """Yield a line for each folder, and one for each of its files with its size, times, device and inode."""
    for called, folder, found in folders:
        yield f"{called}\0{folder}\0{len(found)}"
        for path, stat in found:
            yield f"{path}\0{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_dev} {stat.st_ino}"
