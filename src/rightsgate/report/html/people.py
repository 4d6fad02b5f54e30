"""People at risk as the page shows them: recorded harm, risks by urgency, the remedy register, what is to decide."""

from collections.abc import Iterator
from typing import Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.people.model import Connection, Impact, ProductRisk, Row, State
from rightsgate.report.people import HARM, STATES, UNCLEAR_HARM, group_names, involved_of, rights_of, severity_of
from rightsgate.report.places import place_text, places_by_entry
from rightsgate.report.reasons import question_of

# What is not stated looks unlike what is not done.
LOOKS: Final = {State.DUE: "strong", State.NOT_STATED: "maybe", State.DONE: "done"}


class ImpactView(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded harm: how severe it is, whom it concerns, who is involved and how, and what would settle that."""

    id: str
    kind: str
    name: str
    when: str
    line: int
    risk: str
    rights: tuple[str, ...]
    groups: str
    severity: str
    involved: tuple[str, ...]
    settle: tuple[str, ...]


class RiskView(msgspec.Struct, frozen=True, kw_only=True):
    """A risk of a product: the right, the groups at heightened risk, recorded harm, and who is connected by what."""

    id: str
    name: str
    product: str
    certain: bool
    means: str
    right: str
    groups: str
    recorded: str
    raised: str
    line: int
    connected: tuple[str, ...]
    possibly: str


class RemedyView(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the remedy register; ``look`` is the class by which the page shows its state."""

    actor: str
    impact: str
    owed: str
    certain: bool
    state: str
    look: str


def impacts_of(part: ManifestReport, run: Run) -> Iterator[ImpactView]:
    """Yield the recorded impacts, the most severe first."""
    tables = run.tables
    for impact in part.assessment.impacts:
        sites = {one.site for tie in impact.involvements if tie.decision is None for one in tie.missing}
        yield ImpactView(
            id=impact.id,
            kind=HARM.get(impact.status, UNCLEAR_HARM).capitalize(),
            name=impact.name,
            when=impact.date,
            line=impact.location.line,
            risk=f"{impact.risk} {tables.risks[impact.risk].name}" if impact.risk else "",
            rights=tuple(rights_of(impact.rights, tables)),
            groups=group_names(impact.groups, tables),
            severity=severity_of(impact.severity),
            involved=tuple(map(involved_of, impact.involvements)) or ("no actor is linked to it in the manifest",),
            settle=tuple(places_by_entry(sites, run.vocabulary)),
        )


def risks_of(part: ManifestReport, run: Run) -> Iterator[RiskView]:
    """Yield the risks of products in the order in which to act."""
    for found in part.assessment.risks:
        risk, tables = found.risk, run.tables
        pairs = [(row, one) for row in found.rows for one in row.connections]
        yield RiskView(
            id=found.id,
            name=risk.name,
            product=found.product,
            certain=found.certain,
            means=risk.means,
            right="; ".join(rights_of((risk.right, *risk.touches), tables)),
            groups=group_names(risk.groups, tables),
            recorded=", ".join(found.impacts),
            raised=severity_of(found.severity) if _tells(found) else "",
            line=found.location.line,
            connected=tuple(_connected(row, one) for row, one in pairs if one.certain),
            possibly=", ".join(f"{one.actor} ({_role(row.role)})" for row, one in pairs if not one.certain),
        )


def _tells(found: ProductRisk) -> bool:
    """Whether anything is known of how severe a risk is."""
    severity = found.severity
    return bool(severity.raised_by or severity.scale or severity.scope or severity.remediability)


def _connected(row: Row, connection: Connection) -> str:
    ways = [way for way in connection.pathways if way.certain]
    return f"{connection.actor} ({_role(row.role)}): at least directly linked through {', '.join(w.name for w in ways)}"


def register_of(part: ManifestReport) -> Iterator[RemedyView]:
    """Yield the lines of the remedy register, by impact and actor."""
    for impact in part.assessment.impacts:
        for tie in impact.involvements:
            for entry in tie.owes:
                yield RemedyView(
                    actor=entry.actor,
                    impact=entry.impact,
                    owed=entry.owed.title,
                    certain=entry.certain,
                    state=STATES[entry.state] if entry.certain else "only if its involvement is found to be greater",
                    look=LOOKS[entry.state] if entry.certain else LOOKS[State.NOT_STATED],
                )


def contacts_of(part: ManifestReport) -> Iterator[str]:
    """Yield the single points of contact."""
    for impact in part.assessment.impacts:
        yield from (_contact(impact),) if impact.contacts else ()


def _contact(impact: Impact) -> str:
    return f"for {impact.id}: {', '.join(impact.contacts)}"


def questions_of(part: ManifestReport, run: Run) -> Iterator[str]:
    """Yield what a person must decide on involvement, with the places where an answer would stand."""
    grouped: dict[tuple[str, str], dict[str, None]] = {}
    for line in part.assessment.to_decide:
        if line.involvement is not None and line.site is not None:
            places = grouped.setdefault((line.involvement.impact, line.question), {})
            places[place_text(line.site, run.vocabulary)] = None
        elif line.involvement is not None:
            grouped.setdefault((line.involvement.impact, question_of(line, run.vocabulary)), {})
    for (impact, question), places in grouped.items():
        yield f"{impact}: {question}" + (f" (state {'; '.join(places)})" if places else "")


def _role(role: str) -> str:
    return role.replace("_", " ")
