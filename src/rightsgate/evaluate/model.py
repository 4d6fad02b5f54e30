"""What an evaluation tells of itself: the tests that decided an outcome."""

from enum import Enum

import msgspec

from rightsgate.logic.truth import Truth
from rightsgate.manifest.location import Location


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One test that a condition made: what was asked of which field, what was stated, and how it stands.

    ``part`` is ``when`` or ``require``. ``evidence`` is what the manifest names as proof, as written.
    ``location`` is that of the statement, or of the entity that lacks it, with the pointer at which it would stand.
    """

    part: str
    entity: str
    field: str
    asked: str
    stated: str
    evidence: str
    truth: Truth
    location: Location


class Detail(Enum):
    """How much an explanation says: what is missing, the tests as well, or the derivation as well."""

    BRIEF = "brief"
    TESTS = "tests"
    DERIVED = "derived"


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why an outcome is what it is.

    ``because``: the tests that decide it, the most telling first. ``unsaid``: the fields whose statement would
    settle an unknown. ``derivation``: the ids of the steps by which the duty came to be asked.
    """

    location: Location
    because: tuple[Observation, ...]
    unsaid: tuple[str, ...]
    derivation: tuple[str, ...]
