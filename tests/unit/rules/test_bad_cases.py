"""What the author of rule cases is told: every fault of a file of cases, and its place."""

import json
from pathlib import Path

import pytest

from packs.faulty import CASES, RULE, faults
from rightsgate.text.located import parse

CASE_FILES = [
    ("unknown rule", CASES.replace("x-1.a", "x-1.b"), 4, "the cases of x-1.b belong to no rule (did you mean"),
    ("unknown outcome", CASES.replace("met", "mett"), 4, "unknown key 'mett' in the cases of x-1.a (did you mean"),
    ("outcome in other words", CASES.replace("met", "not_applicable"), 4, "(did you mean 'not-applicable'?)"),
    ("no outcome", CASES.replace("met", "given"), 4, "the cases of x-1.a name no outcome (allowed: unmet, unknown"),
    ("text as cases", "as_of: 2026-06-01\ncases:\n  x-1.a: met", 3, "must be a mapping of outcomes, not a text"),
    ("text as a case", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: yes}", 3, "must be a part of a manifest, not a"),
    ("text among cases", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: [yes]}", 3, "a list of parts of a manifest, not"),
    ("no case", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: []}", 3, "'met' in the cases of x-1.a is empty"),
    ("list as given", "as_of: 2026-06-01\ngiven: []\ncases: {x-1.a: {met: {}}}", 2, "'given' in a file of cases must"),
    ("list as cases", "as_of: 2026-06-01\ncases: [x-1.a]", 2, "'cases' in a file of cases must be a mapping, not a"),
    ("no day", CASES.replace("2026-06-01", "2026-06-31"), 1, "'as_of' gives the date 2026-06-31, which does not"),
    ("month for a day", CASES.replace("2026-06-01", "2026-06"), 1, "'as_of' must be a whole day, not '2026-06'"),
    ("year for a day", CASES.replace("2026-06-01", "2026"), 1, "must be a text, not a number (quote it"),
    ("misspelt day", CASES.replace("as_of", "as_off"), 1, "'as_off' in a file of cases (did you mean 'as_of'?)"),
    ("unknown key", CASES + "more: x", 5, "unknown key 'more' in a file of cases"),
]


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
