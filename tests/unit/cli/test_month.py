"""A team's month, played through: nothing is green that should not be, nothing is lost, each message says what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from packs.house import write_house

SMALL = ROOT / "fixtures" / "small" / "manifest.yaml"
FIRST, LATER, LAST, OVER = "2026-11-21", "2026-11-25", "2026-12-10", "2026-12-11"
TIMING = "pre_development, pre_deployment"
CONFIG = """\
subject = "studio"
manifests = ["m.yaml"]
policy = "ours.yaml"
rules = ["pack"]
waivers = "w.yaml"
baseline = "base.json"
"""
POLICY = "policy: ours\ntitle: Ours\nextends: release-gate\n"
PEOPLE = ("--reason", "The yearly review is in December", "--owner", "P. Lead", "--approver", "R. Osei")


class Team:
    """A repository, and calls in it."""

    def __init__(self, folder: Path, command: Run) -> None:
        self.folder = folder
        self.command = command

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def said(self, *call: str) -> tuple[int, str]:
        done = self.command(self.folder, *call)
        return done.returncode, " ".join((done.stdout + done.stderr).decode().split())

    def checked(self, day: str, *options: str) -> tuple[int, dict[str, Any]]:
        done = self.command(self.folder, "check", "--as-of", day, "--format", "json", *options)
        assert done.stdout, done.stderr.decode()
        return done.returncode, json.loads(done.stdout)

    def stopping(self, day: str) -> list[str]:
        _, report = self.checked(day)
        return sorted(
            one["id"] for one in report["manifests"][0]["findings"] if one.get("effect") in ("block", "undecided")
        )

    def waive(self, finding: str, *options: str) -> None:
        code, said = self.said(
            "waive", finding, *PEOPLE, "--as-of", LATER, "--starts", LATER, "--expires", LAST, *options
        )
        assert code == 0, said


@pytest.fixture
def team(tmp_path: Path, command: Run) -> Team:
    """Begin in a repository with a manifest that has known gaps, accepted as the baseline."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "m.yaml").write_bytes(SMALL.read_bytes())
    write_house(tmp_path / "pack")
    team = Team(tmp_path, command)
    team.write("w.yaml", "# Ours, since November\nwaivers: []\n")
    team.write("ours.yaml", POLICY)
    call = ("m.yaml", "--for", "studio", "--policy", "ours.yaml", "--rules", "pack", "--as-of", FIRST)
    code, said = team.said("check", *call, "-o", "base.json")
    assert code == 1, said
    team.write("rightsgate.toml", CONFIG)
    return team


def test_a_month(team: Team) -> None:
    # What was open when the team began does not stop it, and is counted.
    code, said = team.said("check", "--as-of", FIRST)
    assert code == 0, said
    assert "open in the baseline already" in said
    assert "0 settled" in said

    # A change for the worse does.
    team.change("m.yaml", TIMING, "pre_development")
    code, said = team.said("check", "--as-of", LATER)
    new = team.stopping(LATER)
    assert code == 1
    assert new
    assert f"{len(new)} worse than before" in said

    # It is accepted for a time: by somebody, until a day, and the report says by whom and of whom.
    for finding in new:
        team.waive(finding)
    assert (team.folder / "w.yaml").read_text().startswith("# Ours, since November\n")
    code, said = team.said("check", "--as-of", LAST)
    assert code == 0, said
    assert f"{len(new)} accepted by waiver" in said
    assert f"accepted by R. Osei until {LAST}, owner P. Lead: The yearly review" in said
    assert "Waived by right" in said
    code, said = team.said("forecast", "--as-of", LATER, "--until", OVER)
    assert f"{OVER} FAILED" in said
    assert f"expired on {LAST}" in said

    # It ends by itself, on the day that was said.
    code, said = team.said("check", "--as-of", OVER)
    assert code == 1
    assert f"expired on {LAST}" in said
    assert team.stopping(OVER) == new

    # A baseline that is made while they are waived does not outlive them.
    code, _ = team.said("check", "--as-of", LATER, "-o", "base2.json")
    assert code == 0
    code, said = team.said("check", "--as-of", OVER, "--baseline", "base2.json")
    assert code == 1, said

    # The facts that were accepted change: it has to be decided again.
    team.change("m.yaml", "[pre_development]", "[ongoing]")
    code, said = team.said("check", "--as-of", LATER)
    assert code == 1
    assert "facts that decide the finding have changed since" in said
    team.change("m.yaml", "[ongoing]", "[pre_development]")

    # Two branches each waive something, and are merged in either order.
    team.waive("bsr-6.1-1.d@studio")
    text = (team.folder / "w.yaml").read_text()
    head, *entries = text.split("  - finding: ")
    assert len(entries) == len(new) + 1
    reports = []
    for order in (entries, entries[::-1]):
        team.write("w.yaml", head + "".join(f"  - finding: {entry.rstrip()}\n" for entry in order))
        code, report = team.checked(LATER)
        assert code == 0
        reports.append(without_places(report))
    assert reports[0] == reports[1]

    # Whoever moves the goal posts in the same change is found out.
    code, said = team.said("lock")
    assert code == 0, said
    assert "waivers w.yaml" in said
    assert team.said("check", "--as-of", LATER, "--locked")[0] == 0
    team.change("ours.yaml", "extends: release-gate", "extends: musts-only")
    team.change("pack/rule.yaml", "strength: should", "strength: may")
    team.change("w.yaml", "The yearly review", "The monthly review")
    code, said = team.said("check", "--as-of", LATER, "--locked")
    assert code == 2
    assert said.count("RG604") == 3
    for named in ("the policy 'ours'", "the rule pack 'pack'", "the file of waivers 'w.yaml'"):
        assert f"{named} has changed since it was locked" in said
    code, said = team.said("check", "--as-of", LATER)
    assert "Not as in rightsgate.lock" in said
    assert "It was made by the policy ours as it was then and by other rules" in said
    code, report = team.checked(LATER)
    assert {one["kind"] for one in report["run"]["unlocked"]} == {"policy", "rules", "waivers"}
    assert report["manifests"][0]["changes"]["otherwise"] == ["policy", "rules"]


def without_places(report: Any) -> Any:
    """Return a report without the places of waivers and what changes with the order of the file."""
    match report:
        case dict():
            return {key: without_places(value) for key, value in report.items() if key not in ("location", "waivers")}
        case list():
            return [without_places(one) for one in report]
    return report
