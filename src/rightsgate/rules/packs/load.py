"""Load rule packs: parse their files together, or read the compiled pack from the wheel or a cache.

A pack is a folder of YAML files, each told by its keys (``files.FORMS``). No code of a pack is ever run.
"""

import os
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from rightsgate.limits import DEFAULTS, Limits
from rightsgate.rules.model.pack import Note, Pack
from rightsgate.rules.packs import compiled
from rightsgate.rules.packs.folder import PackFolder, open_packs, resolve_names
from rightsgate.rules.packs.freshness import Fingerprint
from rightsgate.text.search import StrPath, several

# File suffix of compiled packs: the folder's name comes before it in the wheel, the key of the pack in a cache.
SUFFIX: Final = ".pack"


def builtin(folder: str) -> str:
    """Return the folder ``rules`` or ``policies`` that comes with rightsgate: in the wheel, or in the checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    shipped = os.path.join(package, "data", folder)
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(package)), folder)


def load_pack(
    folders: Iterable[StrPath], *, with_cases: bool = False, cache: StrPath | None = None, limits: Limits = DEFAULTS
) -> Pack:
    """Load the packs in ``folders`` as one, each folder once.

    A pack with the name of the shipped one, listed after it, replaces it; the shipped rules are then not read, and the
    pack has a note on it. The shipped rules may come compiled with the program; with ``cache``, a folder, packs are
    stored there compiled, and read back as long as the same files are loaded from the same folders. Raises InputError
    for a folder that is not there or holds no rules, for two packs of one name, and with every fault of every file;
    TypeError for a single folder.
    """
    opened, notes = resolve_names(open_packs(several(folders, "folders"), builtin("rules")), builtin("rules"))
    if with_cases:
        return _noted(_read(opened, limits, with_cases=True), notes)
    try:
        return _noted(_kept(opened, None if cache is None else os.fspath(cache), limits), notes)
    except OSError:
        return _noted(_read(opened, limits, with_cases=False), notes)  # reports the file that cannot be read


def shipped(folder: str) -> str:
    """Return where the compiled form of a folder of rules lies that comes with rightsgate."""
    return folder + SUFFIX


def build_of(opened: Sequence[PackFolder], limits: Limits, *, at: str | None = None) -> compiled.Build:
    """Return the inputs of a compiled pack. They include the names of the folders, since rules keep their file paths.

    The shipped rules alone have no name if they come compiled, or are being compiled to be shipped (``at``), so that
    their key does not depend on where they are installed.
    """
    ours = builtin("rules") if at is None else at
    alone = [one.path for one in opened] == [ours] and (at is not None or os.path.isfile(shipped(ours)))
    return compiled.Build([("" if alone else one.path, one.path, one.files) for one in opened], limits)


def _noted(pack: Pack, notes: tuple[Note, ...]) -> Pack:
    return structs.replace(pack, notes=(*notes, *pack.notes)) if notes else pack


def _kept(opened: Sequence[PackFolder], cache: str | None, limits: Limits) -> Pack:
    """Return the pack that is kept of these folders, or read them and keep it; raises OSError."""
    build = build_of(opened, limits)
    fingerprint = None if cache is None else Fingerprint(cache, build)
    key = fingerprint and fingerprint.cached_digest()
    pack = key and _found(opened, cache, key)
    if pack:
        return pack
    key = build.key()
    pack = _found(opened, cache, key)
    if pack is None:
        pack = _read(opened, limits, with_cases=False)
        if cache is None or build_of(open_packs([one.path for one in opened]), limits).key() != key:
            return pack  # a file changed meanwhile: the pack mixes two states, so it is not stored
        compiled.write(os.path.join(cache, key + SUFFIX), key, pack)
    if fingerprint is not None:
        fingerprint.store(key)
    return pack


def _found(opened: Sequence[PackFolder], cache: str | None, key: str) -> Pack | None:
    """Return the pack of that key from where it was shipped or kept."""
    ours = builtin("rules")
    pack = compiled.read(shipped(ours), key, ours=False) if [one.path for one in opened] == [ours] else None
    if pack is None and cache is not None:
        pack = compiled.read(os.path.join(cache, key + SUFFIX), key)
    return pack


def _read(opened: Sequence[PackFolder], limits: Limits, *, with_cases: bool) -> Pack:
    from rightsgate.rules.packs.assemble import read_packs  # the readers, which a compiled pack does not need

    return read_packs(opened, limits, with_cases=with_cases)
