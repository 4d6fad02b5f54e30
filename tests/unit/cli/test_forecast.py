"""``rightsgate forecast``: the days on which outcomes change by themselves, why, and what becomes of the gate."""

import json
from pathlib import Path

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from packs.house import write_house

SMALL = ROOT / "fixtures" / "small" / "manifest.yaml"
DAY = ("--as-of", "2026-11-21")
MANIFEST = """\
rightsgate: 1
subject: studio
actors:
  - id: studio
    activities: [app_building]
    hrdd: {timing: {value: [pre_development, pre_deployment, ongoing], evidence: docs/hrdd.md, as_of: 2026-06-10}}
"""
EXCEPTION = """\
policy: ours
title: Ours
extends: release-gate
except: {ids: [bsr-6.1-1.c], reason: under way, until: 2026-12-23}
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    (tmp_path / "s.yaml").write_bytes(SMALL.read_bytes())
    (tmp_path / "ours.yaml").write_text(EXCEPTION)
    write_house(tmp_path / "pack", "2026-12-24")
    return tmp_path


def forecast(command: Run, here: Path, *call: str) -> str:
    done = command(here, "forecast", *DAY, *call)
    assert done.returncode == 0, done.stderr.decode()
    return " ".join(done.stdout.decode().split())


def test_evidence_grows_old(here: Path, command: Run) -> None:
    text = (here / "ours.yaml").read_text().replace("except:", "#")
    text += "evidence: {must: {tier: documented, fresh_within: 6m, reason: ours}, should: "
    text += "{tier: documented, fresh_within: 6m, reason: ours}}\n"
    (here / "ours.yaml").write_text(text)
    said = forecast(command, here, "m.yaml", "--policy", "ours.yaml", "--until", "2026-12-31")
    assert "2026-12-11" in said
    assert "because what is dated 2026-06-10 is 6 months old (line 6)" in said
    assert "met → not stated" in said


def test_an_exception_lapses_and_a_rule_takes_effect(here: Path, command: Run) -> None:
    call = ("m.yaml", "--policy", "ours.yaml", "--rules", "pack", "--until", "2026-12-31")
    said = forecast(command, here, *call)
    assert "2026-12-24" in said
    assert "the policy's exception until 2026-12-23 has lapsed (under way)" in said
    assert "the rule own-1.a takes effect" in said
    assert "own-1.a@studio/downstream_developer" in said
    brief = " ".join(command(here, "check", *call[:-2], *DAY).stdout.decode().split())
    assert "Changes by itself within 30 days" not in brief
    later = ("check", *call[:-2], "--as-of", "2026-11-24")
    for detail in ("brief", "findings", "full"):
        words = " ".join(command(here, *later, "--detail", detail).stdout.decode().split())
        assert "Changes by itself within 30 days: 2026-12-24 (" in words
    report = json.loads(command(here, *later, "--format", "json").stdout)
    (day,) = report["manifests"][0]["upcoming"]
    assert day["day"] == "2026-12-24"
    assert {change["finding"].split("@")[0] for change in day["changes"]} == {"own-1.a", "bsr-6.1-1.c"}
    assert any("takes effect" in reason for reason in day["reasons"])


def test_a_waiver_ends(here: Path, command: Run) -> None:
    people = ("--reason", "In January", "--owner", "P. Lead", "--approver", "R. Osei", "--starts", "2026-11-21")
    call = ("s.yaml", "--for", "studio")
    finding = "bsr-6.1-1.d@studio/downstream_developer"
    done = command(here, "waive", finding, *call, *DAY, *people, "--expires", "2026-12-10", "--waivers", "w.yaml")
    assert done.returncode == 0, done.stderr
    said = forecast(command, here, *call, "--waivers", "w.yaml", "--until", "2027-01-31")
    assert f"2026-12-11 FAILED because the waiver of {finding} expired on 2026-12-10 {finding} unmet, blocks" in said


def test_a_decision_is_too_old(here: Path, command: Run) -> None:
    (here / "five.yaml").write_bytes(
        (ROOT / "fixtures" / "five-companies-call-summariser" / "manifest.yaml").read_bytes()
    )
    said = forecast(command, here, "five.yaml", "--policy", "audit", "--until", "2028-05-31")
    assert "what is dated 2026-04-09 is 2 years old (line 38)" in said
    assert "met → for a person to decide, leaves the gate undecided" in said


def test_a_year_is_looked_at_unless_a_day_is_given(here: Path, command: Run) -> None:
    said = forecast(command, here, "s.yaml", "--for", "studio")
    assert "2027-11-21" in said
    done = command(here, "forecast", "s.yaml", *DAY, "--until", "2026-11-21")
    assert done.returncode == 2
    assert "is not after the day to begin with" in done.stderr.decode()


def test_a_forecast_is_data_too(here: Path, command: Run) -> None:
    call = ("m.yaml", "--policy", "ours.yaml", "--rules", "pack", "--until", "2026-12-31")
    done = command(here, "forecast", *DAY, *call, "--format", "json")
    data = json.loads(done.stdout)
    assert (data["schema"], data["as_of"], data["until"]) == ("rightsgate.forecast/1", "2026-11-21", "2026-12-31")
    (part,) = data["manifests"]
    assert part["path"] == "m.yaml"
    assert [day["day"] for day in part["days"]] == ["2026-12-24"]
