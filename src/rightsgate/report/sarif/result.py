"""A finding as a result of SARIF."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Change, Finding
from rightsgate.findings.waivers.model import Waiver
from rightsgate.report.places import tested_text
from rightsgate.report.reasons import decision_of
from rightsgate.report.sarif.contract import BaselineState, Location, Result, Suppression
from rightsgate.report.sarif.flow import flow_of
from rightsgate.report.sarif.places import location_of, path_of, place_of, place_with
from rightsgate.report.sarif.profile import Profile, kind_of, level_of
from rightsgate.report.sarif.sentences import deciding, finding_text
from rightsgate.report.sarif.texts import message, said
from rightsgate.rules.model.outcome import Effect, Outcome

FINGERPRINT: Final = "rightsgate/finding/v1"
STATES: Final = {
    Change.NEW: BaselineState.NEW,
    Change.WORSE: BaselineState.UPDATED,
    Change.GATES_NOW: BaselineState.UPDATED,
    Change.NOW_STATED: BaselineState.UPDATED,
    Change.KNOWN: BaselineState.UNCHANGED,
}
# How many places a result refers to besides its own; GitHub shows a hundred.
MOST_RELATED: Final = 10


def result_of(finding: Finding, part: ManifestReport, run: Run, rules: Mapping[str, int], profile: Profile) -> Result:
    """Return the result of a finding; ``rules`` has the place of each rule in the list of all."""
    has_flow = finding.outcome is Outcome.UNMET or finding.effect is not Effect.ACCEPT
    return Result(
        rule_id=finding.duty.id,
        rule_index=rules[finding.duty.id],
        kind=kind_of(finding),
        level=level_of(finding),
        message=message(finding_text(finding, part, run)),
        locations=(location_of(finding, part, run),),
        related_locations=tuple(dict.fromkeys(_related(finding, part, run)))[:MOST_RELATED],
        partial_fingerprints={FINGERPRINT: fingerprint(part, *finding.asked)},
        code_flows=flow_of(finding, part, run, only_places=profile.only_places) if has_flow else (),
        suppressions=_suppressions(finding, run),
        baseline_state=None if finding.change is None else STATES[finding.change],
        properties={name: value for name, value in _properties(finding, part) if value not in ("", None, (), False)},
    )


def fingerprint(part: ManifestReport, *about: str | None) -> str:
    """Return what tells a finding from all others, wherever its lines are: a digest of its manifest and its id."""
    told = (path_of(part.path), *("" if one is None else f"={one}" for one in about))
    return sha256("".join(f"{len(one)}:{one}" for one in told).encode(errors="surrogateescape")).hexdigest()


def _related(finding: Finding, part: ManifestReport, run: Run) -> Iterator[Location]:
    """Yield the places of the tests that decided a finding, other than its own."""
    here = place_of(finding, part)
    for test in deciding(finding):
        if test.location != here:
            yield place_with(test.location, tested_text(test, run.vocabulary))


def _suppressions(finding: Finding, run: Run) -> tuple[Suppression, ...] | None:
    if run.waivers is None:
        return None
    return () if finding.waiver is None else (_suppression(finding.waiver, run.waivers.path),)


def _suppression(waiver: Waiver, path: str) -> Suppression:
    said_so = f"{waiver.reason.rstrip('.')}. Owner: {waiver.owner}; approved by {waiver.approver}"
    days = f"from {waiver.starts} to {waiver.expires} (UTC, both days included)"
    return Suppression(
        kind="external",
        status="accepted",
        justification=said(f"{said_so}; {days}."),
        location=place_with(waiver.location, f"Accepted in {path}"),
        properties={
            "reason": waiver.reason,
            "owner": waiver.owner,
            "approver": waiver.approver,
            "starts": waiver.starts,
            "expires": waiver.expires,
        },
    )


def _properties(finding: Finding, part: ManifestReport) -> Iterator[tuple[str, Any]]:
    """Yield what SARIF has no place for, by the names that the JSON report gives it."""
    addressed = part.assessment.addressed_by(finding.actor, finding.entity)
    yield "finding", finding.id
    yield "outcome", finding.outcome.value
    yield "effect", finding.effect.value
    yield "strength", finding.strength.value
    yield "actor", finding.actor
    yield "role", finding.role
    yield "roleIsPossibleOnly", not finding.role_certain
    yield "entity", finding.entity
    yield "addressedTo", () if addressed == (finding.actor,) else addressed
    yield "advisory", finding.advisory
    yield "awaits", finding.awaits
    yield "waived", finding.waiver is not None
    yield "spared", finding.spared
    yield "change", finding.change and finding.change.value
    yield "pointer", place_of(finding, part).pointer
    yield "equalRules", tuple(other.duty.id for other in finding.also)
    yield "decision", finding.decision and said(decision_of(finding.decision))
    yield "requiredEvidence", finding.lacks and finding.lacks.tier.value
