"""What is said of people, as JSON: impacts, risks, rights, the remedy register, and what a person must decide."""

from collections.abc import Mapping
from typing import Any

from rightsgate.evaluate.model import Test
from rightsgate.explain.fact_text import step_id
from rightsgate.explain.model import Step
from rightsgate.manifest.decision import Decision
from rightsgate.people.model import (
    Assessment,
    Connection,
    Impact,
    Involvement,
    ProductRisk,
    RemedyEntry,
    Row,
    Severity,
)
from rightsgate.report.reasons import question_of, raised_of
from rightsgate.report.steps import source_of, title_of
from rightsgate.report.wording import asked_of, entity_of, evidence_of, found_of, name_of
from rightsgate.rules.model.risk import Label, RiskTables
from rightsgate.rules.predicates import OUTCOME


def people(assessment: Assessment, tables: RiskTables) -> dict[str, Any]:
    """Return the part of a report that is about people."""
    entries = [entry for impact in assessment.impacts for tie in impact.involvements for entry in tie.owes]
    return {
        "impacts": [_impact(impact, tables) for impact in assessment.impacts],
        "risks": [_risk(risk, tables) for risk in assessment.risks],
        "register": [_remedy_entry(entry) for entry in entries],
        "rights": [
            {"right": line.right, "risk": line.risk, "certain": line.certain, "name": tables.rights[line.right].name}
            for line in assessment.rights
        ],
        "opportunities": [{"id": o.id, "right": o.right, "name": o.name} for o in assessment.opportunities],
        "to_decide": [{"about": line.about, "question": question_of(line)} for line in assessment.to_decide],
    }


def _impact(impact: Impact, tables: RiskTables) -> dict[str, Any]:
    return {
        "id": impact.id,
        "name": impact.name,
        "status": impact.status,
        "nature": impact.nature,
        "date": impact.date,
        "risk": impact.risk,
        "products": impact.products,
        "rights": [_right(right, tables) for right in impact.rights],
        "groups": _groups(impact.groups, tables),
        "severity": _severity(impact.severity),
        "contacts": impact.contacts,
        "involvements": [_involvement(tie) for tie in impact.involvements],
        "location": impact.location,
    }


def _involvement(tie: Involvement) -> dict[str, Any]:
    level = tie.level
    data: dict[str, Any] = {
        "id": tie.id,
        "actor": tie.actor,
        "roles": tie.roles,
        "level": level,
        "proposed": tie.proposed,
        "by": tie.by,
        "fired": tie.fired,
        "not_excluded": tie.not_excluded,
        "lower_open": tie.lower_open,
        "questions": tie.questions,
        "private": tie.private,
        "owes": [entry.id for entry in tie.owes],
        "location": tie.location,
    }
    if tie.fact is not None:
        data["derivation"] = step_id(*tie.fact)
    if tie.decision is not None:
        data["decision"] = decision(tie.decision)
    return data


def _remedy_entry(entry: RemedyEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "actor": entry.actor,
        "impact": entry.impact,
        "duty": entry.owed.id,
        "certain": entry.certain,
        "state": entry.state,
        "derivation": step_id(*entry.fact),
    }


def _risk(found: ProductRisk, tables: RiskTables) -> dict[str, Any]:
    risk = found.risk
    return {
        "id": found.id,
        "risk": risk.id,
        "name": risk.name,
        "document": risk.document,
        "section": risk.section,
        "means": risk.means,
        "product": found.product,
        "certain": found.certain,
        "baseline": risk.baseline,
        "right": _right(risk.right, tables),
        "touches": [_right(right, tables) for right in risk.touches],
        "groups": _groups(risk.groups, tables),
        "severity": _severity(found.severity),
        "impacts": found.impacts,
        "rows": [_row(row) for row in found.rows],
        "derivation": step_id(*found.fact),
        "location": found.location,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "role": row.role,
        "status": row.status,
        "labels": [_label(label) for label in row.labels],
        "sign": row.sign,
        "reason": row.reason,
        "connections": [_connection(connection) for connection in row.connections],
    }


def _label(label: Label) -> dict[str, Any]:
    return {"id": label.id, "label": label.label, "match": label.match, "closest_own": label.closest_own}


def _connection(connection: Connection) -> dict[str, Any]:
    return {
        "id": connection.id,
        "actor": connection.actor,
        "certain": connection.certain,
        "level": connection.level,
        "owes": [action.id for action in connection.owes],
        "pathways": [
            {
                "id": pathway.id,
                "name": pathway.name,
                "certain": pathway.certain,
                "match": [label.match for label in pathway.labels],
                "sign": pathway.sign,
                "signalled": pathway.signalled,
                "findings": [duty.finding for duty in pathway.unmet],
            }
            for pathway in connection.pathways
        ],
        "derivation": step_id(*connection.fact),
    }


def _right(right: str, tables: RiskTables) -> dict[str, Any]:
    known = tables.rights.get(right) or tables.categories[right]  # a manifest may name those of another source
    return {
        "id": right,
        "name": known.name,
        "categories": [
            {"id": category.id, "name": category.name, "fit": category.fit}
            for category in tables.categories.values()
            if right in category.rights or right == category.id
        ],
        "instruments": [
            {"id": name, "name": tables.instruments[name].name, "articles": articles}
            for name, articles in tables.instruments_of(right).items()
        ],
    }


def _groups(groups: tuple[str, ...], tables: RiskTables) -> list[dict[str, str]]:
    return [{"id": group, "name": tables.groups[group].name} for group in groups]


def _severity(severity: Severity) -> dict[str, Any]:
    return {
        "scale": severity.scale,
        "remediability": severity.remediability,
        "scope": severity.scope,
        "delay_irremediable": severity.delay_irremediable,
        "raised_by": [raised_of(one) for one in severity.raised_by],
        "likelihood": severity.likelihood,
    }


def derivations(steps: Mapping[str, Step]) -> dict[str, Any]:
    """Return the graph of derivations: each step by its id, with the ids of those it rests on."""
    return {name: _step(step) for name, step in steps.items()}


def _step(step: Step) -> dict[str, Any]:
    data: dict[str, Any] = {"fact": step.fact, "holds": step.truth}
    if step.rule:
        data |= {"rule": step.rule, "title": title_of(step), "source": source_of(step), "premises": step.premises}
    if step.tests and step.kind != OUTCOME:  # the finding of that duty has them
        data["because"] = [observation(test) for test in step.tests]
    if step.location is not None:
        data["location"] = step.location
    return data


def decision(made: Decision) -> dict[str, Any]:
    """Return a recorded decision."""
    return {
        "outcome": made.outcome,
        "decided_by": made.decided_by,
        "date": made.date,
        "reason": made.reason,
        "location": made.location,
    }


def observation(test: Test) -> dict[str, Any]:
    """Return one test that a condition made."""
    return {
        "part": test.part,
        "entity": entity_of(test),
        "field": name_of(test.target),
        "asked": asked_of(test),
        "stated": found_of(test),
        "evidence": evidence_of(test),
        "holds": test.truth,
        "location": test.location,
    }
