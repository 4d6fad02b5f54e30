"""Findings, tests and decisions as JSON."""

from rightsgate.checker.model import ManifestReport
from rightsgate.evaluate.model import Test
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.evidence import Demand
from rightsgate.manifest.location import Location
from rightsgate.report.json.contract import finding as contract
from rightsgate.report.json.missing import missing_json
from rightsgate.report.json.place import place_of
from rightsgate.report.json.waiver import waiver_json
from rightsgate.report.wording import asked_of, entity_of, evidence_of, found_of, is_silent, name_of
from rightsgate.rules.model.outcome import Outcome
from rightsgate.vocabulary.model import Vocabulary

# The outcomes that an unknown usually may turn out to have.
USUAL = (Outcome.UNMET, Outcome.MET)


def finding_json(finding: Finding, part: ManifestReport, vocabulary: Vocabulary) -> contract.Finding:
    """Return one finding."""
    duty, why = finding.duty, finding.explanation
    addressed = part.assessment.addressed_by(finding.actor, finding.entity)
    strength = finding.strength
    tests = () if why is None else why.because
    if finding.outcome is Outcome.UNKNOWN:  # ``missing`` tells what is silent, and what holds leaves nothing open
        tests = tuple(test for test in tests if test.truth is not TRUE and not is_silent(test))
    about = finding.entity or finding.actor
    silent = finding.outcome is Outcome.UNKNOWN and not tests
    return contract.Finding(
        id=finding.id,
        rule=duty.id,
        actor=finding.actor,
        role=finding.role,
        entity=finding.entity or "",
        outcome=finding.outcome,
        effect=finding.effect,
        advisory=finding.advisory,
        awaits=finding.awaits,
        strength=None if strength is duty.strength else strength,
        role_certain=finding.role_certain,
        addressed_to=() if addressed == (finding.actor,) else addressed,
        possible=() if finding.possible == USUAL else finding.possible,
        equal_rules=tuple(_equal_rule(other) for other in finding.also),
        location=None if why is None or silent else place_of(why.location),
        because=tuple(written_test(test, about, why.location) for test in tests) if why is not None else (),
        missing=() if why is None else tuple(missing_json(one, vocabulary) for one in why.missing),
        lacks=None if finding.lacks is None else _evidence(finding.lacks),
        decision=None if finding.decision is None else decision_json(finding.decision),
        waiver=None if finding.waiver is None else waiver_json(finding.waiver),
        change=finding.change,
        spared=finding.spared,
        derivation=part.asked_by.get(finding.id, ()) if part.derivations else (),
    )


def _equal_rule(finding: Finding) -> contract.EqualRule:
    return contract.EqualRule(
        id=finding.id,
        rule=finding.duty.id,
        role=finding.role,
        strength=finding.strength,
        outcome=finding.outcome,
    )


def _evidence(demand: Demand) -> contract.Evidence:
    return contract.Evidence(tier=demand.tier.value, fresh_within=demand.fresh_within, reason=demand.reason)


def written_test(test: Test, entity: str = "", here: Location | None = None) -> contract.Test:
    """Return one test of a condition; its entity and place are left out where they are the given ones."""
    looked_at = entity_of(test)
    return contract.Test(
        part=test.part,
        entity="" if looked_at == entity else looked_at,
        field=name_of(test.target),
        asked=asked_of(test),
        stated=found_of(test),
        evidence=evidence_of(test),
        holds=test.truth,
        location=None if test.location == here else place_of(test.location),
    )


def decision_json(made: Decision) -> contract.Decision:
    """Return a recorded decision."""
    return contract.Decision(
        outcome=made.outcome,
        decided_by=made.decided_by,
        date=made.date,
        reason=made.reason,
        location=place_of(made.location),
    )
