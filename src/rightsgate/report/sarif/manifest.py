"""What a SARIF report says of a manifest besides its results: verdict, counts, and what was decided or left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Change, Finding, Ground
from rightsgate.report.reasons import chosen_actors, decision_of, grounds_of, judged_for, no_effect_of
from rightsgate.report.sarif.contract import Level, Result
from rightsgate.report.sarif.places import path_of, whole_file
from rightsgate.report.sarif.profile import Profile
from rightsgate.report.sarif.result import FINGERPRINT, fingerprint
from rightsgate.report.sarif.rules import NOTHING_CHECKED
from rightsgate.report.sarif.sentences import verdict_text
from rightsgate.report.sarif.texts import message, said
from rightsgate.report.waivers import notes_on
from rightsgate.rules.model.outcome import Effect, Outcome

# What a verdict rests on where no finding shows it: without a result, nothing would tell it from a pass.
EMPTY: Final = (Ground.NOTHING_CHECKED, Ground.NOTHING_AT_STAKE, Ground.ALL_ADVISORY)


def nothing_checked(part: ManifestReport, rules: Mapping[str, int]) -> Iterator[Result]:
    """Yield the result for a manifest of which nothing was checked."""
    if part.grounds.ground in EMPTY:
        yield Result(
            rule_id=NOTHING_CHECKED,
            rule_index=rules[NOTHING_CHECKED],
            level=Level.WARNING,
            message=message(verdict_text(part)),
            locations=(whole_file(part.path),),
            partial_fingerprints={FINGERPRINT: fingerprint(part, NOTHING_CHECKED)},
            properties={"verdict": part.verdict.value},
        )


def manifest_properties(part: ManifestReport, run: Run, profile: Profile) -> dict[str, Any]:
    """Return what is said of a manifest; what does not occur is left out."""
    always = {
        "path": path_of(part.path),
        "digest": part.digest,
        "verdict": part.verdict.value,
        "reason": grounds_of(part.grounds),
        "subject": part.subject,
        "counts": _counts(part.counts),
        "gatingCounts": _counts(part.gating_counts),
    }
    return always | {name: value for name, value in _occurring(part, run, profile) if value}


def _counts(counts: Mapping[Outcome, int]) -> dict[str, int]:
    return {outcome.value: count for outcome, count in counts.items()}


def _occurring(part: ManifestReport, run: Run, profile: Profile) -> Iterator[tuple[str, Any]]:
    findings = part.findings
    yield "name", said(part.name)
    yield "judgedFor", said(" ".join((judged_for(part, run.policy.of), *chosen_actors(part, run.policy))).strip())
    yield "blocking", sum(finding.effect is Effect.BLOCK for finding in findings)
    yield "leftOpen", sum(finding.effect is Effect.UNDECIDED for finding in findings)
    yield "advisory", sum(finding.advisory for finding in findings)
    yield "waived", sum(finding.waiver is not None for finding in findings)
    yield "spared", sum(finding.spared for finding in findings)
    yield "restingOnOthers", sum(bool(finding.awaits) for finding in findings)
    yield "leftOut", _left_out(findings, profile)
    yield "changes", _changes(findings)
    yield "settled", part.settled
    yield "decisions", [{"finding": one.id, "decision": said(decision_of(one.decision))} for one in _decided(findings)]
    yield (
        "riskDecisions",
        [
            {"actor": one.actor, "about": one.about, "decision": said(decision_of(one.decision))}
            for one in part.risk_decisions
        ],
    )
    yield (
        "ineffectiveDecisions",
        [
            {"actor": one.actor, "on": one.on, "reason": said(no_effect_of(one, run.policy.valid_for))}
            for one in part.ineffective_decisions
        ],
    )
    yield (
        "waiverNotes",
        [
            {"finding": note.waiver.finding, "state": note.state, "explanation": said(note.explanation)}
            for note in notes_on(part.waiver_uses)
        ],
    )
    yield "outOfReach", sorted(duty.id for duty in part.out_of_reach)
    yield "silence", [{"actor": one.actor, "own": one.own, "others": dict(one.others)} for one in part.silence]
    yield "upcoming", [{"day": one.day, "verdict": one.verdict.value} for one in part.upcoming]


def _decided(findings: Iterable[Finding]) -> Iterator[Any]:
    return (finding for finding in findings if finding.decision is not None)


def _left_out(findings: Iterable[Finding], profile: Profile) -> dict[str, int]:
    """Count the open findings that are no results of this report, by why."""
    reasons = (profile.left_out(finding) for finding in findings if finding.outcome.is_open)
    return dict(sorted(Counter(filter(None, reasons)).items()))


def _changes(findings: Iterable[Finding]) -> dict[str, int]:
    counts = Counter(finding.change for finding in findings)
    return {change.value: counts[change] for change in Change if counts[change]}
