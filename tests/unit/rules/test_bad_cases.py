"""What the author of rule cases is told: every fault of a file of cases, and its place."""

import json
from pathlib import Path

import pytest

from packs.faulty import RULE, faults
from packs.faulty_cases import CASE_FILES
from rightsgate.text.located import parse


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in CASE_FILES], ids=[row[0] for row in CASE_FILES])
def test_a_wrong_case_is_told_with_its_place(text: str, line: int, words: str, tmp_path: Path) -> None:
    found = faults(tmp_path, {"x.yaml": RULE, "x.cases.yaml": text}, with_cases=True)
    assert {(fault.path, fault.line) for fault in found} == {(str(tmp_path / "x.cases.yaml"), line)}
    assert any(words in str(fault) for fault in found)


def test_cases_are_read_only_where_they_are_asked_for(tmp_path: Path) -> None:
    files = {"x.yaml": RULE, "x.cases.yaml": "broken: ["}
    assert faults(tmp_path, files) == ()
    assert faults(tmp_path, files, with_cases=True) != ()


@pytest.mark.parametrize("with_cases", [False, True])
@pytest.mark.parametrize("name", ["y.cases.yaml", "y.Cases.YML", "y.cases.json"])
def test_rules_in_a_file_of_cases_are_refused(name: str, tmp_path: Path, *, with_cases: bool) -> None:
    text = json.dumps(parse(RULE, "y")) if name.endswith("json") else RULE
    files = {"x.yaml": RULE.replace("x-1", "z-1"), name: text}
    (fault,) = faults(tmp_path, files, with_cases=with_cases)
    assert str(fault).startswith(f"{tmp_path / name}: rules do not stand in a file of cases (move them")
