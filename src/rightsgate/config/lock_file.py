"""The file of a lock: read, and written anew."""

from typing import Final

from rightsgate.config.lock import Digests, Lock
from rightsgate.errors import Fault, InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.digest_shape import A_DIGEST
from rightsgate.text.files import read_raw
from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Text
from rightsgate.text.located import decode
from rightsgate.text.nested import Table
from rightsgate.text.reader import Reader
from rightsgate.text.toml import parse_toml

HEAD: Final = (
    "# What checks go by here besides the manifests. Written by: rightsgate lock\n"
    "# `rightsgate check --locked` refuses anything else; without it, a report tells what differs.\n"
)
KINDS: Final = {
    "rules": "The rule packs, by their names",
    "policy": "The policy, with those that it extends",
    "waivers": "The file of waivers",
    "baseline": "The report that is the baseline",
    "configuration": "The file of the configuration",
}
LOCK: Final = Form(
    title="lock",
    means="The digests of what checks go by",
    where="the lock",
    keys=tuple(
        Key(name, Table(Text(A_DIGEST), "name", filled=True), means, default={}) for name, means in KINDS.items()
    ),
    some=tuple(KINDS),
    lacking="holds no digest",
)


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
