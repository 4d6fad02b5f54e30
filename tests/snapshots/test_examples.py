"""The examples come to what their README says, by the commands that stand there."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from checkout.paths import ROOT
from rightsgate.cli import application
from rightsgate.files.kinds import kind_of_raw
from rightsgate.handbook.schema import manifest_schema
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.files import read_located
from worlds.manifests import ordinary

EXAMPLES: Final = ROOT / "examples"
HOUSE: Final = "our-house/manifest.yaml"  # The one that states a field of a pack of its own.
EXIT_CODES: Final = {"PASSED": 0, "FAILED": 1, "UNDECIDED": 3}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What the README says of one example."""

    file: str
    command: tuple[str, ...]
    verdict: str

    @property
    def policy(self) -> str:
        return self.command[self.command.index("--policy") + 1]


def row(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    file, _, command, verdict = cells
    return Row(
        file=file.partition("](")[2].removesuffix(")"),
        command=tuple(shlex.split(command.strip("`"))),
        verdict=verdict.partition(":")[0],
    )


LINES: Final = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
ROWS: Final = [row(line) for line in LINES if line.startswith("| [")]


@pytest.fixture(autouse=True)
def in_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def manifests() -> list[Path]:
    """Return the files among the examples that are manifests."""
    kinds = {path: kind_of_raw(path.read_bytes()) for path in sorted(EXAMPLES.rglob("*.yaml"))}
    return [path for path, kind in kinds.items() if kind is not None and kind.what == "a manifest"]


def test_the_readme_lists_every_example() -> None:
    assert sorted(row.file for row in ROWS) == sorted(path.relative_to(EXAMPLES).as_posix() for path in manifests())


@pytest.mark.parametrize("row", ROWS, ids=[row.file for row in ROWS])
def test_an_example_comes_to_what_the_readme_says(row: Row) -> None:
    program, subcommand, path, *options = row.command
    assert (program, subcommand, path) == ("rightsgate", "check", f"examples/{row.file}")
    result = CliRunner().invoke(
        application, [subcommand, path, *options, "--format", "json"], standalone_mode=False, catch_exceptions=False
    )
    (part,) = json.loads(result.output)["manifests"]
    assert part["verdict"].upper() == row.verdict
    assert result.return_value == EXIT_CODES[row.verdict]
    assert contradictions(part) == []


def contradictions(part: Any) -> list[str]:
    """Return the unmet duties on a manifest that contradicts itself, as by a `none` against what the report derives."""
    return [
        finding["id"]
        for finding in part["findings"]
        if finding["outcome"] == "unmet" and finding["rule"].startswith("rg-")
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row.file for row in ROWS])
def test_the_head_of_an_example_names_its_policy_and_verdict(row: Row) -> None:
    head = (EXAMPLES / row.file).read_text(encoding="utf-8").partition("rightsgate: 1")[0]
    text = " ".join(line.removeprefix("#").strip() for line in head.splitlines())
    said = re.search(r"Policy: ([\w.-]*\w)\b.*?Verdict: ([A-Z]+)", text)
    assert said is not None
    assert said.groups() == (Path(row.policy).name, row.verdict)


@pytest.mark.parametrize("row", ROWS, ids=[row.file for row in ROWS])
def test_an_example_is_a_manifest_by_the_schema(row: Row) -> None:
    schema = json.loads((ROOT / "docs" / "manifest.schema.json").read_text(encoding="utf-8"))
    if row.file == HOUSE:
        house = str(EXAMPLES / "our-house" / "rules")
        schema = manifest_schema(load_pack([builtin("rules"), house]).vocabulary)
    data = ordinary(read_located(EXAMPLES / row.file, row.file))
    assert [error.message[:300] for error in Draft202012Validator(schema).iter_errors(data)] == []


def test_the_rules_among_the_examples_do_what_their_cases_say() -> None:
    result = CliRunner().invoke(application, ["test", "examples/our-house/rules"], standalone_mode=False)
    assert result.exception is None
    assert result.return_value == 0, result.output
    assert result.output == "9 cases in examples/our-house/rules: all as expected\n"
