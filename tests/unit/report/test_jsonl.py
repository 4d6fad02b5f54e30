"""The JSON Lines format: every line keeps to the schema, and says what a reader of it alone needs."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from checkout.command import Run
from checkout.formats import AS_OF, hostile_manifest, written
from checkout.paths import ROOT
from rightsgate.report.json.schema import lines_schema

SMALL = "fixtures/small/manifest.yaml"
VALIDATOR = Draft202012Validator(lines_schema())


def test_every_line_keeps_to_the_schema_of_its_kind(command: Run, tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_bytes((ROOT / SMALL).read_bytes())
    hostile_manifest(tmp_path)
    (tmp_path / "out").mkdir()
    report = written(command, tmp_path, tmp_path / "out", "m.json", "small.yaml")
    kinds = [line["kind"] for line in report.jsonl]
    assert (kinds[0], kinds[-1], kinds.count("manifest")) == ("run", "reference", 2)
    assert [error.message for line in report.jsonl for error in VALIDATOR.iter_errors(line)] == []


def test_the_schema_refuses_what_is_not_a_line() -> None:
    for line in ({}, {"kind": "other"}, {"kind": "run"}, {"kind": "finding", "id": "x"}):
        assert not VALIDATOR.is_valid(line)


def test_a_line_on_a_finding_names_its_manifest_its_rule_and_how_it_stands(command: Run) -> None:
    ended = command(ROOT, "check", SMALL, "--as-of", AS_OF, "--format", "jsonl", "--show", "unmet")
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    findings = [line for line in lines if line["kind"] == "finding"]
    assert {line["outcome"] for line in findings} == {"unmet"}
    assert {line["manifest"] for line in findings} == {SMALL}
    assert "blocks" in {line["standing"] for line in findings}
    assert lines[0]["summary"]["counts"]["unknown"] > 0, "counts are never narrowed"
    assert {line["rule"] for line in findings} <= {*lines[-1]["reference"]["rules"]}


def test_derivations_stand_in_the_lines_of_the_manifests(command: Run) -> None:
    ended = command(ROOT, "check", SMALL, "--as-of", AS_OF, "--format", "jsonl", "--derivations")
    (manifest,) = [line for line in map(json.loads, ended.stdout.splitlines()) if line["kind"] == "manifest"]
    assert manifest["derivations"]


def test_what_could_steer_a_terminal_is_escaped_and_reads_back(command: Run, tmp_path: Path) -> None:
    ended = command(tmp_path, "check", hostile_manifest(tmp_path), "--as-of", AS_OF, "--format", "jsonl")
    text = ended.stdout.decode()
    assert "\u202e" not in text
    names = [line["name"] for line in map(json.loads, text.splitlines()) if line["kind"] == "manifest"]
    assert "\u202e" in names[0]
