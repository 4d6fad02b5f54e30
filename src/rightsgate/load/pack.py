"""Rule packs: find them, and read them together or from where they are kept compiled.

A pack is a folder of YAML files, each told by its keys (``pack_files.FORMS``). No code of a pack is ever run.
"""

import os
from collections.abc import Sequence
from typing import Final

from rightsgate.errors import InputError
from rightsgate.load import compiled
from rightsgate.load.files import StrPath, find_sources, read_located
from rightsgate.load.stamps import Stamp
from rightsgate.model.limits import DEFAULTS, Limits
from rightsgate.model.pack import Pack

# How the compiled form of a folder of rules is named: beside the folder where it is shipped, in a cache by its key.
SUFFIX: Final = ".pack"


def builtin(folder: str) -> str:
    """Return the folder ``rules`` or ``policies`` that comes with rightsgate: in the wheel, or in the checkout."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    shipped = os.path.join(package, folder)
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(package)), folder)


def load_pack(
    folders: Sequence[StrPath], *, with_cases: bool = False, cache: StrPath | None = None, limits: Limits = DEFAULTS
) -> Pack:
    """Load the packs in ``folders`` as one; a later pack of the same name takes the place of an earlier one.

    One that is replaced is not even read. Our own rules may come compiled with the program; with ``cache``, a folder,
    what was loaded before from the same files is read back from there. Raises InputError with every fault of every
    file.
    """
    standing = _standing([os.fspath(folder) for folder in folders])
    if with_cases:
        return _read(standing, limits, with_cases=True)
    try:
        return _kept(standing, None if cache is None else os.fspath(cache), limits)
    except OSError:
        return _read(standing, limits, with_cases=False)  # which says what cannot be read, and where


def shipped(folder: str) -> str:
    """Return where the compiled form of a folder of rules lies that comes with rightsgate."""
    return folder + SUFFIX


def build_of(folders: Sequence[str], limits: Limits) -> compiled.Build:
    """Return what the packs in some folders are built from."""
    return compiled.Build([(folder, find_sources(folder, with_cases=False)) for folder in folders], limits)


def _kept(folders: Sequence[str], cache: str | None, limits: Limits) -> Pack:
    """Return the pack that is kept of these folders, or read them and keep it; raises OSError."""
    build = build_of(folders, limits)
    stamp = None if cache is None else Stamp(cache, build)
    key = stamp and stamp.recall()
    pack = key and _found(folders, cache, key)
    if pack:
        return pack
    key = build.key()
    pack = _found(folders, cache, key)
    if pack is None:
        pack = _read(folders, limits, with_cases=False)
        if cache is None or build_of(folders, limits).key() != key:
            return pack  # when a file changed meanwhile, this is no pack of either state
        compiled.write(os.path.join(cache, key + SUFFIX), key, pack)
    if stamp is not None:
        stamp.note(key)
    return pack


def _found(folders: Sequence[str], cache: str | None, key: str) -> Pack | None:
    """Return the pack of that key from where it was shipped or kept."""
    places = [shipped(folder) for folder in folders if len(folders) == 1 and folder == builtin("rules")]
    if cache is not None:
        places.append(os.path.join(cache, key + SUFFIX))
    return next(filter(None, (compiled.read(place, key) for place in places)), None)


def _standing(folders: Sequence[str]) -> Sequence[str]:
    """Return the folders without those of packs whose name a later pack bears, in so far as 'pack.yaml' says it."""
    if len(folders) < 2:
        return folders
    return tuple({_name(folder): folder for folder in folders}.values())


def _name(folder: str) -> str:
    try:
        name = read_located(os.path.join(folder, "pack.yaml"), "pack.yaml").get("pack")
    except InputError:  # it has no such file, or a faulty one, of which reading the pack will tell
        name = None
    return name if isinstance(name, str) else folder


def _read(folders: Sequence[str], limits: Limits, *, with_cases: bool) -> Pack:
    from rightsgate.load.reading import read_packs  # all that reads rules, which a compiled pack needs none of

    return read_packs(folders, limits, with_cases=with_cases)
