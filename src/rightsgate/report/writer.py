"""What writes a report in one format, and the options that it is given."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Protocol, runtime_checkable

import msgspec

from rightsgate.checker.model import ManifestReport, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.findings import Details
from rightsgate.findings.model import Verdict
from rightsgate.rules.model.outcome import Outcome


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the call goes by: its options as they were written, and what its configuration says where they do not.

    ``config`` is the file of the configuration (empty: none), ``config_digest`` its digest.
    """

    manifests: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    policy: str = ""
    subject: str = ""
    rules: tuple[str, ...] = ()
    config: str = ""
    config_digest: str = ""


class Shape(Enum):
    """How much a text report tells: a line a manifest, one screen, the findings that gate, or everything."""

    TABLE = "table"
    BRIEF = "brief"
    FINDINGS = "findings"
    FULL = "full"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a report is to be written.

    ``show`` are the outcomes to list in full (None: those that the format lists), ``shape`` says how much a text report
    tells, ``manifests`` how many manifests there are, ``width`` how many columns its lines may have.
    """

    show: tuple[Outcome, ...] | None = None
    colour: bool = False
    width: int = 80
    shape: Shape = Shape.BRIEF
    manifests: int = 1
    pretty: bool = False
    derivations: bool = False
    version: str = ""
    asked: Asked = Asked()


def explained(show: Iterable[Outcome] = (Outcome.UNMET,)) -> Details:
    """Return how far a report for people explains findings: in brief what is undecided, by their tests those shown."""
    brief = (outcome for outcome in Outcome if outcome.is_undecided)
    return {**dict.fromkeys(brief, Detail.BRIEF), **dict.fromkeys(show, Detail.TESTS)}


class PartWriter(Protocol):
    """Writes the parts of a report in one format, one for each manifest."""

    @property
    def show(self) -> tuple[Outcome, ...]:
        """The outcomes whose findings are listed."""

    @property
    def detail(self) -> Details:
        """How far findings of each outcome are to be explained."""

    @property
    def separator(self) -> str:
        """What stands between two parts."""

    def part(self, part: ManifestReport) -> str:
        """Return the part of one manifest."""


class Writer(PartWriter, Protocol):
    """Writes one report in one format: the parts as they come, and what stands around them."""

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return what stands before and after the parts."""


@runtime_checkable
class Arranging(PartWriter, Protocol):
    """Writes one report in one format whose parts are lines that it arranges, or leaves out, once all are made."""

    def arranged(
        self, lines: Callable[[], Iterator[str]], tally: Tally, verdict: Verdict, exit_code: int
    ) -> Iterator[str]:
        """Yield the whole report; ``lines`` yields the lines of all parts in their order, each time it is called."""
