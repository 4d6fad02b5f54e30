"""Every sign of every row of the risk tables: alone, in a manifest without any other fault, it connects its actor.

It connects for certain, by the pathways that the row prints; without it nobody is connected but by what is stated of the
product itself or of its users; and it opens nothing for other roles or risks.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from rightsgate.evaluate.result import Result
from rightsgate.evaluate.run import Evaluator
from rightsgate.logic.truth import TRUE, UNKNOWN
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.read import read_manifest
from rightsgate.people.model import Connection
from rightsgate.people.risks import Connections, Rows
from rightsgate.rules.model.risk import Cell, Nature, Risk
from rightsgate.text.located import parse
from worlds.flawless import HOLDS, PRODUCT, flawless
from worlds.manifests import AS_OF, Data, shipped
from worlds.signs import Way, ways, with_all

TABLES = shipped().tables
ROWS = Rows(TABLES)
CELLS = [(risk, cell) for risk in TABLES.risks.values() for cell in risk.cells if cell.connects()]
SIGNS = [
    pytest.param(risk, cell, number, id=f"{risk.id}-{cell.role}-{number}")
    for risk, cell in CELLS
    for number in range(len(cell.fields.parts))
]
# What is stated of a product itself, or of its users, opens pathways that nobody's doing closes.
ALWAYS = (Nature.EXPOSURE, Nature.CONDUCT)


@cache
def evaluator() -> Evaluator:
    return Evaluator(shipped(), (), AS_OF)


def derived(data: Data) -> Result:
    read = read_manifest(parse(json.dumps(data), "m.json", json=True), "m.json", shipped().vocabulary)
    return evaluator().run(in_force(read, AS_OF))


def connections(found: Result, risk: Risk) -> dict[str, Connection]:
    """Return who is connected to a risk of the product, by role."""
    rows = Connections(ROWS, found.context.facts, (), shipped().remedies[0]).of(risk.id, PRODUCT)
    return {connection.role: connection for row in rows for connection in row.connections}


def shown(found: Result) -> set[tuple[str, str]]:
    """Return the (role, risk) of which a sign is there for certain."""
    return {(role, risk) for (_, role, risk, _), truth in found.table("shown").items() if truth is TRUE}


@cache
def twin_of(risk: str) -> tuple[Way, Data]:
    """Return how to make the product have a risk with nobody's doing, and the manifest where it has it."""
    for way in ways(TABLES.risks[risk].triggers, "supplier"):
        data = with_all(flawless(), way)
        found = derived(data)
        if found.table("triggered").get((risk, PRODUCT)) is TRUE and not {r for _, r in shown(found)} & {risk}:
            return way, data
    raise AssertionError(f"{risk} cannot be had without a sign of one of its rows")


@pytest.mark.parametrize("risk", TABLES.risks.values(), ids=lambda risk: risk.id)
def test_without_any_sign_nobody_is_connected_for_certain(risk: Risk) -> None:
    found = derived(twin_of(risk.id)[1])
    assert [c.actor for c in connections(found, risk).values() if c.certain] == []
    by = {way.id for c in connections(found, risk).values() for way in c.pathways}
    assert {TABLES.pathways[way].nature for way in by} <= set(ALWAYS)


@pytest.mark.parametrize(("risk", "cell", "number"), SIGNS)
def test_a_sign_alone_connects_its_actor_by_the_pathways_printed(risk: Risk, cell: Cell, number: int) -> None:
    seen = 0
    for way in ways(cell.fields.parts[number], cell.role):
        found = derived(with_all(twin_of(risk.id)[1], way))
        connected = connections(found, risk).get(cell.role)
        assert connected is not None
        assert (connected.actor, connected.certain) == (HOLDS[cell.role], True)
        assert {one.id for one in connected.pathways if one.certain and one.sign} == set(cell.pathways)
        lends_nothing(found)
        seen += 1
    assert seen


def lends_nothing(found: Result) -> None:
    """Hold that for certain only those are connected whose own row shows its sign, and only towards that risk."""
    table = found.table("connected")
    assert {(role, risk) for (_, role, risk, _), truth in table.items() if truth is TRUE} == shown(found)
    signalled = {terms[2] for terms in found.table("signalled")}
    assert {pathway for _, _, pathway, _ in found.table("open")} <= signalled


def alone(pathway: str) -> Iterator[tuple[Risk, Cell, Mapping[str, Connection]]]:
    """Yield the rows that a signal of a pathway opens where it is no sign of the row itself."""
    known = TABLES.pathways[pathway]
    for risk, cell in CELLS:
        if pathway not in cell.pathways or cell.role != known.role:
            continue
        for way in ways(known.signals, known.role):
            found = derived(with_all(twin_of(risk.id)[1], way))
            truth = found.table("shown").get((HOLDS[cell.role], cell.role, risk.id, PRODUCT))
            if truth is not TRUE:
                yield risk, cell, connections(found, risk)
                break


@pytest.mark.parametrize("pathway", sorted({way for _, cell in CELLS for way in cell.pathways}))
def test_a_pathway_without_a_sign_makes_a_connection_possible(pathway: str) -> None:
    seen = 0
    for _, cell, connected in alone(pathway):
        one = connected[cell.role]
        assert not one.certain
        assert [(way.certain, way.sign) for way in one.pathways if way.id == pathway] == [(True, False)]
        seen += 1
    assert seen


def test_a_sign_that_is_not_stated_leaves_the_connection_possible() -> None:
    data = flawless()
    del data["deployments"][0]["context_eval"]
    connected = connections(derived(data), TABLES.risks["RISK-5.1-1"])
    assert [(role, c.certain) for role, c in connected.items()] == [("deployer", False)]
    assert derived(data).table("opened_by_sign")[("p", "deployer", "DEP-LITERACY", "RISK-5.1-1", PRODUCT)] is UNKNOWN


def test_the_maker_of_a_base_model_answers_neither_for_what_others_made_of_it_nor_for_their_data() -> None:
    data, personal = flawless(), {"value": ["personal_data"], "complete": True}
    data["actors"].append({"id": "t", "kind": "company", "activities": ["model_pretraining"]})
    data["datasets"].append({"id": "added", "supplier": "t", "contains": personal})
    tuned = {"id": "tuned", "developer": "t", "based_on": ["m"], "trained_on": ["added"], "safeguards": []}
    data["models"].append({**tuned, "training": {"methods": []}})
    data["applications"][0]["built_on"] = ["tuned"]
    found = derived(data)
    signs = {(actor, risk) for (actor, role, risk, _) in found.table("shown") if role == "foundation_model_developer"}
    assert ("t", "RISK-5.3-1") in signs
    assert {risk for actor, risk in signs if actor == "f"} == set()
