"""The JSON Schemas of rule packs and cases against the shipped files."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from packs.faulty import CASES, RULE, RULES
from packs.schemas import keeps, validators
from rightsgate.text.files import read_located
from worlds.manifests import ordinary


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(RULES)))
def test_a_shipped_file_keeps_to_the_schema(path: Path) -> None:
    data = ordinary(read_located(path, path.name))
    cases, vocabulary = path.name.endswith(".cases.yaml"), path.parent.name == "vocabulary"
    for kind in ("case",) if cases else ("rule", "vocabulary") if vocabulary else ("rule",):
        assert [f"{error.json_path}: {error.message[:200]}" for error in validators()[kind].iter_errors(data)] == []


def test_what_faults_are_put_into_keeps_to_the_schema() -> None:
    assert keeps("rule", RULE)
    assert keeps("case", CASES)


def test_the_schemas_of_files_are_schemas() -> None:
    for validator in validators().values():
        Draft202012Validator.check_schema(validator.schema)
        assert "{," not in json.dumps(validator.schema)  # which is no quantifier in the patterns of ECMA-262
