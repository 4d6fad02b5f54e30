"""One call's settings, and what checks and writes a manifest under them, here or in a worker process."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from rightsgate.checker.checker import ENGINES, Checker
from rightsgate.checker.model import ManifestReport, Rendered
from rightsgate.errors import Fault, InputError
from rightsgate.evaluate.model import Detail
from rightsgate.files.read import read_as
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.packs.folder import open_packs
from rightsgate.rules.packs.load import builtin, load_pack, shipped
from rightsgate.text.located import LocatedMap

# Result of checking one file: its part of the report, or its faults.
Checked = Rendered | tuple[Fault, ...]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the options of a call say: enough to check a manifest in any process.

    ``cache`` is the folder for compiled packs, if there is one.
    """

    folders: tuple[str, ...]
    policy: str
    as_of: str
    json: bool
    show: tuple[Outcome, ...]
    colour: bool
    cache: str | None = None
    engine: str = ENGINES[0]
    limits: Limits = DEFAULTS


class Session:
    """Rules compiled once; each manifest is checked, written and forgotten."""

    def __init__(self, settings: Settings) -> None:
        """Load and compile; raises InputError for faulty rules or policies."""
        limits = settings.limits
        pack = load_pack([builtin("rules"), *settings.folders], cache=settings.cache, limits=limits)
        self.settings = settings
        policy = load_policy(settings.policy, builtin("policies"), pack, limits)
        self.checker = Checker(pack, policy, settings.as_of, engine=settings.engine, limits=limits)
        self.run = self.checker.run()
        detail = dict.fromkeys(settings.show, Detail.DERIVED if settings.json else Detail.TESTS)
        brief = {} if settings.json else {outcome: Detail.BRIEF for outcome in Outcome if outcome.is_undecided}
        self.detail = {**brief, **detail}
        self.write = self._writer()

    def _writer(self) -> Callable[[ManifestReport], str]:
        show = frozenset(self.settings.show)
        if self.settings.json:
            from rightsgate.report.json.report import json_part

            return lambda part: json_part(part, self.run, show)
        from rightsgate.report.text.report import text_part
        from rightsgate.text.layout import Page

        page = Page(colour=self.settings.colour)
        return lambda part: text_part(part, self.run, show=show, page=page)

    def check_file(self, path: str) -> Checked:
        """Check one file and write its part, or return its faults."""
        try:
            return self.check(read_as("manifest", path, path, self.settings.limits), path)
        except InputError as error:
            return error.faults

    def check(self, data: LocatedMap, path: str) -> Rendered:
        """Check located data and write its part; raises InputError."""
        part = self.checker.check(self.checker.load(data, path), self.detail)
        return Rendered(path=part.path, verdict=part.verdict, counts=part.counts, body=self.write(part))

    def reads(self) -> Mapping[str, Iterable[str]]:
        """Return the files from which rules and policy were read, each with its kind."""
        ours = builtin("rules")
        return {
            "a policy": self.checker.policy.files,
            "a file of a rule pack": (path for pack in open_packs(self.settings.folders) for path in pack.files),
            "our own rules": (path for pack in open_packs([ours]) for path in (*pack.files, shipped(ours))),
        }
