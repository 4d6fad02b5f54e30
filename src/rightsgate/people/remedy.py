"""The remedy register: what each actor owes for an impact, and whether it has done so. Who owes what is the rules'."""

from collections.abc import Iterator

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.logic.absence import Absence
from rightsgate.logic.truth import FALSE, TRUE
from rightsgate.manifest.model import Entity
from rightsgate.people.model import RemedyEntry, State
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.remedy import RemedyAction, RemedyTable
from rightsgate.rules.predicates import OWES, fact


def owed_by(
    table: RemedyTable,
    key: str,
    actor: str,
    impact: Entity,
    link: Entity | None,
    level: Level | None,
    facts: FactTables,
) -> Iterator[RemedyEntry]:
    """Yield what an actor owes for an impact at its ``level``, or may owe, in the order in which it is due."""
    for owed in table.owed:
        truth = facts.truth(OWES, link=key, owed=owed.id)
        implied = level in owed.levels and _applies(owed, impact)
        listed = truth is TRUE or implied or owed.levels  # omit what follows only from missing information
        if truth is not FALSE and listed:
            yield RemedyEntry(
                id=f"{owed.id}@{impact.key}/{actor}",
                actor=actor,
                impact=impact.key,
                owed=owed,
                certain=truth is TRUE or implied,
                state=state_of(owed, actor, impact, link),
                fact=fact(OWES, link=key, owed=owed.id),
            )


def _applies(owed: RemedyAction, impact: Entity) -> bool:
    """Whether an impact is stated to be one for which an action is owed."""
    if owed.when is None:
        return True
    field, value = owed.when
    statement = impact.statements.get(field.partition(".")[2])
    return statement is not None and statement.value == value


def state_of(owed: RemedyAction, actor: str, impact: Entity, link: Entity | None) -> State:
    """Return whether an action that is owed is done; not done and not stated are two states."""
    states = set()
    for field in owed.done_when:
        kind, _, path = field.partition(".")
        states.add(_state(owed, actor, impact if kind == impact.kind else link, path))
    return next(state for state in (State.DONE, State.DUE, State.NOT_STATED) if state in states)


def _state(owed: RemedyAction, actor: str, entity: Entity | None, field: str) -> State:
    statement = None if entity is None else entity.statements.get(field)
    if statement is None or statement.value is Absence.UNKNOWN:
        return State.NOT_STATED
    value = statement.value
    if owed.names_actor:
        done = isinstance(value, tuple) and actor in value
        return State.DONE if done else State.NOT_STATED if statement.open else State.DUE
    if owed.tasks:
        return State.DONE if isinstance(value, tuple) and set(value) >= set(owed.tasks) else State.DUE
    return State.DUE if value is Absence.NONE or value is False else State.DONE
