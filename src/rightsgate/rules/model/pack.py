"""The pack: all rules that are loaded together."""

from collections.abc import Mapping
from enum import Enum

import msgspec

from rightsgate.logic.patterns import Pattern
from rightsgate.rules.model.attribution import Attribution
from rightsgate.rules.model.case import Case
from rightsgate.rules.model.duty import Duty, Recommendation
from rightsgate.rules.model.first_manifest import FirstManifest
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.model.risk import RiskTables
from rightsgate.rules.model.severity import SeverityMeasures
from rightsgate.rules.model.source import Sources
from rightsgate.vocabulary.model import Vocabulary


class NoteKind(Enum):
    """What a note on a pack is about."""

    HIDDEN = "hidden"
    SKIPPED = "skipped"
    REPLACES_OURS = "replaces-ours"


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with hidden files or folders that are not read, a file that is skipped, or a pack in the place of ours.

    ``names`` are the paths that are hidden, or the name of the pack.
    """

    kind: NoteKind
    path: str
    names: tuple[str, ...] = ()


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """All rules that are loaded together, with the vocabulary they are written in.

    ``digests`` are those of the files of each pack, by its name. Of several ``attributions`` and ``remedies`` the first
    is used unless a policy names another. ``settled_by`` has for a kind of derived fact the fields (``entity.field``)
    that a reader can state to settle it, the most telling first. ``first_manifest``: what one is made of. ``notes`` say
    which files of the packs were not read, and which pack takes the place of another. ``periods`` are all by which a
    rule or a threshold counts days.
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
    attributions: tuple[Attribution, ...] = ()
    remedies: tuple[RemedyTable, ...] = ()
    severity: SeverityMeasures | None = None
    settled_by: Mapping[str, tuple[str, ...]] = {}
    first_manifest: FirstManifest | None = None
    notes: tuple[Note, ...] = ()
    periods: tuple[str, ...] = ()
    digests: Mapping[str, str] = {}
