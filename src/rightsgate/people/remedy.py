"""The remedy register: what each actor owes for an impact, and whether it has done so. Who owes what is the rules'."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rightsgate.logic.absence import Absence
from rightsgate.logic.truth import TRUE, Truth
from rightsgate.manifest.model import Entity
from rightsgate.people.model import Level, Owed, Owing, State

# Where the manifest says that something owed is done: the entity, and the fields of which one suffices.
DONE: Final[Mapping[Owed, tuple[str, tuple[str, ...]]]] = {
    Owed.PREVENT: ("link", ("prevented", "contribution_prevented")),
    Owed.CEASE: ("link", ("ceased", "contribution_ceased")),
    Owed.REMEDY: ("impact", ("remedy.contributors",)),
    Owed.LEVERAGE_ON_REMAINDER: ("link", ("leverage_used",)),
    Owed.LEVERAGE: ("link", ("leverage_used",)),
    Owed.COORDINATE: ("impact", ("remedy.coordinator_tasks",)),
    Owed.ECOSYSTEM_RESPONSE: ("impact", ("remedy.ecosystem_partners",)),
}
TASKS: Final = frozenset(("coordinate", "inform_affected"))


# What follows from a level by itself, by the status of the impact where that matters.
IMPLIED: Final[Mapping[Owed, tuple[tuple[Level, ...], str]]] = {
    Owed.PREVENT: ((Level.CAUSE, Level.CONTRIBUTE), "potential"),
    Owed.CEASE: ((Level.CAUSE, Level.CONTRIBUTE), "actual"),
    Owed.REMEDY: ((Level.CAUSE, Level.CONTRIBUTE), "actual"),
    Owed.LEVERAGE_ON_REMAINDER: ((Level.CONTRIBUTE,), ""),
    Owed.LEVERAGE: ((Level.DIRECTLY_LINKED,), ""),
}


def owed_by(
    key: str,
    actor: str,
    impact: Entity,
    link: Entity | None,
    level: Level | None,
    owes: Mapping[tuple[Any, ...], Truth],
) -> Iterator[Owing]:
    """Yield what an actor owes for an impact at its ``level``, or may owe, in the order in which it is due."""
    status = impact.statements.get("status")
    for owed in Owed:
        truth = owes.get((key, owed.value))
        levels, when = IMPLIED.get(owed, ((), ""))
        implied = level in levels and (not when or (status is not None and status.value == when))
        listed = truth is TRUE or implied or owed in IMPLIED  # what rests on silence about the impact is no line
        if truth is not None and listed:
            yield Owing(
                id=f"{owed.value}@{impact.key}/{actor}",
                actor=actor,
                impact=impact.key,
                owed=owed,
                certain=truth is TRUE or implied,
                state=state_of(owed, actor, impact, link),
            )


def state_of(owed: Owed, actor: str, impact: Entity, link: Entity | None) -> State:
    """Say whether something owed is done: not done and not said are two things."""
    kind, fields = DONE[owed]
    entity = impact if kind == "impact" else link
    states = [_state(owed, actor, entity, field) for field in fields]
    return next(state for state in (State.DONE, State.DUE, State.UNSAID) if state in states)


def _state(owed: Owed, actor: str, entity: Entity | None, field: str) -> State:
    statement = None if entity is None else entity.statements.get(field)
    if statement is None or statement.value is Absence.UNKNOWN:
        return State.UNSAID
    value = statement.value
    if owed is Owed.REMEDY:
        done = isinstance(value, tuple) and actor in value
        return State.DONE if done else State.UNSAID if statement.open else State.DUE
    if owed is Owed.COORDINATE:
        return State.DONE if isinstance(value, tuple) and set(value) >= TASKS else State.DUE
    return State.DUE if value is Absence.NONE or value is False else State.DONE
