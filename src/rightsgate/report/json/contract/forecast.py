"""What will change by itself."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from rightsgate.findings.model import Verdict
from rightsgate.report.json.contract.reference import Texts
from rightsgate.report.json.contract.waiver import Day
from rightsgate.rules.model.outcome import Effect, Outcome

CONTRACT: Final = "rightsgate.forecast/1"


class OutcomeChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finding that has another outcome, or effect on the gate, from a day on."""

    finding: Annotated[str, Meta(description="Id of the finding")]
    before: Annotated[Outcome | None, Meta(description="Its outcome until then; none: there is no such finding")] = None
    after: Annotated[Outcome | None, Meta(description="Its outcome from then on; none: there is no such finding")] = (
        None
    )
    effect: Annotated[Effect, Meta(description="What the policy makes of it from then on")] = Effect.ACCEPT
    advisory: Annotated[bool, Meta(description="Whether it is a duty of somebody whose duties do not gate")] = False


class ForecastDay(Struct, frozen=True, kw_only=True):
    """A day from which outcomes are others, if nothing else changes."""

    day: Annotated[Day, Meta(description="The first day of it")]
    verdict: Annotated[Verdict, Meta(description="The verdict on that day")]
    changes: Annotated[tuple[OutcomeChange, ...], Meta(description="What changes, by the ids of findings")]
    reasons: Annotated[Texts, Meta(description="Why, in words")]


class ManifestForecast(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What will change in one manifest."""

    path: Annotated[str, Meta(description="Path of the manifest")]
    verdict: Annotated[Verdict, Meta(description="The verdict on the first day")]
    days: Annotated[tuple[ForecastDay, ...], Meta(description="The days on which something changes, in order")] = ()


class Forecast(Struct, frozen=True, kw_only=True):
    """What `rightsgate forecast --format json` writes."""

    schema: Annotated[Literal["rightsgate.forecast/1"], Meta(description="Name and number of this contract")]
    as_of: Annotated[Day, Meta(description="The day to begin with")]
    until: Annotated[Day, Meta(description="The last day that was looked at")]
    policy: Annotated[str, Meta(description="Name of the policy")]
    manifests: Annotated[tuple[ManifestForecast, ...], Meta(description="A part for each manifest")]
