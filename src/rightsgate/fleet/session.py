"""One call's settings, and what checks and writes a manifest under them, here or in a worker process."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import structs

from rightsgate.advise.forecast import Forecaster
from rightsgate.advise.silence import READS as SILENCE
from rightsgate.advise.silence import cost_of_silence
from rightsgate.checker.chain import chain_of
from rightsgate.checker.checker import ENGINES, Checker
from rightsgate.checker.model import References, Rendered, Run
from rightsgate.config.lock import Digests, Lock, refuse_unlocked
from rightsgate.errors import Fault, InputError
from rightsgate.evaluate.model import Detail
from rightsgate.files.read import read_as
from rightsgate.findings.baseline import Baseline
from rightsgate.findings.findings import Details
from rightsgate.findings.waivers.model import Waivers
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.logic.dates import SOON, after
from rightsgate.report.formats import FORMATS
from rightsgate.report.references import references_of
from rightsgate.report.writer import Options
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.folder import open_packs
from rightsgate.rules.packs.load import builtin, load_pack, shipped
from rightsgate.text.located import LocatedMap

if TYPE_CHECKING:
    from rightsgate.rules.model.outcome import Outcome

LEVELS: Final = tuple(Detail)
# Result of checking one file: its part of the report, or its faults.
Checked = Rendered | tuple[Fault, ...]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the options of a call say: enough to check a manifest in any process.

    ``subject`` is the actor on whose behalf manifests are checked, in place of their own (empty: none).
    ``waivers`` and ``baseline`` are files: findings that are accepted for a time, and an earlier report. ``config`` is
    the configuration that the call went by. What is not as it stands in ``lock`` is told, or refused if all of it has
    to be ``locked``; ``lock_names`` say how files are called there.
    ``formats`` are the names of the formats to write, each with its options. ``cache`` is the folder for compiled
    packs, if there is one.
    """

    folders: tuple[str, ...]
    policy: str
    as_of: str
    formats: tuple[tuple[str, Options], ...]
    subject: str = ""
    manifests: int = 1
    cache: str | None = None
    engine: str = ENGINES[0]
    limits: Limits = DEFAULTS
    waivers: str = ""
    baseline: str = ""
    config: str = ""
    config_digest: str = ""
    lock: Lock | None = None
    lock_names: Mapping[str, str] = {}
    locked: bool = False


class Session:
    """Rules compiled once; each manifest is checked, written in every format and forgotten."""

    def __init__(self, settings: Settings) -> None:
        """Load and compile; raises InputError for faulty rules or policies."""
        limits = settings.limits
        pack = load_pack([builtin("rules"), *settings.folders], cache=settings.cache, limits=limits)
        self.settings = settings
        policy = load_policy(settings.policy, builtin("policies"), pack, limits)
        self.checker = Checker(
            pack,
            policy,
            settings.as_of,
            engine=settings.engine,
            limits=limits,
            subject=settings.subject,
            waivers=_waivers(settings),
            baseline=_baseline(settings),
        )
        run = self.checker.run()
        self.digests = _digests(run, settings)
        unlocked = () if settings.lock is None else tuple(settings.lock.differences(self.digests))
        if settings.lock is not None and settings.locked:
            refuse_unlocked(settings.lock, unlocked)
        self.run = structs.replace(run, unlocked=unlocked)
        self.forecaster = Forecaster(self.checker)
        self.soon = after(settings.as_of, SOON)
        self.expect(settings.manifests)

    def expect(self, manifests: int) -> None:
        """Make the writers ready for so many manifests."""
        self.settings = structs.replace(self.settings, manifests=manifests)
        self.checker.expect(manifests)
        self.run = structs.replace(self.run, baseline=self.checker.baseline)
        self.writers = tuple(
            FORMATS[name].writer(self.run, structs.replace(options, manifests=manifests))
            for name, options in self.settings.formats
        )
        rows = [FORMATS[name] for name, _ in self.settings.formats]
        self.annotating = tuple(row.annotations for row in rows if row.annotations is not None)
        self.detail = _most([SILENCE, *(writer.detail for writer in self.writers)])
        referring = (
            writer.show
            for writer, (name, _) in zip(self.writers, self.settings.formats, strict=True)
            if FORMATS[name].refers
        )
        self.draws = any(FORMATS[name].draws for name, _ in self.settings.formats)
        self.referred = frozenset(outcome for show in referring for outcome in show)

    def check_file(self, path: str, name: str = "") -> Checked:
        """Check one file, called by its path or by ``name``, and write its part; or return its faults."""
        called = name or path
        try:
            return self.check(read_as("manifest", path, called, self.settings.limits), called)
        except InputError as error:
            return error.faults

    def check(self, data: LocatedMap, path: str) -> Rendered:
        """Check located data and write its part; raises InputError."""
        manifest = self.checker.load(data, path)
        part = self.checker.check(manifest, self.detail)
        part = structs.replace(
            part,
            upcoming=self.forecaster.days(data, part, self.soon),
            silence=cost_of_silence(part, manifest, self.checker.pack.vocabulary),
        )
        if self.draws:
            part = structs.replace(part, chain=chain_of(manifest, self.checker.pack.vocabulary))
        return Rendered(
            path=part.path,
            verdict=part.verdict,
            counts=part.counts,
            effects=Counter(finding.effect for finding in part.findings),
            references=references_of(part, self.referred) if self.referred else References(),
            bodies=tuple(writer.part(part) for writer in self.writers),
            waiver_uses=part.waiver_uses,
            spared=sum(finding.spared for finding in part.findings),
            annotations=tuple(one for found in self.annotating for one in found(part, self.run)),
        )

    def reads(self) -> Mapping[str, Iterable[str]]:
        """Return the files from which rules and policy were read, each with its kind."""
        ours = builtin("rules")
        return {
            "a policy": self.checker.policy.files,
            "a file of waivers": [self.settings.waivers] if self.settings.waivers else [],
            "the lock": [self.settings.lock.path] if self.settings.lock is not None else [],
            "the baseline": [self.settings.baseline] if self.settings.baseline else [],
            "a file of a rule pack": (path for pack in open_packs(self.settings.folders) for path in pack.files),
            "our own rules": (path for pack in open_packs([ours]) for path in (*pack.files, shipped(ours))),
        }


def _digests(run: Run, settings: Settings) -> Digests:
    """Return the digests of what a call goes by besides the manifests, by kind and by the name in a lock."""
    found = {("rules", settings.lock_names.get(name, name)): run.digests[name] for name in run.packs}
    found["policy", run.policy.name] = run.policy.digest
    files = {"configuration": (settings.config, settings.config_digest)} if settings.config else {}
    files |= {"waivers": (run.waivers.path, run.waivers.digest)} if run.waivers is not None else {}
    files |= {"baseline": (run.baseline.path, run.baseline.digest)} if run.baseline is not None else {}
    for kind, (path, digest) in files.items():
        found[kind, settings.lock_names.get(path, path)] = digest
    return found


def _waivers(settings: Settings) -> Waivers | None:
    if not settings.waivers:
        return None
    from rightsgate.findings.waivers.read import load_waivers  # which most calls do not need

    return load_waivers(settings.waivers, settings.limits)


def _baseline(settings: Settings) -> Baseline | None:
    if not settings.baseline:
        return None
    from rightsgate.fleet.reports import load_baseline  # which most calls do not need

    return load_baseline(settings.baseline)


def _most(details: Iterable[Details]) -> Details:
    """Return the most that any format explains of each outcome."""
    most: dict[Outcome, Detail] = {}
    for detail in details:
        for outcome, level in detail.items():
            most[outcome] = max(most.get(outcome, level), level, key=LEVELS.index)
    return most
