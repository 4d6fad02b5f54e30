"""``rightsgate policies``: which policies there are, and what one checks, leaves out and lets pass."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.cli import application
from rightsgate.cli.policy_option import completed, shipped
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin
from rightsgate.rules.select import applied

MINE = """\
policy: mine
title: Ours
extends: sensitive-domain
rules:
  - {documents: [bsr-hra-2025], strengths: [must, should]}
  - {ids: [bt-p1], actors: [studio]}
except:
  - {ids: [bsr-6.5-1.a], reason: audited in spring, until: 2026-06-30}
  - {frameworks: [fw_eu], reason: asked by counsel}
parameters: {document_age: {value: 6m, reason: our handbook says so}}
evidence: {must: {tier: tested, fresh_within: 12m, reason: our notified body asks for it}}
"""


def words(text: str) -> str:
    return " ".join(text.split())


def said(*arguments: str) -> str:
    done = CliRunner().invoke(application, ["policies", *arguments], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.output


@pytest.fixture
def mine(tmp_path: Path) -> str:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    return str(tmp_path / "mine.yaml")


def test_all_policies_are_listed_with_what_blocks(pack: Pack) -> None:
    text = words(said())
    for path in sorted((ROOT / "policies").glob("*.yaml")):
        assert f"{path.stem} {load_policy(path.stem, builtin('policies'), pack).title}: " in text
    assert (
        "release-gate Pre-release gate: duties of the subject (the default policy)"
        " Blocks: unmet must, should Undecided: not stated must, should"
    ) in text
    assert "musts-only First step, the subject's musts: duties of the subject Blocks: unmet must Undecided: " in text
    assert said("list") == said()


def test_a_policy_is_shown_with_all_that_it_sets(mine: str, pack: Pack) -> None:
    text = words(said("show", mine, "--as-of", "2026-07-01"))
    checked = applied(pack, load_policy(mine, builtin("policies"), pack), "2026-07-01").duties
    assert text.startswith(
        "mine Ours. The duties of the subject gate; those of the other actors are advisory. It checks "
    )
    assert f"It checks {len(checked)} duties of " in text
    assert "It extends sensitive-domain, release-gate." in text
    for part in (
        "- documents bsr-hra-2025, strengths must or should - ids bt-p1, actors studio",
        "not stated block block accept for a person to decide undecided undecided accept",
        "- 1 duty until 2026-06-30 (lapsed): audited in spring - ids bsr-6.5-1.a",
        "- no duties: asked by counsel - frameworks fw_eu",
        "A person's decision is valid for 1 year.",
    ):
        assert part in text
    page = said("show", mine, "--format", "markdown")
    assert "| `document_age` | 6m | 12m | our handbook says so |" in page
    assert "| must | tested | 12m | our notified body asks for it |" in page


def test_a_policy_says_what_a_contradiction_does_if_it_asks_that_there_is_none() -> None:
    assert "A manifest that contradicts itself (rg-2): block." in words(said("show", "musts-only"))
    assert "contradicts itself" not in said("show", "eu-gpai-documentation")


def test_a_policy_is_shown_as_of_a_day(mine: str) -> None:
    assert "1 duty until 2026-06-30: audited" in words(said("show", mine, "--as-of", "2026-06-30"))


def test_policies_are_shown_as_data(mine: str, pack: Pack) -> None:
    listed = json.loads(said("list", "--format", "json"))
    assert listed["count"] == len(listed["policies"]) == len(shipped())
    shown = json.loads(said("show", mine, "--as-of", "2026-07-01", "--format", "json"))
    policy = load_policy(mine, builtin("policies"), pack)
    assert shown["rules"] == [duty.id for duty in applied(pack, policy, "2026-07-01").duties]
    assert shown["exceptions"][-2]["lapsed"] is True
    assert shown["exceptions"][-2]["rules"] == ["bsr-6.5-1.a"]
    assert shown["gate"]["unknown"]["must"] == "block"
    assert shown["extends"] == ["sensitive-domain", "release-gate"]


def test_the_help_of_a_check_and_the_shell_name_the_same_policies() -> None:
    text = words(CliRunner().invoke(application, ["check", "--help"]).output).replace("- ", "-")
    assert f"NAME: {', '.join(shipped())} (see: rightsgate policies)" in text
    values = [item.value for item in completed(None, None, "re")]  # type: ignore[arg-type] # it asks neither
    assert values == ["release-gate", "re"]


def test_a_policy_that_is_not_there_is_refused_with_a_hint(command: Run, tmp_path: Path) -> None:
    done = command(tmp_path, "policies", "show", "relase-gate")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "no such policy (did you mean 'release-gate'?)" in done.stderr.decode()
