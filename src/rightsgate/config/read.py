"""Configurations as data to what they say; all that is wrong in one is collected, with its line."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgspec

from rightsgate import codes
from rightsgate.config.form import CONFIG
from rightsgate.config.model import Config
from rightsgate.config.source import Source
from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.text.expansion import Expansion, expanded
from rightsgate.text.form import Filled, Key
from rightsgate.text.globs import Globs
from rightsgate.text.holds import Text, Texts
from rightsgate.text.position import Mark
from rightsgate.text.reader import Reader, places

# What an exclusion leaves out anywhere has no slash; this one anchors a path in the folder of a call.
ANCHOR: Final = "/"
STANDARD_OUTPUT: Final = "-"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a configuration can name: shipped policies, and formats of reports."""

    policies: tuple[str, ...]
    formats: tuple[str, ...]


class Search(msgspec.Struct, frozen=True):
    """That manifests are looked for: what a call excludes in place of the configuration, and its current folder."""

    exclude: tuple[str, ...] = ()


def read_config(source: Source, known: Known, below: str = "", search: Search | None = None) -> Config:
    """Read a configuration, and look for the manifests that it names if there is a ``search``.

    ``below`` is the path from its folder to the current one, if that lies below. Raises InputError with all faults.
    """
    return _Reading(source, known, below).config(search)


class _Reading:
    """Reads the keys of one configuration, each by what it holds."""

    def __init__(self, source: Source, known: Known, below: str) -> None:
        self.source = source
        self.known = known
        self.below = below
        self.faults: list[Fault] = []
        self.reader = Reader(source.path, self.faults)

    def config(self, search: Search | None) -> Config:
        filled = CONFIG.read(self.reader, self.source.table)
        values = {key.name: self.resolved(key, filled) for key in CONFIG.keys}
        found = Expansion()
        if search is not None:
            found = self.expansion(filled, search.exclude or values["exclude"])
        if self.faults:
            raise InputError(self.faults)
        return Config(
            path=self.source.path,
            digest=self.source.digest,
            written={key: (text,) if isinstance(text, str) else text for key, text in filled.items() if text},
            marks=self.source.table.marks,
            found=found.paths,
            excluded=found.excluded,
            **values,
        )

    def resolved(self, key: Key, filled: Filled) -> Any:
        """Return what stands at a key, with paths relative to the current folder."""
        given = filled[key.name]
        match key.holds:
            case Texts(names):
                rows = zip(
                    places(filled.data, key.name), given, strict=False
                )  # what is not a list has a place, and no texts
                return tuple(one for mark, text in rows for one in self.one(key.name, names, text, mark))
            case Text(names=names) if given.strip():
                return next(iter(self.one(key.name, names, given, filled.mark(key.name))), "")
        return given

    def one(self, key: str, names: str, text: str, mark: Mark) -> Iterable[str]:
        if not text.strip():
            self.reader.fault(codes.EMPTY_VALUE, mark, f"a text of '{key}' is empty")
            return ()
        return RESOLVED[names](self, text, mark)

    def place(self, path: str) -> str:
        """Return a path relative to the current folder; one that begins with a dash stays a path."""
        joined = os.path.join(self.source.folder, path)
        return os.path.join(os.curdir, joined) if joined.startswith("-") else joined

    def named(self, text: str, _: Mark) -> Iterable[str]:
        """Return a name as it is."""
        return (text,)

    def glob(self, text: str, _: Mark) -> Iterable[str]:
        """Return a pattern of manifests."""
        return (self.place(text),)

    def exclusion(self, text: str, mark: Mark) -> Iterable[str]:
        """Return a pattern of ``--exclude``; one of a path also relative to the current folder."""
        if not text.strip("/. "):
            message = "the pattern is empty"
            hint = "give a name or a path, such as 'vendor' or 'docs/*.yaml'"
            self.reader.fault(codes.EMPTY_VALUE, mark, message, hint)
            return ()
        if "/" not in text.rstrip("/"):
            return (text,)
        inside = f"{self.below}/" if self.below else ""
        here = (ANCHOR + text.removeprefix(inside),) if inside and text.startswith(inside) else ()
        return dict.fromkeys((text, self.place(text), *here))

    def policy(self, text: str, mark: Mark) -> Iterable[str]:
        """Return a shipped policy, or the path of a file."""
        if text in self.known.policies:
            return (text,)
        path = self.place(text)
        if not os.path.isfile(path):
            hint = did_you_mean(text, self.known.policies)
            hint = hint or f"shipped: {', '.join(self.known.policies)}; or name a file"
            self.reader.fault(codes.NO_SUCH_POLICY, mark, f"no such policy: '{text}'", hint)
        return (path,)

    def folder(self, text: str, mark: Mark) -> Iterable[str]:
        """Return the path of a folder."""
        path = self.place(text)
        if not os.path.isdir(path):
            self.missing(path, f"no such folder: '{text}'", mark)
        return (path,)

    def file(self, text: str, mark: Mark) -> Iterable[str]:
        """Return the path of a file."""
        path = self.place(text)
        if not os.path.isfile(path):
            self.missing(path, f"no such file: '{text}'", mark)
        return (path,)

    def format(self, text: str, mark: Mark) -> Iterable[str]:
        """Return a format and its file, which a configuration may not put outside of its own folder."""
        name, equals, file = text.partition("=")
        if name not in self.known.formats:
            self.reader.unknown(mark, "format", name, self.known.formats)
            return ()
        if not equals or file == STANDARD_OUTPUT:
            return (text,)
        if not file.strip():
            message = f"'{text}' names no file"
            self.reader.fault(codes.NOTHING_NAMED, mark, message, f"write {name}=FILE, or {name} alone")
            return ()
        path = self.place(file)
        home = os.path.realpath(self.source.folder or os.curdir)
        if not os.path.realpath(path).startswith(os.path.join(home, "")):
            message = f"reports in a configuration must be written inside its folder; '{file}' is outside"
            self.reader.fault(codes.INVALID_VALUE, mark, message, f"use the command line: --format {name}=FILE")
        return (f"{name}={path}",)

    def missing(self, path: str, message: str, mark: Mark) -> None:
        """Add the fault of what is not there, with what lies beside it and is called alike."""
        if os.path.lexists(path):
            self.reader.fault(codes.NOT_THERE, mark, message, f"it is a {'folder' if os.path.isdir(path) else 'file'}")
            return
        parent, name = os.path.split(path.rstrip("/"))
        beside = sorted(os.listdir(parent or os.curdir)) if os.path.isdir(parent or os.curdir) else []
        self.reader.fault(codes.NOT_THERE, mark, message, did_you_mean(name, beside))

    def expansion(self, filled: Filled, exclude: Iterable[str]) -> Expansion:
        """Return what the patterns of manifests match; one that matches nothing is a fault."""
        paths: dict[str, None] = {}
        excluded: dict[str, None] = {}
        globs = Globs(exclude)
        for mark, text in zip(places(filled.data, "manifests"), filled["manifests"], strict=False):
            if not text.strip():
                continue
            found = expanded(self.place(text), globs)
            for path, error in found.closed:
                self.reader.fault(codes.NOT_READABLE, mark, f"'{text}' matches '{path}', which cannot be read: {error}")
            if not found.paths and not found.closed:
                self.leads_nowhere(text, found, mark)
            paths.update(dict.fromkeys(found.paths))
            excluded.update(dict.fromkeys(found.excluded))
        return Expansion(paths=tuple(paths), excluded=tuple(path for path in excluded if path not in paths))

    def leads_nowhere(self, text: str, found: Expansion, mark: Mark) -> None:
        if found.excluded:
            message = f"'{text}' matches only files that 'exclude' removes"
            self.reader.fault(codes.MATCHES_NOTHING, mark, message, f"removed: {found.excluded[0]}")
        elif found.wild:
            hint = f"patterns are relative to the folder {self.source.folder or 'of the configuration'}"
            self.reader.fault(codes.MATCHES_NOTHING, mark, f"'{text}' matches no file or folder", hint)
        else:
            self.missing(self.place(text), f"no such file or folder: '{text}'", mark)


# How a text is read, by what it names.
RESOLVED: Final[Mapping[str, Callable[[_Reading, str, Mark], Iterable[str]]]] = {
    "actor": _Reading.named,
    "glob": _Reading.glob,
    "pattern": _Reading.exclusion,
    "policy": _Reading.policy,
    "folder": _Reading.folder,
    "file": _Reading.file,
    "format": _Reading.format,
}
