"""What is said of people, as text: harm recorded, risks, the remedy register, rights, and what a person must decide."""

from collections.abc import Iterable

from rightsgate.checker.model import Run
from rightsgate.people.model import (
    Assessment,
    Connection,
    Impact,
    ProductRisk,
    Row,
    UnmetDuty,
)
from rightsgate.report.people import HARM, STATES, UNCLEAR_HARM, group_names, involved_of, rights_of, severity_of
from rightsgate.report.places import place_text, places_by_entry
from rightsgate.rules.model.risk import CellStatus, RiskTables
from rightsgate.text.layout import Page, plain
from rightsgate.vocabulary.model import Vocabulary


def people_text(assessment: Assessment, run: Run, page: Page) -> list[str]:
    """Return the part of a report that is about people; nothing where no risk and no impact is known."""
    if not assessment.risks and not assessment.impacts:
        return []
    tables, vocabulary = run.tables, run.vocabulary
    lines = ["", page.paint("PEOPLE: risks, affected groups, involved actors and remedy", bold=True)]
    for impact in assessment.impacts:
        lines += ["", *_impact(impact, tables, vocabulary, page)]
    certain = [risk for risk in assessment.risks if risk.certain]
    for risk in certain:
        lines += ["", *_risk(risk, tables, page)]
    lines += _possible([risk for risk in assessment.risks if not risk.certain], page)
    lines += _register(assessment, page)
    lines += _rights(assessment, tables, page)
    return lines + _decide(assessment, vocabulary, page)


def _impact(impact: Impact, tables: RiskTables, vocabulary: Vocabulary, page: Page) -> list[str]:
    kind = HARM.get(impact.status, UNCLEAR_HARM)
    said = ", ".join(filter(None, (impact.name if impact.name != impact.id else "", impact.date)))
    title = f"{impact.id}{f' ({said})' if said else ''}"
    first, *more = page.wrap(plain(title), 4 + len(kind), 4)
    lines = [f"  {page.paint(kind, fg='red', bold=True)}  {first}", *(f"    {line}" for line in more)]
    if impact.risk:
        lines += page.entry("risk", f"{impact.risk} {tables.risks[impact.risk].name}")
    lines += page.entry("right", "; ".join(rights_of(impact.rights, tables))) if impact.rights else []
    lines += page.entry("groups", group_names(impact.groups, tables)) if impact.groups else []
    lines += page.entry("severity", plain(severity_of(impact.severity)))
    for tie in impact.involvements:
        lines += page.entry("involved" if tie is impact.involvements[0] else "", plain(involved_of(tie)))
    sites = {one.site for tie in impact.involvements if tie.decision is None for one in tie.missing}
    for number, place in enumerate(places_by_entry(sites, vocabulary)):
        lines += page.entry("" if number else "settle", plain(f"{'' if number else 'by stating '}{place}"))
    if not impact.involvements:
        lines += page.entry("involved", "no actor is linked to it in the manifest")
    return lines


def _risk(found: ProductRisk, tables: RiskTables, page: Page) -> list[str]:
    risk = found.risk
    heading = f"{risk.id} {risk.name}, in {found.product}" + (
        " (applies to nearly every product)" if risk.baseline else ""
    )
    lines = [page.paint(line, bold=True) for line in page.paragraph(plain(heading), 2)]
    if not risk.baseline:
        lines += page.entry("means", risk.means)
    lines += page.entry("right", "; ".join(rights_of((risk.right, *risk.touches), tables)))
    lines += page.entry("groups", group_names(risk.groups, tables)) if risk.groups else []
    certain = [(row, c) for row in found.rows for c in row.connections if c.certain]
    possible = [(row, c) for row in found.rows for c in row.connections if not c.certain]
    for row, connection in certain:
        label = "actors" if connection is certain[0][1] else ""
        lines += page.entry(label, plain(_connected(row, connection)))
    if possible:
        said = ", ".join(f"{c.actor} ({_role(row.role)})" for row, c in possible)
        lines += page.paragraph(plain(f"possibly linked: {said}. The manifest does not state enough"), 4)
    without = [_role(row.role) for row in found.rows if row.status is CellStatus.NOT_APPLICABLE]
    if not certain and not possible:
        lines += page.entry("actors", "no actor is connected to it by what is stated")
    if without and certain:
        lines += page.paragraph(f"not linked: {', '.join(without)} (the risk table shows no connection)", 4)
    return lines


def _connected(row: Row, connection: Connection) -> str:
    ways = [way for way in connection.pathways if way.certain]
    through = ", ".join(f"{way.name} ({way.id}{_opened(way.unmet)})" for way in ways)
    return f"{connection.actor} ({_role(row.role)}): at least directly linked through {through}"


def _opened(unmet: Iterable[UnmetDuty]) -> str:
    rules = sorted({duty.duty for duty in unmet})
    more = f" and {len(rules) - 3} more" if len(rules) > 3 else ""
    return f"; unmet duties: {', '.join(rules[:3])}{more}" if rules else ""


def _possible(risks: Iterable[ProductRisk], page: Page) -> list[str]:
    names = dict.fromkeys(f"{found.risk.id} {found.risk.name}" for found in risks)
    if not names:
        return []
    lines = ["", f"  {page.paint(f'POSSIBLE RISKS ({len(names)}): too little is stated to rule them out', bold=True)}"]
    for name in names:
        lines += page.item(*name.split(" ", 1))
    return [*lines, "    To see what would settle one: rightsgate why-not RISK@PRODUCT MANIFEST"]


def _register(assessment: Assessment, page: Page) -> list[str]:
    lines: list[str] = []
    for impact in assessment.impacts:
        for tie in impact.involvements:
            due = [f"{entry.owed.title} ({STATES[entry.state]})" for entry in tie.owes if entry.certain]
            more = [entry.owed.title for entry in tie.owes if not entry.certain]
            said = f"for {impact.id}: {', '.join(due) or 'nothing certain yet'}"
            said += f"; if its involvement is later found to be greater: {', '.join(more)}" if more else ""
            lines += page.item(plain(tie.actor), plain(said)) if tie.owes else []
        if impact.contacts:
            lines += page.item("contact", plain(f"for {impact.id}: {', '.join(impact.contacts)}"))
    return ["", f"  {page.paint('REMEDY REGISTER', bold=True)}", *lines] if lines else []


def _rights(assessment: Assessment, tables: RiskTables, page: Page) -> list[str]:
    lines = ["", f"  {page.paint('RIGHTS AT RISK', bold=True)}"]
    prefix = _prefix(tables.risks)
    for right in dict.fromkeys(line.right for line in assessment.rights):
        of = [line for line in assessment.rights if line.right == right]
        certain = ", ".join(line.risk.removeprefix(prefix) for line in of if line.certain)
        possible = ", ".join(line.risk.removeprefix(prefix) for line in of if not line.certain)
        said = "; ".join(
            filter(None, (f"by {certain}" if certain else "", f"possibly by {possible}" if possible else ""))
        )
        lines += page.item(right, f"{tables.rights[right].name}: {said}")
    certain_rights = {line.right for line in assessment.rights if line.certain}
    names = "; ".join(o.name for o in assessment.opportunities if o.right in certain_rights)
    if names:
        lines += page.paragraph(f"Opportunities for these rights, which do not offset any risk: {names}.", 4)
    return lines


def _prefix(risks: Iterable[str]) -> str:
    """Return the first word of the ids of risks with its hyphen, if all begin with the same; else nothing."""
    words = {risk.partition("-")[0] for risk in risks}
    return f"{words.pop()}-" if len(words) == 1 else ""


def _decide(assessment: Assessment, vocabulary: Vocabulary, page: Page) -> list[str]:
    duties = sum(line.involvement is None for line in assessment.to_decide)
    if not assessment.to_decide:
        return []
    lines = ["", f"  {page.paint('A PERSON MUST DECIDE', fg='magenta', bold=True)}"]
    grouped: dict[tuple[str, str], dict[str, None]] = {}
    for line in assessment.to_decide:
        if line.involvement is not None and line.site is not None:
            places = grouped.setdefault((line.involvement.impact, line.question), {})
            places[place_text(line.site, vocabulary)] = None
    for (impact, question), places in grouped.items():
        lines += page.paragraph(plain(f"{impact}: {question} (state {'; '.join(places)})"), 4)
    if duties:
        word = "duty, listed" if duties == 1 else "duties, listed"
        lines += page.paragraph(f"{duties} {word} under the actors below as for a person to decide.", 4)
    return lines


def _role(role: str) -> str:
    return role.replace("_", " ")
