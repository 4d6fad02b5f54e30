"""The folder of a rule pack: that it is there, which files it has, what in it is not read, what it is called."""

import os
from collections.abc import Sequence
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.rules.model.pack import Note, NoteKind
from rightsgate.text.digest import digest_of, digest_of_all
from rightsgate.text.files import look, peek, read_located
from rightsgate.text.search import SUFFIXES, Entry, EntryType, entries, parts, suffix_of

CASES: Final = ".cases"
NAME: Final = "pack"
HINT: Final = "name a folder of YAML files"


class PackFolder(msgspec.Struct, frozen=True):
    """A folder of rules, its files in order (of rules and of cases), and what in it is not read."""

    path: str
    files: tuple[str, ...]
    notes: tuple[Note, ...]


def is_cases(path: str) -> bool:
    """Whether a file holds cases, which are read only when they are run."""
    return os.path.splitext(os.path.splitext(path)[0])[1].lower() == CASES


def is_name(path: str) -> bool:
    """Whether a file is the one that names its pack."""
    return os.path.splitext(os.path.basename(path))[0].lower() == NAME


def open_packs(folders: Sequence[str], ours: str = "") -> list[PackFolder]:
    """Look into the folders, each once; raises InputError with the faults of all of them.

    If the caller names ``ours`` again by another path, it goes by that path.
    """
    faults: list[Fault] = []
    found: dict[str, PackFolder] = {}
    for folder in folders:
        real = os.path.realpath(folder)
        if real not in found or found[real].path == ours:
            found[real] = _opened(folder, faults)
    if faults:
        raise InputError(faults)
    return list(found.values())


def pack_digest(folder: PackFolder) -> str:
    """Return the digest of all files of a pack but its cases, by their paths in the folder; empty if one is gone."""
    try:
        return digest_of_all(
            (digest_of(look(path)), os.path.relpath(path, folder.path).replace(os.sep, "/"))
            for path in folder.files
            if not is_cases(path)
        )
    except OSError:  # a later check of the same files tells
        return ""


def pack_name(folder: PackFolder) -> str:
    """Return the name of a pack as its file says it, or its folder where it has none."""
    path = next(filter(is_name, folder.files), None)
    try:
        name = None if path is None else read_located(path, path).get(NAME)
    except InputError:  # reading the pack will report it
        name = None
    return name if isinstance(name, str) and name.strip() else folder.path


def resolve_names(folders: list[PackFolder], ours: str) -> tuple[list[PackFolder], tuple[Note, ...]]:
    """Return the packs that are read, and the notes on them.

    A pack with the name of ours, listed after it, replaces it. Raises InputError where other packs share
    a name.
    """
    notes = [note for folder in folders for note in folder.notes]
    if len(folders) < 2:
        return folders, tuple(notes)
    faults: list[Fault] = []
    by_name: dict[str, PackFolder] = {}
    for folder in folders:
        name = pack_name(folder)
        first = by_name.setdefault(name, folder)
        if first is folder:
            continue
        if first.path == ours:
            notes.append(Note(kind=NoteKind.REPLACES_OURS, path=folder.path, names=(name,)))
            by_name[name] = folder
        else:
            message = f"the pack is called '{name}', as is the one in {first.path}"
            hint = "give each a name of its own in 'pack.yaml'"
            faults.append(Fault.of(codes.DUPLICATE_NAME, folder.path, message, hint))
    if faults:
        raise InputError(faults)
    return list(by_name.values()), tuple(notes)


def _opened(folder: str, faults: list[Fault]) -> PackFolder:
    """Look into one folder, adding to ``faults`` what is wrong with it."""
    if not os.path.isdir(folder):
        faults.append(_no_folder(folder))
        return PackFolder(folder, (), ())
    before = len(faults)
    files, hidden = [], []
    for entry in entries(folder):
        if _is_source(entry):
            files.append(entry.path)
        elif entry.type is EntryType.HIDDEN and _matters(entry.path):
            hidden.append(entry.path)
        elif fault := _refused(entry):
            faults.append(fault)
    files.sort(key=parts)
    names = [path for path in files if is_name(path)]
    faults.extend(_second(path, names[0]) for path in names[1:])
    if len(faults) == before and all(map(is_cases, files)):
        faults.append(Fault.of(codes.NOT_A_PACK, folder, "the folder holds no YAML file"))
    hidden.sort(key=parts)
    notes = (Note(kind=NoteKind.HIDDEN, path=folder, names=tuple(hidden)),) if hidden else ()
    return PackFolder(folder, tuple(files), notes)


def _no_folder(path: str) -> Fault:
    """Return the fault of a path that was given as a folder of rules but is not one."""
    if not os.path.isfile(path):
        return Fault.of(codes.NOT_A_PACK, path, "no such folder of rules", HINT)
    from rightsgate.files.kinds import kind_of_raw, misplaced  # which only a faulty call needs

    hint = "it is a file; name the folder that it lies in"
    other = misplaced(path, kind_of_raw(peek(path)), "rules")
    return other or Fault.of(codes.NOT_A_PACK, path, "no such folder of rules", hint)


def _is_source(entry: Entry) -> bool:
    return entry.type is EntryType.FILE and suffix_of(entry.path) in SUFFIXES


def _matters(path: str) -> bool:
    """Whether a hidden file or folder could hold rules."""
    return suffix_of(path) in SUFFIXES or os.path.isdir(path)


def _refused(entry: Entry) -> Fault | None:
    """Return the fault of an entry that could hold rules and cannot be read."""
    if entry.type is EntryType.CLOSED:
        return Fault.of(codes.NOT_READABLE, entry.path, f"cannot be read: {entry.error}")
    if entry.type is EntryType.LINKED:
        message = "a link to a folder is not followed within a rule pack"
        hint = "give the folder that it leads to by --rules, or remove it"
        return Fault.of(codes.MISPLACED_IN_PACK, entry.path, message, hint)
    if entry.type is EntryType.SPECIAL and suffix_of(entry.path) in SUFFIXES:
        return Fault.of(codes.NOT_READABLE, entry.path, "not a regular file")
    return None


def _second(path: str, first: str) -> Fault:
    message = f"a second file that names the pack; the first is {first}"
    return Fault.of(codes.MISPLACED_IN_PACK, path, message, "give the folder of each pack by a --rules of its own")
