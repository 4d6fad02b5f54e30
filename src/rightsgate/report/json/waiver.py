"""Waivers, and how findings stand to a baseline, as JSON."""

from collections import Counter
from collections.abc import Iterable

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.baseline import Baseline
from rightsgate.findings.model import Change
from rightsgate.findings.waivers.harm import waived_harm
from rightsgate.findings.waivers.model import Waiver
from rightsgate.report.baseline import Otherwise, otherwise
from rightsgate.report.json.contract import waiver as contract
from rightsgate.report.json.place import place_of
from rightsgate.report.waivers import WaiverNote


def waiver_json(waiver: Waiver) -> contract.FindingWaiver:
    """Return the waiver of a finding."""
    return contract.FindingWaiver(
        reason=waiver.reason,
        owner=waiver.owner,
        approver=waiver.approver,
        starts=waiver.starts,
        expires=waiver.expires,
        location=place_of(waiver.location),
    )


def notes_json(notes: Iterable[WaiverNote]) -> tuple[contract.WaiverNote, ...]:
    """Return what people should know of waivers."""
    return tuple(
        contract.WaiverNote(
            finding=note.waiver.finding,
            state=note.state,
            explanation=note.explanation,
            approver=note.waiver.approver,
            expires=note.waiver.expires,
            location=place_of(note.waiver.location),
        )
        for note in notes
    )


def waived_json(part: ManifestReport) -> contract.Waived | None:
    """Return what waivers accept in one manifest; None if nothing is."""
    count = sum(finding.waiver is not None for finding in part.findings)
    if not count:
        return None
    harm = waived_harm(part.findings, part.assessment)
    return contract.Waived(findings=count, rights=dict(harm.rights), groups=dict(harm.groups))


def changes_json(part: ManifestReport, run: Run, baseline: Baseline) -> contract.Changes:
    """Return how the open findings of a manifest stand to the baseline."""
    counts = Counter(finding.change for finding in part.findings)
    earlier, found = baseline.of(part.path), tuple(otherwise(part, run))
    return contract.Changes(
        new=counts[Change.NEW],
        worse=counts[Change.WORSE],
        gates_now=counts[Change.GATES_NOW],
        now_stated=counts[Change.NOW_STATED],
        known=counts[Change.KNOWN],
        settled=part.settled,
        otherwise=found,
        earlier_path=earlier.path if earlier is not None and Otherwise.PATH in found else "",
    )
