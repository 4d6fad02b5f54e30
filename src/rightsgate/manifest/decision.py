"""What a named person decided."""

import msgspec

from rightsgate.manifest.location import Location


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A named person's recorded decision: an outcome of a duty that asks for judgement, or a level of involvement."""

    outcome: str
    decided_by: str
    date: str
    reason: str
    location: Location
