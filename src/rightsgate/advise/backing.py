"""Answers that back what is stated: evidence where a policy asks for it, and the judgement of a named person."""

from typing import Final

from rightsgate.advise.answers import Alternative, Answer, AnswerKind
from rightsgate.advise.trial import Trial, Tried
from rightsgate.evaluate.model import Detail
from rightsgate.evaluate.site import Lack, Site
from rightsgate.findings.model import Finding
from rightsgate.manifest.evidence import Tier
from rightsgate.manifest.location import Location
from rightsgate.rules.model.duty import JUDGEMENT
from rightsgate.rules.model.outcome import Outcome

# What stands in a detail, and in a decision, until a person writes it.
FILE: Final = "FILE OR LINK"
PERSON: Final = "NAME OF A PERSON"
REASON: Final = "WHY IT IS SO DECIDED"
# The detail that backs a statement to a tier, and what stands there.
DETAILS: Final = {
    Tier.DOCUMENTED: ("evidence", FILE),
    Tier.TESTED: ("tested", FILE),
    Tier.VERIFIED: ("verified_by", "NAME OF ANOTHER ORGANIZATION"),
}


def backing_answers(finding: Finding, tried: Tried, trial: Trial) -> list[Alternative]:
    """Return the one way to back the statements that meet a duty as the policy demands."""
    demand = finding.lacks
    explained = tried.explained(trial.checker, Detail.BRIEF).get(finding.id)
    if demand is None or explained is None or explained.explanation is None:
        return []
    unbacked = [one.site for one in explained.explanation.missing if one.lack is Lack.UNBACKED and one.site.field]
    answers: list[Answer] = []
    for site in unbacked:
        if demand.tier in DETAILS:
            answers.append(_detail(site, *DETAILS[demand.tier]))
        if demand.fresh_within:
            answers.append(_detail(site, "as_of", trial.checker.as_of))
    return [frozenset(answers)] if answers else []


def _detail(site: Site, name: str, value: str) -> Answer:
    return Answer(site=site, operator="", value=value, kind=AnswerKind.EVIDENCE, detail=name)


def judgement_answers(finding: Finding, trial: Trial) -> list[Alternative]:
    """Return the record of a decision in favour, which only a named person can make."""
    holder = next((one for one in trial.manifest.entities["actor"] if one.key == finding.actor), None)
    if holder is None:
        return []
    at = Location.of(trial.path, holder)
    site = Site(kind=JUDGEMENT, owners=(finding.actor,), listed=False, key=finding.id, location=at)
    said = {
        "rule": finding.duty.id,
        "about": finding.entity or "",
        "outcome": Outcome.MET.value,
        "decided_by": PERSON,
        "date": trial.checker.as_of,
        "reason": REASON,
    }
    return [
        frozenset(
            Answer(site=_field(site, name), operator="equals", value=value, kind=AnswerKind.JUDGEMENT)
            for name, value in said.items()
            if value
        )
    ]


def _field(site: Site, name: str) -> Site:
    from msgspec import structs

    return structs.replace(site, field=name)
