"""A lock: the digests of what checks go by besides the manifests, as they were when somebody last looked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError

FILE: Final = "rightsgate.lock"
CALLED: Final = {
    "rules": "rule pack",
    "policy": "policy",
    "waivers": "file of waivers",
    "baseline": "baseline",
    "configuration": "configuration",
}
Digests = Mapping[tuple[str, str], str]


class Unlocked(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it is locked: its kind and name, and both digests (empty: it is only on one side)."""

    kind: str
    name: str
    locked: str
    found: str


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """The digests of what checks go by, by kind and name, and the file that holds them.

    Files are named as they lie from its own folder, so that it says the same wherever a call is made.
    """

    path: str
    digests: Digests

    def differences(self, found: Digests) -> Iterator[Unlocked]:
        """Yield what is not as it is locked, in order."""
        for key in sorted({*self.digests, *found}):
            locked, now = self.digests.get(key, ""), found.get(key, "")
            if locked != now:
                kind, name = key
                yield Unlocked(kind=kind, name=name, locked=locked, found=now)


def refuse_unlocked(lock: Lock, unlocked: Iterable[Unlocked]) -> None:
    """Raise InputError with everything that is not as it is locked, if anything is."""
    faults = [
        Fault.of(
            codes.NOT_AS_LOCKED,
            lock.path,
            f"the {CALLED[one.kind]} '{one.name}' {how(one)}",
            "look at what changed; if it is wanted: rightsgate lock",
        )
        for one in unlocked
    ]
    if faults:
        raise InputError(faults)


def how(one: Unlocked) -> str:
    """Return in words in what it is not as it is locked."""
    if not one.locked:
        return "is used and not locked"
    return "is locked and not used" if not one.found else "has changed since it was locked"
