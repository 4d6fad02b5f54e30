"""What a source says that actors owe for an impact, and what shows that they have done it."""

from typing import Final

import msgspec

from rightsgate.rules.model.attribution import Level


class RemedyAction(msgspec.Struct, frozen=True, kw_only=True):
    """Something that an actor can owe for an impact.

    It follows from each of ``levels``, if the impact's field ``when[0]`` has the value ``when[1]`` (None: always);
    without levels only inferences conclude it. ``done_when``: fields of which one shows that it is done, by being true
    or filled in, by naming the actor (``names_actor``) or by listing all ``tasks``.
    """

    id: str
    title: str
    done_when: tuple[str, ...]
    levels: tuple[Level, ...] = ()
    when: tuple[str, str | bool] | None = None
    names_actor: bool = False
    tasks: tuple[str, ...] = ()


class RemedyTable(msgspec.Struct, frozen=True, kw_only=True):
    """A remedy table: what can be owed for an impact, in the order in which it is due."""

    id: str
    title: str
    source: str
    owed: tuple[RemedyAction, ...] = ()

    def always_at(self, level: Level) -> tuple[RemedyAction, ...]:
        """Return what a level owes whatever the impact is like."""
        return tuple(action for action in self.owed if level in action.levels and action.when is None)


# Where no pack brings a table, nothing is owed.
NO_REMEDY: Final = RemedyTable(id="", title="", source="")
