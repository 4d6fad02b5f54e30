"""Digests, by which a file is recognised again."""

from collections.abc import Iterable


def digest_of(raw: bytes) -> str:
    """Return the digest of some bytes, as ``sha256sum`` prints it.

    >>> digest_of(b"")[:15]
    'sha256:e3b0c442'
    """
    from hashlib import sha256  # takes 3 ms to import, which a call without digests need not spend

    return f"sha256:{sha256(raw).hexdigest()}"


def digest_of_all(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of several things, each given by its digest and its name, in the order of their names."""
    lines = (f"{digest}  {name}\n" for digest, name in sorted(digests, key=lambda pair: pair[1]))
    return digest_of("".join(lines).encode("utf-8", "surrogateescape"))
