"""Write generated pages into a folder, and take away those of before. Touches nothing that others wrote."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rightsgate.describe.markdown import MARKER
from rightsgate.errors import Fault, InputError
from rightsgate.load.replaced import replace_file


def write_files(folder: Path, files: Mapping[str, str]) -> int:
    """Write each text at its path in ``folder`` and return how many pages of before were removed.

    Raises InputError, and writes nothing, where another's file stands in the way.
    """
    try:
        ours = frozenset(_ours(folder))
        targets = {folder / path: text for path, text in files.items()}
        foreign = [path for path in targets if path.exists() and path not in ours]
        if foreign:
            message = "this file was not written by rightsgate rules pages, and is left as it is"
            raise InputError(Fault(path=str(path), message=message, hint="name another folder") for path in foreign)
        for path, text in targets.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(str(path), (text.encode(),))
        stale = ours - targets.keys()
        for path in stale:
            path.unlink()
        _prune({path.parent for path in stale}, folder)
    except OSError as error:
        name = str(error.filename or folder)
        raise InputError([Fault(path=name, message=f"cannot be written: {error.strerror or error}")]) from None
    return len(stale)


def _ours(folder: Path) -> Iterator[Path]:
    """Yield the pages in a folder that carry the mark of generated ones."""
    for path in sorted(folder.rglob("*.md")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.readline(len(MARKER) + 2).strip() == MARKER.encode():
                    yield path


def _prune(parents: set[Path], folder: Path) -> None:
    """Remove folders that hold nothing any more."""
    for parent in parents:
        if parent != folder and not any(parent.iterdir()):
            parent.rmdir()
