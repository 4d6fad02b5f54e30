"""The duties against the catalogue that they encode, on random manifests."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from random import Random
from typing import Any

import pytest
from msgspec import structs

from oracle.actors import ACTORS, BOUND
from oracle.clauses import CLAUSES, DECIDABLE, DUTIES, PACK, PRINTED, ROLES, catalogue
from oracle.departures import DEPARTURES, bound, side_of
from oracle.derived import BSR_ROLES
from oracle.evaluator import Oracle
from oracle.language import Path as Place
from oracle.language import atoms, atoms_in
from oracle.past import PAST
from oracle.worlds import World
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.condition import AnyOf, facts_read
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.policy import Selection
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse as located

AS_OF = "2026-06-01"
# What a framework asks is held against the catalogue while it is in effect.
IN_EFFECT = {"fw_eo": "2024-06-01"}
TEXT = ("type", "basis", "check", "actors", "secondary_actors")  # what needs no manifest to differ
# Manifests per clause and role: so many, and more until each outcome has occurred.
ENOUGH, MOST = int(os.environ.get("RIGHTSGATE_EXAMPLES", "5")), 3000
QUIET = {name: structs.replace(risk, triggers=AnyOf(()), cells=()) for name, risk in PACK.tables.risks.items()}
UNASKED = structs.replace(PACK.tables, risks=QUIET, pathways={})
AUDIT = load_policy("audit", builtin("policies"), PACK)


def by_catalogue(clause: Mapping[str, Any], oracle: Oracle, role: str) -> dict[str | None, str]:
    if clause.get("finding") == "one_per_impact":
        found = oracle.joint(clause)
    else:
        found = oracle.outcomes(clause, BOUND[role]["id"], role, side_of(clause), clause.get("each", ""))
    if clause.get("listed"):
        found.pop(None, None)
    met = "judgement" if clause["check"]["machine"] == "partly" else "met"
    return {entity: met if outcome == "met" else outcome for entity, outcome in found.items()}


def expected(clause: Mapping[str, Any], manifest: Mapping[str, Any], role: str) -> dict[str | None, str]:
    oracle = Oracle(catalogue, manifest, checked_on(clause))
    return by_catalogue(clause, oracle, role)


def checked_on(clause: Mapping[str, Any]) -> str:
    """Return the day on which a clause is held against its duty."""
    return IN_EFFECT.get(clause.get("framework", ""), AS_OF)


def checked(checker: Checker, manifest: Mapping[str, Any]) -> ManifestReport:
    return checker.check(checker.load(located(json.dumps(manifest), "m.json", json=True), "m.json"), {})


def outcomes(report: ManifestReport, duty: Duty, role: str) -> dict[str | None, str]:
    told = (one for finding in report.findings for one in (finding, *finding.also))
    asked = (finding for finding in told if finding.duty.id == duty.id and finding.role_certain)
    whose = ("", "") if duty.joint else (BOUND[role]["id"], role)
    mine = (finding for finding in asked if (finding.actor, finding.role) == whose)
    return {finding.entity: finding.outcome.value for finding in mine}


def checker_of(*duties: Duty, as_of: str = AS_OF) -> Checker:
    """Return a checker of some duties; one of a single duty that asks about no risk need not look for any."""
    selected = (Selection(rules=tuple(duty.id for duty in duties)),)
    exposed = len(duties) > 1 or {"group_at_risk", "relevant_topic"} & set(facts_read(duties[0].require))
    pack = PACK if exposed else structs.replace(PACK, tables=UNASKED)
    return Checker(pack, structs.replace(AUDIT, selections=selected), as_of)


def possible(clause: Mapping[str, Any]) -> set[str]:
    """Return the outcomes that a clause must be able to have."""
    empty = [atom.operand for atom in atoms(clause) if atom.operator == "superset" and isinstance(atom.operand, Place)]
    # Of some risk it is always open whether a product has it: features are an open list.
    conditional = clause["applies_when"] or any(path.field != "vulnerable_groups" for path in empty)
    met = "judgement" if clause["check"]["machine"] == "partly" else "met"
    # A question of yes or no is answered by either, and none is no.
    evidence = [atom for line in clause["evidence"] for atom in atoms_in(line)]
    types = {field["path"]: field["type"] for field in catalogue["fields"]}
    answered = all(
        a.operator == "exists" and types.get(f"{p.entity}.{p.field}") == "bool" for a in evidence for p in a.paths
    )
    return {met, *([] if answered else ["unmet"]), "unknown", *(["not-applicable"] if conditional else [])}


def manifests(clause: Mapping[str, Any], role: str) -> Iterator[dict[str, Any]]:
    printed = PRINTED[clause["id"]]["applies_when"]
    lines = [line for line in printed if line not in clause["applies_when"]]
    asked = {**clause, "applies_when": [*clause["applies_when"], *lines]}
    world = World(asked, catalogue, role, side_of(clause), f"{clause['id']} {role}")
    while True:
        yield world.manifest()


@pytest.mark.parametrize("name", DECIDABLE)
def test_a_duty_comes_to_what_its_clause_comes_to(name: str) -> None:
    clause, duty = CLAUSES[name], DUTIES[name]
    checker = checker_of(duty, as_of=checked_on(clause))
    for role in ROLES[name]:
        seen: Counter[str] = Counter()
        for number, manifest in enumerate(islice(manifests(clause, role), MOST)):
            wanted = expected(clause, manifest, role)
            assert outcomes(checked(checker, manifest), duty, role) == wanted, json.dumps(manifest)
            seen.update(wanted.values())
            if number >= ENOUGH and seen.keys() >= possible(clause):
                break
        assert seen.keys() >= possible(clause)


@pytest.mark.parametrize("name", [name for name in DECIDABLE if CLAUSES[name].get("framework") in IN_EFFECT])
def test_a_duty_that_is_out_of_effect_asks_nothing(name: str) -> None:
    clause, duty = CLAUSES[name], DUTIES[name]
    (role,) = ROLES[name]
    for manifest in islice(manifests(clause, role), ENOUGH):
        found = outcomes(checked(checker_of(duty), manifest), duty, role)
        assert set(found.values()) == {"inactive"}


@pytest.mark.parametrize("role", BOUND)
def test_all_duties_of_a_role_agree_when_they_are_asked_together(role: str) -> None:
    checker = checker_of(*PACK.duties)
    today = (name for name in DECIDABLE if checked_on(CLAUSES[name]) == AS_OF)
    bound = {name: CLAUSES[name] for name in today if role in ROLES[name]}
    bound.pop("BSR-2.2.b", None)  # most manifests here list no product: see what is known to be wrong
    for clause in islice(bound.values(), 0, None, 1 if "RIGHTSGATE_EXAMPLES" in os.environ else 5):
        manifest = next(manifests(clause, role))
        report, oracle = checked(checker, manifest), Oracle(catalogue, manifest, AS_OF)
        for name, other in bound.items():
            wanted = by_catalogue(other, oracle, role)
            assert outcomes(report, DUTIES[name], role) == wanted, f"{name}: {json.dumps(manifest)}"


@pytest.mark.parametrize("name", [name for name in DEPARTURES if name in CLAUSES])
def test_a_departure_makes_a_difference(name: str) -> None:
    clause, printed = CLAUSES[name], PRINTED[name]
    if any(clause.get(key) != printed.get(key) for key in TEXT) or bound(clause) != bound(printed):
        return
    assert any(
        by_catalogue(printed, Oracle(catalogue, manifest, AS_OF), role) != expected(clause, manifest, role)
        for role in ROLES[name]
        for manifest in islice(manifests(clause, role), MOST)
    ), DEPARTURES[name]["reason"]


def test_a_private_person_gets_no_finding() -> None:
    manifest = {"rightsgate": 1, "actors": [{**ACTORS["individual_user"], "kind": "individual"}]}
    assert checked(checker_of(*PACK.duties), manifest).findings == ()


# Silence and imprecision must not help their author: each manifest leaves open what it takes to be sure.
OPEN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a date that may lie after the check": (
        "BSR-6.1-2.d",
        "foundation_model_developer",
        {"documents": [{"kind": "eval_report", "owner": "lab", "updated": "2026"}]},
    ),
    "an application that is not listed may be sold to consumers, which makes its developer a deployer": (
        "BSR-6.1-1.a",
        "deployer",
        {"relations": [{"kind": "provides_application", "from": "maker", "to": "clinic"}]},
    ),
    "an application that may be built on the dataset": (
        "BSR-6.2-1.f",
        "supplier",
        {
            "datasets": [{"id": "data", "supplier": "vendor", "representation_reviewed": ["age"]}],
            "models": [{"id": "base", "developer": "lab"}],
            "applications": {"complete": True, "value": [{"id": "notes", "developer": "maker", "built_on": ["base"]}]},
        },
    ),
}


@pytest.mark.parametrize("reason", OPEN)
def test_what_is_left_open_stays_unknown(reason: str) -> None:
    name, role, stated = OPEN[reason]
    actors = [{**actor, "hrdd": {"covers": ["downstream_developer"]}} for actor in ACTORS.values()]
    manifest = {"rightsgate": 1, "actors": actors, **stated}
    wanted = expected(CLAUSES[name], manifest, role)
    assert set(wanted.values()) == {"unknown"}
    assert outcomes(checked(checker_of(DUTIES[name]), manifest), DUTIES[name], role) == wanted


@pytest.mark.parametrize("reason", PAST)
def test_what_was_once_wrong(reason: str) -> None:
    name, role, stated = PAST[reason]
    manifest = {"rightsgate": 1, "actors": list(ACTORS.values()), **stated}
    if name == "BSR-2.2.b":
        manifest["actors"] = [{**ACTORS[role], "engagement": {"vulnerable_groups": "none"}}]
    assert outcomes(checked(checker_of(DUTIES[name]), manifest), DUTIES[name], role) == expected(
        CLAUSES[name], manifest, role
    )


def test_roles_follow_from_activities_as_the_catalogue_infers_them() -> None:
    random = Random(6)  # noqa: S311 - it picks examples, and must pick the same ones in every run
    codes = [activity["id"] for activity in catalogue["activities"]]
    checker = checker_of(*PACK.duties)
    for _ in range(500):
        activities: Any = {"activities": random.sample(codes, random.randint(1, 4))}
        activities = random.choice([*[activities] * 5, {"activities": "unknown"}, {}])
        kind = random.choice([{}, {}, {}, {"kind": "company"}, {"kind": "individual"}])
        audience = random.choice([["b2c"], ["b2c"], ["b2b", "b2c"], ["b2b"], "unknown", "none"])
        deployers = random.choice([["one"], ["two"], ["one", "two"], []])
        deployments: Any = [
            {"id": f"use-{one}", "deployer": one, **random.choice([{"application": "it"}, {}, {"application": []}])}
            for one in deployers
        ]
        manifest = {
            "rightsgate": 1,
            "actors": [{"id": "one", **activities, **kind}, {"id": "two", "activities": ["integration"]}],
            "applications": [{"id": "it", "developer": "one", "audience": audience}],
            "deployments": random.choice([deployments, {"complete": True, "value": deployments}]),
        }
        held = Oracle(catalogue, manifest, AS_OF).roles("one")
        found = next(one for one in checked(checker, manifest).actors if one.id == "one")
        assert set(found.roles) == {role for role, truth in held.items() if truth}, manifest
        assert set(found.possible_roles) & BSR_ROLES == {r for r, truth in held.items() if truth is None} & BSR_ROLES
