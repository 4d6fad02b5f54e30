"""Numbers of findings and of manifests."""

from typing import Annotated

from msgspec import Meta, Struct, field

Count = Annotated[int, Meta(ge=0)]


class Counts(Struct, frozen=True, kw_only=True):
    """Number of findings by outcome."""

    unmet: Annotated[Count, Meta(description="Stated otherwise than the duty requires, or declared absent")]
    unknown: Annotated[Count, Meta(description="What is stated does not decide it")]
    judgement: Annotated[Count, Meta(description="What can be declared is met; a person must decide the rest")]
    met: Annotated[Count, Meta(description="What is stated meets the duty")]
    not_applicable: Annotated[Count, Meta(description="The duty does not apply")] = field(name="not-applicable")
    inactive: Annotated[Count, Meta(description="The duty is not in effect on the day of the check")]


class Verdicts(Struct, frozen=True, kw_only=True):
    """Number of manifests by verdict."""

    failed: Annotated[Count, Meta(description="Manifests that some finding blocks")]
    undecided: Annotated[Count, Meta(description="Manifests of which too little is known")]
    passed: Annotated[Count, Meta(description="Manifests that nothing blocks")]
