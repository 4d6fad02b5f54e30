"""The result of a check: a report for each manifest, and how it was made. ``report`` writes it in each format."""

from bisect import insort
from collections import Counter
from collections.abc import Mapping
from typing import Final

import msgspec

from rightsgate.checker.chain import Chain
from rightsgate.checker.forecast import ForecastDay
from rightsgate.checker.silence import Silence
from rightsgate.config.lock import Unlocked
from rightsgate.explain.model import Step
from rightsgate.files.inputs import Skipped
from rightsgate.findings.baseline import Baseline
from rightsgate.findings.ineffective_model import IneffectiveDecision
from rightsgate.findings.model import Finding, Grounds, RiskDecision, Verdict
from rightsgate.findings.waivers.model import Waivers, WaiverState, WaiverUse
from rightsgate.manifest.location import Location
from rightsgate.people.model import Assessment
from rightsgate.rules.left_out import LeftOut
from rightsgate.rules.model.duty import Duty, Recommendation
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Note
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.model.risk import RiskTables
from rightsgate.rules.model.source import Sources
from rightsgate.text.digest import digest_of, digest_of_all
from rightsgate.vocabulary.model import Vocabulary
from rightsgate.vocabulary.threshold import Parameter


class ActorSummary(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of the manifest, with the roles that are certain and those that are only possible."""

    id: str
    name: str
    roles: tuple[str, ...]
    possible_roles: tuple[str, ...]
    location: Location


class ManifestReport(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a report that concerns one manifest. ``counts`` hold every outcome, zero or not, and
    ``gating_counts`` count the findings that are not advisory. ``subject``: the actor on whose behalf it was checked.

    ``raw``: the bytes of the manifest. ``entities``: where the entities stand, other than actors, that findings are
    about. ``asked_by``: the ids of the steps by which the duty of a finding came to be asked, by the id of the finding.
    ``risk_decisions``: the recorded decisions on risks that count; ``ineffective_decisions``: all those without effect.
    ``waiver_uses``: what became of the waivers that name a finding of this manifest. ``settled``: the ids of findings
    that were open in the baseline and no longer are. ``upcoming``: the next days on which outcomes change although
    nothing else does.
    ``silence``: for each actor, the duties that its unsaid statements hold open.
    ``chain``: the value chain, for formats that draw it.
    ``actors_not_found``: the ids by which the policy chooses actors, and which no actor of the manifest has.
    """

    path: str
    name: str
    actors: tuple[ActorSummary, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[Outcome, int]
    gating_counts: Mapping[Outcome, int]
    out_of_reach: tuple[Duty, ...]
    verdict: Verdict
    grounds: Grounds
    facts: Mapping[str, int]
    assessment: Assessment
    derivations: Mapping[str, Step]
    asked_by: Mapping[str, tuple[str, ...]]
    risk_decisions: tuple[RiskDecision, ...] = ()
    ineffective_decisions: tuple[IneffectiveDecision, ...] = ()
    waiver_uses: tuple[WaiverUse, ...] = ()
    settled: tuple[str, ...] = ()
    upcoming: tuple[ForecastDay, ...] = ()
    silence: tuple[Silence, ...] = ()
    chain: Chain = Chain()
    entities: Mapping[str, Location] = {}
    raw: bytes = b""
    subject: str = ""
    actors_not_found: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The digest of the manifest's bytes."""
        return digest_of(self.raw)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How a report was made: the day, the policy with its thresholds, the packs with their digests and notes on them,
    the engine, the duties that were selected, what the ``exceptions`` of the policy leave out, the waivers and the
    baseline, what of all this is not as it is locked (``unlocked``), and the vocabulary of manifests.
    ``unselected``: the duties of the packs that the policy does not check.
    """

    as_of: str
    policy: Policy
    engine: str
    packs: tuple[str, ...]
    digests: Mapping[str, str]
    notes: tuple[Note, ...]
    duties: tuple[Duty, ...]
    recommendations: Mapping[str, Recommendation]
    sources: Sources
    parameters: tuple[Parameter, ...]
    tables: RiskTables
    vocabulary: Vocabulary
    waivers: Waivers | None = None
    baseline: Baseline | None = None
    unlocked: tuple[Unlocked, ...] = ()
    exceptions: tuple[LeftOut, ...] = ()
    unselected: tuple[Duty, ...] = ()

    @property
    def rules_digest(self) -> str:
        """The digest of all rule packs together."""
        return digest_of_all((self.digests[name], name) for name in self.packs)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of some manifests found; ``verdict`` is the worst of theirs, ``run`` says how it was made."""

    run: Run
    manifests: tuple[ManifestReport, ...]
    verdict: Verdict

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all manifests, in the order of the manifests, the worst first in each."""
        return tuple(finding for part in self.manifests for finding in part.findings)


class References(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of what the parts of a report refer to; ``unmet`` are the rules of which a finding is unmet; ``fields`` are
    those that are missing, each with its kind of entry (``actor.hrdd.timing``).
    """

    rules: frozenset[str] = frozenset()
    unmet: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def __or__(self, other: "References") -> "References":
        """Return what either refers to."""
        return References(**{name: getattr(self, name) | getattr(other, name) for name in self.__struct_fields__})


# So many annotations of each level are kept, however many manifests there are.
ANNOTATED: Final = 10


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One manifest in a table of many: its verdict, how many findings block, and how many leave it undecided."""

    path: str
    verdict: Verdict
    blocking: int
    left_open: int


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """What a format shows first, whichever manifest it is on: as it is written, with its level and its rank there.

    The least is the most severe, and the most urgent. ``count``: on how many findings it is.
    """

    level: int
    rank: tuple[int, ...]
    text: str
    count: int = 1


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a report on one manifest, written in each format that was asked for, with what the totals need."""

    path: str
    verdict: Verdict
    counts: Mapping[Outcome, int]
    effects: Mapping[Effect, int]
    references: References
    bodies: tuple[str, ...]
    waiver_uses: tuple[WaiverUse, ...] = ()
    spared: int = 0
    annotations: tuple[Annotation, ...] = ()

    @property
    def row(self) -> Row:
        """What a table of many manifests says of this one."""
        blocking, left_open = self.effects.get(Effect.BLOCK, 0), self.effects.get(Effect.UNDECIDED, 0)
        return Row(path=self.path, verdict=self.verdict, blocking=blocking, left_open=left_open)


class Tally:
    """Running totals of a whole report, so that its parts can be streamed."""

    def __init__(self, skipped: tuple[Skipped, ...] = ()) -> None:
        """Begin with no part, and with the entries that were skipped in the searched folders."""
        self.manifests = 0
        self.skipped = skipped
        self.references = References()
        self.counts = dict.fromkeys(Outcome, 0)
        self.paths: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
        self.rows: list[Row] = []
        # By the place of a waiver in its file: those that name a finding, and the manifests in which one is accepted.
        self.waivers_named: set[str] = set()
        self.waived: dict[str, list[str]] = {}
        self.spared = 0  # findings that a baseline keeps from gating
        # By level: the most urgent annotations, and on how many findings all of them are.
        self.annotations: dict[int, list[Annotation]] = {}
        self.annotated: Counter[int] = Counter()

    @property
    def waived_findings(self) -> int:
        """How many findings waivers accept."""
        return sum(map(len, self.waived.values()))

    def add(self, part: Rendered) -> None:
        """Count one part."""
        self.manifests += 1
        self.paths[part.verdict].append(part.path)
        self.rows.append(part.row)
        self.references |= part.references
        for outcome, count in part.counts.items():
            self.counts[outcome] += count
        self.spared += part.spared
        for annotation in part.annotations:
            self.annotate(annotation)
        for use in part.waiver_uses:
            pointer = use.waiver.location.pointer
            self.waivers_named.add(pointer)
            if use.state is WaiverState.IN_EFFECT:
                self.waived.setdefault(pointer, []).append(part.path)

    def annotate(self, one: Annotation) -> None:
        """Count an annotation, and keep it if it is among the most urgent of its level; of equals, the first is."""
        self.annotated[one.level] += one.count
        kept = self.annotations.setdefault(one.level, [])
        insort(kept, one, key=lambda each: each.rank)
        del kept[ANNOTATED:]
