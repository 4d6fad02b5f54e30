"""Findings as the page shows them: by actor and outcome, those that are alike in one line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Finding
from rightsgate.findings.priorities import most_urgent
from rightsgate.report.actors import actor_name, jointly
from rightsgate.report.html.finding import FindingView, gate_of, view_of
from rightsgate.report.reasons import WORDS
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.outcome import Effect, Outcome


class OutcomeGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The findings of an actor that have one outcome; ``count`` counts each role."""

    outcome: str
    word: str
    count: int
    is_open: bool
    findings: tuple[FindingView, ...]


class ActorGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The findings of an actor, the worst outcome first."""

    actor: str
    name: str
    roles: str
    advisory: bool
    groups: tuple[OutcomeGroup, ...]


def actor_groups(part: ManifestReport, run: Run, prefix: str) -> Iterator[ActorGroup]:
    """Yield the findings of a manifest by actor, first those that block most."""
    by_actor: dict[str, list[Finding]] = {}
    for finding in part.findings:
        by_actor.setdefault(finding.actor, []).append(finding)
    summaries = {actor.id: actor for actor in part.actors}
    anchors = anchors_of(part, prefix)
    for key in sorted(by_actor, key=lambda key: (*_badness(by_actor[key]), key)):
        findings = by_actor[key]
        roles = dict.fromkeys(finding.role for finding in findings if finding.role_certain)
        yield ActorGroup(
            actor=key,
            name=jointly(part, findings) if key == JOINTLY else actor_name(summaries[key]),
            roles=", ".join(role.replace("_", " ") for role in sorted(roles)) or "role not known",
            advisory=all(finding.advisory for finding in findings),
            groups=tuple(_groups(findings, part, run, anchors)),
        )


def _badness(findings: Sequence[Finding]) -> tuple[int, ...]:
    blocking = sum(finding.effect is Effect.BLOCK for finding in findings)
    counts = (sum(finding.outcome is outcome for finding in findings) for outcome in (Outcome.UNMET, Outcome.UNKNOWN))
    return (-blocking, *(-count for count in counts))


def anchors_of(part: ManifestReport, prefix: str) -> Mapping[str, str]:
    """Return by the id of each finding the anchor under which the page shows it."""
    found: dict[tuple[object, ...], str] = {}
    return {finding.id: found.setdefault(_shown_as(finding), f"{prefix}f{len(found)}") for finding in part.findings}


def _shown_as(finding: Finding) -> tuple[object, ...]:
    """Return what findings have in common that are shown under one heading."""
    also = tuple(other.duty.id for other in finding.also)
    return (finding.outcome, finding.duty.id, finding.actor, gate_of(finding), finding.strength, also)


def _groups(
    findings: Iterable[Finding], part: ManifestReport, run: Run, anchors: Mapping[str, str]
) -> Iterator[OutcomeGroup]:
    ordered = most_urgent(findings, part.assessment)
    for outcome in Outcome:
        chosen = [finding for finding in ordered if finding.outcome is outcome]
        merged: dict[tuple[object, ...], list[Finding]] = {}
        for finding in chosen:
            merged.setdefault(_shown_as(finding), []).append(finding)
        if chosen:
            yield OutcomeGroup(
                outcome=outcome.value,
                word=WORDS[outcome],
                count=len(chosen),
                is_open=outcome.is_open,
                findings=tuple(view_of(same, part, run, anchors[same[0].id]) for same in merged.values()),
            )
