"""The duties against the catalogue that they encode: clause by clause as text, and on random manifests."""

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any, NamedTuple

import pytest
import yaml
from msgspec import structs

from catalogue_oracle import ENTITIES, HELD, SECTIONS, Atom, Oracle, Path, parse
from rightsgate.check import Checker
from rightsgate.load.located import parse as located
from rightsgate.load.pack import builtin, load_pack
from rightsgate.load.policy import load_policy

CATALOGUE = File(__file__).resolve().parent.parent.parent / "shared" / "catalogue.yaml"
if not CATALOGUE.is_file():
    pytest.skip("the catalogue is not part of the project, and not beside it here", allow_module_level=True)

with CATALOGUE.open(encoding="utf-8") as file:
    catalogue = yaml.load(file, Loader=yaml.CSafeLoader)  # noqa: S506 - a safe loader, in C
CLAUSES = {clause["id"]: clause for clause in catalogue["clauses"] if clause["id"].startswith("BSR-6.")}
FIELDS = {field["path"]: field for field in catalogue["vocabulary"]["fields"]}
SETS = catalogue["vocabulary"]["sets"]
AS_OF = "2026-06-01"
ROUNDS = 40

ACTORS = {
    "supplier": {"id": "vendor", "activities": ["data_sourcing"]},
    "foundation_model_developer": {"id": "lab", "activities": ["model_pretraining"]},
    "downstream_developer": {"id": "maker", "activities": ["app_building"]},
    "deployer": {"id": "clinic", "activities": ["integration"]},
    "individual_user": {"id": "desk", "activities": ["prompt_creation"], "kind": "nonprofit"},
}
ENTITIES_OF = {
    "dataset": {"id": "data", "supplier": "vendor"},
    "model": {"id": "base", "developer": "lab", "trained_on": ["data"]},
    "app": {"id": "notes", "developer": "maker", "built_on": ["base"]},
    "deployment": {"id": "rollout", "application": "notes", "deployer": "clinic", "users": ["desk"]},
}
LINKS = {"trained_on": "dataset", "built_on": "model", "application": "app"}
SIDES = {
    "BSR-6.1-1.e": "provider",
    "BSR-6.2": "receiver",
    "BSR-6.3-1": "receiver",
    "BSR-6.3-4": "receiver",
    "BSR-6.3": "provider",
    "BSR-6.5": "receiver",
}
DATES = [
    "2024",
    "2025",
    "2025-05-31",
    "2025-06",
    "2025-06-01",
    "2026-01-15",
    "2026-05",
    "2026-05-31",
    "2026",
    "2026-06-02",
    "2027-01",
]


class Departure(NamedTuple):
    reason: str
    changes: Mapping[str, Any]
    each: str = ""


DEPARTURES = {
    "BSR-6.1-2.a": Departure(
        "", {"evidence": ["art(any).audience hasany [downstream, upstream, public, customers]"]}
    ),
    "BSR-6.1-2.g": Departure(
        "", {"evidence": ["art(any).misuse_review == true", "art(any).audience has public"]}
    ),
    "BSR-6.3-3.a": Departure(
        "",
        {
            "evidence": [
                "art(responsible_use_guide) exists",
                "art(responsible_use_guide).audience hasany [downstream, public]",
            ]
        },
    ),
    "BSR-6.4-3.d": Departure(
        "", {"evidence": ["chan.open_to hasany [affected_nonusers, external_stakeholders]"]}
    ),
    "BSR-6.4-3.m": Departure("", {"evidence": ["chan.issue_types hasany [misuse, abuse]"]}),
    "BSR-6.3-1.f": Departure("", {}, "rel(supplies_data)"),
    "BSR-6.3-6.d": Departure("", {}, "rel(provides_model)"),
    "BSR-6.3-6.e": Departure("", {}, "rel(provides_model)"),
}


def side_of(clause: str) -> str:
    return next((side for start, side in SIDES.items() if clause.startswith(start)), "either")


class World:
    """Makes random manifests around one clause and one role."""

    def __init__(self, clause, role, rng):
        self.clause, self.role, self.rng = clause, role, rng
        self.me = ACTORS[role]["id"]
        self.atoms = list(self.read())
        self.fields = {}
        for path in self.mentioned():
            self.fields.setdefault(path.selector, []).append(path.field)

    def read(self) -> Iterator[Atom]:
        for line in [*self.clause["applies_when"], *self.clause["evidence"]]:
            for term in parse(line, SETS):
                yield from term

    def mentioned(self) -> Iterator[Path]:
        for atom in self.atoms:
            yield atom.path
            if isinstance(atom.operand, Path):
                yield atom.operand

    def wanted(self, entity, field):
        """Codes that the clause compares the field with."""
        for atom in self.atoms:
            if (
                (atom.path.entity, atom.path.field) == (entity, field)
                and not isinstance(atom.operand, Path)
                and atom.operand != ""
            ):
                yield from atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)
            if isinstance(atom.operand, Path) and atom.path.field == field and atom.path.entity == entity:
                yield from self.pool(atom.operand)

    def pool(self, path):
        if path.entity == "derived":
            return list(HELD)
        return [v for v in FIELDS[f"{path.entity}.{path.field}"].get("values", ["en", "sw", "ar"])]

    def value(self, entity, field):
        rng, kind = self.rng, FIELDS[f"{entity}.{field}"]["type"]
        wanted = list(self.wanted(entity, field))
        if kind == "bool":
            return rng.random() < 0.6
        if kind == "date":
            return rng.choice(DATES)
        if kind == "enum":
            return rng.choice(wanted if wanted and rng.random() < 0.6 else self.pool(Path(entity, (), field)))
        if kind == "set":
            more = [v for v in self.pool(Path(entity, (), field)) if v != "none"]
            chosen = {
                *(w for w in wanted if rng.random() < 0.8),
                *rng.sample(more, rng.randint(0, min(2, len(more)))),
            }
            return sorted(chosen) or [rng.choice(more)]
        if kind == "list":
            return [{"evidence": f"step {n}"} for n in range(rng.randint(1, 3))]
        return rng.choice([True, "said", ["one"]])

    def state(self, record, entity, field):
        roll = self.rng.random()
        kind = FIELDS[f"{entity}.{field}"]["type"]
        parents = field.split(".")
        at = record
        for name in parents[:-1]:
            at = at.setdefault(name, {})
            if not isinstance(at, dict):
                return
        children = [
            f for s, fs in self.fields.items() if s.entity == entity for f in fs if f.startswith(field + ".")
        ]
        if roll < 0.12:
            at[parents[-1]] = self.rng.choice(
                {"set": ["none", []], "any": ["none", False], "list": ["none", []]}.get(kind, ["none"])
            )
        elif roll < 0.22:
            at[parents[-1]] = "unknown"
        elif roll < 0.9:
            value = {} if children and self.rng.random() < 0.8 else self.value(entity, field)
            if not isinstance(value, dict) and not children and self.rng.random() < 0.2:
                value = {"value": value, "since": "2026-01-01"}
                if kind == "set" and self.rng.random() < 0.7:
                    value["complete"] = True
            at[parents[-1]] = value
        if len(parents) > 1 and self.rng.random() < 0.06:
            record[parents[0]] = self.rng.choice(["none", "unknown"])

    def fill(self, record, selector):
        for field in sorted(self.fields.get(selector, [])):
            if field:
                self.state(record, selector.entity, field)
        return record

    def manifest(self):
        rng = self.rng
        actors = [dict(a) for a in ACTORS.values()]
        me = next(a for a in actors if a["id"] == self.me)
        self.fill(me, Path("actor", (), ""))
        for other in actors:
            if other is not me and rng.random() < 0.6:
                other["size"] = rng.choice(["small", "large", "none", "unknown"])
            if other is not me and rng.random() < 0.08:
                del other["activities"]
        manifest = {"rightsgate": 1, "actors": actors}
        self.entities(manifest)
        for selector in self.fields:
            if selector.entity in SECTIONS:
                self.records(manifest, selector)
        if any(p.entity == "derived" for p in self.mentioned()):
            self.chain(manifest)
        for section in SECTIONS.values():
            if rng.random() < 0.04:
                manifest[section] = []
            elif section in manifest and rng.random() < 0.1:
                manifest[section] = {"complete": True, "value": manifest[section]}
        return manifest

    def entities(self, manifest):
        rng = self.rng
        asked = {p.entity for p in self.mentioned()} | (
            {"app", "deployment"} if any(p.entity == "derived" for p in self.mentioned()) else set()
        )
        there = {}
        for kind, record in ENTITIES_OF.items():
            record = {**record}
            for field, to in LINKS.items():
                if field in record and (not there.get(to) or rng.random() < 0.4):
                    del record[field]
            roll = rng.random() if kind in asked else 1
            if roll < 0.06:
                continue
            if roll < 0.1:
                manifest[ENTITIES[kind]] = []
                continue
            there[kind] = True
            both = [record]
            if kind in asked and rng.random() < 0.25:
                both.append({**record, "id": record["id"] + "2"})
            manifest[ENTITIES[kind]] = [self.fill(one, Path(kind, (), "")) for one in both]
            if rng.random() < 0.05:
                manifest[ENTITIES[kind]] = {"complete": True, "value": manifest[ENTITIES[kind]]}
            if kind == "deployment" and rng.random() < 0.3 and self.role != "deployer":
                for one in both:
                    one["deployer"] = "maker"
            if kind == "deployment" and rng.random() < 0.3 and self.role == "deployer":
                for one in (
                    manifest["applications"]["value"]
                    if isinstance(manifest.get("applications"), dict)
                    else manifest.get("applications", [])
                ):
                    one["developer"] = "clinic"

    def records(self, manifest, selector):
        rng, section = self.rng, SECTIONS[selector.entity]
        listed = manifest.setdefault(section, [])
        kinds = list(selector.kinds) or [""]
        if kinds == ["any"]:
            kinds = list(
                {"art": ["model_card", "datasheet"], "rel": ["provides_model", "resells"]}[selector.entity]
            )
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            listed.append(self.fill(self.record(selector.entity, rng.choice(kinds), len(listed)), selector))
        if rng.random() < 0.2:
            for kind in kinds:
                if rng.random() < 0.8:
                    listed.append({**self.record(selector.entity, kind, len(listed)), "exists": False})
        if rng.random() < 0.2 and selector.entity != "rel":
            other = self.fill(self.record(selector.entity, rng.choice(kinds), len(listed)), selector)
            listed.append({**other, "owner": "desk" if self.me != "desk" else "lab"})
        if not listed:
            del manifest[section]

    def record(self, entity, kind, n):
        record = {"id": f"{entity}{n}", **({"kind": kind} if kind else {})}
        if entity != "rel":
            return record | {"owner": self.me}
        side = side_of(self.clause["id"])
        out = side == "provider" or (side == "either" and self.rng.random() < 0.5)
        other = self.rng.choice([a["id"] for a in ACTORS.values() if a["id"] != self.me])
        return record | ({"from": self.me, "to": other} if out else {"from": other, "to": self.me})

    def chain(self, manifest):
        rng = self.rng
        ids = [a["id"] for a in ACTORS.values()]
        listed = manifest.setdefault("relations", [])
        for n, (a, b) in enumerate(zip(ids, ids[1:])):
            if rng.random() < 0.4:
                listed.append({"id": f"link{n}", "kind": "resells", "from": a, "to": b})
        if not listed:
            del manifest["relations"]


pack = load_pack([builtin("rules")])
DUTIES = {clause: duty for duty in pack.duties for clause in duty.source.clauses}
audit = load_policy("audit", builtin("policies"), pack)


def expected(clause, manifest, role):
    departure = DEPARTURES.get(clause["id"], Departure("", {}))
    partly = clause["check"]["machine"] == "partly"
    got = Oracle(catalogue, manifest, AS_OF).outcomes(
        {**clause, **departure.changes}, ACTORS[role]["id"], role, side_of(clause["id"]), departure.each
    )
    return {k: "judgement" if partly and v == "met" else v for k, v in got.items()}


def actual(checker, rule, manifest, role):
    report = checker.check(checker.load(located(json.dumps(manifest), "m.json", json=True), "m.json"), {})
    me = ACTORS[role]["id"]
    return {
        f.entity: f.outcome.value
        for f in report.findings
        if f.duty.id == rule and f.actor == me and f.role == role and f.role_certain
    }
