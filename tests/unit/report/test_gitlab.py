"""The format of GitLab's code quality: its properties, severities, and fingerprints that stay."""

import json
import re
from pathlib import Path
from typing import Any

from checkout.command import Run
from checkout.formats import AS_OF, hostile_manifest
from checkout.paths import ROOT

SMALL = "fixtures/small/manifest.yaml"
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def entries(command: Run, folder: Path, *arguments: str) -> list[Any]:
    ended = command(folder, "check", *arguments, "--as-of", AS_OF, "--format", "gitlab")
    assert ended.stderr == b""
    found = json.loads(ended.stdout)
    assert isinstance(found, list)
    return found


def test_an_entry_has_what_gitlab_reads(command: Run) -> None:
    found = entries(command, ROOT, f"./{SMALL}", "examples/start-here.yaml")
    for entry in found:
        assert {*entry} == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in SEVERITIES
        assert re.fullmatch("[0-9a-f]{64}", entry["fingerprint"])
        assert entry["location"]["lines"]["begin"] > 0
    assert {entry["location"]["path"] for entry in found} == {SMALL, "examples/start-here.yaml"}
    (blocking,) = [
        one for one in found if one["check_name"] == "bsr-6.1-1.d" and "(studio as downstream" in one["description"]
    ]
    assert blocking["severity"] == "critical"
    assert blocking["description"].startswith(
        "should, unmet: Due diligence goes on for as long as the system is in use (studio as downstream developer). "
    )
    undecided = next(
        entry for entry in found if entry["check_name"] == "bsr-6.1-5.a" and "not stated" in entry["description"]
    )
    assert undecided["severity"] == "major"


def test_a_fingerprint_stays_when_lines_move_and_differs_by_file(command: Run, tmp_path: Path) -> None:
    text = (ROOT / SMALL).read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text)
    (tmp_path / "b.yaml").write_text("# a line\n\n" + text)
    before, other = entries(command, tmp_path, "a.yaml"), entries(command, tmp_path, "b.yaml")
    (tmp_path / "a.yaml").write_text("# a line\n\n" + text)
    after = entries(command, tmp_path, "./a.yaml")
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["location"]["lines"]["begin"] + 2 for one in before] == [
        one["location"]["lines"]["begin"] for one in after
    ]
    assert not {one["fingerprint"] for one in before} & {one["fingerprint"] for one in other}


def test_a_list_is_empty_only_if_all_passed(command: Run, tmp_path: Path) -> None:
    passing = ("examples/sensitive-domain.yaml",)
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: nobody, activities: []}]\n")
    (entry,) = entries(command, tmp_path, "m.yaml")
    assert (entry["check_name"], entry["severity"]) == ("rightsgate-verdict", "critical")
    assert entry["description"] == "The verdict is undecided: no duty applies to any actor, so nothing was checked"
    ended = command(ROOT, "check", *passing, "--as-of", AS_OF, "--format", "gitlab")
    assert (ended.returncode, json.loads(ended.stdout)) == (0, [])


def test_manifests_that_pass_leave_no_gap_in_the_list(command: Run, tmp_path: Path) -> None:
    good = (ROOT / "examples" / "sensitive-domain.yaml").read_text(encoding="utf-8")
    for name in ("a.yaml", "c.yaml", "e.yaml"):
        (tmp_path / name).write_text(good)
    for name in ("b.yaml", "d.yaml"):
        (tmp_path / name).write_text("rightsgate: 1\nactors: [{id: nobody, activities: []}]\n")
    found = entries(command, tmp_path, ".")
    assert [entry["location"]["path"] for entry in found] == ["b.yaml", "d.yaml"]


def test_what_a_manifest_says_stays_in_its_place(command: Run, tmp_path: Path) -> None:
    name = hostile_manifest(tmp_path, 'a"b,c.json')
    found = entries(command, tmp_path, name)
    assert {entry["location"]["path"] for entry in found} == {name}
    assert all(entry["description"].isprintable() for entry in found)
