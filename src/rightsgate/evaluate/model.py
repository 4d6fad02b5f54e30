"""What an evaluation tells of itself: the tests that decided an outcome, typed. Reports make sentences of them."""

from enum import Enum
from typing import Any

import msgspec

from rightsgate.evaluate.site import Missing, Site
from rightsgate.logic.truth import Truth
from rightsgate.manifest.evidence import Tier
from rightsgate.manifest.location import Location


class Part(Enum):
    """Which part of a duty makes a test: the condition under which it applies, or what it requires."""

    WHEN = "when"
    REQUIRE = "require"


class TargetKind(Enum):
    """What a test looks at: a field of an entity, a derived fact about it, or the records of an actor."""

    FIELD = "field"
    FACT = "fact"
    RECORDS = "records"


class Target(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What a test looks at: a field by its dotted path, a kind of fact, or a record (of ``record_kinds``, if any)."""

    name: str
    record_kinds: tuple[str, ...] = ()
    kind: TargetKind = TargetKind.FIELD


class Value(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A value that a rule writes. ``near``: the number stated is within a factor of two of this threshold."""

    value: Any
    near: bool = False


class OtherField(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Another field, with what is stated of it."""

    path: str
    value: Any


class FactValues(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Derived values: those that are certain, and those that are only possible besides. None: of nothing listed."""

    certain: tuple[Any, ...]
    possible: tuple[Any, ...]


class Holding(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Whether a derived fact holds; as what is asked, that it does (``some``: with any value)."""

    truth: Truth
    some: bool = False


class Records(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One record, or every record, of a kind."""

    one: bool


class Listed(Enum):
    """How records stand: a record is listed, they are declared absent, or none is listed."""

    LISTED = "listed"
    DECLARED_ABSENT = "absent"
    NOT_LISTED = "none"


class StatedValue(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What is stated of a field (``Absence`` included).

    ``implied``: codes that the stated ones imply and the test asks for. ``written`` is false where the field is silent.
    ``tier``: what backs the value, where a policy asks for more. ``later``: the date from which the statement counts,
    where that may be after the check.
    """

    value: Any
    implied: tuple[str, ...] = ()
    written: bool = True
    tier: Tier | None = None
    later: str = ""


class Unlisted(msgspec.Struct, frozen=True, tag=True):
    """Derived values of an entity that is not listed."""


Expected = Value | OtherField | FactValues | Holding | Records | Unlisted
Observed = StatedValue | FactValues | Holding | Listed | Unlisted


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """One test of a condition: its target, what it asks, what it found, and its truth.

    ``negated``: the condition asks that this is not so; ``truth`` is that of what is asked.

    ``entity`` is the id of an entity of the kind ``of``; empty where none is listed. ``site`` is where it is, or would
    be, stated; None for a derived fact, and where the test holds. ``operator`` is empty where the test is not one of a
    field. ``evidence`` is what the manifest names as proof, as written. ``location`` is that of the statement, or of
    the entity that lacks it, with the pointer at which it would stand.
    """

    part: Part
    of: str
    entity: str
    target: Target
    site: Site | None
    operator: str
    asked: Expected
    found: Observed
    evidence: tuple[str, ...]
    truth: Truth
    location: Location
    negated: bool = False


class Detail(Enum):
    """How much an explanation says: what is missing, the tests as well, or the derivation as well."""

    BRIEF = "brief"
    TESTS = "tests"
    DERIVED = "derived"


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why an outcome is what it is.

    ``because``: the tests that decide it, the most telling first. ``missing``: what would have to be stated to settle
    an unknown.
    """

    location: Location
    because: tuple[Test, ...]
    missing: tuple[Missing, ...]
