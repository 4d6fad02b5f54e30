"""Findings, and the tests that decided them."""

from typing import Annotated

from msgspec import Meta, Struct

from rightsgate.evaluate.model import Part
from rightsgate.findings.model import Change
from rightsgate.logic.truth import Truth
from rightsgate.report.json.contract.missing import Missing
from rightsgate.report.json.contract.place import Place
from rightsgate.report.json.contract.reference import Texts
from rightsgate.report.json.contract.waiver import FindingWaiver
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome


class Test(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A test that decided an outcome: what a condition asked for, and what it found."""

    part: Annotated[Part, Meta(description="Whether it is of what the rule requires, or of when it applies")] = (
        Part.REQUIRE
    )
    entity: Annotated[str, Meta(description="Id of the entity that it looks at, where not that of the finding")] = ""
    field: Annotated[str, Meta(description="Field, kind of fact or kind of record that it looks at")]
    asked: Annotated[str, Meta(description="What the rule asks for, in words")]
    stated: Annotated[str, Meta(description="What the manifest states, in words")]
    evidence: Annotated[str, Meta(description="What the manifest names as proof")] = ""
    holds: Annotated[Truth, Meta(description="Whether the test holds")]
    location: Annotated[Place | None, Meta(description="Its place, where it is not that of the finding")] = None


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person decided, and recorded in the manifest."""

    outcome: Annotated[str, Meta(description="What was decided")]
    decided_by: Annotated[str, Meta(description="Who decided it; empty: nobody is named")]
    date: Annotated[str, Meta(description="When; empty: no day is stated")]
    reason: Annotated[str, Meta(description="Why")] = ""
    location: Place


class Evidence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence that the policy demands, and that the statements lack."""

    tier: Annotated[str, Meta(description="The least tier of evidence that counts")]
    fresh_within: Annotated[str, Meta(description="How old it may be")] = ""
    reason: Annotated[str, Meta(description="Why the policy demands it")] = ""


class EqualRule(Struct, frozen=True, kw_only=True):
    """A rule of another source that asks for the same, and so is part of the same finding."""

    id: Annotated[str, Meta(description="Id of the finding on that rule")]
    rule: Annotated[str, Meta(description="Id of the rule")]
    role: Annotated[str, Meta(description="Id of the role that it binds")]
    strength: Strength
    outcome: Outcome


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The outcome of one rule for one actor in one role, and for one entity if the rule is asked of one."""

    id: Annotated[str, Meta(description="Id of the finding: rule, entity if any, actor and role")]
    rule: Annotated[str, Meta(description="Id of the rule")]
    actor: Annotated[str, Meta(description="Id of the actor; empty: all firms involved in the impact together")]
    role: Annotated[str, Meta(description="Id of the role that is bound")]
    entity: Annotated[
        str, Meta(description="Id of the entity, where that is not the actor; empty if none is listed")
    ] = ""
    outcome: Outcome
    effect: Annotated[Effect, Meta(description="What the policy makes of it")] = Effect.ACCEPT
    advisory: Annotated[bool, Meta(description="Whether it is a duty of somebody whose duties do not gate")] = False
    awaits: Annotated[Texts, Meta(description="Ids of the others on whose statements or practices alone it rests")] = ()
    strength: Annotated[Strength | None, Meta(description="How it binds, where the rule has another strength")] = None
    role_certain: Annotated[bool, Meta(description="Whether the actor has the role for certain")] = True
    addressed_to: Annotated[Texts, Meta(description="Ids of the actors that a joint duty addresses")] = ()
    possible: Annotated[
        tuple[Outcome, ...],
        Meta(description="Outcomes that an unknown may turn out to have; left out where these are unmet and met"),
    ] = ()
    equal_rules: Annotated[tuple[EqualRule, ...], Meta(description="Rules of other sources that ask for the same")] = ()
    location: Annotated[
        Place | None,
        Meta(description="The statement that decides; none where nothing is stated: see entity or actor"),
    ] = None
    because: Annotated[tuple[Test, ...], Meta(description="The tests that decided, the most telling first")] = ()
    missing: Annotated[
        tuple[Missing, ...], Meta(description="What would have to be stated to settle an unknown, and where")
    ] = ()
    lacks: Annotated[Evidence | None, Meta(description="Evidence without which it is not taken as met")] = None
    decision: Annotated[Decision | None, Meta(description="What a person decided")] = None
    waiver: Annotated[FindingWaiver | None, Meta(description="The waiver that accepts it for now")] = None
    change: Annotated[Change | None, Meta(description="How it stands to the baseline, where there is one")] = None
    spared: Annotated[
        bool, Meta(description="Whether it would keep the gate from passing, had it not done so in the baseline")
    ] = False
    derivation: Annotated[Texts, Meta(description="Steps by which the duty came to apply (`--derivations`)")] = ()
