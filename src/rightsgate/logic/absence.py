"""The two ways of not having a value."""

from enum import Enum


class Absence(Enum):
    """The two ways of not having a value: declared absent, or not said."""

    NONE = "none"
    UNKNOWN = "unknown"


NONE, UNSAID = Absence.NONE, Absence.UNKNOWN
