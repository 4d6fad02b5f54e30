"""The cases beside the rules, and what makes a pack's cases complete."""

from collections import Counter
from pathlib import Path

import pytest

from checkout.paths import ROOT
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import load_pack
from rightsgate.testing.cases import lacking, run_cases

RULES = ROOT / "rules"


@pytest.fixture(scope="module")
def rules() -> Pack:
    return load_pack([RULES], with_cases=True)


def test_every_case_comes_out_as_it_says(rules: Pack) -> None:
    results = list(run_cases(rules, RULES))
    assert len(results) > 1500
    assert [str(result) for result in results if result is not None] == []


def test_every_duty_has_its_cases(rules: Pack) -> None:
    assert [str(failure) for failure in lacking(rules, RULES)] == []


def test_every_section_is_complete(rules: Pack) -> None:
    duties = [duty for duty in rules.duties if duty.source.document == "bsr-hra-2025"]
    clauses = Counter(clause for duty in duties for clause in duty.source.clauses)
    assert Counter(clause.split("-")[1].partition(".")[0] for clause in clauses) == {
        "1": 2,
        "2": 17,
        "3": 5,
        "4": 32,
        "5": 18,
        "6": 138,
    }
    # 4.4 (a) asks for an evaluation and names topics by way of example: one duty that binds, one that may be followed.
    assert {clause: times for clause, times in clauses.items() if times > 1} == {"BSR-4.4.a": 2}


def test_section_six_is_complete(rules: Pack) -> None:
    duties = [duty for duty in rules.duties if duty.id.startswith("bsr-6.")]
    assert {duty.source.document for duty in duties} == {"bsr-hra-2025"}
    clauses = Counter(clause for duty in duties for clause in duty.source.clauses)
    assert len(clauses) == 138
    assert set(clauses.values()) == {1}
    assert {clause.split("-")[1].partition(".")[0] for clause in clauses} == {"6"}
    sections = Counter(duty.source.section for duty in duties)
    assert sections == {"6": 2, "6.1": 33, "6.2": 24, "6.3": 41, "6.4": 24, "6.5": 14}
    numbered = [one for one in rules.recommendations if one.number and one.document == "bsr-hra-2025"]
    assert len(numbered) == 22


def test_a_wrong_expectation_is_reported_with_its_place(tmp_path: Path) -> None:
    write_pack(tmp_path, "met", "false")
    pack = load_pack([RULES, tmp_path], with_cases=True)
    failures = [result for result in run_cases(pack, tmp_path) if result is not None]
    assert [str(f) for f in failures] == [f"{tmp_path}/x.cases.yaml:5: x-1.a: expected met, got unmet"]
    missing = [str(f) for f in lacking(pack, tmp_path)]
    assert missing == [f"{tmp_path}/x.yaml:7: x-1.a has no case for: unmet, unknown"]


def write_pack(folder: Path, outcome: str, value: str) -> None:
    (folder / "x.yaml").write_text(
        """\
source: {document: x, section: "1"}
title: X
recommendations:
  - id: x-1
    number: 1
    title: Be prominent
    duties: [{id: x-1.a, encodes: [X-1.a], title: T, binds: [downstream_developer], strength: should,
              require: [{one: channel, that: [{path: $.prominent, equals: true}]}], why: W., fix: F.}]
"""
    )
    (folder / "x.cases.yaml").write_text(
        f"""\
as_of: 2026-06-01
given: {{actors: [{{id: maker, activities: [app_building]}}]}}
cases:
  x-1.a:
    {outcome}: {{channels: [{{owner: maker, prominent: {value}}}]}}
"""
    )
