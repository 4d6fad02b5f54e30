"""The story of each risk table and each worked example of attribution, as whole manifests: what the report says of people."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from checkout.paths import ROOT
from checkout.reports import part_json, report_text
from rightsgate.checker.checker import EVERYTHING, Checker
from rightsgate.evaluate.model import Detail
from rightsgate.report.writer import Options
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin
from rightsgate.text.files import read_located

AS_OF = "2026-11-01"
RISKS = sorted((ROOT / "fixtures" / "risks").iterdir())
INVOLVEMENTS = sorted((ROOT / "fixtures" / "involvement").iterdir())


@pytest.fixture(scope="module")
def checker(pack: Pack) -> Checker:
    return Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)


def told_of(checker: Checker, folder: Path) -> dict[str, Any]:
    path = folder / "manifest.yaml"
    report = checker.check(checker.load(read_located(path, str(path)), str(path)), dict.fromkeys(Outcome, Detail.BRIEF))
    found: dict[str, Any] = json.loads(report_text([report], checker.run(), Options(derivations=True)))
    return found


def people(checker: Checker, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = told_of(checker, folder)["manifests"][0]["people"]
    return found


def expected(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    return said


def test_every_risk_and_every_worked_example_has_a_fixture(pack: Pack) -> None:
    assert {f"RISK-{folder.name}" for folder in RISKS} == set(pack.tables.risks)
    assert len([folder for folder in INVOLVEMENTS if folder.name.startswith("WE-")]) == 19


@pytest.mark.parametrize("folder", RISKS, ids=lambda folder: folder.name)
def test_a_risk_names_what_its_table_prints_and_no_more(checker: Checker, folder: Path) -> None:
    told = expected(folder)
    report = told_of(checker, folder)
    risks, reference = report["manifests"][0]["people"]["risks"], report["reference"]
    (risk,) = [found for found in risks if found["id"] == f"{told['risk']}@{told['product']}"]
    assert risk["certain"]
    table = reference["risks"][told["risk"]]
    assert (table["right"], table.get("touches", [])) == (told["right"], told["touches"])
    assert {told["right"], *told["touches"]} <= reference["rights"].keys()
    assert set(table.get("groups", [])) == set(told["groups"]) <= reference.get("groups", {}).keys()
    rows = {row["role"]: row for row in table["rows"]}
    assert rows.keys() == told["rows"].keys()
    for role, row in told["rows"].items():
        found = rows[role]
        assert found["status"] == row["status"]
        assert {label["label"]: label["match"] for label in found.get("labels", [])} == row.get("labels", {})
        connections = [tie for tie in risk.get("connections", []) if tie["role"] == role]
        if "actor" not in row:
            assert connections == []
            continue
        (connection,) = connections
        assert (connection["actor"], connection.get("certain", False)) == (row["actor"], True)
        assert {way["id"]: way.get("certain", False) for way in connection["pathways"]} == dict.fromkeys(
            row["pathways"], True
        )


@pytest.mark.parametrize("folder", INVOLVEMENTS, ids=lambda folder: folder.name)
def test_a_worked_example_has_its_level_and_its_deciding_rule(checker: Checker, folder: Path) -> None:
    told = expected(folder)
    (impact,) = [i for i in people(checker, folder)["impacts"] if i["id"] == told["impact"]]
    (tie,) = [tie for tie in impact["involvements"] if tie["actor"] == told["actor"]]
    left_out = {"by": "", "not_excluded": [], "lower_open": False, "private": False}
    for key in ("level", "by", "not_excluded", "lower_open", "private"):
        assert (key, tie.get(key, left_out.get(key))) == (key, told[key])
    if told["not_excluded"] or told["private"]:
        return
    register = people(checker, folder).get("register", [])
    owed = [line for line in register if line["id"] in tie.get("owes", []) and line.get("certain")]
    assert sorted(line["owed"] for line in owed) == sorted(told["owes"])


def test_due_diligence_before_the_harm_takes_the_remedy_duty_away(checker: Checker) -> None:
    owed = {}
    for when in ("before", "after"):
        folder = ROOT / "fixtures" / "involvement" / f"image-app-{when}"
        actor = expected(folder)["actor"]
        owed[when] = {line["owed"] for line in people(checker, folder)["register"] if line["actor"] == actor}
    assert "remedy" in owed["before"]
    assert owed["after"] == {"leverage"}


MANIFESTS = sorted([*(ROOT / "fixtures").glob("*/manifest.yaml"), *(ROOT / "fixtures").glob("risks/*/manifest.yaml")])


def test_a_duty_is_listed_beside_a_pathway_only_where_it_opens_it(checker: Checker) -> None:
    listed = 0
    for path in MANIFESTS:
        result = checker.evaluator.run(checker.load(read_located(path, str(path)), str(path)))
        neglected = {(actor, pathway, entity) for actor, _, pathway, entity in result.table("neglected")}
        rows = [row for risk in checker.report(result).assessment.risks for row in risk.rows]
        for pathway in (pathway for row in rows for found in row.connections for pathway in found.pathways):
            for gap in pathway.unmet:
                assert (gap.actor, pathway.id, gap.entity) in neglected, (path, pathway.id, gap.finding)
                listed += 1
    assert listed > 100


ODD_IDS = """
rightsgate: 1
actors: [{id: a@b/c, activities: [app_building]}, {id: x y, activities: [integration]}]
applications: [{id: p/q@r, developer: a@b/c, modality: [text], audience: [b2b]}]
deployments: [{id: d, application: p/q@r, deployer: x y}]
impacts:
  - {id: i/1, status: actual, application: p/q@r, risk: RISK-5.2-1, links: [{actor: a@b/c, acts_alone_sufficient: true}]}
"""


def named_steps(data: Any) -> set[str]:
    """Return every step of a derivation that a report names anywhere."""
    if isinstance(data, list):
        return {step for item in data for step in named_steps(item)}
    if not isinstance(data, dict):
        return set()
    own = data.get("derivation", [])
    steps = {own} if isinstance(own, str) else set(own)
    return {*steps, *data.get("premises", ()), *(step for item in data.values() for step in named_steps(item))}


@pytest.mark.parametrize("name", ["odd ids", "risks/5.4-2", "involvement/WE-05", "starcoder"])
def test_every_step_that_a_report_names_is_in_its_graph(checker: Checker, name: str, tmp_path: Path) -> None:
    path = ROOT / "fixtures" / name / "manifest.yaml"
    if name == "odd ids":
        path = tmp_path / "manifest.yaml"
        path.write_text(ODD_IDS, encoding="utf-8")
    report = checker.check(checker.load(read_located(path, str(path)), str(path)), EVERYTHING)
    part = part_json(report, checker.run())
    assert named_steps(part)
    assert named_steps(part) <= part["derivations"].keys()
