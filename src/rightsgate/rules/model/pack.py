"""The pack: all rules that are loaded together."""

import msgspec

from rightsgate.logic.patterns import Pattern
from rightsgate.rules.model.risk import RiskTables
from rightsgate.rules.model.rules import Case, Duty, Inference, Recommendation
from rightsgate.rules.model.source import Sources
from rightsgate.vocabulary.model import Vocabulary


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
