"""What a configuration says, with the place of each key."""

from collections.abc import Mapping

import msgspec

from rightsgate.text.position import Mark


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What a configuration says; a key that is not given is empty.

    Paths are relative to the current folder; the file names them relative to its own. ``path`` is the file (empty:
    there is none), ``written`` what stands at its keys, and ``marks`` the places of these. ``found`` is what the
    patterns of ``manifests`` match, if it was asked for, and ``excluded`` what ``exclude`` took out of it.
    """

    path: str = ""
    digest: str = ""
    written: Mapping[str, tuple[str, ...]] = {}
    marks: Mapping[str, Mark] = {}
    subject: str = ""
    manifests: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    policy: str = ""
    rules: tuple[str, ...] = ()
    waivers: str = ""
    baseline: str = ""
    formats: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
