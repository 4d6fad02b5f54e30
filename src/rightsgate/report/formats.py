"""The formats of a report: adding one is a module in this room and a row in this table."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.findings import Details
from rightsgate.findings.model import Verdict
from rightsgate.rules.model.outcome import Outcome


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the call asked to check, as it was written."""

    manifests: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    policy: str = ""
    rules: tuple[str, ...] = ()


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a report is to be written: the outcomes to list in full (None: those that the format lists), and more."""

    show: tuple[Outcome, ...] | None = None
    colour: bool = False
    pretty: bool = False
    derivations: bool = False
    version: str = ""
    asked: Asked = Asked()


class Writer(Protocol):
    """Writes one report in one format, a part for each manifest."""

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

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return what stands before and after the parts."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format: its name, what it is for, the endings of its files, and what makes its writer for a run.

    ``takes``: the options that only some formats have.
    """

    name: str
    purpose: str
    endings: tuple[str, ...]
    writer: Callable[[Run, Options], Writer]
    takes: tuple[str, ...] = ()


def _text(run: Run, options: Options) -> Writer:
    from rightsgate.report.text.writer import TextWriter

    return TextWriter(run, options)


def _json(run: Run, options: Options) -> Writer:
    from rightsgate.report.json.writer import JsonWriter

    return JsonWriter(run, options)


ROWS: Final = (
    Format(name="text", purpose="for people, in a terminal", endings=(".txt",), writer=_text),
    Format(
        name="json",
        purpose="everything, for programs (rightsgate.report/1)",
        endings=(".json",),
        writer=_json,
        takes=("pretty", "derivations"),
    ),
)
FORMATS: Final[Mapping[str, Format]] = {row.name: row for row in ROWS}
