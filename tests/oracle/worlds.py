"""Random manifests around one clause of the catalogue: its fields stated, denied, unknown or left out."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from random import Random
from typing import Any

from oracle.actors import ACTORS, BOUND, OWNING, activities, hosting, publications
from oracle.derived import ABOUT, BSR_ROLES, HOST
from oracle.impacts import EXTRA, decide, impacts, looks_at, tradeoffs
from oracle.language import Path, atoms, renamed
from oracle.manifest import ENTITIES, LINKS, OPTIONAL, OWNERS, RECORDS
from oracle.operators import Value

Record = dict[str, Any]
ACTOR = Path("actor")
PARTS: Mapping[str, Record] = {
    "dataset": {"id": "data", "supplier": "vendor"},
    "model": {"id": "base", "developer": "lab", "trained_on": ["data"]},
    "app": {"id": "notes", "developer": "maker", "built_on": ["base"]},
    "deployment": {"id": "rollout", "application": ["notes"], "deployer": "clinic", "users": ["desk"]},
}
KINDS = {
    "art": ("model_card", "datasheet"),
    "rel": ("provides_model", "resells", "customises", "invests_in"),
    "chan": ("",),
}
# None of these is both before and after a check on 2026-06-01: see the test on dates that are.
DATES = (
    "2024",
    "2025",
    "2025-05-31",
    "2025-06",
    "2025-06-01",
    "2026-01-15",
    "2026-05",
    "2026-06-01",
    "2026-06-02",
    "2027",
)
LANGUAGES = ("en", "sw", "apc")
# What is derived of what a dataset holds, and where a manifest states that.
HARMFUL, HARM = ("unfiltered_harmful", "harmful_present", "harmful_left"), ("dataset.contains", "dataset.filtered_for")


class World:
    """The random manifests around one clause, asked of the one actor that holds a role."""

    def __init__(
        self, clause: Mapping[str, Any], catalogue: Mapping[str, Any], role: str, side: str, seed: str
    ) -> None:
        self.random = Random(seed)  # noqa: S311 - it picks examples, and must pick the same ones in every run
        self.catalogue = catalogue
        self.role, self.me, self.side = role, BOUND[role]["id"], side
        self.everybody = {one["id"]: one for one in (*ACTORS.values(), BOUND[role])}
        self.vocabulary = {renamed(field["path"]): field for field in catalogue["fields"]} | dict(EXTRA)
        self.sets = catalogue["sets"]
        self.wanted: dict[str, list[Value]] = {}
        self.fields: dict[Path, set[str]] = {}
        self.owning: set[str] = set()  # kinds of which it matters whose they are
        looked_at = list(atoms(clause))
        for atom in (*looked_at, *looks_at(looked_at, catalogue)):
            for path in atom.paths:
                stated = OPTIONAL.get(f"{path.entity}.{path.field}", path.field)
                self.fields.setdefault(path.selector, set()).add(stated)
                self.owning |= {path.entity} if path.field == OWNERS.get(path.entity) else set()
            for place in HARM if atom.path.field in HARMFUL else (f"{atom.path.entity}.{atom.path.field}",):
                self.wanted.setdefault(place, []).extend(self.codes(atom.operand))
        derived = self.fields.pop(Path("derived"), set())
        self.needed = {path.entity for path in self.fields} | {ABOUT[name] for name in derived & ABOUT.keys()}
        self.along = bool({"upstream_roles", "downstream_roles"} & derived)
        # Where risks are asked about, no kind of entity is said to be missing: see the tests on that.
        self.closing = not ({"vulnerable_groups", "relevant_topics"} & derived or clause.get("risks"))
        self.tied = bool({"impact", "link"} & self.needed)
        # Records may do their part together.
        self.several = not all(isinstance(item, str) for item in clause["evidence"])
        self.manifold = "bsr_roles" in derived
        if self.along or self.manifold:
            self.fields[Path("app")] = {"audience"}
        self.fields.get(ACTOR, set()).discard("activities")
        if role == HOST:
            self.fields.setdefault(Path("model"), set()).add("hosted")

    def codes(self, operand: Value) -> tuple[Value, ...]:
        """Return the codes that an operand asks for."""
        if isinstance(operand, Path):
            return self.values(operand)
        if operand == "@self":
            return (self.me,)
        if isinstance(operand, str) and operand.startswith("@"):
            return tuple(self.sets[operand[1:]])
        return operand if isinstance(operand, tuple) else () if operand is None else (operand,)

    def values(self, path: Path) -> tuple[Value, ...]:
        if path.field == "vulnerable_groups":
            return tuple(group["id"] for group in self.catalogue["vulnerable_groups"])
        if path.field == "relevant_topics":
            return tuple(sorted({topic for risk in self.catalogue["risks"] for topic in risk["topics"]}))
        if path.field in ("trained_languages", "trained_user_languages"):
            return LANGUAGES
        if path.entity == "derived":
            return tuple(sorted(BSR_ROLES))
        return tuple(self.vocabulary[f"{path.entity}.{path.field}"].get("values", LANGUAGES))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def manifest(self) -> Record:
        """Return the next manifest."""
        manifest: Record = {"rightsgate": 1, "actors": list(self.actors())}
        if self.along or self.tied or self.needed & PARTS.keys() or self.chance(0.5):
            manifest.update(self.parts())
        for selector in self.fields:
            if selector.entity in RECORDS:
                manifest.setdefault(RECORDS[selector.entity], []).extend(self.records(selector))
        if self.along or (self.tied and self.chance(0.5)):
            manifest.setdefault("relations", []).extend(self.relations())
        if served := list(hosting(self, manifest)):
            manifest.setdefault("relations", []).extend(served)
        manifest.update(impacts(self, manifest))
        manifest.update(tradeoffs(self))
        manifest.update(publications(self))
        for section in RECORDS.values():
            for number, record in enumerate(manifest.get(section, ())):
                record["id"] = f"{section}-{number}"
                about = self.about(manifest) if self.chance(0.15) else []
                record.update({"about": about} if about else {})
        return self.closed(manifest)

    def closed(self, manifest: Record) -> Record:
        """Say now and then of a section that nobody knows, that nothing is in it, or that it is all there is."""
        entities = ENTITIES.values() if self.closing else ()
        for section in (*RECORDS.values(), *entities, "impacts", "tradeoffs", "publications"):
            if not manifest.get(section, True) or (section in RECORDS.values() and self.chance(0.05)):
                manifest[section] = self.random.choice(["unknown", [], "none"])
            elif section in manifest and self.chance(0.08):
                manifest[section] = {"complete": True, "value": manifest[section]}
        return manifest

    def about(self, manifest: Record) -> list[str]:
        """Return one or two of the entities of a kind that the clause looks at."""
        kinds = sorted(kind for kind in self.needed & PARTS.keys() if manifest.get(ENTITIES[kind]))
        ids = [one["id"] for one in manifest[ENTITIES[self.random.choice(kinds)]]] if kinds else []
        return self.random.sample(ids, self.random.randint(1, len(ids))) if ids else []

    def actors(self) -> Iterator[Record]:
        for actor in self.everybody.values():
            if actor["id"] == self.me:
                yield decide(self, self.filled({**actor, **activities(self, actor)}, ACTOR))
            else:
                size = {"size": self.random.choice(["small", "small", "large", "none", "unknown"])}
                silent = {"activities": "unknown"} if self.chance(0.08) else {}
                if Path("rel", ("any",)) in self.fields and self.chance(0.1):
                    silent["kind"] = "individual"
                yield {**actor, **(size if self.chance(0.8) else {}), **silent}

    def parts(self) -> Iterator[tuple[str, Value]]:
        """Yield the sections of entities: one or two of each kind, linked along the chain or not."""
        listed: set[str] = set()
        for kind, record in PARTS.items():
            if kind in self.needed and self.chance(0.06) and (kind != "app" or self.closing):
                if self.chance(0.5) and self.closing:
                    yield ENTITIES[kind], []
                continue
            twins = [record["id"], record["id"] + "2"] if kind in self.needed and self.chance(0.25) else [record["id"]]
            found = [self.part(kind, {**record, "id": one}, listed) for one in twins]
            if kind == "model" and len(found) > 1 and self.chance(0.5):
                found[1] |= {"based_on": [found[0]["id"]], "developer": self.random.choice([self.me, "maker", "lab"])}
            yield ENTITIES[kind], found
            listed.update(twins)

    def part(self, kind: str, record: Record, listed: set[str]) -> Record:
        if self.along and "users" in record and self.chance(0.5):  # else somebody is always downstream
            del record["users"]
        if "data2" in listed and "trained_on" in record and self.chance(0.6):
            record["trained_on"] = ["data", "data2"]
        for field, *_ in LINKS.get(kind, ()):
            if field in record and (not listed.issuperset(record[field]) or self.chance(0.25)):
                if field != "application" and self.chance(0.5):
                    record[field] = []
                else:
                    del record[field]
        if kind in ABOUT.values() and kind in self.needed and self.chance(0.2):
            record[OWNERS[kind]] = self.me
        if (kind in OWNING.get(self.role, ()) or kind in self.owning) and self.chance(0.5):
            record[OWNERS[kind]] = self.me
        return self.filled(record, Path(kind))

    def records(self, selector: Path) -> Iterator[Record]:
        """Yield the actor's records of a kind, denials of a kind, and another actor's record."""
        kinds = KINDS[selector.entity] if selector.kinds in ((), ("any",)) else selector.kinds
        for _ in range(self.random.choice([0, 1, 1, 2, 2] if self.several else [0, 1, 1, 1, 2])):
            yield self.filled(self.record(selector.entity, self.random.choice(kinds)), selector)
        for kind in kinds if self.chance(0.2) else ():
            if self.chance(0.8):
                yield {**self.record(selector.entity, kind), "exists": False}
        if selector.entity != "rel" and self.chance(0.2):
            other = self.filled(self.record(selector.entity, self.random.choice(kinds)), selector)
            yield {**other, "owner": self.other()}

    def record(self, entity: str, kind: str) -> Record:
        record: Record = {"kind": kind} if kind else {}
        if entity != "rel":
            return record | {"owner": self.me}
        gives = self.side == "provider" or (self.side == "either" and self.chance(0.5))
        return record | dict(
            zip(("from", "to"), (self.me, self.other()) if gives else (self.other(), self.me), strict=True)
        )

    def relations(self) -> Iterator[Record]:
        """Yield relations along the chain, and now and then against it."""
        ids = [actor["id"] for actor in ACTORS.values()]
        pairs = [*pairwise(ids), (ids[-1], ids[0])]
        yield from ({"kind": "resells", "from": one, "to": other} for one, other in pairs if self.chance(0.3))

    def other(self) -> str:
        """Return another actor, most often one next in the chain."""
        ids = list(self.everybody)
        at = ids.index(self.me)
        return self.random.choice([one for one in (*ids, *ids[max(0, at - 1) : at + 2] * 3) if one != self.me])

    def filled(self, record: Record, selector: Path) -> Record:
        """State the fields of a record that the clause mentions, at random."""
        given = {"", OWNERS.get(selector.entity, ""), "kind" if selector.entity in RECORDS else ""}
        for field in sorted(self.fields.get(selector, set()) - given):
            *groups, name = field.split(".")
            if groups and self.vocabulary.get(f"{selector.entity}.{groups[0]}", {}).get("type") == "list":
                continue  # a record of the list states it
            at: Value = record
            for group in groups:
                at = at.setdefault(group, {}) if isinstance(at, dict) and "value" not in at else None
            if isinstance(at, dict):
                self.state(at, name, f"{selector.entity}.{field}")
            if groups and self.chance(0.05):
                record[groups[0]] = self.random.choice(["none", "unknown"])
        return pruned(record)

    def state(self, at: Record, name: str, path: str) -> None:
        kind = self.vocabulary[path]["type"]
        roll = self.random.random()
        if roll < 0.15:
            denials: Mapping[str, list[Value]] = {"set": ["none", []], "any": ["none", False]}
            at[name] = self.random.choice(denials.get(kind, ["none"]))
        elif roll < 0.24:
            at[name] = self.random.choice(["unknown", None])
        elif roll < 0.92:
            value = self.value(path, kind)
            detailed = (
                path != "actor.risk_decisions"
                and self.chance(0.15)
                and not any(other.startswith(f"{path}.") for other in self.vocabulary)
            )
            complete = {"complete": True} if kind == "set" and self.chance(0.7) else {}
            at[name] = {"value": value, "since": "2024-01-01", **complete} if detailed else value

    def value(self, path: str, kind: str) -> Value:
        listed = [*self.vocabulary[path].get("values", ()), *self.wanted.get(path, ())] or LANGUAGES
        codes = [code for code in listed if code != "none" and not str(code).isdigit()]
        wanted = [code for code in self.wanted.get(path, ()) if code in codes]
        if kind == "set":
            return self.codes_of(wanted, codes)
        if kind == "enum":
            return self.random.choice(wanted if wanted and self.chance(0.6) else codes)
        if path == "actor.risk_decisions":
            return [{"id": f"risk-{number}", "decision": "accept"} for number in range(self.random.randint(1, 3))]
        if kind == "text":
            return "somebody"
        if kind == "number":
            bounds = [bound * factor for bound in self.wanted.get(path, ()) for factor in (0.1, 1, 10)]
            return self.random.choice(bounds) if bounds else self.random.randint(0, 2)
        if path == "model.versions":
            return [f"v{number}" for number in range(self.random.randint(1, 3))]
        if kind == "list":
            said = self.random.choice(["said", "said", "none", "unknown"])
            return [{"evidence": "said"}] * self.random.randint(0, 2) + [{"evidence": said}]
        if kind == "date":
            return self.random.choice(DATES)
        if kind == "bool":
            return self.chance(0.6)
        within = any(
            f"{path.partition('.')[0]}.{one}".startswith(f"{path}.")
            for fields in self.fields.values()
            for one in fields
        )
        return {} if within and self.chance(0.7) else self.random.choice([True, "said", ["one"]])

    def codes_of(self, wanted: list[Value], codes: list[Value]) -> list[Value]:
        """Return a list with all that the clause asks for, all but one, one alone or none of it, and others."""
        count = self.random.choice([len(wanted)] * 4 + [len(wanted) - 1, len(wanted) - 1, 1, 1, 0])
        others = self.random.sample(codes, min(2, len(codes))) if self.chance(0.3) else []
        kept = self.random.sample(wanted, min(max(count, 0), len(wanted)))
        return sorted({*kept, *others}) or [self.random.choice(codes)]


def pruned(record: Record) -> Record:
    """Leave out groups in which nothing is stated: a manifest may not hold them."""
    inner = {key: pruned(value) if isinstance(value, dict) else value for key, value in record.items()}
    return {key: value for key, value in inner.items() if value != {}}
