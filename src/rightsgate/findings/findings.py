"""Judge every duty that was asked of a manifest."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rightsgate.evaluate.model import Detail, Explanation
from rightsgate.evaluate.result import Asked, Result
from rightsgate.evaluate.roles import roles_stood_for
from rightsgate.findings.crosswalk import Crosswalk
from rightsgate.findings.decisions import Decisions
from rightsgate.findings.duty_bearers import Gating
from rightsgate.findings.judge import Judge
from rightsgate.findings.model import Finding
from rightsgate.findings.waiting import Waiting
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome
from rightsgate.vocabulary.model import Vocabulary

if TYPE_CHECKING:
    from rightsgate.findings.evidence_filter import BackedStatements

Details = Mapping[Outcome, Detail]


def judged(
    result: Result,
    judge: Judge,
    crosswalk: Crosswalk,
    decisions: Decisions,
    vocabulary: Vocabulary,
    detail: Details,
    gating: Gating,
) -> list[Finding]:
    """Return a finding for every duty that is asked, the worst first.

    ``detail`` says how far each is explained, ``gating`` of whom they are asked, and which of them gate.
    """
    backed = _backed(result, judge, vocabulary) if judge.demands else {}
    explain = _explainer(result, detail)
    findings = []
    for asked, outcomes in result.outcomes().items():
        if not gating.asks(judge.duties[asked[0]], *asked[1:]):
            continue
        certain = result.binds(asked[1], asked[2])
        advisory = not gating.gates(asked[1], asked[3])
        finding = judge.finding(asked, outcomes, decisions, explain, role_certain=certain, advisory=advisory)
        findings.append(_with_evidence(finding, asked, judge, backed, detail))
    findings = crosswalk.merged(findings, roles_stood_for(result.context.facts), judge)
    findings = Waiting(result, gating, vocabulary).told(findings)
    findings.sort(key=judge.worst_first)
    return findings


def _backed(result: Result, judge: Judge, vocabulary: Vocabulary) -> Mapping[Strength, "BackedStatements"]:
    from rightsgate.findings.evidence_filter import BackedStatements  # which few policies need

    return {strength: BackedStatements(result, vocabulary, demand) for strength, demand in judge.demands.items()}


def _explainer(result: Result, detail: Details) -> Callable[[Asked, Outcome], Explanation | None]:
    def explain(asked: Asked, outcome: Outcome) -> Explanation | None:
        level = detail.get(outcome)
        return None if level is None else result.explanation(asked, outcome, level)

    return explain


def _with_evidence(
    finding: Finding, asked: Asked, judge: Judge, backed: Mapping[Strength, "BackedStatements"], detail: Details
) -> Finding:
    """Return the finding, or that its duty is not known to be met where the evidence is less than demanded."""
    if not backed or not finding.outcome.is_met_as_stated or finding.decision is not None:
        return finding
    statements = backed.get(finding.strength)
    if statements is None or statements.meet(asked):
        return finding
    level = detail.get(Outcome.UNKNOWN)
    return judge.unbacked(finding, None if level is None else statements.explanation(asked, level))
