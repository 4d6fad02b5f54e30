"""Write generated pages into a folder, and take away those of before. Touches nothing that others wrote."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from rightsgate import codes
from rightsgate.cli.output import escape_control
from rightsgate.errors import Fault, InputError
from rightsgate.handbook.formats import PageFormat
from rightsgate.text.atomic import replace_files


def write_files(folder: Path, files: Mapping[str, str], form: PageFormat) -> int:
    """Write each text at its path in ``folder`` and return how many pages of before were removed.

    Raises InputError, and writes nothing, where another's file stands in the way or one of them cannot be written.
    """
    made: list[Path] = []
    try:
        ours = frozenset(_ours(folder, form))
        targets = {folder / path: text for path, text in files.items()}
        foreign = [path for path in targets if os.path.lexists(path) and path not in ours]
        if foreign:
            message = "this file was not written by rightsgate rules pages, and is left as it is"
            hint = "name another folder"
            raise InputError(Fault.of(codes.OTHERS_FILE, str(path), message, hint) for path in foreign)
        for parent in dict.fromkeys(path.parent for path in targets):
            _make(parent, made)
        replace_files({str(path): (escape_control(text).encode(),) for path, text in targets.items()})
        made.clear()
        stale = ours - targets.keys()
        for path in stale:
            path.unlink()
        _prune({path.parent for path in stale}, folder)
    except OSError as error:
        name = str(error.filename or folder)
        message = f"cannot be written: {error.strerror or error}"
        raise InputError([Fault.of(codes.NOT_WRITABLE, name, message)]) from None
    finally:
        _remove(reversed(made))
    return len(stale)


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing, and note each in ``made``."""
    if not folder.is_dir():
        if folder.parent != folder:
            _make(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _remove(folders: Iterable[Path]) -> None:
    """Remove folders that were made for pages that could not be written."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _ours(folder: Path, form: PageFormat) -> Iterator[Path]:
    """Yield the pages of a format in a folder that carry the mark of generated ones."""
    mark = form.mark().encode()
    for path in sorted(folder.rglob(f"*{form.suffix}")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.readline(len(mark) + 2).strip() == mark:
                    yield path


def _prune(parents: set[Path], folder: Path) -> None:
    """Remove folders that hold nothing any more."""
    for parent in parents:
        if parent != folder and not any(parent.iterdir()):
            parent.rmdir()
