"""The report as JSON: the contract ``rightsgate.report/1``, described by report-1.schema.json.

A contract only ever grows: a change that would break a reader gets a new number. Members of enums are written as their
values and tuples as lists; a ``Location`` is written as it is.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.ineffective_model import IneffectiveDecision
from rightsgate.findings.model import Finding, Verdict
from rightsgate.logic.number import Number, written
from rightsgate.report.json.people import decision, derivations, observation, people
from rightsgate.report.notes import note_of
from rightsgate.report.reasons import grounds_of, no_effect_of
from rightsgate.report.wording import names_of
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import Policy

CONTRACT = "rightsgate.report/1"
SEPARATOR = ",\n"
INDENT = 2


def json_around(run: Run, tally: Tally, *, version: str, verdict: Verdict, exit_code: int) -> tuple[str, str]:
    """Return what stands before and after the parts of the manifests, which are joined by ``SEPARATOR``."""
    data = {
        "schema": CONTRACT,
        "tool": {"name": "rightsgate", "version": version},
        "as_of": run.as_of,
        "policy": _policy(run.policy),
        "parameters": [
            {
                "id": one.id,
                "value": _value(one.value),
                "origin": one.origin.value,
                "means": one.means,
                "reason": one.reason,
            }
            for one in run.parameters
        ],
        "packs": list(run.packs),
        "notes": [note_of(note) for note in run.notes],
        "verdict": verdict.value,
        "exit_code": exit_code,
        "summary": _summary(run, tally),
        "left": [{"reason": one.reason, "count": one.count, "first": list(one.first)} for one in tally.skipped],
        "recommendations": [
            {
                "id": r.id,
                "document": r.document,
                "section": r.section,
                "section_title": r.section_title,
                "number": r.number,
                "title": r.title,
                "duties": list(r.duties),
            }
            for r in run.recommendations.values()
        ],
        "manifests": [],
    }
    head, _, tail = _laid_out(data).rpartition("[]")
    return f"{head}[\n", f"\n{' ' * INDENT}]{tail}\n"


def _policy(policy: Policy) -> dict[str, str]:
    """Return the policy, with the attribution method and the remedy table where it names them."""
    data = {"name": policy.name, "title": policy.title, "decisions_valid_for": policy.valid_for}
    chosen = {"attribution": policy.attribution, "remedy": policy.remedy}
    return data | {key: name for key, name in chosen.items() if name}


def _value(value: str | int | Number) -> str | int | msgspec.Raw:
    """Return a threshold; one that is a number stands in the report with all its digits."""
    return msgspec.Raw(written(value).encode()) if isinstance(value, Number) else value


def _laid_out(data: object) -> str:
    # Not msgspec.json.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    compact = bytearray()
    msgspec.json.Encoder().encode_into(data, compact)
    return msgspec.json.format(compact, indent=INDENT).decode()


def _summary(run: Run, tally: Tally) -> dict[str, Any]:
    return {
        "manifests": tally.manifests,
        "rules": run.duties,
        "duties_checked": sum(tally.counts.values()),
        "counts": {outcome.value: count for outcome, count in tally.counts.items()},
        "verdicts": {verdict.value: len(paths) for verdict, paths in tally.paths.items()},
    }


def json_part(part: ManifestReport, run: Run, show: Iterable[Outcome] = tuple(Outcome)) -> str:
    """Return one manifest's part; ``show`` narrows the duties that are listed, never what is counted."""
    start, end = "[\n  [\n", "\n  ]\n]"  # as deep as it stands in the whole
    return _laid_out([[_part(part, run, frozenset(show))]])[len(start) : -len(end)]


def _part(part: ManifestReport, run: Run, shown: frozenset[Outcome]) -> dict[str, Any]:
    return {
        "path": part.path,
        "name": part.name,
        "verdict": part.verdict,
        "reason": grounds_of(part.grounds),
        "duties_checked": len(part.findings),
        "counts": {outcome.value: count for outcome, count in part.counts.items()},
        "closure": dict(part.facts),
        "people": people(part.assessment, run.tables),
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "roles": actor.roles,
                "possible_roles": actor.possible_roles,
                "location": actor.location,
            }
            for actor in part.actors
        ],
        "duties": [_finding(finding, part) for finding in part.findings if finding.outcome in shown],
        "idle_decisions": [_ineffective(one, run) for one in part.ineffective_decisions],
        "derivations": derivations(part.derivations),
        "out_of_reach": [
            {
                "rule": duty.id,
                "title": duty.title,
                "clauses": duty.source.clauses,
                "reason": duty.out_of_reach,
            }
            for duty in part.out_of_reach
        ],
    }


def _finding(finding: Finding, part: ManifestReport) -> dict[str, Any]:
    duty, why = finding.duty, finding.explanation
    data: dict[str, Any] = {
        "id": finding.id,
        "rule": duty.id,
        "title": duty.title,
        "recommendation": duty.recommendation,
        "outcome": finding.outcome,
        "possible_outcomes": finding.possible,
        "effect": finding.effect,
        "actor": finding.actor,
        "addressed_to": part.assessment.addressed_by(finding.actor, finding.entity),
        "role": finding.role,
        "role_certain": finding.role_certain,
        "entity_kind": duty.on.kind,
        "entity": finding.actor if duty.on.kind == "actor" else finding.entity,
        "strength": finding.strength,
        "basis": duty.basis,
        "source": _source(duty),
        "also": [_also(other) for other in finding.also],
        "closes": duty.closes,
        "rights": duty.rights,
        "why": duty.why,
        "fix": duty.fix,
        "judgement": duty.judgement,
    }
    if finding.lacks is not None:
        demand = finding.lacks
        data["lacks"] = {"tier": demand.tier, "fresh_within": demand.fresh_within, "reason": demand.reason}
    if finding.decision is not None:
        data["decision"] = decision(finding.decision)
    if why is not None:
        data["location"] = why.location
        data["because"] = [observation(test) for test in why.because]
        data["unsaid"] = names_of(why.missing)
        data["derivation"] = part.asked_by.get(finding.id, ())
    return data


def _ineffective(one: IneffectiveDecision, run: Run) -> dict[str, Any]:
    return {
        "matter": one.matter,
        "actor": one.actor,
        "on": one.on,
        "about": one.about,
        "outcome": one.outcome,
        "decided_by": one.decided_by,
        "date": one.date,
        "idle": one.reason,
        "details": one.details,
        "reason": no_effect_of(one, run.policy.valid_for),
        "location": one.location,
    }


def _also(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.duty.id,
        "title": finding.duty.title,
        "role": finding.role,
        "outcome": finding.outcome,
        "strength": finding.strength,
        "source": _source(finding.duty),
    }


def _source(duty: Duty) -> dict[str, Any]:
    return {
        "document": duty.source.document,
        "section": duty.source.section,
        "recommendation": duty.source.recommendation,
        "clauses": duty.source.clauses,
        "framework": duty.framework,
        "stage": duty.stage,
    }
