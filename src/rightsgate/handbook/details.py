"""What the details of a statement say: for the reference page, and for the schema that an editor shows."""

from collections.abc import Mapping
from typing import Final

from rightsgate.handbook.blocks import Phrase
from rightsgate.handbook.prose import prose

MEANS: Final[Mapping[str, Phrase]] = {
    "evidence": prose("What backs the statement: a file, an address, a passage; or a list of them"),
    "since": prose("The date from which it holds; if that is after the day of the check, the value counts as unknown"),
    "as_of": prose("The date on which it was true"),
    "tested": prose("The test or trial that showed it: a name, a file or a passage"),
    "verified_by": prose("Who has checked the statement beside its author"),
    "note": prose("A remark for readers; nothing is concluded from it"),
    "complete": prose("`true`: what the list leaves out does not exist; `false`: it is not stated"),
}
