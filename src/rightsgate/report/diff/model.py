"""What comparing two checks found, and the contract ``rightsgate.diff/1``: these types give its JSON Schema too."""

from enum import Enum
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from rightsgate.findings.model import Verdict
from rightsgate.report.json.contract.counts import Count
from rightsgate.report.json.contract.manifest import Digest
from rightsgate.report.json.contract.run import Day
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome

CONTRACT: Final = "rightsgate.diff/1"


class Shift(Enum):
    """How a finding that gates, or gated, stands to the earlier check.

    The first three are those of a baseline. ``NOW_UNKNOWN`` is unmet before and unknown now, which is not called
    better: to say less would do it too. ``REWEIGHED`` has the same outcome under another strength or effect.
    ``WAIVED`` is open, and a waiver accepts it now; ``ADVISORY`` is open, and its actor's duties do not gate any more.
    """

    NEW = "new"
    WORSE = "worse"
    NOW_STATED = "now-stated"
    NOW_UNKNOWN = "now-unknown"
    REWEIGHED = "reweighed"
    WAIVED = "waived"
    ADVISORY = "advisory"
    BETTER = "better"
    SETTLED = "settled"


class CauseKind(Enum):
    """What a change goes back to.

    ``DERIVED``: a fact that rules derive, where the statement behind it cannot be told. ``RULES``: the rule packs as a
    whole, where it cannot be told which rule. ``MANIFEST``: the earlier check has no such manifest.
    """

    STATEMENT = "statement"
    DERIVED = "derived"
    RULE = "rule"
    RULES = "rules-changed"
    POLICY = "policy"
    SUBJECT = "subject"
    DAY = "day"
    WAIVER = "waiver"
    VERSION = "version"
    MANIFEST = "manifest"
    UNKNOWN = "unknown"


class Location(Struct, frozen=True, kw_only=True):
    """A place in one of the manifests."""

    path: Annotated[str, Meta(description="Path of the manifest")]
    line: Annotated[int, Meta(description="Line, from 1", ge=1)]
    column: Annotated[int, Meta(description="Column, from 1", ge=1)]
    pointer: Annotated[str, Meta(description="JSON Pointer (RFC 6901) to the value, or to where it would stand")]


class Cause(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a change goes back to: a statement, a rule, or something that the two checks do not share."""

    kind: CauseKind
    entity: Annotated[str, Meta(description="Id of the entity, or of the rule, policy or pack")] = ""
    field: Annotated[str, Meta(description="Field of the entity; empty: the entity itself")] = ""
    before: Annotated[str | None, Meta(description="What stood there; left out: the earlier check does not tell")] = (
        None
    )
    after: Annotated[str | None, Meta(description="What stands there; left out: the later check does not tell")] = None
    location: Annotated[Location | None, Meta(description="The statement, or where it was")] = None


class FindingChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finding that stands differently than before."""

    change: Shift
    manifest: Annotated[str, Meta(description="Path of the manifest, in the later check")]
    id: Annotated[str, Meta(description="Id of the finding")]
    rule: Annotated[str, Meta(description="Id of the rule")]
    title: Annotated[str, Meta(description="What the rule asks for, in a line")]
    strength: Annotated[Strength, Meta(description="How it binds, in the later check where it is in that")]
    before: Annotated[Outcome | None, Meta(description="Outcome before; left out: no such finding")] = None
    after: Annotated[Outcome | None, Meta(description="Outcome now; left out: no such finding")] = None
    decides: Annotated[bool, Meta(description="Whether it makes the exit code 1")] = False
    causes: Annotated[tuple[Cause, ...], Meta(description="What it goes back to, as far as that can be told")] = ()


class Pack(Struct, frozen=True, kw_only=True):
    """A rule pack."""

    name: Annotated[str, Meta(description="Name of the pack")]
    digest: Digest


class Check(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the two checks."""

    path: Annotated[str, Meta(description="The manifest, report or folder of a rule pack, as it was named")]
    verdict: Verdict
    as_of: Annotated[Day, Meta(description="The day for which it was made")]
    version: Annotated[str, Meta(description="Version of the program that made it")]
    policy: Annotated[str, Meta(description="Name of the policy")]
    policy_digest: Digest
    rules: Annotated[Digest, Meta(description="Digest of all rule packs together")]
    packs: Annotated[tuple[Pack, ...], Meta(description="The rule packs")]
    subjects: Annotated[tuple[str, ...], Meta(description="The subjects of the manifests, each once")] = ()
    notes: Annotated[tuple[str, ...], Meta(description="Notes on its rule packs")] = ()
    narrowed: Annotated[bool, Meta(description="Whether it lists open findings only (`--show`)")] = False
    derivations: Annotated[bool, Meta(description="Whether it lists derivations (`--derivations`)")] = False


class Setting(Struct, frozen=True, kw_only=True):
    """Something other than the manifests in which the two checks differ."""

    what: Annotated[CauseKind, Meta(description="What differs: rules-changed, policy, subject, day, waiver, version")]
    name: Annotated[str, Meta(description="Name of the rule pack, where it is one")]
    before: Annotated[str, Meta(description="What it was; empty: none")]
    after: Annotated[str, Meta(description="What it is; empty: none")]


class Counts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Number of findings by how they changed."""

    new: Annotated[Count, Meta(description="Open, and absent before, or accepted by a waiver, or advisory")] = 0
    worse: Annotated[Count, Meta(description="Open, with a better outcome before")] = 0
    now_stated: Annotated[Count, Meta(description="Unknown before, and unmet by what is stated now")] = 0
    now_unknown: Annotated[Count, Meta(description="Unmet before, and unknown now")] = 0
    reweighed: Annotated[Count, Meta(description="The same outcome, with another strength or effect")] = 0
    waived: Annotated[Count, Meta(description="Open, and accepted by a waiver now")] = 0
    advisory: Annotated[Count, Meta(description="Open, and a duty of somebody whose duties do not gate now")] = 0
    better: Annotated[Count, Meta(description="Open, with a worse outcome before")] = 0
    settled: Annotated[Count, Meta(description="Open before, and no longer")] = 0


class Diff(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What `rightsgate diff --format json` writes.

    A property that has a default is left out where it has that value. Later releases may add properties under the same
    number: a reader passes over those that it does not know.
    """

    schema: Annotated[Literal["rightsgate.diff/1"], Meta(description="Name and number of this contract")]
    exit_code: Annotated[Literal[0, 1], Meta(description="0: nothing is worse, 1: something is")]
    old: Annotated[Check, Meta(description="The earlier check")]
    new: Annotated[Check, Meta(description="The later check")]
    settings: Annotated[tuple[Setting, ...], Meta(description="What differs beside the manifests")] = ()
    manifests: Annotated[Count, Meta(description="Number of manifests that are in both checks")]
    only_old: Annotated[tuple[str, ...], Meta(description="Manifests of the earlier check alone: not compared")] = ()
    only_new: Annotated[tuple[str, ...], Meta(description="Manifests of the later check alone: all new")] = ()
    counts: Annotated[Counts, Meta(description="Of the findings that gate, or gated")]
    others: Annotated[Counts, Meta(description="Of findings that are advisory in both: they never decide")]
    still_waived: Annotated[Count, Meta(description="Number of findings that waivers accept in both")] = 0
    changes: Annotated[tuple[FindingChange, ...], Meta(description="The findings that changed, the worst first")] = ()
