"""The manifests among what a call names: the files themselves, and in folders those that are manifests by content."""

import os
import re
from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, collect
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.files import look
from rightsgate.text.search import SUFFIXES, Entry, EntryType, StrPath, entries, parts, several, suffix_of

# The first line of most manifests; a search for it takes a third of the time of reading all keys.
VERSION_LINE: Final = b"rightsgate: 1\n"
# The key, in a file whose keys cannot be made out.
KEY: Final = re.compile(rb"\brightsgate[\"']?\s*:")
# How many of the skipped files a report names.
NAMED: Final = 10


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """The entries skipped in the searched folders for one reason: their number, and the first few paths."""

    reason: str
    count: int
    first: tuple[str, ...]

    @classmethod
    def of(cls, reason: str, paths: Sequence[str]) -> "Skipped":
        """Return the summary of some paths."""
        return cls(reason=reason, count=len(paths), first=tuple(paths[:NAMED]))


class SkipReason(Enum):
    """Why an entry of a folder is skipped; ``WANTED`` is not skipped, and ``NOTHING`` is never reported."""

    WANTED = "wanted"
    NOTHING = "nothing"
    OTHER = "not_a_manifest"
    REPORT = "report"
    EXCLUDED = "excluded"
    HIDDEN = "hidden"
    LINKED = "linked_folder"
    SPECIAL = "not_a_file"


REASONS: Final = {
    EntryType.EXCLUDED: SkipReason.EXCLUDED,
    EntryType.HIDDEN: SkipReason.HIDDEN,
    EntryType.LINKED: SkipReason.LINKED,
    EntryType.SPECIAL: SkipReason.SPECIAL,
}


class Found(msgspec.Struct, frozen=True):
    """The manifests to read, in order; the entries skipped in the searched folders; the faults of the search."""

    paths: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    faults: tuple[Fault, ...]


def find_manifests(
    paths: Iterable[StrPath],
    exclude: Iterable[str] = (),
    sections: Collection[str] = (),
    limits: Limits = DEFAULTS,
    excluded: Iterable[str] = (),
) -> Found:
    """Find the files that ``paths`` name, each once, and the manifests in the folders among them.

    A file that is named is a manifest to read, whatever it is called and holds. One in a folder is a manifest if it has
    the top-level key ``rightsgate``; with ``sections``, those of the vocabulary, a file that lacks only that key is a
    fault. ``excluded`` is what was left out of ``paths`` already.
    """
    search = _Search(several(exclude, "patterns"), sections, limits)
    for path in excluded:
        search.skipped.setdefault(search.real(path), (SkipReason.EXCLUDED, path))
    for path in several(paths, "manifests"):
        if os.path.isdir(path):
            search.folder(path)
        else:
            search.found.setdefault(path if path == "-" else search.real(path), path)
    return search.result()


class _Search:
    """The manifests found so far, by their real path."""

    def __init__(self, exclude: tuple[str, ...], sections: Collection[str], limits: Limits) -> None:
        self.exclude = exclude
        self.sections = sections
        self.limits = limits
        self.found: dict[str, str] = {}
        self.skipped: dict[str, tuple[SkipReason, str]] = {}
        self.faults: list[Fault] = []
        self.folders: dict[str, str] = {}

    def real(self, path: str) -> str:
        """Return the real path of a file; that of its folder is looked up once."""
        if os.path.islink(path):
            return os.path.realpath(path)
        folder, name = os.path.split(path)
        if folder not in self.folders:
            self.folders[folder] = os.path.realpath(folder)
        return os.path.join(self.folders[folder], name)

    def folder(self, folder: str) -> None:
        """Search a folder; one that holds no manifest is a fault."""
        from rightsgate.text.globs import Globs  # which only folders need

        excluded = Globs(self.exclude)
        skipped, faults, met = len(self.skipped), len(self.faults), False
        for entry in entries(folder, lambda path: excluded.match(path, folder)):
            reason = self.reason(entry)
            if reason is SkipReason.WANTED:
                self.found.setdefault(self.real(entry.path), entry.path)
                met = True
            elif reason is not SkipReason.NOTHING:
                self.skipped.setdefault(self.real(entry.path), (reason, entry.path))
        if not met and len(self.faults) == faults:
            count = len(self.skipped) - skipped
            hint = f"left: {count} other {'file or folder' if count == 1 else 'files and folders'}" if count else ""
            message = f"the folder holds no manifest ({', '.join(SUFFIXES)} with the key 'rightsgate')"
            self.faults.append(Fault.of(codes.NO_MANIFEST_IN_FOLDER, folder, message, hint))

    def reason(self, entry: Entry) -> SkipReason:
        """Return why an entry is skipped, if it is; an entry that cannot be read is a fault."""
        if entry.type is EntryType.CLOSED:
            collect(self.faults, Fault.of(codes.NOT_READABLE, entry.path, f"cannot be read: {entry.error}"))
            return SkipReason.NOTHING
        is_candidate = suffix_of(entry.path) in SUFFIXES
        if entry.type is EntryType.FILE:
            return self.look(entry.path) if is_candidate else SkipReason.NOTHING
        is_folder = entry.type is not EntryType.SPECIAL and os.path.isdir(entry.path)
        return REASONS[entry.type] if is_candidate or is_folder else SkipReason.NOTHING

    def look(self, path: str) -> SkipReason:
        """Classify a file by its content; one that cannot be opened is kept, so that reading it reports the reason."""
        try:
            raw = look(path, self.limits)
        except (OSError, ValueError):
            return SkipReason.WANTED
        if raw.startswith(VERSION_LINE) or b"\n" + VERSION_LINE in raw:
            return SkipReason.WANTED
        from rightsgate.files.kinds import MANIFEST, REPORT, kind_of, resembles_manifest  # which only folders need
        from rightsgate.text.shallow import decoded, top_keys

        keys = top_keys(decoded(raw))
        kind = kind_of(keys)
        if kind is MANIFEST:
            return SkipReason.WANTED
        if kind is None and resembles_manifest(keys, self.sections):
            message = "it looks like a manifest, but lacks 'rightsgate'"
            hint = "begin it with `rightsgate: 1`, or leave it out with --exclude"
            collect(self.faults, Fault.of(codes.NOT_A_MANIFEST, path, message, hint))
            return SkipReason.NOTHING
        hidden = len(raw) > self.limits.bytes and suffix_of(path) != ".json"
        if kind is None and (hidden or (not keys and KEY.search(raw))):
            return SkipReason.WANTED  # reading it will say what is wrong
        return SkipReason.REPORT if kind is not None and kind.what == REPORT.what else SkipReason.OTHER

    def result(self) -> Found:
        """Return all that was found, in the order of the paths."""
        by_reason: dict[SkipReason, list[str]] = {}
        for real, (reason, path) in self.skipped.items():
            if real not in self.found:
                by_reason.setdefault(reason, []).append(path)
        skipped = tuple(
            Skipped.of(reason.value, sorted(by_reason[reason], key=parts))
            for reason in SkipReason
            if reason in by_reason
        )
        return Found(tuple(sorted(self.found.values())), skipped, tuple(self.faults))
