"""The files and folders that a pattern of a path leads to."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from rightsgate.text.globs import Globs, compiled
from rightsgate.text.search import parts

WILD: Final = re.compile(r"[*?\[]")
DEEP: Final = "**"


class Expansion(msgspec.Struct, frozen=True, kw_only=True):
    """What a pattern leads to, in the order of the paths, and what of it is excluded.

    ``wild``: whether it has a character that stands for others. ``closed`` are folders on the way that cannot be read,
    each with the reason.
    """

    paths: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    closed: tuple[tuple[str, str], ...] = ()
    wild: bool = False


def expanded(pattern: str, exclude: Globs) -> Expansion:
    """Return the files and folders that ``pattern`` leads to.

    ``*``, ``?`` and brackets stand for what holds no slash, ``**`` for folders at any depth. They match no hidden file
    or folder, unless the dot is written, and ``**`` follows no link. A path that is there as it is written is not taken
    for a pattern. The path before the first such character is named, so it is not excluded.
    """
    if os.path.lexists(pattern) or not WILD.search(pattern):
        return Expansion(paths=(pattern,) if os.path.lexists(pattern) else ())
    walk = _Walk(exclude)
    steps = pattern.replace(os.sep, "/").rstrip("/").split("/")
    while steps[-1:] == [DEEP]:  # a folder is searched with all below it
        steps.pop()
    first = next((at for at, part in enumerate(steps) if WILD.search(part)), len(steps))
    start = "/".join(steps[:first])
    found = ["/" if pattern.startswith("/") and not start else start if steps else os.curdir]
    for part in steps[first:]:
        found = [path for one in found for path in walk.step(one, part)]
    return Expansion(
        paths=_sorted(found), excluded=_sorted(walk.excluded), closed=tuple(sorted(set(walk.closed))), wild=True
    )


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(paths), key=parts))


class _Walk:
    """Goes from folders to what a part of a pattern matches in them."""

    def __init__(self, exclude: Globs) -> None:
        self.exclude = exclude
        self.excluded: list[str] = []
        self.closed: list[tuple[str, str]] = []

    def step(self, folder: str, part: str) -> Iterator[str]:
        if part == DEEP:
            yield from self.below(folder)
        elif not WILD.search(part):
            path = os.path.join(folder, part)
            if os.path.lexists(path):
                yield from self.taken(path)
        else:
            expression = compiled(part)
            for entry in self.entries(folder):
                hidden = entry.name.startswith(".") and not part.startswith(".")
                if not hidden and expression.fullmatch(entry.name):
                    yield from self.taken(os.path.join(folder, entry.name))

    def below(self, folder: str) -> Iterator[str]:
        """Yield a folder and all folders below it."""
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            yield here
            for entry in self.entries(here):
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    waiting += self.taken(os.path.join(here, entry.name))

    def entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder or os.curdir) as found:
                return list(found)
        except (FileNotFoundError, NotADirectoryError):  # a file, in which a pattern matches nothing
            return []
        except OSError as error:
            self.closed.append((folder, error.strerror or str(error)))
            return []

    def taken(self, path: str) -> Iterator[str]:
        if self.exclude.match(path, ""):
            self.excluded.append(path)
        else:
            yield path
