"""What is said of people, as JSON: impacts, risks, rights, the remedy register, and what a person must decide."""

from rightsgate.engine.program import Fact
from rightsgate.explain.fact_text import step_id
from rightsgate.people import model
from rightsgate.report.json.contract import people as contract
from rightsgate.report.json.finding import decision_json
from rightsgate.report.json.missing import missing_json
from rightsgate.report.json.place import place_of
from rightsgate.report.reasons import question_of, raised_of
from rightsgate.vocabulary.model import Vocabulary


class PeopleJson:
    """Writes assessments; ``derivations`` says whether they refer to steps."""

    def __init__(self, vocabulary: Vocabulary, *, derivations: bool) -> None:
        """Write with or without references to steps, and fields as the vocabulary has them."""
        self.vocabulary = vocabulary
        self.derivations = derivations

    def people(self, assessment: model.Assessment) -> contract.People:
        """Return what the check of one manifest says of people."""
        entries = (entry for impact in assessment.impacts for tie in impact.involvements for entry in tie.owes)
        return contract.People(
            impacts=tuple(self.impact(impact) for impact in assessment.impacts),
            risks=tuple(self.risk(risk) for risk in assessment.risks),
            register=tuple(self.entry(entry) for entry in entries),
            rights=tuple(
                contract.RightAtRisk(right=line.right, risk=line.risk, certain=line.certain)
                for line in assessment.rights
            ),
            opportunities=tuple(
                contract.Opportunity(id=one.id, right=one.right, name=one.name) for one in assessment.opportunities
            ),
            to_decide=tuple(
                contract.ToDecide(about=line.about, question=question_of(line, self.vocabulary))
                for line in assessment.to_decide
            ),
        )

    def step(self, fact: Fact | None) -> str:
        """Return the step of a fact, where steps are listed."""
        return step_id(*fact) if self.derivations and fact is not None else ""

    def impact(self, impact: model.Impact) -> contract.Impact:
        """Return an impact with everybody's involvement in it."""
        return contract.Impact(
            id=impact.id,
            name=impact.name,
            status=impact.status,
            nature=impact.nature,
            date=impact.date,
            risk=impact.risk,
            products=impact.products,
            rights=impact.rights,
            groups=impact.groups,
            severity=_severity(impact.severity),
            contacts=impact.contacts,
            involvements=tuple(self.involvement(each) for each in impact.involvements),
            location=place_of(impact.location),
        )

    def involvement(self, involvement: model.Involvement) -> contract.Involvement:
        """Return how an actor is involved in an impact."""
        decision = involvement.decision
        return contract.Involvement(
            id=involvement.id,
            actor=involvement.actor,
            roles=involvement.roles,
            level=involvement.level,
            proposed=involvement.proposed,
            by=involvement.by,
            fired=involvement.fired,
            not_excluded=involvement.not_excluded,
            lower_open=involvement.lower_open,
            questions=tuple(missing_json(one, self.vocabulary) for one in involvement.missing),
            private=involvement.private,
            owes=tuple(entry.id for entry in involvement.owes),
            decision=None if decision is None else decision_json(decision),
            location=place_of(involvement.location),
            derivation=self.step(involvement.fact),
        )

    def entry(self, entry: model.RemedyEntry) -> contract.RegisterEntry:
        """Return an entry of the remedy register."""
        return contract.RegisterEntry(
            id=entry.id,
            actor=entry.actor,
            impact=entry.impact,
            owed=entry.owed.id,
            certain=entry.certain,
            state=entry.state,
            derivation=self.step(entry.fact),
        )

    def risk(self, found: model.ProductRisk) -> contract.ProductRisk:
        """Return a risk of a product, with whom its table connects to it."""
        return contract.ProductRisk(
            id=found.id,
            risk=found.risk.id,
            product=found.product,
            certain=found.certain,
            severity=_severity(found.severity),
            impacts=found.impacts,
            connections=tuple(self.connection(each) for row in found.rows for each in row.connections),
            location=place_of(found.location),
            derivation=self.step(found.fact),
        )

    def connection(self, connection: model.Connection) -> contract.Connection:
        """Return an actor that the risk's table connects to it, with the pathways that are open."""
        return contract.Connection(
            id=connection.id,
            actor=connection.actor,
            role=connection.role,
            certain=connection.certain,
            level=connection.level,
            owes=tuple(action.id for action in connection.owes),
            pathways=tuple(
                contract.OpenPathway(
                    id=pathway.id,
                    certain=pathway.certain,
                    sign=pathway.sign,
                    signalled=pathway.signalled,
                    findings=tuple(unmet.finding for unmet in pathway.unmet),
                )
                for pathway in connection.pathways
            ),
            derivation=self.step(connection.fact),
        )


def _severity(severity: model.Severity) -> contract.Severity:
    return contract.Severity(
        scale=severity.scale,
        scope=severity.scope,
        remediability=severity.remediability,
        delay_irremediable=severity.delay_irremediable,
        raised_by=tuple(raised_of(one) for one in severity.raised_by),
        likelihood=severity.likelihood,
    )
