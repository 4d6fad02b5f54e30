"""Rule packs: find them, and read them together or from where they are kept compiled.

A pack is a folder of YAML files, each told by its keys (``pack_files.FORMS``). No code of a pack is ever run.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rightsgate.errors import InputError
from rightsgate.load import compiled
from rightsgate.load.files import find_sources, read_located
from rightsgate.model.limits import DEFAULTS, Limits
from rightsgate.model.pack import Pack


def builtin(folder: str) -> Path:
    """Return the folder ``rules`` or ``policies`` that comes with rightsgate: in the wheel, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / folder
    return shipped if shipped.is_dir() else package.parent.parent / folder


def load_pack(
    folders: Sequence[Path], *, with_cases: bool = False, cache: Path | None = None, limits: Limits = DEFAULTS
) -> Pack:
    """Load the packs in ``folders`` as one; a later pack of the same name takes the place of an earlier one.

    One that is replaced is not even read. With ``cache``, a folder, what was loaded before from the same files is read
    back from there. Raises InputError with every fault of every file.
    """
    folders = _standing(folders)
    if cache is None or with_cases:
        return _read(folders, limits, with_cases=with_cases)
    try:
        key = _key(folders, limits)
    except OSError:
        return _read(folders, limits, with_cases=False)  # which says what cannot be read, and where
    pack = compiled.read(cache, key)
    if pack is None:
        pack = _read(folders, limits, with_cases=False)
        with suppress(OSError):
            if _key(folders, limits) == key:  # else a file changed meanwhile, and this is no pack of either state
                compiled.write(cache, key, pack)
    return pack


def _key(folders: Sequence[Path], limits: Limits) -> str:
    return compiled.key_of(folders, [find_sources(folder, with_cases=False) for folder in folders], limits)


def _standing(folders: Sequence[Path]) -> Sequence[Path]:
    """Return the folders without those of packs whose name a later pack bears, in so far as 'pack.yaml' says it."""
    if len(folders) < 2:
        return folders
    return tuple({_name(folder): folder for folder in folders}.values())


def _name(folder: Path) -> str:
    try:
        name = read_located(folder / "pack.yaml", "pack.yaml").get("pack")
    except InputError:  # it has no such file, or a faulty one, of which reading the pack will tell
        name = None
    return name if isinstance(name, str) else str(folder)


def _read(folders: Sequence[Path], limits: Limits, *, with_cases: bool) -> Pack:
    from rightsgate.load.reading import read_packs  # all that reads rules, which a compiled pack needs none of

    return read_packs(folders, limits, with_cases=with_cases)
