"""The pack: all rules that are loaded together."""

import msgspec

from rightsgate.model.risks import RiskTables
from rightsgate.model.rules import Case, Duty, Inference, Pattern, Recommendation
from rightsgate.model.sources import Sources
from rightsgate.model.vocabulary import Vocabulary


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """All rules that are loaded together, with the vocabulary they are written in.

    ``notes`` say which files of the packs were not read, and which pack takes the place of another.
    """

    names: tuple[str, ...]
    vocabulary: Vocabulary
    recommendations: tuple[Recommendation, ...]
    duties: tuple[Duty, ...]
    inferences: tuple[Inference, ...]
    constants: tuple[Pattern, ...]
    cases: tuple[Case, ...]
    tables: RiskTables
    sources: Sources
    notes: tuple[str, ...] = ()
