"""Waivers as they are written down, and what became of each in a check."""

from enum import Enum

import msgspec

from rightsgate.manifest.location import Location
from rightsgate.text.digest import digest_of


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """One finding that somebody accepts for a time.

    ``facts`` is the digest of the tests that decided the finding when it was accepted; where they change, the waiver no
    longer counts. ``starts`` and ``expires`` are days (ISO, UTC), both included. ``manifest`` is the end of the path of
    the only manifest that it is meant for (empty: any).
    """

    finding: str
    facts: str
    reason: str
    owner: str
    approver: str
    starts: str
    expires: str
    manifest: str = ""
    location: Location

    def is_for(self, path: str) -> bool:
        """Whether it is meant for the manifest at a path."""
        return not self.manifest or f"/{path}".endswith(f"/{self.manifest.removeprefix('./')}")


class Waivers(msgspec.Struct, frozen=True, kw_only=True):
    """The waivers of a file."""

    path: str
    raw: bytes
    entries: tuple[Waiver, ...]

    @property
    def digest(self) -> str:
        """The digest of the file's bytes."""
        return digest_of(self.raw)


class WaiverState(Enum):
    """What became of a waiver for one manifest."""

    IN_EFFECT = "in-effect"
    NOT_STARTED = "not-started"
    EXPIRED = "expired"
    FACTS_CHANGED = "facts-changed"
    TOO_LONG = "too-long"
    NEVER = "never-waivable"
    DUPLICATE = "duplicate"
    NOT_NEEDED = "not-needed"


class WaiverUse(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a waiver for a finding of one manifest.

    ``facts`` is the digest of the tests that decide the finding now; ``longest`` the longest period that the policy
    allows for it. ``expiring``: it expires soon (``SOON`` in ``logic/dates.py``).
    """

    waiver: Waiver
    state: WaiverState
    facts: str = ""
    longest: str = ""
    expiring: bool = False
