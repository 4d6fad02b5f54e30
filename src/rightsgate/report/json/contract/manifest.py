"""The part of a report on one manifest."""

from typing import Annotated

from msgspec import Meta, Struct

from rightsgate.findings.model import Verdict
from rightsgate.logic.dates import SOON_DAYS
from rightsgate.logic.truth import Truth
from rightsgate.report.json.contract.counts import Count, Counts
from rightsgate.report.json.contract.finding import Decision, Finding, Test
from rightsgate.report.json.contract.forecast import ForecastDay
from rightsgate.report.json.contract.people import People
from rightsgate.report.json.contract.place import Place
from rightsgate.report.json.contract.reference import Texts
from rightsgate.report.json.contract.waiver import Changes, Waived, WaiverNote

Digest = Annotated[str, Meta(description="Digest of the content", pattern="^sha256:[0-9a-f]{64}$")]


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor of the manifest."""

    id: Annotated[str, Meta(description="Id of the actor")]
    name: Annotated[str, Meta(description="Its name")] = ""
    roles: Annotated[Texts, Meta(description="Ids of the roles that it has for certain")] = ()
    possible_roles: Annotated[Texts, Meta(description="Ids of the roles that it may have")] = ()
    location: Place


class RiskDecision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A recorded decision on a risk that counts."""

    actor: Annotated[str, Meta(description="Id of the actor")]
    about: Annotated[Texts, Meta(description="Ids of the impacts or entities whose risk was decided on")] = ()
    decision: Decision


class IneffectiveDecision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A recorded decision without effect."""

    matter: Annotated[str, Meta(description="What kind of matter it is about: a duty, an involvement, a risk")]
    actor: Annotated[str, Meta(description="Id of the actor")]
    on: Annotated[str, Meta(description="Id of the rule or impact decided on")]
    about: Annotated[str, Meta(description="Id of the entity, where one is named")] = ""
    outcome: Annotated[str, Meta(description="What was decided")] = ""
    decided_by: Annotated[str, Meta(description="Who decided")] = ""
    date: Annotated[str, Meta(description="When")] = ""
    reason: Annotated[str, Meta(description="Why it has no effect, as a code")]
    details: Annotated[Texts, Meta(description="Fields that it lacks, or what it names in vain")] = ()
    explanation: Annotated[str, Meta(description="Why it has no effect, in words")]
    location: Place


class Silence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many duties are unknown for want of statements about what is an actor's own."""

    actor: Annotated[str, Meta(description="Id of the actor")]
    own: Annotated[Count, Meta(description="Duties of the actor itself")] = 0
    others: Annotated[
        dict[str, Count], Meta(description="Duties of others, by the id of each (empty: joint duties)")
    ] = {}


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A derived fact, or one that the manifest states."""

    fact: Annotated[str, Meta(description="The fact with its terms")]
    holds: Annotated[Truth, Meta(description="Whether it holds")] = Truth.TRUE
    rule: Annotated[str, Meta(description="Id of the rule that derives it")] = ""
    title: Annotated[str, Meta(description="Title of the rule")] = ""
    source: Annotated[str, Meta(description="Document and section of the rule")] = ""
    premises: Annotated[Texts, Meta(description="Ids of the steps on which it rests")] = ()
    because: Annotated[tuple[Test, ...], Meta(description="The tests of its condition")] = ()
    location: Annotated[Place | None, Meta(description="The place that states it")] = None


class Manifest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the check of one manifest found."""

    path: Annotated[str, Meta(description="Its path as it was given or found")]
    digest: Digest
    name: Annotated[str, Meta(description="Its name")] = ""
    subject: Annotated[str, Meta(description="The actor on whose behalf it was checked; none: everyone is judged")] = ""
    actors_not_found: Annotated[
        Texts, Meta(description="Ids by which the policy chooses actors, and which no actor of the manifest has")
    ] = ()
    verdict: Verdict
    reason: Annotated[str, Meta(description="What the verdict rests on, in words")]
    counts: Annotated[Counts, Meta(description="Of all findings; `--show` does not narrow it")]
    gating_counts: Annotated[Counts, Meta(description="Of the findings that gate; the rest are advisory")]
    facts: Annotated[Count, Meta(description="Number of facts that hold or may hold")]
    actors: tuple[Actor, ...]
    entities: Annotated[
        dict[str, Place],
        Meta(
            description="Where the entities stand, other than actors, that findings are about;"
            " relations that the value chain implies stand nowhere"
        ),
    ] = {}
    findings: Annotated[tuple[Finding, ...], Meta(description="Findings of the outcomes that `--show` names")] = ()
    people: People
    risk_decisions: Annotated[tuple[RiskDecision, ...], Meta(description="Recorded decisions on risks that count")] = ()
    ineffective_decisions: Annotated[
        tuple[IneffectiveDecision, ...], Meta(description="Recorded decisions without effect")
    ] = ()
    waived: Annotated[Waived | None, Meta(description="Findings that waivers accept, where there are any")] = None
    waiver_notes: Annotated[
        tuple[WaiverNote, ...], Meta(description="Waivers of these findings without effect, or about to expire")
    ] = ()
    changes: Annotated[Changes | None, Meta(description="How it stands to the baseline, where there is one")] = None
    upcoming: Annotated[
        tuple[ForecastDay, ...],
        Meta(description=f"What changes by itself within {SOON_DAYS} days, if nothing else does"),
    ] = ()
    silence: Annotated[
        tuple[Silence, ...], Meta(description="What waits for statements that actors have not made, the most first")
    ] = ()
    out_of_reach: Annotated[Texts, Meta(description="Ids of selected rules that no manifest can show to be met")] = ()
    derivations: Annotated[dict[str, Step], Meta(description="Steps by their id (`--derivations`)")] = {}
