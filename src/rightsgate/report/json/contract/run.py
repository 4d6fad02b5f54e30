"""The whole report, and how it was made: enough to do it again."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from rightsgate.findings.model import Verdict
from rightsgate.report.json.contract.counts import Count, Counts, Verdicts
from rightsgate.report.json.contract.manifest import Digest, Manifest
from rightsgate.report.json.contract.reference import Reference, Texts
from rightsgate.report.json.contract.waiver import WaiverNote
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import DutyBearers

CONTRACT: Final = "rightsgate.report/1"
Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Tool(Struct, frozen=True, kw_only=True):
    """What made the report."""

    name: Annotated[Literal["rightsgate"], Meta(description="Name of the program")]
    version: Annotated[str, Meta(description="Version of the program")]


class Pack(Struct, frozen=True, kw_only=True):
    """A rule pack."""

    name: Annotated[str, Meta(description="Name of the pack")]
    digest: Digest


class DutyException(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Duties that the policy leaves out, for a reason."""

    reason: Annotated[str, Meta(description="Why they are left out")]
    until: Annotated[str, Meta(description="The last day on which they are left out; none: it never lapses")] = ""
    lapsed: Annotated[bool, Meta(description="Whether that day is over, so that the duties are checked again")] = False
    rules: Annotated[Texts, Meta(description="Ids of the duties, of those that the policy would check without it")]
    roles: Annotated[Texts, Meta(description="They are left out for these roles alone; none: for all")] = ()
    actors: Annotated[Texts, Meta(description="They are left out for these actors alone; none: for all")] = ()
    strengths: Annotated[
        tuple[Strength, ...], Meta(description="They are left out where they bind so; none: however they bind")
    ] = ()


class Policy(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The policy that chose the duties and set what their outcomes do to the gate."""

    name: Annotated[str, Meta(description="Name of the policy")]
    title: Annotated[str, Meta(description="The policy in a few words")]
    digest: Digest
    decisions_valid_for: Annotated[str, Meta(description="How long a decision of a person counts, such as 30d or 2y")]
    of: Annotated[DutyBearers, Meta(description="Whose duties gate where a subject is named")] = DutyBearers.EVERYONE
    attribution: Annotated[str, Meta(description="Id of the attribution method, where the policy names one")] = ""
    remedy: Annotated[str, Meta(description="Id of the remedy table, where the policy names one")] = ""
    actors: Annotated[Texts, Meta(description="Actors of whom alone it asks some duties, or all")] = ()
    exceptions: Annotated[tuple[DutyException, ...], Meta(description="What the policy leaves out, and why")] = ()


class Parameter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A threshold that rules use."""

    id: Annotated[str, Meta(description="Id of the threshold")]
    value: Annotated[str, Meta(description="Its value, with all digits")]
    origin: Annotated[str, Meta(description="Who sets it: a source, rightsgate (ours) or the policy")]
    means: Annotated[str, Meta(description="What it is the threshold of")]
    reason: Annotated[str, Meta(description="Why it has that value")] = ""


class Config(Struct, frozen=True, kw_only=True):
    """The configuration that a command found."""

    path: Annotated[str, Meta(description="Its file")]
    digest: Digest


class Call(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The settings of the command: its options as written, or else its configuration; others are left out."""

    manifests: Annotated[Texts, Meta(description="Files and folders to check; `-` is standard input")]
    exclude: Annotated[Texts, Meta(description="Patterns of what to leave out of folders")] = ()
    policy: Annotated[str, Meta(description="Name or file of the policy")]
    subject: Annotated[str, Meta(description="The actor named by `--for` or the configuration")] = ""
    rules: Annotated[Texts, Meta(description="Folders of further rule packs")] = ()
    show: Annotated[tuple[Outcome, ...], Meta(description="The outcomes that are listed; none: all")] = ()
    waivers: Annotated[str, Meta(description="The file of waivers")] = ""
    baseline: Annotated[str, Meta(description="The report that is the baseline")] = ""
    derivations: Annotated[bool, Meta(description="Whether derivations are listed")] = False
    engine: Annotated[str, Meta(description="Name of the inference engine")]
    config: Config | None = None


class Unlocked(Struct, frozen=True, kw_only=True):
    """Something that the check went by and that is not as it is locked."""

    kind: Annotated[str, Meta(description="What it is: rules, policy, waivers, baseline or configuration")]
    name: Annotated[str, Meta(description="Its name, or its path")]
    locked: Annotated[str, Meta(description="Its digest in the lock; empty: it is not locked")]
    found: Annotated[str, Meta(description="Its digest now; empty: it is not used")]


class Run(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the report was made."""

    tool: Tool
    as_of: Annotated[Day, Meta(description="The day for which the manifests were checked")]
    policy: Policy
    rules: Annotated[Digest, Meta(description="Digest of all rule packs together")]
    packs: Annotated[tuple[Pack, ...], Meta(description="The rule packs, in the order in which they were loaded")]
    parameters: Annotated[tuple[Parameter, ...], Meta(description="Thresholds as this policy sets them")]
    waivers: Annotated[Digest | None, Meta(description="Digest of the file of waivers, if there is one")] = None
    baseline: Annotated[Digest | None, Meta(description="Digest of the baseline, if there is one")] = None
    unlocked: Annotated[
        tuple[Unlocked, ...], Meta(description="What is not as it stands in the lock, where there is one")
    ] = ()
    notes: Annotated[
        Texts, Meta(description="Files of packs that were not read; packs that replace the built-in rules")
    ] = ()
    call: Call


class Skipped(Struct, frozen=True, kw_only=True):
    """What was skipped in the folders that were searched, for one reason."""

    reason: Annotated[str, Meta(description="Why these files and folders were not read")]
    count: Annotated[Count, Meta(description="Number of files and folders")]
    first: Annotated[Texts, Meta(description="The first of their paths, at most ten")]


class Summary(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Figures over all manifests; `--show` does not narrow them."""

    manifests: Annotated[Count, Meta(description="Number of manifests")]
    rules: Annotated[Count, Meta(description="Number of rules that the policy selects, those out of reach included")]
    findings: Annotated[Count, Meta(description="Number of findings: one for each rule, actor, role and entity")]
    counts: Counts
    verdicts: Verdicts
    waived: Annotated[Count, Meta(description="Number of findings that waivers accept")] = 0
    spared: Annotated[Count, Meta(description="Number of findings that the baseline keeps from gating")] = 0


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What `rightsgate check --format json` writes.

    A property that has a default is left out where it has that value. Later releases may add properties under the same
    number: a reader passes over those that it does not know.
    """

    schema: Annotated[Literal["rightsgate.report/1"], Meta(description="Name and number of this contract")]
    verdict: Annotated[Verdict, Meta(description="The worst verdict of all manifests")]
    exit_code: Annotated[Literal[0, 1, 3], Meta(description="0: passed, 1: failed, 3: undecided")]
    run: Run
    summary: Summary
    skipped: Annotated[tuple[Skipped, ...], Meta(description="What was skipped in folders, by reason")] = ()
    waiver_notes: Annotated[
        tuple[WaiverNote, ...], Meta(description="Waivers that name no finding of any manifest, or accept several")
    ] = ()
    manifests: Annotated[
        tuple[Manifest, ...], Meta(description="A part for each manifest, in the order of their paths")
    ]
    reference: Annotated[Reference, Meta(description="What the parts refer to by id")]
