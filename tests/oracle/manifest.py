"""A manifest as plain data, as the catalogue's expressions look at it: what is listed, stated, linked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oracle.language import renamed
from oracle.operators import NONE, UNKNOWN, Absent, Stated, Value

Record = Mapping[str, Any]
RECORDS = {"art": "documents", "pol": "terms", "chan": "channels", "rel": "relations"}
ENTITIES = {"dataset": "datasets", "model": "models", "app": "applications", "deployment": "deployments"}
# What else a clause can be asked of; a decision stands in its actor, a tradeoff or publication there or by itself.
BESIDE = {"decision": "risk_decisions", "tradeoff": "tradeoffs", "research": "publications"}
SECTIONS = {**RECORDS, **ENTITIES, "impact": "impacts", **BESIDE}
SUBJECTS = frozenset((*ENTITIES, "impact", *BESIDE))
OWNERS = {"dataset": "supplier", "model": "developer", "app": "developer", "deployment": "deployer"}
# Groups that say what is the case, and not what an actor does: where one is absent, there is nothing to ask about.
CIRCUMSTANCES = ("app.finetune", "dataset.labelling", "dataset.labour", "impact.severity", "model.training")
# What is owed is not said by providing nothing.
OWED = ("impact.remedy.direct_required", "impact.remedy.needs_chain_collaboration")
# What says something only where it is said: in silence there is none, and the field that says it. Who names none as the
# risk says that it is none of those that the tables have.
OPTIONAL = {"dataset.no_set_purpose": "no_set_purpose", "impact.case_of": "risk"}
# What an entity is made from: the field, the kind of its source, the relation that this states between the owners, and
# whether silence leaves it open.
LINKS = {
    "model": (
        ("trained_on", "dataset", "supplies_data", True),
        ("based_on", "model", "provides_model", False),
    ),
    "app": (("built_on", "model", "provides_model", True), ("trained_on", "dataset", "supplies_data", False)),
    "deployment": (("application", "app", "provides_application", True),),
}


class PlainManifest:
    """A manifest, its fields typed by the catalogue's vocabulary."""

    def __init__(self, catalogue: Mapping[str, Any], manifest: Mapping[str, Any]) -> None:
        self.types = {renamed(field["path"]): field["type"] for field in catalogue["fields"]}
        self.open = frozenset(catalogue["open_fields"])
        self.actors = {actor["id"]: actor for actor in manifest["actors"]}
        sections = set(SECTIONS.values()) - {"risk_decisions"}
        self.sections = {name: _section(manifest.get(name, UNKNOWN)) for name in sections}
        self.entities = {kind: {e["id"]: e for e in self.listed(name)} for kind, name in ENTITIES.items()}
        if not self.complete("relations"):
            relations = [*self.listed("relations"), *self.linked()]
            self.sections["relations"] = (relations or UNKNOWN, False)

    def complete(self, section: str) -> bool:
        """Say whether the author says that there is no more than is listed."""
        return self.sections[section][1]

    def absent(self, section: str) -> Absent:
        """Return how what a section does not list is absent."""
        return NONE if self.complete(section) else UNKNOWN

    def listed(self, section: str) -> list[Record]:
        found = self.sections[section][0]
        return [] if isinstance(found, Absent) else found

    def existing(self, section: str) -> Iterator[Record]:
        return (record for record in self.listed(section) if record.get("exists") is not False)

    def inside(self, actor: str, section: str) -> tuple[list[Record], Absent]:
        """Return the records that stand in an actor, and how the actor says otherwise that it has none."""
        said = _plain(self.actors[actor].get(section, UNKNOWN), flag=False)
        return ([], said) if isinstance(said, Absent) else (said, UNKNOWN)

    def linked(self) -> Iterator[Record]:
        """Yield the relations that links between entities state, or may state where they are silent, if not listed."""
        known = {(one["kind"], one["from"], one["to"]) for one in self.existing("relations")}
        known |= {
            (one.get("kind"), one.get("from"), one.get("to"))
            for one in self.listed("relations")
            if one.get("exists") is False and "about" not in one
        }
        terms: dict[tuple[str, str, str], bool] = {}
        for kind, links in LINKS.items():
            for entity in self.entities[kind].values():
                for field, source, relation, leaves_open in links:
                    silent = leaves_open and field not in entity
                    for one in self.entities[source] if silent else codes(entity.get(field)):
                        term = (relation, self.entities[source][one][OWNERS[source]], entity[OWNERS[kind]])
                        terms[term] = terms.get(term, False) or not silent
        for (kind, provider, receiver), sure in terms.items():
            if provider != receiver and (kind, provider, receiver) not in known:
                key = f"{kind}:{provider}>{receiver}"
                yield {"id": key, "kind": kind, "from": provider, "to": receiver, "sure": sure}

    def read(self, record: Record | Absent, entity: str, field: str) -> Stated:
        """Return what a record states of a field; an absent parent makes it absent, a silent one unknown."""
        value: Value = record
        here, opened = entity, False
        flag = self.types.get(f"{entity}.{field}") == "bool"
        for part in filter(None, field.split(".")):
            if value is NONE and f"{entity}.{field}" in OWED:
                return Stated(UNKNOWN)
            if isinstance(value, Absent):
                return Stated(False if flag and value is NONE and here not in CIRCUMSTANCES else value)
            here = f"{here}.{part}"
            if isinstance(value, list) and all(isinstance(one, dict) for one in value):
                return _of_each([_plain(one.get(part, UNKNOWN), flag=False) for one in value])
            silent = NONE if here in OPTIONAL else UNKNOWN
            value = value.get(OPTIONAL.get(here, part), silent) if isinstance(value, dict) else UNKNOWN
            detailed = isinstance(value, dict) and "value" in value and f"{here}.value" not in self.types
            opened = here in self.open and not (detailed and value.get("complete"))
            if value == "none" and here in OPTIONAL and not flag:
                return Stated(value)
            value = _plain(value["value"] if detailed else value, flag=self.types.get(here) == "bool")
        return Stated(False if flag and value is NONE else value, opened)

    def edges(self, *, possible: bool) -> Iterator[tuple[str, str]]:
        """Yield what goes into what, and what silence leaves possible of it."""
        for kind, links in LINKS.items():
            for entity in self.entities[kind].values():
                for field, source, _, leaves_open in links:
                    silent = possible and leaves_open and field not in entity
                    sources = self.entities[source] if silent else codes(entity.get(field))
                    yield from ((one, entity["id"]) for one in sources)

    def chain(self, start: Iterable[str], *, possible: bool = False) -> set[str]:
        """Return what goes into something, what comes of it, and itself."""
        edges = list(self.edges(possible=possible))
        return {*start, *reach(start, edges), *reach(start, [(b, a) for a, b in edges])}


def reach(start: Iterable[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    """Return what edges lead to from ``start``."""
    found: set[str] = set()
    ahead, edges = set(start), list(edges)
    while ahead:
        ahead = {b for a, b in edges if a in ahead} - found
        found |= ahead
    return found


def _of_each(values: list[Value]) -> Stated:
    """Return what several records state: it is stated if each states it, and absent if one has none."""
    return Stated(next((one for one in (NONE, UNKNOWN) if one in values), values))


def _section(value: Value) -> tuple[Value, bool]:
    complete = isinstance(value, dict) and value.get("complete") is True
    value = _plain(value["value"] if isinstance(value, dict) else value, flag=False)
    return value, complete or value is NONE


def _plain(value: Value, *, flag: bool) -> Value:
    if value is None or value == "unknown":
        return UNKNOWN
    return NONE if value == "none" or value == [] or (value is False and not flag) else value


def codes(value: Value) -> list[Any]:
    """Return what a link names."""
    return value if isinstance(value, list) else [] if value in (None, "none") else [value]
