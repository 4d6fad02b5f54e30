"""The duties against the catalogue that they encode: as text, clause by clause, and on random manifests."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path as File
from typing import Any, NamedTuple

import pytest
import yaml
from msgspec import structs

from catalogue_oracle import Oracle, atoms
from catalogue_worlds import ACTORS, World
from rightsgate.check import Checker
from rightsgate.load.located import parse as located
from rightsgate.load.pack import builtin, load_pack
from rightsgate.load.policy import load_policy
from rightsgate.model.report import ManifestReport
from rightsgate.model.rules import Duty, Strength

CATALOGUE = File(__file__).resolve().parents[2] / "shared" / "catalogue.yaml"
if not CATALOGUE.is_file():
    pytest.skip("the catalogue is no part of the project, and is not beside it here", allow_module_level=True)

AS_OF = "2026-06-01"
ENOUGH, MOST = 40, 1500  # manifests per clause and role: so many, and more until each outcome has occurred

with CATALOGUE.open(encoding="utf-8") as file:
    catalogue = yaml.load(file, Loader=yaml.CSafeLoader)  # noqa: S506 - the safe loader, in C
CLAUSES = {clause["id"]: clause for clause in catalogue["clauses"] if clause["id"].startswith("BSR-6.")}
DECIDABLE = [name for name, clause in CLAUSES.items() if clause["check"]["machine"] != "no"]
PACK = load_pack([builtin("rules")])
AUDIT = load_policy("audit", builtin("policies"), PACK)
DUTIES = {clause: duty for duty in PACK.duties for clause in duty.source.clauses}


class Departure(NamedTuple):
    """Where the duty is right to say something else than the clause: what the clause would have to say."""

    reason: str
    evidence: tuple[str, ...] = ()
    side: str = ""
    each: str = ""


DEPARTURES = {
    "BSR-6.1-1.e": Departure("the document speaks of customers: of relations in which the actor provides", side="provider"),
    "BSR-6.1-2.a": Departure(
        "customers are chain actors too", ("art(any).audience hasany [downstream, upstream, public, customers]",)
    ),
    "BSR-6.1-2.g": Departure(
        "the document that was reviewed must be a public one",
        ("art(any).audience has public", "art(any).misuse_review == true"),
    ),
    "BSR-6.3-3.a": Departure(
        "downstream developers can read a public guide",
        ("art(responsible_use_guide) exists", "art(responsible_use_guide).audience hasany [downstream, public]"),
    ),
    "BSR-6.4-3.d": Departure(
        "the document says other stakeholders", ("chan.open_to hasany [affected_nonusers, external_stakeholders]",)
    ),
    "BSR-6.4-3.m": Departure("the document says misused or abused", ("chan.issue_types hasany [misuse, abuse]",)),
    "BSR-6.3-1.f": Departure("each vendor that fell short is owed help", each="rel(supplies_data)"),
    "BSR-6.3-6.d": Departure("each developer's risks ask for an answer", each="rel(provides_model)"),
    "BSR-6.3-6.e": Departure("each small developer may be supported", each="rel(provides_model)"),
}
NO_DEPARTURE = Departure("")
SIDES = {("supplies_data",): "receiver", ("provides_model",): "provider", ("provides_application",): "receiver"}


def side_of(clause: Mapping[str, Any]) -> str:
    """Return the end of its relations at which the actor of a clause stands."""
    kinds = {path.kinds for atom in atoms(clause) for path in atom.paths if path.entity == "rel"}
    return DEPARTURES.get(clause["id"], NO_DEPARTURE).side or (SIDES.get(*kinds, "either") if len(kinds) == 1 else "either")


def by_catalogue(clause: Mapping[str, Any], oracle: Oracle, role: str, departure: Departure) -> dict[str | None, str]:
    clause = {**clause, "evidence": departure.evidence or clause["evidence"]}
    found = oracle.outcomes(clause, ACTORS[role]["id"], role, departure.side or side_of(clause), departure.each)
    met = "judgement" if clause["check"]["machine"] == "partly" else "met"
    return {entity: met if outcome == "met" else outcome for entity, outcome in found.items()}


def expected(clause: Mapping[str, Any], manifest: Mapping[str, Any], role: str) -> dict[str | None, str]:
    oracle = Oracle(catalogue, manifest, AS_OF)
    return by_catalogue(clause, oracle, role, DEPARTURES.get(clause["id"], NO_DEPARTURE))


def checked(checker: Checker, manifest: Mapping[str, Any]) -> ManifestReport:
    return checker.check(checker.load(located(json.dumps(manifest), "m.json", json=True), "m.json"), {})


def outcomes(report: ManifestReport, duty: Duty, role: str) -> dict[str | None, str]:
    asked = (finding for finding in report.findings if finding.duty.id == duty.id and finding.role_certain)
    mine = (finding for finding in asked if (finding.actor, finding.role) == (ACTORS[role]["id"], role))
    return {finding.entity: finding.outcome.value for finding in mine}


def checker_of(*duties: Duty) -> Checker:
    return Checker(PACK, structs.replace(AUDIT, rules=tuple(duty.id for duty in duties)), AS_OF)


def possible(clause: Mapping[str, Any]) -> set[str]:
    """Return the outcomes that a clause must be able to have."""
    conditional = clause["applies_when"] or any(atom.operator == "superset" for atom in atoms(clause))
    met = "judgement" if clause["check"]["machine"] == "partly" else "met"
    return {met, "unmet", "unknown", *(["not-applicable"] if conditional else [])}


def manifests(clause: Mapping[str, Any], role: str) -> Iterator[dict[str, Any]]:
    world = World(clause, catalogue, role, side_of(clause), f"{clause['id']} {role}")
    while True:
        yield world.manifest()


@pytest.mark.parametrize("name", DECIDABLE)
def test_a_duty_comes_to_what_its_clause_comes_to(name: str) -> None:
    clause, duty = CLAUSES[name], DUTIES[name]
    checker = checker_of(duty)
    for role in clause["actors"]:
        seen: Counter[str] = Counter()
        for number, manifest in enumerate(islice(manifests(clause, role), MOST)):
            wanted = expected(clause, manifest, role)
            assert outcomes(checked(checker, manifest), duty, role) == wanted, json.dumps(manifest)
            seen.update(wanted.values())
            if number >= ENOUGH and seen.keys() >= possible(clause):
                break
        assert seen.keys() >= possible(clause)
