"""The contract ``rightsgate.plan/1``: a plan for one manifest."""

from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct

from rightsgate.advise.answers import AnswerKind
from rightsgate.findings.model import Verdict
from rightsgate.report.json.contract.counts import Count
from rightsgate.report.json.contract.manifest import Digest
from rightsgate.report.json.contract.run import Day
from rightsgate.rules.model.duty import Strength

CONTRACT: Final = "rightsgate.plan/1"


class Settled(Struct, frozen=True, kw_only=True):
    """A finding that a step settles, with others or alone."""

    finding: Annotated[str, Meta(description="Its id")]
    strength: Strength
    title: str


class StatementToMake(Struct, frozen=True, kw_only=True):
    """One statement, as a rule tests it."""

    field: Annotated[str, Meta(description="Dotted path; empty for the entry as a whole")]
    operator: Annotated[
        str, Meta(description="By which a rule tests it; missing and complete speak of a whole section")
    ]
    value: Annotated[Any, Meta(description="As it could be typed; for a list one code that is added")]
    adds: Annotated[bool, Meta(description="Whether the value is added to those that are listed")]
    replaces: Annotated[bool, Meta(description="Whether something else is stated now: the world has to change first")]


class Pasted(Struct, frozen=True, kw_only=True):
    """A change of the manifest as it can be pasted."""

    within: Annotated[tuple[str, ...], Meta(description="The keys and ids that lead to where it is to stand")]
    line: Annotated[int, Meta(description="Line of that place, or of what is replaced; 0 for the end", ge=0)]
    replaces: Annotated[bool, Meta(description="Whether it stands in place of what is on that line")]
    until: Annotated[int, Meta(description="The last line that is replaced, of several", ge=0)]
    text: Annotated[str, Meta(description="What is to be pasted, as YAML, or as lines of a JSON manifest")]


class StepToTake(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step: what to do, then what to state."""

    kind: AnswerKind
    actor: Annotated[str, Meta(description="Id of who can act; empty where it cannot be told")]
    place: Annotated[str, Meta(description="Where it is stated, as reports write it")]
    do: Annotated[str, Meta(description="What to do, or the question to answer")]
    statements: tuple[StatementToMake, ...]
    paste: tuple[Pasted, ...]
    settles: tuple[Settled, ...]
    options: Annotated[tuple[Any, ...], Meta(description="Other values that would do as well")] = ()
    otherwise: Annotated[int | None, Meta(description="How many findings stay open without this assumed answer")] = None
    unless: Annotated[tuple[str, ...], Meta(description="What makes it needless, if it is so, in words")] = ()


class Left(Struct, frozen=True, kw_only=True):
    """A finding for which no honest way was found: what its duty asks, and the command that accepts it for a time.

    ``waive`` is empty where a manifest contradicts itself, which is corrected and not accepted.
    """

    finding: str
    title: str
    fix: str
    waive: str


class PlanReport(Struct, frozen=True, kw_only=True):
    """A plan for one manifest: steps after which the gate passes, or what is left."""

    schema: Literal["rightsgate.plan/1"]
    tool: Annotated[str, Meta(description="The version of rightsgate")]
    manifest: Annotated[str, Meta(description="Path of the manifest")]
    digest: Digest
    subject: Annotated[str, Meta(description="Id of the actor on whose behalf it is judged; empty for everybody")]
    policy: str
    as_of: Day
    before: Verdict
    after: Annotated[Verdict, Meta(description="The verdict of a check of the changed manifest")]
    optimal: Annotated[bool, Meta(description="Whether it is proved that no fewer places would do for what rules ask")]
    steps: tuple[StepToTake, ...]
    left: tuple[Left, ...]
    statements: Annotated[Count, Meta(description="How many statements the steps make")]
