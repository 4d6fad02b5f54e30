"""Packs kept as data between calls: read back only if every source file and this program are the same.

The key is a digest of the sources, so a stale entry is never found; a second digest over the entry itself, and
typed decoding, keep a damaged one from being trusted. Never a pickle: nothing in an entry can run.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from rightsgate import __version__
from rightsgate.load.replaced import replace_file
from rightsgate.model.limits import Limits
from rightsgate.model.pack import Pack

FORMAT: Final = b"rightsgate pack 1\n"
DIGEST: Final = hashlib.sha256().digest_size


def key_of(folders: Sequence[Path], files: Sequence[Sequence[Path]], limits: Limits) -> str:
    """Return the digest of the program's version, the limits of files, and the name and content of every source.

    Raises OSError for a file that cannot be read.
    """
    read_by = (limits.bytes, limits.depth, limits.values, limits.aliases, limits.rules)
    digest = hashlib.sha256(FORMAT + f"{__version__} {read_by}".encode())
    for folder, paths in zip(folders, files, strict=True):
        for path in (folder, *paths):
            digest.update(f"\n{path}\n".encode())
            if path is not folder:
                with path.open("rb") as file:  # what lies beyond the limit is refused, and never kept
                    digest.update(hashlib.sha256(file.read(limits.bytes + 1)).digest())
    return digest.hexdigest()


def read(cache: Path, key: str) -> Pack | None:
    """Return the pack kept under ``key``, or None where there is none that can be trusted."""
    with suppress(OSError, msgspec.MsgspecError):
        raw = (cache / f"{key}.pack").read_bytes()
        body = raw[DIGEST:]
        if hashlib.sha256(FORMAT + body).digest() == raw[:DIGEST]:
            return msgspec.msgpack.decode(body, type=Pack)
    return None


def write(cache: Path, key: str, pack: Pack) -> None:
    """Keep a pack; where it or the folder cannot be written, do without."""
    target = cache / f"{key}.pack"
    with suppress(OSError, OverflowError, UnicodeEncodeError):  # numbers and texts that this form cannot hold
        body = msgspec.msgpack.encode(pack)
        cache.mkdir(parents=True, exist_ok=True)
        replace_file(target, (hashlib.sha256(FORMAT + body).digest(), body))
