"""The contract ``rightsgate.questions/1``: questions on one manifest."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from rightsgate.report.json.contract.counts import Count
from rightsgate.report.json.contract.manifest import Digest
from rightsgate.report.json.contract.run import Day

CONTRACT: Final = "rightsgate.questions/1"


class ReasonToAsk(Struct, frozen=True, kw_only=True):
    """Why something is asked."""

    finding: Annotated[str, Meta(description="Id of the finding that the answer decides, with others or alone")]
    strength: str
    title: str
    source: Annotated[str, Meta(description="Document, section and recommendation")]
    rights: tuple[str, ...]


class QuestionToAsk(Struct, frozen=True, kw_only=True):
    """One question."""

    number: Annotated[int, Meta(ge=1)]
    question: str
    follow_up: Annotated[tuple[str, ...], Meta(description="What is asked then, where the answer is yes")]
    actor: Annotated[str, Meta(description="Id of the actor that is asked; empty where it cannot be told")]
    respondent: Annotated[str, Meta(description="Who there can usually answer, by the vocabulary")]
    topic: str
    place: Annotated[str, Meta(description="Where the answer is stated, as reports write it")]
    answers: Annotated[str, Meta(description="What can be stated")]
    evidence: Annotated[tuple[str, ...], Meta(description="What would do as evidence")]
    reasons: tuple[ReasonToAsk, ...]
    stated: Annotated[bool, Meta(description="Whether something else is stated now")]


class ToJudge(Struct, frozen=True, kw_only=True):
    """What no answer settles: a must that a named person has to judge, or for which no question was found."""

    finding: str
    title: str


class Questions(Struct, frozen=True, kw_only=True):
    """The questions on one manifest, and what they leave."""

    schema: Literal["rightsgate.questions/1"]
    tool: Annotated[str, Meta(description="The version of rightsgate")]
    manifest: Annotated[str, Meta(description="Path of the manifest")]
    digest: Digest
    of: Annotated[str, Meta(description="Id of the actor whose duties are asked about; empty for everybody")]
    policy: str
    as_of: Day
    all: Annotated[bool, Meta(description="Whether everything that is missing is asked, not only what decides musts")]
    musts: Annotated[Count, Meta(description="How many musts are open")]
    open: Annotated[Count, Meta(description="How many duties are open now")]
    after: Annotated[Count, Meta(description="How many stay open after favorable answers")]
    questions: tuple[QuestionToAsk, ...]
    judgements: tuple[ToJudge, ...]
    left: tuple[ToJudge, ...]
