"""Risk tables against the catalogue: as text, and on random manifests what is triggered, signalled and shown."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice
from typing import Any

import pytest

from oracle.catalogue import corrected, printed
from oracle.departures import RISK_DEPARTURES
from oracle.evaluator import Oracle
from oracle.operators import all3
from oracle.past import PAST_SIGNS
from oracle.risks import Exposure
from oracle.worlds import ACTORS, World
from rightsgate.evaluate.run import Evaluator
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse as located

AS_OF = "2026-06-01"
# Manifests for each risk, pathway and cell: so many, and more until each answer has occurred.
ENOUGH, MOST = int(os.environ.get("RIGHTSGATE_EXAMPLES", "8")), 2000

catalogue = corrected()
RISKS = {risk["id"]: risk for risk in catalogue["risks"]}
PATHWAYS = {pathway["id"]: pathway for pathway in catalogue["pathways"]}
CELLS = {(risk["id"], cell["actor"]): cell for risk in RISKS.values() for cell in risk["links"]}
CONNECTING = {place: cell for place, cell in CELLS.items() if cell["status"] in ("listed", "merged")}
ANSWERS = {True, False, None}
STATUS = {"na": "not_applicable"}
PACK = load_pack([builtin("rules")])
TABLES = PACK.tables
EVALUATOR = Evaluator(PACK, (), AS_OF)
Terms = tuple[str, ...]


def test_every_pathway_is_there_with_its_role_and_nature() -> None:
    wanted = {name: (one["actor"], one["nature"]) for name, one in PATHWAYS.items()}
    assert {name: (one.role, one.nature.value) for name, one in TABLES.pathways.items()} == wanted
    assert len(wanted) == 28


def test_every_label_stands_for_the_same_pathways() -> None:
    wanted = {
        one["id"]: (
            one["actor"],
            one["match"],
            tuple(one["resolves_to"]),
            one.get("closest_own", ""),
            one.get("also", {}),
        )
        for one in catalogue["table_labels"]
    }
    assert {
        name: (
            one.role,
            one.match.value,
            one.pathways,
            one.closest_own,
            {key: list(to) for key, to in one.also.items()},
        )
        for name, one in TABLES.labels.items()
    } == wanted
    assert len(wanted) == 26


def test_every_risk_touches_the_same_rights_topics_and_groups() -> None:
    wanted = {
        name: (one["right"], one.get("sub", []), one["topics"], one["vulnerable"], one.get("baseline", False))
        for name, one in RISKS.items()
    }
    assert {
        name: (one.right, list(one.touches), list(one.topics), list(one.groups), one.baseline)
        for name, one in TABLES.risks.items()
    } == wanted
    assert len(wanted) == 18


def test_every_cell_has_the_same_status_labels_and_pathways() -> None:
    wanted = {
        place: (STATUS.get(one["status"], one["status"]), one.get("labels", []), set(one.get("pathways", [])))
        for place, one in CELLS.items()
    }
    assert {
        (risk.id, one.role): (one.status.value, list(one.labels), set(one.pathways))
        for risk in TABLES.risks.values()
        for one in risk.cells
    } == wanted
    assert len(wanted) == 90


def test_a_cell_has_fields_where_the_catalogue_has_them() -> None:
    wanted = {place for place, one in CELLS.items() if one.get("fields")}
    # What is not applicable connects nobody, whatever its example shows.
    wanted.discard(("RISK-5.3-3", "deployer"))
    found = {(risk.id, one.role) for risk in TABLES.risks.values() for one in risk.cells if one.fields.parts}
    assert found == wanted
    assert wanted >= CONNECTING.keys()


# Random manifests


def worlds(lines: list[str], role: str, seed: str) -> Iterator[dict[str, Any]]:
    """Yield manifests around some lines, asked of the actor that holds a role, that list an application."""
    clause = {"id": seed, "applies_when": lines, "evidence": [], "risks": True}
    world = World(clause, catalogue, role, "either", seed)
    while True:
        manifest = world.manifest()
        if isinstance(manifest.get("applications"), list) and manifest["applications"]:
            yield manifest


def found(manifest: Mapping[str, Any], kind: str) -> dict[Terms, bool | None]:
    """Return the facts of a kind that the rules derive of a manifest's applications."""
    truths = derived(json.dumps(manifest)).get(kind, {})
    products = {app["id"] for app in manifest["applications"]}
    return {
        tuple(map(str, terms)): True if truth is TRUE else None
        for terms, truth in truths.items()
        if terms[-1] in products
    }


@lru_cache(maxsize=4)
def derived(manifest: str) -> Mapping[str, Mapping[tuple[Any, ...], Any]]:
    """Return all facts that the rules derive of a manifest, by kind."""
    read = read_manifest(located(manifest, "m.json", json=True), "m.json", PACK.vocabulary)
    return EVALUATOR.run(read).closure.truths


def triggers(oracle: Oracle) -> dict[Terms, bool | None]:
    """Return which risks each application has, or may have."""
    apps = oracle.manifest.entities["app"]
    return held({(risk, app): truth for app in apps for risk, truth in oracle.products.triggered(app).items()})


def signals(oracle: Oracle, name: str) -> dict[Terms, bool | None]:
    """Return to whom a pathway shows a sign: to those of its role, and of roles whose tables borrow it.

    An omission is shown by those alone who owe what is left out.
    """
    roles = {role for (_, role), cell in CONNECTING.items() if name in cell["pathways"]}
    roles = set() if PATHWAYS[name]["nature"] == "omission" else roles
    return towards(oracle, {PATHWAYS[name]["actor"], *roles}, name, PATHWAYS[name]["signals"])


def shown(oracle: Oracle, risk: str, role: str) -> dict[Terms, bool | None]:
    """Return to whom in a role the sign of a risk's table is there, where the product may have the risk."""
    signs = towards(oracle, {role}, risk, CONNECTING[risk, role]["fields"])
    return {terms: truth for terms, truth in signs.items() if oracle.products.triggered(terms[-1])[risk] is not False}


def towards(oracle: Oracle, roles: set[str], name: str, lines: list[str]) -> dict[Terms, bool | None]:
    result: dict[Terms, Any] = {}
    for app in oracle.manifest.entities["app"]:
        for actor in oracle.manifest.actors:
            for role in roles:
                part = oracle.products.part(actor, role, app)
                sign = Exposure(oracle, ("app", app), actor, role).some(lines) if part is not False else False
                result[actor, role, name, app] = (
                    False if False in (part, sign) else None if None in (part, sign) else True
                )
    return held(result)


def held(truths: Mapping[Terms, Any]) -> dict[Terms, bool | None]:
    return {terms: truth for terms, truth in truths.items() if truth is not False}


def opened(oracle: Oracle, risk: str, role: str) -> dict[Terms, bool | None]:
    """Return which pathways the sign of a risk's table opens, for that risk alone: those that its cell prints."""
    result: dict[Terms, Any] = {}
    for (actor, *_, app), sign in shown(oracle, risk, role).items():
        truth = all3([sign, oracle.products.triggered(app)[risk]])
        result |= {(actor, role, way, risk, app): truth for way in CONNECTING[risk, role]["pathways"]}
    return held(result)


def connected(oracle: Oracle, risk: str, role: str) -> dict[Terms, bool | None]:
    """Return who is connected for certain: whoever the sign opens a pathway to."""
    ways = opened(oracle, risk, role)
    return {(actor, of, risk, app): True for (actor, of, _, _, app), truth in ways.items() if truth}


def only(truths: Mapping[Terms, bool | None], name: str, *roles: str) -> dict[Terms, bool | None]:
    """Return the facts about one risk or pathway, and in one role."""
    return {t: truth for t, truth in truths.items() if name in t and (not roles or t[1] in roles)}


def agree(
    ours: dict[Terms, bool | None], expected: Callable[[Oracle], dict[Terms, bool | None]], manifest: Any
) -> None:
    """Hold facts against what the catalogue comes to, or to what a loose reading of it comes to."""
    wanted = expected(Oracle(catalogue, manifest, AS_OF))
    if ours != wanted:
        loosely = expected(Oracle(catalogue, manifest, AS_OF, loose=True))
        asked = ours.keys() | wanted.keys() | loosely.keys()
        same = {terms for terms in asked if ours.get(terms, False) is loosely.get(terms, False)}
        different = {t: v for t, v in ours.items() if t not in same}
        assert different == {t: v for t, v in wanted.items() if t not in same}, json.dumps(manifest)


def answers(truths: Mapping[Terms, bool | None], manifest: Mapping[str, Any], *terms: str) -> list[bool | None]:
    """Return the answers of one kind for each application."""
    return [truths.get((*terms, app["id"]), False) for app in manifest["applications"]]


@pytest.mark.parametrize("name", RISKS)
def test_a_risk_is_triggered_as_the_catalogue_triggers_it(name: str) -> None:
    seen: Counter[bool | None] = Counter()
    for number, manifest in enumerate(islice(worlds(RISKS[name]["triggers"], "downstream_developer", name), MOST)):
        ours = found(manifest, "triggered")
        agree(ours, triggers, manifest)
        seen.update(answers(ours, manifest, name))
        if number >= ENOUGH and len(seen) == len(ANSWERS):
            break
    assert seen.keys() == ANSWERS


@pytest.mark.parametrize("name", PATHWAYS)
def test_a_pathway_is_signalled_as_the_catalogue_signals_it(name: str) -> None:
    role, lines = PATHWAYS[name]["actor"], PATHWAYS[name]["signals"]
    seen: Counter[bool | None] = Counter()
    for number, manifest in enumerate(islice(worlds(lines, role, name), MOST)):
        ours = only(found(manifest, "signalled"), name)
        agree(ours, partial(signals, name=name), manifest)
        seen.update(answers(ours, manifest, ACTORS[role]["id"], role, name))
        if number >= ENOUGH and len(seen) == len(ANSWERS):
            break
    assert seen.keys() == ANSWERS


@pytest.mark.parametrize(("risk", "role"), CONNECTING)
def test_a_cell_shows_its_sign_as_the_catalogue_has_it(risk: str, role: str) -> None:
    seen: Counter[bool | None] = Counter()
    lines = [*CONNECTING[risk, role]["fields"], *RISKS[risk]["triggers"]]
    for number, manifest in enumerate(islice(worlds(lines, role, f"{risk} {role}"), MOST)):
        ours = only(found(manifest, "shown"), risk, role)
        agree(ours, partial(shown, risk=risk, role=role), manifest)
        ways, tied = (only(found(manifest, kind), risk, role) for kind in ("opened_by_sign", "connected"))
        agree(ways, partial(opened, risk=risk, role=role), manifest)
        agree({t: True for t, v in tied.items() if v}, partial(connected, risk=risk, role=role), manifest)
        assert {(actor, of, risk, app) for actor, of, _, _, app in ways} <= tied.keys()
        seen.update(answers(ours, manifest, ACTORS[role]["id"], role, risk))
        if number >= ENOUGH and len(seen) == len(ANSWERS):
            break
    assert seen.keys() == ANSWERS


@pytest.mark.parametrize("role", ACTORS)
def test_all_signs_towards_a_role_agree_when_everything_is_stated(role: str) -> None:
    cells = {risk: cell for (risk, of), cell in CONNECTING.items() if of == role}
    ways = [one for one in PATHWAYS.values() if one["actor"] == role]
    lines = [line for cell in cells.values() for line in cell["fields"]]
    lines += [line for one in ways for line in one["signals"]] + [
        line for risk in cells for line in RISKS[risk]["triggers"]
    ]
    for manifest in islice(worlds(lines, role, role), ENOUGH):
        signalled, visible = found(manifest, "signalled"), found(manifest, "shown")
        for way in ways:
            agree(only(signalled, way["id"]), partial(signals, name=way["id"]), manifest)
        for risk in cells:
            agree(only(visible, risk, role), partial(shown, risk=risk, role=role), manifest)


@pytest.mark.parametrize("name", RISK_DEPARTURES)
def test_a_departure_of_a_table_is_one(name: str) -> None:
    risk, _, role = name.partition(" ")
    whole = printed()
    lines = {one["id"]: one["signals"] for one in whole["pathways"]}
    lines |= {one["id"]: one["triggers"] for one in whole["risks"]}
    lines |= {f"{one['id']} {cell['actor']}": cell.get("fields") for one in whole["risks"] for cell in one["links"]}
    departure = RISK_DEPARTURES[name]
    assert departure["lines"] != lines[name]
    assert departure["section"]
    assert departure["reason"]
    assert not role or (risk, role) in CONNECTING


@pytest.mark.parametrize("reason", PAST_SIGNS)
def test_what_was_once_wrong(reason: str) -> None:
    kind, terms, stated = PAST_SIGNS[reason]
    manifest = {"rightsgate": 1, "actors": list(ACTORS.values()), **stated}
    oracle = Oracle(catalogue, manifest, AS_OF)
    wanted = triggers(oracle) if kind == "triggered" else signals(oracle, terms[2])
    assert found(manifest, kind).get(terms, False) is wanted.get(terms, False)
