"""A manifest as far as it is backed: what is stated with too little behind it counts as not stated.

Looks at what the manifest says of its evidence and opens no file: that what it names exists, and shows what it is
said to show, is for people to see.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from msgspec import structs

from rightsgate.evaluate.context import Context
from rightsgate.evaluate.model import Detail, Explanation
from rightsgate.evaluate.result import Asked, Result, explained
from rightsgate.logic.absence import Absence
from rightsgate.logic.comparison import Stated, fresh_within
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.evidence import Demand
from rightsgate.manifest.model import RECORDS, Entity, Manifest, Statement
from rightsgate.rules.model.outcome import Outcome
from rightsgate.vocabulary.model import REFERENCES, Field, Vocabulary

# What something is and what it belongs to is no practice that evidence could be asked for.
STRUCTURE: Final = ("kind", "exists", "activities", "roles")


class BackedStatements:
    """A result seen with only the statements that are backed as a policy demands."""

    def __init__(self, result: Result, vocabulary: Vocabulary, demand: Demand) -> None:
        """Withhold what is not backed, and read the same facts otherwise."""
        seen, as_of = result.context, result.context.as_of
        self.duties = result.rules.duties
        self.context = Context(backed(seen.manifest, vocabulary, demand, as_of), vocabulary, seen.store, as_of)

    def meet(self, asked: Asked) -> bool:
        """Whether a duty that is met by what is stated is met by what is backed alone."""
        name, actor, _, entity = asked
        duty = self.duties[name]
        self.context.focus_duty(actor, duty.duty.on.kind, entity)
        meets = duty.require.truth(self.context)
        self.context.evaluated[name] = (TRUE, meets)
        return meets is TRUE

    def explanation(self, asked: Asked, detail: Detail) -> Explanation:
        """Say which statements are not backed well enough."""
        return explained(self.duties[asked[0]], asked, Outcome.UNKNOWN, detail, self.context)


def backed(manifest: Manifest, vocabulary: Vocabulary, demand: Demand, as_of: str) -> Manifest:
    """Return the manifest with every statement withheld that is not backed as ``demand`` asks, as of a day (ISO)."""
    names = {actor.key: {actor.key, actor.name} - {""} for actor in manifest.entities["actor"]}
    entities = {
        kind: tuple(_backed(one, vocabulary.kinds[kind].by_path, names, demand, as_of) for one in found)
        for kind, found in manifest.entities.items()
    }
    return structs.replace(manifest, entities=entities)


def _backed(
    entity: Entity, fields: Mapping[str, Field], names: Mapping[str, set[str]], demand: Demand, as_of: str
) -> Entity:
    own = {name for key in _owners(entity, fields) for name in names.get(key, ())}
    statements = {
        path: said
        if not _practice(path, fields) or _holds(entity, path, own, demand, as_of)
        else structs.replace(said, value=Absence.UNKNOWN, withheld=(said.value, entity.tier(path, own)))
        for path, said in entity.statements.items()
        if path in fields
    }
    rest = {path: said for path, said in entity.statements.items() if path not in fields}
    shown = any(said is entity.statements[path] for path, said in statements.items() if _practice(path, fields))
    if entity.kind in RECORDS and entity.exists and not shown and not _holds(entity, "", own, demand, as_of):
        # Nothing of the record is backed, so neither is that there is one.
        place = entity.statements.get("exists")
        mark, pointer = (entity.mark, entity.pointer) if place is None else (place.mark, place.pointer)
        statements["exists"] = Statement(value=Absence.UNKNOWN, mark=mark, pointer=pointer)
    return structs.replace(entity, statements={**rest, **statements})


def _practice(path: str, fields: Mapping[str, Field]) -> bool:
    return path not in STRUCTURE and fields[path].type not in REFERENCES


def _owners(entity: Entity, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield the actors that an entity speaks for: itself, or those that it names."""
    yield entity.key
    for path, field in fields.items():
        said = entity.value_of(path) if field.to == "actor" else None
        yield from said if isinstance(said, tuple) else (said,) if isinstance(said, str) else ()


def _holds(entity: Entity, path: str, own: Collection[str], demand: Demand, as_of: str) -> bool:
    if not entity.tier(path, own).reaches(demand.tier):
        return False
    if not demand.fresh_within:
        return True
    return fresh_within(Stated(_day(entity, path)), demand.fresh_within, as_of) is TRUE


def _day(entity: Entity, path: str) -> Any:
    """Return the day on which something was last known to be so."""
    statement = entity.statements.get(path)
    known = entity.as_of if statement is None else statement.as_of
    return known or entity.value_of("updated") or entity.value_of("date")
