"""The value chain and the rights by actors of an HTML report, held against what the JSON report says."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from checkout.paths import ROOT
from rightsgate.cli import application
from rightsgate.rules.model.pack import Pack

CELL: Final = re.compile(r'<td class="h-[a-z-]+">.*?<span class="vh">(.*?)</span></td>')
OPEN: Final = {"unmet": "unmet", "unknown": "not stated", "judgement": "for a person to decide", "met": "met"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("chain")
    hiring = str(ROOT / "examples" / "audit-hiring-chain.yaml")
    outputs = [f"--format={name}={folder / name}" for name in ("html", "json")]
    call = ["check", hiring, "--policy", "audit", "--as-of", "2026-11-30", "--derivations", *outputs]
    CliRunner().invoke(application, call, standalone_mode=False, catch_exceptions=False)
    return (folder / "html").read_text(encoding="utf-8"), json.loads(Path(folder / "json").read_text())


def rows(html: str, caption: str) -> list[list[str]]:
    """Return the texts of the cells of a table."""
    table = html[html.index(f"<caption>{caption}") :]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in body.split("</tr>")[:-1]
    ]


def test_what_silence_costs_between_two_actors_is_told_once(reports: tuple[str, dict[str, Any]]) -> None:
    html, report = reports
    (part,) = report["manifests"]
    said = [one for *_, silence in rows(html, "Relations") for one in silence.split("; ") if one]
    costs = {
        f"{one['actor']} holds open {count} {'duty' if count == 1 else 'duties'} of {other}"
        for one in part["silence"]
        for other, count in one.get("others", {}).items()
    }
    assert len(said) == len(set(said))
    assert {*said} <= costs
    assert any("of corvid" in one for one in said)


def test_what_silence_costs_is_that_of_the_json_report(reports: tuple[str, dict[str, Any]]) -> None:
    html, report = reports
    (part,) = report["manifests"]
    costs = {one["actor"]: (sum(one.get("others", {}).values()), one.get("own", 0)) for one in part["silence"]}
    for name, *_, others, own in rows(html, "Actors"):
        (actor,) = re.findall(r"\((\w+)\)", name)
        assert (int(others), int(own)) == costs.get(actor, (0, 0))


def test_pathways_on_edges_are_those_by_which_actors_are_connected(reports: tuple[str, dict[str, Any]]) -> None:
    html, report = reports
    names = {key: one["name"] for key, one in report["reference"]["pathways"].items()}
    connections = [one for risk in report["manifests"][0]["people"]["risks"] for one in risk.get("connections", ())]
    certain = {names[way["id"]] for one in connections for way in one["pathways"] if way.get("certain")}
    told = {name for *_, open_, _, _ in rows(html, "Relations") for name in certain if name in open_}
    assert told == certain


def test_each_cell_counts_the_duties_that_protect_a_right(reports: tuple[str, dict[str, Any]], pack: Pack) -> None:
    html, report = reports
    (part,), reference = report["manifests"], report["reference"]
    table = html[html.index('<table class="heat">') :]
    actors = sorted({finding["actor"] for finding in part["findings"]} - {""})
    seen = 0
    for row in table[: table.index("</tbody>")].split("<tr>")[2:]:
        name = unescape(re.findall(r'<th scope="row">(.*?)<', row)[0])
        (right,) = (key for key, one in reference["rights"].items() if one["name"] == name)
        for actor, words in zip(actors, CELL.findall(row), strict=True):
            counts = protecting(right, actor, part, reference, pack)
            expected = ", ".join(f"{counts[outcome]} {said}" for outcome, said in OPEN.items() if counts[outcome])
            assert words == (expected or "no duty of this policy")
            seen += 1
    assert seen == len(actors) * len({line["right"] for line in part["people"]["rights"]})


def protecting(right: str, actor: str, part: dict[str, Any], reference: dict[str, Any], pack: Pack) -> dict[str, int]:
    """Count by outcome the duties of an actor that name a right, or close a pathway that connects it to a risk to it."""
    risks = {line["risk"] for line in part["people"]["rights"] if line["right"] == right}
    pathways = {
        pathway
        for found in part["people"]["risks"]
        if found["risk"] in risks
        for connection in found.get("connections", ())
        if connection["actor"] == actor
        for cell in pack.tables.risks[found["risk"]].cells
        if cell.role == connection["role"]
        for pathway in cell.pathways
    }
    broader = {right, right.partition(".")[0]}
    counts = dict.fromkeys(OPEN, 0)
    for finding in part["findings"]:
        rule = reference["rules"][finding["rule"]]
        protects = pathways & {*rule.get("closes", ())} or broader & {*rule.get("rights", ())}
        if finding["actor"] == actor and protects and finding["outcome"] in counts:
            counts[finding["outcome"]] += 1
    return counts
