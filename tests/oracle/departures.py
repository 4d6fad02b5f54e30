"""Where duties are right to say something else than the clauses that they encode, and what they say instead.

The table beside this file holds the corrected clauses in the catalogue's own expressions, so that they are compared too.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from oracle.language import atoms

Clause = Mapping[str, Any]
with Path(__file__).with_suffix(".yaml").open(encoding="utf-8") as file:
    DEPARTURES: Mapping[str, Mapping[str, Any]] = yaml.load(file, Loader=yaml.CSafeLoader)
with Path(__file__).with_name("departures_risks.yaml").open(encoding="utf-8") as file:
    RISK_DEPARTURES: Mapping[str, Mapping[str, Any]] = yaml.load(file, Loader=yaml.CSafeLoader)
# What a key of the table is called in the catalogue, where it is called something else.
KEYS = {"when": "applies_when", "secondary": "secondary_actors"}
# Whom clauses address that hold no duty here, and why.
UNBOUND = {
    "civil_society": "it is asked to help, and owes nothing to those whom a manifest is for",
    "affected_stakeholder": "duties are owed to people who are affected, not by them",
    "board_and_executives": "organs of a company: the company answers",
}
# What governments and standards bodies owe is outside a manifest of the value chain, but for what asks for their own acts.
AUTHORITIES = ("state", "standards_body", "ai_initiative")
SIDES: dict[tuple[str, ...], str] = {
    ("supplies_data",): "receiver",
    ("provides_model",): "provider",
    ("provides_application",): "receiver",
    ("hosts",): "provider",
    ("distributes",): "provider",
}


def departed(clause: Clause) -> Clause:
    """Return what a clause would have to say."""
    changes = DEPARTURES.get(clause["id"], {})
    found = {
        **clause,
        **{KEYS.get(key, key): value for key, value in changes.items() if key not in ("machine", "parts")},
    }
    if "machine" in changes:
        found["check"] = {**clause["check"], "machine": changes["machine"]}
    if "parts" in changes:
        found["evidence"] = list(parts(changes["parts"], changes["of"], changes.get("beside", ())))
    return found


def with_departures(catalogue: Mapping[str, Any]) -> dict[str, Any]:
    """Return the catalogue with the risk tables and pathways as they would have to be."""

    def lines(name: str, found: list[str]) -> list[Any]:
        return list(RISK_DEPARTURES[name]["lines"]) if name in RISK_DEPARTURES else found

    def cell(risk: str, one: Mapping[str, Any]) -> dict[str, Any]:
        return {**one, "fields": lines(f"{risk} {one['actor']}", one.get("fields", []))}

    risks = [
        {
            **one,
            "triggers": lines(one["id"], one["triggers"]),
            "links": [cell(one["id"], link) for link in one["links"]],
        }
        for one in catalogue["risks"]
    ]
    pathways = [{**one, "signals": lines(one["id"], one["signals"])} for one in catalogue["pathways"]]
    return {**catalogue, "risks": risks, "pathways": pathways}


def parts(codes: list[str], of: str, beside: Iterable[str]) -> Iterator[list[str]]:
    """Yield the lines by which each of several parts is covered by a document, maybe each by another.

    ``beside``: what else holds of each of these documents, as a field with what is asked of it.
    """
    for code in codes:
        yield [f"{of}.covers has {code}", *(f"{of}.{rest}" for rest in beside)]


def split(clause: Clause) -> Iterator[Clause]:
    """Yield a clause as it would have to be, and those that are to stand beside it because the document asks for more."""
    yield departed(clause)
    for name, changes in DEPARTURES.items():
        if changes.get("part_of") == clause["id"]:
            yield departed({**clause, "id": name})


def bound(clause: Clause) -> tuple[str, ...]:
    """Return the roles that a clause binds, and those that need only weigh it."""
    named = (*clause["actors"], *clause.get("secondary_actors", ()))
    excluded = UNBOUND if "actors" in DEPARTURES.get(clause["id"], {}) else {*UNBOUND, *AUTHORITIES}
    return tuple(role for role in named if role not in excluded)


def side_of(clause: Clause) -> str:
    """Return the end of its relations at which the actor of a clause stands."""
    kinds = {path.kinds for atom in atoms(clause) for path in atom.paths if path.entity == "rel"}
    return clause.get("side") or (SIDES.get(next(iter(kinds)), "either") if len(kinds) == 1 else "either")
