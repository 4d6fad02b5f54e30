"""The format of GitLab's code quality: an entry for each finding that keeps the gate from passing.

https://docs.gitlab.com/ci/testing/code_quality/ says which properties an entry has.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Finding, Verdict
from rightsgate.report.places import file_of
from rightsgate.report.reasons import grounds_of
from rightsgate.report.standing import Standing, about_text, line_of, outcome_text, standing_of
from rightsgate.report.writer import Options
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.digest import digest_of
from rightsgate.text.layout import plain

# How severe an entry is: by what the finding does to the gate, and by how its duty binds.
SEVERITIES: Final = {
    (Standing.BLOCKS, Strength.MUST): "blocker",
    (Standing.BLOCKS, Strength.SHOULD): "critical",
    (Standing.BLOCKS, Strength.MAY): "major",
    (Standing.UNDECIDED, Strength.MUST): "major",
    (Standing.UNDECIDED, Strength.SHOULD): "minor",
    (Standing.UNDECIDED, Strength.MAY): "info",
}
# The name and the severity of the entry on a manifest that did not pass although no finding says why.
VERDICT: Final = ("rightsgate-verdict", "critical")


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """The line at which an entry begins."""

    begin: int


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where the subject of an entry stands."""

    path: str
    lines: Lines


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a code quality report; its fingerprint is the same as long as the finding is."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: Location


class GitlabWriter:
    """Writes a list of entries; nothing for a manifest that passes."""

    separator = ",\n"

    def __init__(self, run: Run, options: Options) -> None:  # noqa: ARG002 - as in any format
        """Write under a run; what gates is listed, whatever its outcome."""
        self.show = tuple(Outcome)
        self.detail = {outcome: Detail.BRIEF for outcome in Outcome if outcome.is_open}

    def part(self, part: ManifestReport) -> str:
        """Return the entries on one manifest."""
        return self.separator.join(msgspec.json.encode(entry).decode() for entry in _entries(part))

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:  # noqa: ARG002 - as in any format
        """Return the brackets of the list."""
        return "[\n", "\n]\n"


def _entries(part: ManifestReport) -> Iterator[Entry]:
    gating = [finding for finding in part.findings if standing_of(finding).is_gating]
    yield from (_entry(finding, part.path) for finding in gating)
    if not gating and part.verdict is not Verdict.PASSED:
        name, severity = VERDICT
        yield Entry(
            description=plain(f"The verdict is {part.verdict.value}: {grounds_of(part.grounds)}"),
            check_name=name,
            fingerprint=_fingerprint(part.path, name),
            severity=severity,
            location=Location(path=file_of(part.path), lines=Lines(begin=1)),
        )


def _entry(finding: Finding, path: str) -> Entry:
    return Entry(
        description=plain(f"{outcome_text(finding)}: {finding.duty.title} ({about_text(finding)}). {finding.duty.fix}"),
        check_name=finding.duty.id,
        fingerprint=_fingerprint(path, finding.id),
        severity=SEVERITIES[standing_of(finding), finding.strength],
        location=Location(path=file_of(path), lines=Lines(begin=line_of(finding))),
    )


def _fingerprint(path: str, name: str) -> str:
    """Return what is the same for the same finding of the same file, wherever its lines move."""
    return digest_of(f"{file_of(path)}\n{name}".encode("utf-8", "surrogatepass")).partition(":")[2]
