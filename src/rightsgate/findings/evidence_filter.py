"""Treat statements below the evidence tier that a policy demands as not stated.

Reads only what the manifest says about its evidence and opens no file: people must check that the evidence exists
and shows what the manifest says it shows.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

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


class BackedStatements:
    """A result as it would be with only the statements that meet a policy's evidence demand."""

    def __init__(self, result: Result, vocabulary: Vocabulary, demand: Demand) -> None:
        """Withhold the statements without enough evidence; derived facts stay the same."""
        seen, as_of = result.context, result.context.as_of
        self.duties = result.rules.duties
        self.settling = result.settling
        self.context = Context(backed(seen.manifest, vocabulary, demand, as_of), vocabulary, seen.store, as_of)

    def meet(self, asked: Asked) -> bool:
        """Whether a duty that the statements meet is still met by those with enough evidence."""
        name, actor, _, entity = asked
        duty = self.duties[name]
        self.context.focus_duty(actor, duty.duty.on.kind, entity)
        meets = duty.require.truth(self.context)
        self.context.evaluated[name] = (TRUE, meets)
        return meets is TRUE

    def explanation(self, asked: Asked, detail: Detail) -> Explanation:
        """Return the explanation that names the statements without enough evidence."""
        return explained(self.duties[asked[0]], asked, Outcome.UNKNOWN, detail, self.context, self.settling)


def backed(manifest: Manifest, vocabulary: Vocabulary, demand: Demand, as_of: str) -> Manifest:
    """Return the manifest without the statements whose evidence falls short of ``demand`` on a day (ISO)."""
    names = {actor.key: {actor.key, actor.name} - {""} for actor in manifest.entities["actor"]}
    entities = {
        kind: tuple(_backed(entity, vocabulary.kinds[kind].by_path, names, demand, as_of) for entity in members)
        for kind, members in manifest.entities.items()
    }
    return structs.replace(manifest, entities=entities)


def _backed(
    entity: Entity, fields: Mapping[str, Field], names: Mapping[str, set[str]], demand: Demand, as_of: str
) -> Entity:
    own = {name for key in _owners(entity, fields) for name in names.get(key, ())}
    statements = {
        path: statement
        if not _needs_evidence(fields[path]) or _holds(entity, path, own, demand, as_of)
        else structs.replace(statement, value=Absence.UNKNOWN, withheld=(statement.value, entity.tier(path, own)))
        for path, statement in entity.statements.items()
        if path in fields
    }
    rest = {path: statement for path, statement in entity.statements.items() if path not in fields}
    shown = any(
        statement is entity.statements[path] for path, statement in statements.items() if _needs_evidence(fields[path])
    )
    if entity.kind in RECORDS and entity.exists and not shown and not _holds(entity, "", own, demand, as_of):
        # No field of the record has enough evidence, so whether the record exists is unknown.
        place = entity.statements.get("exists")
        mark, pointer = (entity.mark, entity.pointer) if place is None else (place.mark, place.pointer)
        statements["exists"] = Statement(value=Absence.UNKNOWN, mark=mark, pointer=pointer)
    return structs.replace(entity, statements={**rest, **statements})


def _needs_evidence(field: Field) -> bool:
    """Whether a demand for evidence applies to a field; references only say what belongs together."""
    return field.needs_evidence and field.type not in REFERENCES


def _owners(entity: Entity, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield the keys of the entity itself and of the actors that it names."""
    yield entity.key
    for path, field in fields.items():
        named = entity.value_of(path) if field.to == "actor" else None
        yield from named if isinstance(named, tuple) else (named,) if isinstance(named, str) else ()


def _holds(entity: Entity, path: str, own: Collection[str], demand: Demand, as_of: str) -> bool:
    if not entity.tier(path, own).reaches(demand.tier):
        return False
    if not demand.fresh_within:
        return True
    return fresh_within(Stated(_day(entity, path)), demand.fresh_within, as_of) is TRUE


def _day(entity: Entity, path: str) -> Any:
    """Return the day for which a statement, or the whole entity, was last confirmed."""
    statement = entity.statements.get(path)
    known = entity.as_of if statement is None else statement.as_of
    return known or entity.value_of("updated") or entity.value_of("date")
