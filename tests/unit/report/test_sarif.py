"""SARIF: what results, rules and the run say, what stays the same when lines move, and what GitHub gets."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checkout.command import Run
from checkout.paths import ROOT
from checkout.reports import sarif_text
from rightsgate.report.sarif.github import GITHUB, MOST_TAGS
from rightsgate.report.sarif.result import FINGERPRINT
from rightsgate.report.sarif.rules import NOTHING_CHECKED
from worlds.manifests import check, checker

SMALL = (ROOT / "fixtures" / "small" / "manifest.yaml").read_text(encoding="utf-8")
AS_OF = "2026-06-01"
WAIVER = (
    "--reason",
    "The review is in July",
    "--owner",
    "P. Lead",
    "--approver",
    "R. Osei",
    "--expires",
    "2026-07-31",
    "--starts",
    AS_OF,
)
WAIVED = "bsr-6.1-1.d@studio"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "rights.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def run_of(command: Run, folder: Path, *options: str, form: str = "sarif") -> dict[str, Any]:
    done = command(folder, "check", *options, "--as-of", AS_OF, "--format", form)
    assert done.returncode in (0, 1, 3), done.stderr
    (run,) = json.loads(done.stdout)["runs"]
    return {**run, "code": done.returncode}


def prints(run: dict[str, Any]) -> dict[str, str]:
    return {one["properties"]["finding"]: one["partialFingerprints"][FINGERPRINT] for one in run["results"]}


def test_moved_lines_change_no_fingerprint_and_only_places(here: Path, command: Run) -> None:
    before = run_of(command, here, "rights.yaml")
    moved = re.sub(r"(?m)^(models|channels|documents):", r"# a line\n\n# another\n\1:", "# a line\n" + SMALL)
    (here / "rights.yaml").write_text(moved, encoding="utf-8")
    after = run_of(command, here, "./rights.yaml")
    assert prints(before) == prints(after)
    assert len({*prints(before).values()}) == len(before["results"])
    lines = [
        [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]]
        for run in (before, after)
    ]
    assert lines[0] != lines[1]


def test_the_same_check_gives_the_same_bytes(here: Path, command: Run) -> None:
    call = ("check", "rights.yaml", "--as-of", AS_OF, "--format", "sarif")
    assert command(here, *call).stdout == command(here, *call).stdout


def test_the_same_finding_in_two_manifests_has_two_fingerprints(here: Path, command: Run) -> None:
    (here / "other.yaml").write_text(SMALL, encoding="utf-8")
    run = run_of(command, here, "rights.yaml", "other.yaml")
    assert len({one["partialFingerprints"][FINGERPRINT] for one in run["results"]}) == len(run["results"])
    assert [one["path"] for one in run["properties"]["manifests"]] == ["other.yaml", "rights.yaml"]


def test_a_json_report_is_the_same_beside_a_sarif_report(here: Path, command: Run) -> None:
    alone = command(here, "check", "rights.yaml", "--as-of", AS_OF, "--format", "json").stdout
    formats = ("--format", "json", "--format", "sarif=out.sarif", "--format", "sarif:github=github.sarif")
    assert command(here, "check", "rights.yaml", "--as-of", AS_OF, *formats).stdout == alone


def test_the_ending_of_a_file_decides_the_format(here: Path, command: Run) -> None:
    command(here, "check", "rights.yaml", "-o", "out.sarif")
    assert json.loads((here / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_what_blocks_is_an_error_with_what_to_do_and_how_it_follows(here: Path, command: Run) -> None:
    run = run_of(command, here, "rights.yaml")
    (one,) = (one for one in run["results"] if one["properties"]["finding"].startswith(WAIVED))
    assert one["level"] == "error"
    assert "kind" not in one
    assert "suppressions" not in one
    assert one["message"]["text"].startswith("Unmet (studio): ")
    assert "Stated: actors.studio." in one["message"]["text"]
    steps = [step["location"] for step in one["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert steps[0]["message"]["text"].startswith("Stated: actors.studio.activities: ")
    assert SMALL.splitlines()[steps[0]["physicalLocation"]["region"]["startLine"] - 1].strip().startswith("activities:")
    assert steps[-1]["message"]["text"] == one["message"]["text"].partition(" Stated: ")[0]
    assert (run["code"], run["invocations"][0]["exitCode"]) == (1, 1)
    assert run["invocations"][0]["executionSuccessful"]


def test_a_waived_finding_is_suppressed_and_no_longer_an_error(here: Path, command: Run) -> None:
    done = command(here, "waive", WAIVED, "rights.yaml", *WAIVER, "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    run = run_of(command, here, "rights.yaml", "--waivers", "rightsgate.waivers.yaml")
    suppressed = [one for one in run["results"] if one["suppressions"]]
    assert [one["properties"]["finding"].partition("/")[0] for one in suppressed] == [WAIVED]
    (waiver,) = suppressed[0]["suppressions"]
    assert suppressed[0]["level"] == "note"
    assert (waiver["kind"], waiver["status"]) == ("external", "accepted")
    assert waiver["justification"].startswith("The review is in July. Owner: P. Lead; approved by R. Osei")
    assert waiver["location"]["physicalLocation"]["artifactLocation"]["uri"] == "rightsgate.waivers.yaml"
    assert run["properties"]["summary"]["waived"] == run["properties"]["manifests"][0]["waived"] == 1
    github = run_of(command, here, "rights.yaml", "--waivers", "rightsgate.waivers.yaml", form="sarif:github")
    assert not any(one["properties"].get("waived") for one in github["results"])
    assert github["properties"]["manifests"][0]["leftOut"]["waived"] == 1


def test_what_was_open_in_the_baseline_is_unchanged_and_gets_no_alert(here: Path, command: Run) -> None:
    command(here, "check", "rights.yaml", "--as-of", AS_OF, "--format", "json=main.json")
    worse = SMALL.replace("status_feedback: {value: true,", "status_feedback: {value: false,")
    (here / "rights.yaml").write_text(worse, encoding="utf-8")
    run = run_of(command, here, "rights.yaml", "--baseline", "main.json")
    states = {one["baselineState"] for one in run["results"]}
    assert states >= {"unchanged"}
    for one in run["results"]:
        spared = one["properties"].get("spared", False)
        assert not spared or (one["baselineState"] in ("unchanged", "updated") and one["level"] in ("note", "none"))
    errors = [one["baselineState"] for one in run["results"] if one["level"] == "error"]
    assert errors
    assert "unchanged" not in errors
    github = run_of(command, here, "rights.yaml", "--baseline", "main.json", form="sarif:github")
    assert len(github["results"]) < len(run["results"])
    assert not any(one["properties"].get("spared") for one in github["results"])
    assert github["properties"]["manifests"][0]["leftOut"]["spared"] == run["properties"]["summary"]["spared"] > 0


def test_duties_of_others_are_advisory_and_get_no_alert(here: Path, command: Run) -> None:
    run = run_of(command, here, "rights.yaml", "--for", "studio")
    advisory = [one for one in run["results"] if one["properties"].get("advisory")]
    assert advisory
    assert {one["level"] for one in advisory} <= {"note", "none"}
    assert all("Advisory: it cannot affect the result." in one["message"]["text"] for one in advisory)
    github = run_of(command, here, "rights.yaml", "--for", "studio", form="sarif:github")
    assert not any(one["properties"].get("advisory") for one in github["results"])
    assert github["properties"]["manifests"][0]["leftOut"]["advisory"] == len(advisory)


@pytest.mark.parametrize("form", ["sarif", "sarif:github"])
def test_a_manifest_of_which_nothing_was_checked_has_a_result(form: str, tmp_path: Path, command: Run) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: nobody, activities: none}]\n", encoding="utf-8")
    run = run_of(command, tmp_path, "m.yaml", form=form)
    (one,) = (one for one in run["results"] if one["ruleId"] == NOTHING_CHECKED)
    assert run["code"] == 3
    assert one["level"] == "warning"
    assert "nothing was checked" in one["message"]["text"]
    assert run["properties"]["verdict"] == "undecided"


def test_every_rule_of_the_packs_is_listed_with_what_github_requires(here: Path, command: Run) -> None:
    from worlds.manifests import shipped

    for policy in ("release-gate", "audit"):
        run = run_of(command, here, "rights.yaml", "--policy", policy, form="sarif:github")
        rules = run["tool"]["driver"]["rules"]
        assert {one["id"] for one in rules} == {NOTHING_CHECKED, *(duty.id for duty in shipped().duties)}
        for one in rules:
            assert 0 < len(one["name"]) <= 255
            assert 0 < len(one["shortDescription"]["text"]) <= 1024
            assert 0 < len(one["fullDescription"]["text"]) <= 1024
            assert one["help"]["text"]
            assert one["help"]["markdown"]
            assert one["defaultConfiguration"]["level"] in ("error", "warning", "note")
            assert 0 < len({*one["properties"]["tags"]}) == len(one["properties"]["tags"]) <= MOST_TAGS
            assert "security-severity" not in one["properties"]
        assert {one["level"] for one in run["results"]} <= {"error", "warning", "note"}
        for one in run["results"]:
            assert 0 < len(one["message"]["text"]) <= 2000
            assert len(one["locations"]) == 1
            assert len(one.get("relatedLocations", ())) <= 100
            for flow in one.get("codeFlows", ()):
                places = flow["threadFlows"][0]["locations"]
                assert 0 < len(places) <= 1000
                assert all("physicalLocation" in step["location"] for step in places)


def test_the_pages_to_which_rules_lead_are_there(here: Path, command: Run) -> None:
    rules = run_of(command, here, "rights.yaml")["tool"]["driver"]["rules"]
    base = "https://github.com/rightsgate/rightsgate/blob/main/"
    for one in rules:
        if one["id"] != NOTHING_CHECKED:
            path, _, name = one["helpUri"].removeprefix(base).partition("#")
            assert f'<a id="{name}">' in (ROOT / path).read_text(encoding="utf-8")


def test_rules_of_another_pack_lead_to_no_page(here: Path, command: Run) -> None:
    run = run_of(command, here, "rights.yaml", "--rules", str(ROOT / "examples" / "our-house" / "rules"))
    without = {one["id"] for one in run["tool"]["driver"]["rules"] if "helpUri" not in one}
    assert without
    assert not any(name.startswith("bsr-") for name in without)


def test_of_more_results_than_a_report_holds_the_most_severe_are_kept() -> None:
    one = check({"rightsgate": 1, "actors": [{"id": "lab", "activities": ["app_building"], "hrdd": "none"}]})
    run = checker().run()
    every = json.loads(sarif_text([one, one], run, GITHUB))["runs"][0]
    order = ["error", "warning", "note"]
    levels = sorted((each["level"] for each in every["results"]), key=order.index)
    assert len({*levels}) > 1
    for most in (1, levels.count("error"), levels.count("error") + 3):
        cut = json.loads(sarif_text([one, one], run, msgspec.structs.replace(GITHUB, most_results=most)))["runs"][0]
        assert sorted((each["level"] for each in cut["results"]), key=order.index) == levels[:most]
        assert cut["properties"]["results"] == {"held": most, "cut": len(levels) - most}
        said = [each["message"]["text"] for each in cut["invocations"][0]["toolExecutionNotifications"]]
        assert any(text.startswith(f"{len(levels) - most} results were left out, the least severe") for text in said)
    assert every["properties"]["results"]["cut"] == 0


def test_no_name_of_a_manifest_makes_a_link_or_steers_a_terminal(tmp_path: Path, command: Run) -> None:
    hostile = "[click](https://evil.example)\u202e\n# x <b>" + "y" * 5000
    engaged = {"groups": {"value": ["deployers"], "evidence": hostile[:40]}}
    actor = {"id": "lab", "name": hostile, "activities": ["app_building"], "engagement": engaged}
    text = json.dumps({"rightsgate": 1, "name": hostile, "actors": [actor]})
    (tmp_path / "m [x](y) #1%.json").write_text(text, encoding="utf-8")
    for form in ("sarif", "sarif:github"):
        done = command(tmp_path, "check", ".", "--format", form)
        assert done.returncode == 1, done.stderr
        printed = done.stdout.decode()
        assert all(line.isprintable() for line in printed.split("\n"))
        (run,) = json.loads(printed)["runs"]
        assert any("[click] (https://evil.example)" in one["message"]["text"] for one in run["results"])
        for one in run["results"]:
            assert "](" not in one["message"]["text"]
            uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert uri == "m%20%5Bx%5D%28y%29%20%231%25.json"


def test_faults_of_input_leave_no_report(tmp_path: Path, command: Run) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: lab, oops: 1}]\n", encoding="utf-8")
    done = command(tmp_path, "check", "m.yaml", "--format", "sarif=out.sarif")
    assert done.returncode == 2
    assert not (tmp_path / "out.sarif").exists()


def test_many_manifests_are_written_alike_by_one_process_and_by_several(tmp_path: Path, command: Run) -> None:
    for number in range(70):
        text = SMALL.replace("Parcel help desk", f"Desk {number}")
        (tmp_path / f"m{number:02}.yaml").write_text(text, encoding="utf-8")
    call = ("check", ".", "--as-of", AS_OF, "--format", "sarif:github")
    one, two = (command(tmp_path, *call, "--jobs", jobs).stdout for jobs in ("1", "2"))
    assert one == two
    (run,) = json.loads(one)["runs"]
    assert len(run["results"]) == 5000
    assert run["properties"]["results"]["cut"] > 0
    assert len(run["properties"]["manifests"]) == 70
    assert sum(each["level"] == "error" for each in run["results"]) == sum(
        each["blocking"] for each in run["properties"]["manifests"]
    )
