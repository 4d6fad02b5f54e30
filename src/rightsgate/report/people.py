"""Harm to people, in words: its severity, the rights and groups concerned, how actors are involved, what they owe."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.people.model import Involvement, Severity, State
from rightsgate.report.decisions import LEVELS
from rightsgate.report.reasons import raised_of
from rightsgate.rules.model.risk import RiskTables

STATES: Final = {State.DUE: "due, not done", State.NOT_STATED: "due, not stated", State.DONE: "done"}
HARM: Final = {"actual": "HARM", "potential": "POSSIBLE HARM"}
UNCLEAR_HARM: Final = "HARM, or possible harm"


def severity_of(severity: Severity) -> str:
    """Return how severe an impact is: what is declared, what is not, and what increases it."""
    said = [
        f"scale {severity.scale or 'not stated'}",
        f"remediability {severity.remediability or 'not stated'}",
        f"scope {severity.scope or 'not stated'}",
    ]
    more = "; delay would make it irremediable" if severity.delay_irremediable else ""
    raised = f"; severity increased by: {'; '.join(map(raised_of, severity.raised_by))}" if severity.raised_by else ""
    likely = f"; likelihood {severity.likelihood}, not used for ranking" if severity.likelihood else ""
    return ", ".join(said).replace("_", " ") + more + raised + likely


def involved_of(tie: Involvement) -> str:
    """Return how an actor is involved in an impact, and by whose decision or which rule."""
    level = tie.level
    said = "cannot be determined" if level is None else LEVELS[level]
    private = " (a private person: no finding)" if tie.private else ""
    if tie.decision is not None:
        proposed = "nothing" if tie.proposed is None else LEVELS[tie.proposed]
        made = tie.decision
        how = f" by decision of {made.decided_by}, {made.date}: {made.reason}. The rules propose: {proposed}"
    else:
        because = f"because {tie.because}; " if tie.because else "by "
        how = f" (proposed {because}rule {tie.by})" if tie.by else ""
        possible = ", ".join(LEVELS[other] for other in tie.not_excluded)
        how += f". Still possible: {possible}" if possible else ""
        how += "" if tie.lowering is None else f". Only {LEVELS[tie.lowering.to]} if {tie.lowering.title}"
    return f"{tie.actor}: {said}{private}{how}"


def rights_of(rights: tuple[str, ...], tables: RiskTables) -> Iterator[str]:
    """Name rights with their articles; a category says less than the rights within it where those are named too."""
    broader = {tables.rights[right].within for right in rights if right in tables.rights}
    yield from (right_name(right, tables) if right in broader else _right(right, tables) for right in rights)


def _right(right: str, tables: RiskTables) -> str:
    listed = "; ".join(_article(name, articles) for name, articles in tables.instruments_of(right).items())
    return f"{right_name(right, tables)} ({listed})" if listed else right_name(right, tables)


def right_name(right: str, tables: RiskTables) -> str:
    """Return what a right, or a category of rights, is called."""
    known = tables.rights.get(right)
    if known is not None:
        return known.name
    category = tables.categories[right]  # a manifest may name the categories of another source too
    return f"{category.name}, in {category.of}'s words" if category.of else category.name


def _article(name: str, articles: tuple[int, ...]) -> str:
    return " ".join(filter(None, (name.replace("_", " "), ", ".join(map(str, articles)))))


def group_names(groups: Iterable[str], tables: RiskTables) -> str:
    """Name groups at heightened risk."""
    return ", ".join(tables.groups[group].name for group in groups)
