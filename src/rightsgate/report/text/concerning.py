"""The part of a report that a question is about: its findings, its involvements, and what people decided on them."""

from msgspec import structs

from rightsgate.checker.model import ManifestReport
from rightsgate.explain.question import Question
from rightsgate.findings.ineffective_model import IneffectiveDecision, Matter


def concerning(part: ManifestReport, question: Question) -> ManifestReport:
    """Return of one manifest's part the findings, involvements and decisions that a question is about."""
    asked = set(question.parts)
    of_people = question.is_involvement() or question.name in question.pack.tables.risks
    for risk in part.assessment.risks:
        if risk.risk.id == question.name and (risk.product in asked or not asked):
            asked.update(risk.impacts)
    impacts = [
        structs.replace(
            impact, involvements=tuple(tie for tie in impact.involvements if asked <= {tie.actor, impact.id})
        )
        for impact in part.assessment.impacts
        if question.is_involvement()
    ]
    return structs.replace(
        part,
        findings=tuple(question.about(part.findings)),
        assessment=structs.replace(part.assessment, impacts=tuple(impacts)),
        risk_decisions=tuple(one for one in part.risk_decisions if of_people and asked & {*one.about}),
        ineffective_decisions=tuple(one for one in part.ineffective_decisions if _is_asked(one, question)),
    )


def _is_asked(one: IneffectiveDecision, question: Question) -> bool:
    """Whether a decision without effect is on what a question is about."""
    asked = set(question.parts)
    match one.matter:
        case Matter.DUTY:
            return one.on == question.name and (not asked or not asked.isdisjoint((one.actor, one.about)))
        case Matter.INVOLVEMENT:
            return question.is_involvement() and asked <= {one.actor, one.on}
        case Matter.RISK:
            return not asked.isdisjoint(one.on.split(", "))
