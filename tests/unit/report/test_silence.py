"""How reports tell the cost of silence: in a line, as a table, and in JSON."""

import json
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from rightsgate.cli import application

CHAIN: Final = """\
rightsgate: 1
subject: studio
actors:
- {id: lab, name: Meridian Models, activities: [model_pretraining]}
- {id: studio, activities: [app_building]}
models: [{id: base, developer: lab}]
applications: [{id: desk, developer: studio, built_on: [base]}]
deployments: none
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.yaml").write_text(CHAIN)


def printed(*arguments: str) -> str:
    call = ("check", "m.yaml", "--as-of", "2026-11-30", *arguments)
    return CliRunner().invoke(application, call, standalone_mode=False, catch_exceptions=False).output


def test_every_form_of_a_report_tells_the_same_counts() -> None:
    (part,) = json.loads(printed("--format", "json"))["manifests"]
    found = {one["actor"]: one for one in part["silence"]}
    lab = found["lab"]
    assert f"Meridian Models' silence holds open {lab['others']['studio']} of your duties." in printed()
    (row,) = [line.split() for line in printed("--detail", "full").splitlines() if "(lab)  " in line]
    assert row[-2:] == [str(sum(lab["others"].values())), str(lab["own"])]


def test_without_a_subject_nobody_is_you() -> None:
    Path("m.yaml").write_text(CHAIN.replace("subject: studio\n", ""))
    assert "silence holds open" not in printed()
    assert "COST OF SILENCE" in printed("--detail", "full")
