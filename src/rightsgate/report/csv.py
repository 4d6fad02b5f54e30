"""The CSV format: a row for each manifest and one for each finding, for people with a spreadsheet.

Text of a manifest never becomes a formula, and a row is always one line.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Finding, Verdict
from rightsgate.report.details import MOST_MISSING, rights_of, tests_texts
from rightsgate.report.places import missing_texts
from rightsgate.report.reasons import WORDS, decision_of, grounds_of
from rightsgate.report.sources import document_of
from rightsgate.report.standing import line_of, standing_of, standing_text
from rightsgate.report.writer import Options
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import plain

# By it spreadsheets know that the file is UTF-8; without it they spoil the letters of many names.
MARK: Final = "\ufeff"
# What spreadsheets take for the beginning of a formula, in any width and also where they part cells at semicolons.
FORMULA: Final = re.compile(r"(^|;)(?=\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a row is on: a manifest, or one of its findings."""

    part: ManifestReport
    run: Run
    finding: Finding | None = None


def _of(
    told: Callable[[Finding, Row], object], manifest: Callable[[Row], object] = lambda _: ""
) -> Callable[[Row], object]:
    """Return what fills a column: of a finding, and of a manifest."""
    return lambda row: manifest(row) if row.finding is None else told(row.finding, row)


COLUMNS: Final[Mapping[str, Callable[[Row], object]]] = {
    "row": _of(lambda *_: "finding", lambda _: "manifest"),
    "manifest": lambda row: row.part.path,
    "verdict": lambda row: row.part.verdict.value,
    "standing": _of(lambda finding, _: standing_of(finding).value),
    "id": _of(lambda finding, _: finding.id),
    "rule": _of(lambda finding, _: finding.duty.id),
    "title": _of(lambda finding, _: finding.duty.title, lambda row: row.part.name),
    "strength": _of(lambda finding, _: finding.strength.value),
    "outcome": _of(lambda finding, _: finding.outcome.value),
    "outcome_in_words": _of(lambda finding, _: WORDS[finding.outcome]),
    "effect": _of(lambda finding, _: finding.effect.value),
    "advisory": _of(lambda finding, _: _yes(finding.advisory)),
    "role_certain": _of(lambda finding, _: _yes(finding.role_certain)),
    "actor": _of(lambda finding, _: finding.actor, lambda row: row.part.subject),
    "role": _of(lambda finding, _: finding.role),
    "entity": _of(lambda finding, _: finding.entity or ""),
    "line": _of(lambda finding, _: line_of(finding)),
    "reason": _of(lambda finding, _: standing_text(finding), lambda row: grounds_of(row.part.grounds)),
    "rights": _of(lambda finding, row: "; ".join(rights_of(finding.duty, row.run))),
    "document": _of(lambda finding, row: document_of(finding.duty, row.run)),
    "section": _of(lambda finding, _: finding.duty.source.section),
    "clauses": _of(lambda finding, _: " ".join(finding.duty.source.clauses)),
    "equal_rules": _of(lambda finding, _: " ".join(other.duty.id for other in finding.also)),
    "stated": _of(lambda finding, row: "; ".join(tests_texts(finding, row.run.vocabulary))),
    "missing": _of(lambda finding, row: _missing(finding, row.run)),
    "why": _of(lambda finding, _: finding.duty.why if finding.outcome.is_open else ""),
    "fix": _of(lambda finding, _: finding.duty.fix if finding.outcome.is_open else ""),
    "decision": _of(lambda finding, _: "" if finding.decision is None else decision_of(finding.decision)),
    "waiver_approver": _of(lambda finding, _: "" if finding.waiver is None else finding.waiver.approver),
    "waiver_expires": _of(lambda finding, _: "" if finding.waiver is None else finding.waiver.expires),
    "change": _of(lambda finding, _: "" if finding.change is None else finding.change.value),
    "as_of": lambda row: row.run.as_of,
    "policy": lambda row: row.run.policy.name,
    "digest": _of(lambda *_: "", lambda row: row.part.digest),
}


class CsvWriter:
    """Writes a table; its columns are a contract, to which later ones are added at the end."""

    separator = ""

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run; findings of all outcomes have a row unless some are asked for."""
        self.run = run
        self.show = options.show or tuple(Outcome)
        self.detail = dict.fromkeys(self.show, Detail.TESTS)

    def part(self, part: ManifestReport) -> str:
        """Return the row of one manifest, and those of its findings."""
        rows = [Row(part=part, run=self.run)]
        rows += (Row(part=part, run=self.run, finding=one) for one in part.findings if one.outcome in self.show)
        return _lines([cell_text(fill(row)) for fill in COLUMNS.values()] for row in rows)

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:  # noqa: ARG002 - as in any format
        """Return the names of the columns, and nothing after the rows."""
        return MARK + _lines([list(COLUMNS)]), ""


def cell_text(value: object) -> str:
    """Return a cell in one line, which no spreadsheet takes for a formula."""
    return FORMULA.sub(r"\1'", plain(str(value)))


def _lines(rows: Iterable[list[str]]) -> str:
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)  # lines end as RFC 4180 has it
    return written.getvalue()


def _yes(value: bool) -> str:  # noqa: FBT001 - the value itself is what is told
    return "yes" if value else "no"


def _missing(finding: Finding, run: Run) -> str:
    missing = () if finding.explanation is None else finding.explanation.missing
    return "; ".join(missing_texts(missing, run.vocabulary, MOST_MISSING))
