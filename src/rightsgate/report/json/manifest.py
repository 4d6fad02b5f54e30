"""The part of a report on one manifest, as JSON."""

from collections.abc import Collection

from rightsgate.checker.model import ActorSummary, ManifestReport, Run
from rightsgate.explain.model import Step
from rightsgate.findings.ineffective_model import IneffectiveDecision
from rightsgate.report.json.contract import manifest as contract
from rightsgate.report.json.counts import counts_json
from rightsgate.report.json.finding import decision_json, finding_json, written_test
from rightsgate.report.json.forecast import day_json
from rightsgate.report.json.people import PeopleJson
from rightsgate.report.json.place import place_of
from rightsgate.report.json.waiver import changes_json, notes_json, waived_json
from rightsgate.report.reasons import grounds_of, no_effect_of
from rightsgate.report.steps import source_of, title_of
from rightsgate.report.waivers import notes_on
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.predicates import OUTCOME


def manifest_json(part: ManifestReport, run: Run, show: Collection[Outcome]) -> contract.Manifest:
    """Return one manifest's part with the findings of the outcomes in ``show``; counts are never narrowed."""
    valid_for, vocabulary = run.policy.valid_for, run.vocabulary
    return contract.Manifest(
        path=part.path,
        digest=part.digest,
        name=part.name,
        verdict=part.verdict,
        reason=grounds_of(part.grounds),
        subject=part.subject,
        actors_not_found=part.actors_not_found,
        counts=counts_json(part.counts),
        gating_counts=counts_json(part.gating_counts),
        facts=part.facts["facts"],
        actors=tuple(_actor(actor) for actor in part.actors),
        entities={key: place_of(location) for key, location in part.entities.items()},
        findings=tuple(finding_json(finding, part, vocabulary) for finding in part.findings if finding.outcome in show),
        people=PeopleJson(vocabulary, derivations=bool(part.derivations)).people(part.assessment),
        risk_decisions=tuple(
            contract.RiskDecision(actor=one.actor, about=one.about, decision=decision_json(one.decision))
            for one in part.risk_decisions
        ),
        ineffective_decisions=tuple(_ineffective(one, valid_for) for one in part.ineffective_decisions),
        waived=waived_json(part),
        waiver_notes=notes_json(notes_on(part.waiver_uses)),
        changes=None if run.baseline is None else changes_json(part, run, run.baseline),
        upcoming=tuple(map(day_json, part.upcoming)),
        silence=tuple(contract.Silence(actor=one.actor, own=one.own, others=dict(one.others)) for one in part.silence),
        out_of_reach=tuple(sorted(duty.id for duty in part.out_of_reach)),
        derivations={name: _step(step) for name, step in part.derivations.items()},
    )


def _actor(actor: ActorSummary) -> contract.Actor:
    return contract.Actor(
        id=actor.id,
        name=actor.name,
        roles=actor.roles,
        possible_roles=actor.possible_roles,
        location=place_of(actor.location),
    )


def _ineffective(decision: IneffectiveDecision, valid_for: str) -> contract.IneffectiveDecision:
    return contract.IneffectiveDecision(
        matter=decision.matter.value,
        actor=decision.actor,
        on=decision.on,
        about=decision.about,
        outcome=decision.outcome,
        decided_by=decision.decided_by,
        date=decision.date,
        reason=decision.reason.value,
        details=decision.details,
        explanation=no_effect_of(decision, valid_for),
        location=place_of(decision.location),
    )


def _step(step: Step) -> contract.Step:
    derived = bool(step.rule)
    tests = step.tests if step.kind != OUTCOME else ()  # the finding of that duty has them
    return contract.Step(
        fact=step.fact,
        holds=step.truth,
        rule=step.rule,
        title=title_of(step) if derived else "",
        source=source_of(step) if derived else "",
        premises=step.premises,
        because=tuple(written_test(test) for test in tests),
        location=None if step.location is None else place_of(step.location),
    )
