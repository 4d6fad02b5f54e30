"""A lock: the digests of what checks go by besides the manifests, as they were when somebody last looked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.files import read_raw
from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Text
from rightsgate.text.located import decode
from rightsgate.text.nested import Table
from rightsgate.text.reader import Reader
from rightsgate.text.toml import parse_toml

FILE: Final = "rightsgate.lock"
HEAD: Final = (
    "# What checks go by here besides the manifests. Written by: rightsgate lock\n"
    "# `rightsgate check --locked` refuses anything else; without it, a report tells what differs.\n"
)
KINDS: Final = {
    "rules": "The rule packs, by their names",
    "policy": "The policy, with those that it extends",
    "waivers": "The file of waivers",
    "baseline": "The report that is the baseline",
    "configuration": "The configuration",
}
CALLED: Final = {
    "rules": "rule pack",
    "policy": "policy",
    "waivers": "file of waivers",
    "baseline": "baseline",
    "configuration": "configuration",
}
LOCK: Final = Form(
    title="lock",
    means="The digests of what checks go by",
    where="the lock",
    keys=tuple(Key(name, Table(Text(), "name"), means, default={}) for name, means in KINDS.items()),
    some=tuple(KINDS),
    lacking="holds no digest",
)
Digests = Mapping[tuple[str, str], str]


class Unlocked(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it is locked: its kind and name, and both digests (empty: it is only on one side)."""

    kind: str
    name: str
    locked: str
    found: str


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """The digests of what checks go by, by kind and name, and the file that holds them."""

    path: str
    digests: Digests

    def differences(self, found: Digests) -> Iterator[Unlocked]:
        """Yield what is not as it is locked, in order."""
        for key in sorted({*self.digests, *found}):
            locked, now = self.digests.get(key, ""), found.get(key, "")
            if locked != now:
                kind, name = key
                yield Unlocked(kind=kind, name=name, locked=locked, found=now)


def read_lock(path: str, limits: Limits = DEFAULTS) -> Lock:
    """Read a lock; raises InputError where it cannot be read."""
    faults: list[Fault] = []
    data = parse_toml(decode(read_raw(path, path, limits), path, limits), path, limits)
    found = LOCK.read(Reader(path, faults), data)
    if faults:
        raise InputError(faults)
    return Lock(path=path, digests={(kind, name): digest for kind in KINDS for name, digest in found[kind].items()})


def lock_text(digests: Digests) -> str:
    """Return a lock as TOML."""
    parts = [HEAD]
    for kind in KINDS:
        rows = sorted((name, digest) for (of, name), digest in digests.items() if of == kind)
        if rows:
            parts.append(f"\n[{kind}]\n")
            parts += [f"{_quoted(name)} = {_quoted(digest)}\n" for name, digest in rows]
    return "".join(parts)


def _quoted(text: str) -> str:
    """Return a basic string of TOML; only what could end or change it is escaped."""
    escaped = "".join(f"\\u{ord(c):04x}" if c in '"\\' or ord(c) < 0x20 or ord(c) == 0x7F else c for c in text)
    return f'"{escaped}"'


def refuse_unlocked(lock: Lock, unlocked: Iterable[Unlocked]) -> None:
    """Raise InputError with everything that is not as it is locked, if anything is."""
    faults = [
        Fault.of(
            codes.NOT_AS_LOCKED,
            lock.path,
            f"the {CALLED[one.kind]} '{one.name}' {_how(one)}",
            "look at what changed; if it is wanted: rightsgate lock",
        )
        for one in unlocked
    ]
    if faults:
        raise InputError(faults)


def _how(one: Unlocked) -> str:
    if not one.locked:
        return "is used and not locked"
    return "is locked and not used" if not one.found else "is not as it is locked"
