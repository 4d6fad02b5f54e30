"""Compiled packs as data: read back only if all source files and the code that reads them are unchanged.

An entry bears the digest of what it was made from, so that a stale one is never taken, and a checksum of itself; with
typed decoding that keeps a damaged one from being trusted. Never a pickle: nothing in an entry can run.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final
from zlib import crc32

import msgspec

from rightsgate.limits import Limits
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.entries import LARGEST, read_entry, write_entry
from rightsgate.text.search import find_files
from rightsgate.version import VERSION

FORMAT: Final = b"rightsgate pack 5\n"
# Packages whose code affects the compiled form.
READERS: Final = ("text", "logic", "vocabulary", "files", "manifest", "rules")


class Build:
    """The inputs of a compiled pack: the rules in some folders, the code that reads them, and the limits."""

    def __init__(self, folders: Iterable[tuple[str, str, Sequence[str]]], limits: Limits) -> None:
        """Take each folder with the name that it goes by and its files."""
        package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        code = (os.path.join(package, name) for name in READERS)
        self.folders = (*folders, *(("", folder, find_files(folder, (".py",))) for folder in code))
        self.bytes = limits.bytes
        kept = (limits.bytes, limits.depth, limits.values, limits.aliases, limits.rules)
        self.name = f"{VERSION} {kept}"

    def key(self) -> str:
        """Return the digest of the folders' names, of what every file holds and where it lies; raises OSError."""
        from hashlib import sha256  # takes 3 ms to import, which a call that finds its pack need not spend

        digest = sha256(self.name.encode())
        for called, folder, paths in self.folders:
            digest.update(sha256(os.fsencode(called)).digest() + len(paths).to_bytes(8))
            for path in paths:
                name = path.removeprefix(folder).replace(os.sep, "/")
                with open(path, "rb") as file:  # a file over the limit is refused, and never stored
                    digest.update(sha256(os.fsencode(name)).digest() + sha256(file.read(self.bytes + 1)).digest())
        return digest.hexdigest()


def read(path: str, key: str, *, ours: bool = True) -> Pack | None:
    """Return the pack kept in a file, or None where there is none that was made under ``key`` and can be trusted."""
    found = read_entry(path, ours=ours)
    if found is not None:
        raw, _ = found
        body = raw[len(_head(key, b"")) :]
        if raw.startswith(_head(key, body)):
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(body, type=Pack)
    return None


def write(path: str, key: str, pack: Pack) -> None:
    """Store a compiled pack in a file; if it cannot be written, it is compiled again next time."""
    with suppress(OverflowError, UnicodeEncodeError):  # numbers and texts that this form cannot hold
        body = _encoded(pack)
        if len(body) < LARGEST - len(_head(key, b"")):
            write_entry(path, (_head(key, body), body))


def _encoded(pack: Pack) -> bytes:
    # Not msgspec.msgpack.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    body = bytearray()
    msgspec.msgpack.Encoder().encode_into(pack, body)
    return bytes(body)


def _head(key: str, body: bytes) -> bytes:
    return FORMAT + key.encode() + crc32(body).to_bytes(4)
