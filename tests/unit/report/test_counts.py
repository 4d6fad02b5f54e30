"""Every format has the counts of the JSON report, over all examples and fixtures, with waivers and a baseline too."""

from collections import Counter
from pathlib import Path

import pytest

from checkout.command import Run
from checkout.formats import AS_OF, FORMATS, Written, outcomes, standings, written
from checkout.paths import ROOT

EXAMPLES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "examples").glob("*.yaml"))
SMALL = "fixtures/small/manifest.yaml"
WAIVED = "bsr-6.1-1.d@studio/downstream_developer"


@pytest.fixture(scope="module")
def whole(command: Run, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(command, ROOT, tmp_path_factory.mktemp("all"), *EXAMPLES, "fixtures")


@pytest.fixture(scope="module")
def accepted(command: Run, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return a check with a waiver, and with a baseline that has most of the open findings, but not the one that is waived."""
    folder = tmp_path_factory.mktemp("accepted")
    (folder / "m.yaml").write_bytes((ROOT / SMALL).read_bytes())
    day = ("--as-of", AS_OF)
    reason = ("--reason", "Soon, =1", "--owner", "P. Lead", "--approver", "R. Osei", "--starts", AS_OF)
    waived = command(folder, "waive", WAIVED, "m.yaml", *reason, "--expires", "2026-12-12", *day)
    assert waived.returncode == 0, waived.stderr.decode()
    before = (folder / "m.yaml").read_text()
    (folder / "before").mkdir()
    better = before.replace("pre_deployment]  ", "pre_deployment, ongoing]").replace(
        "intended_uses]", "context_specific_rights]"
    )
    assert better.count("ongoing") == before.count("ongoing") + 1
    (folder / "before" / "m.yaml").write_text(better)
    made = command(folder / "before", "check", "m.yaml", "--format", "json=../base.json", *day)
    assert made.returncode == 1, made.stderr.decode()
    waivers = "--waivers=rightsgate.waivers.yaml"
    return written(command, folder, tmp_path_factory.mktemp("out"), "m.yaml", waivers, "--baseline=base.json")


@pytest.fixture(params=["whole", "accepted"])
def report(request: pytest.FixtureRequest) -> Written:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Written)
    return found


def test_there_is_something_to_count(whole: Written, accepted: Written) -> None:
    assert len(whole.json["manifests"]) > 40
    assert {part["verdict"] for part in whole.json["manifests"]} == {"failed", "undecided", "passed"}
    assert accepted.json["summary"]["waived"] == 1
    assert accepted.json["summary"]["spared"] > 3
    assert {"waived", "known", "blocks"} <= {row["standing"] for row in accepted.rows()}


def test_json_lines_are_the_json_report(report: Written) -> None:
    first, *lines, last = report.jsonl
    assert {**first, "kind": "", "schema": ""} == {
        "kind": "",
        "schema": "",
        **{key: report.json[key] for key in first if key not in ("kind", "schema")},
    }
    assert last == {"kind": "reference", "reference": report.json["reference"]}
    manifests = [line for line in lines if line["kind"] == "manifest"]
    assert manifests == [
        {"kind": "manifest", **{key: value for key, value in part.items() if key != "findings"}}
        for part in report.json["manifests"]
    ]
    findings = [line for line in lines if line["kind"] == "finding"]
    added = ("kind", "manifest", "title", "standing")
    assert [{key: value for key, value in line.items() if key not in added} for line in findings] == report.findings()


def test_the_table_has_a_row_for_each_manifest_and_finding(report: Written) -> None:
    parts = report.json["manifests"]
    told = [(row["manifest"], row["verdict"], row["reason"], row["digest"]) for row in report.rows("manifest")]
    assert told == [(part["path"], part["verdict"], part["reason"], part["digest"]) for part in parts]
    keys = ("id", "outcome", "actor", "role")
    assert [[row[key] for key in keys] for row in report.rows()] == [
        [finding[key] for key in keys] for finding in report.findings()
    ]
    assert [row["effect"] for row in report.rows()] == [one.get("effect", "accept") for one in report.findings()]
    assert [row["waiver_approver"] != "" for row in report.rows()] == ["waiver" in one for one in report.findings()]
    assert [row["change"] for row in report.rows()] == [one.get("change", "") for one in report.findings()]
    assert Counter(row["standing"] for row in report.rows())["known"] == report.json["summary"].get("spared", 0)


def test_the_suites_count_what_they_hold_and_what_json_counts(report: Written) -> None:
    suites = report.junit.findall("testsuite")
    for suite, part in zip(suites, report.json["manifests"], strict=True):
        cases = suite.findall("testcase")
        properties = {one.attrib["name"]: one.attrib["value"] for one in suite.iter("property")}
        findings = part.get("findings", [])
        assert suite.attrib["name"] == part["path"]
        assert int(suite.attrib["tests"]) == len(cases) == len(findings) + 1
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[attribute]) == len(suite.findall(f"testcase/{tag}"))
        assert {key: int(properties[f"outcome.{key}"]) for key in part["counts"]} == part["counts"]
        blocking = sum(one.get("effect") == "block" for one in findings)
        undecided = sum(one.get("effect") == "undecided" for one in findings)
        assert int(suite.attrib["failures"]) == blocking + (part["verdict"] == "failed")
        assert int(suite.attrib["errors"]) == undecided + (part["verdict"] == "undecided")
        assert int(properties["standing.blocks"]) == blocking
        assert int(properties["standing.waived"]) == part.get("waived", {}).get("findings", 0)
        assert properties["verdict"] == part["verdict"]


def test_code_quality_lists_what_gates(report: Written) -> None:
    gating = [one for one in report.findings() if one.get("effect", "accept") != "accept"]
    assert [entry["check_name"] for entry in report.gitlab] == [one["rule"] for one in gating]
    assert len({entry["fingerprint"] for entry in report.gitlab}) == len(report.gitlab)


def test_the_log_counts_every_finding_once(report: Written) -> None:
    counts = standings(report.github)
    assert sum(counts.values()) == report.json["summary"]["findings"]
    assert counts["blocking"] == sum(one.get("effect") == "block" for one in report.findings())
    assert counts["left open"] == sum(one.get("effect") == "undecided" for one in report.findings())
    assert counts["accepted by waiver"] == report.json["summary"].get("waived", 0)
    assert counts["open in the baseline already"] == report.json["summary"].get("spared", 0)
    listed = sum(line.count("  line ") for line in report.github.splitlines())
    assert listed == counts["blocking"] + counts["left open"]


def test_outcomes_add_up_in_the_table_and_the_lines(report: Written) -> None:
    counts = {key: count for key, count in report.json["summary"]["counts"].items() if count}
    assert outcomes(report.rows()) == outcomes(line for line in report.jsonl if line["kind"] == "finding") == counts


def test_a_second_run_writes_the_same_bytes(command: Run, whole: Written, tmp_path: Path) -> None:
    again = written(command, ROOT, tmp_path, *EXAMPLES, "fixtures")
    assert [
        path.name
        for path in sorted(again.folder.iterdir())
        if path.read_bytes() != (whole.folder / path.name).read_bytes()
    ] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_without_manifests_and_a_faulty_one_are_errors(command: Run, tmp_path: Path, name: str) -> None:
    assert command(tmp_path, "check", ".", "--format", name).returncode == 2
    (tmp_path / "good.yaml").write_bytes((ROOT / SMALL).read_bytes())
    (tmp_path / "bad.yaml").write_text("rightsgate: 1\nactors: [{id: lab, activities: [nonsense]}]\n")
    ended = command(tmp_path, "check", ".", "--format", f"{name}=out")
    assert (ended.returncode, ended.stdout, (tmp_path / "out").exists()) == (2, b"", False)


def test_several_processes_write_the_same(command: Run, tmp_path: Path) -> None:
    text = "rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n"
    for number in range(66):
        (tmp_path / f"{number:02}.yaml").write_text(f"# {number}\n" * number + text)
    asked = [f"--format={name}" for name in ("github=github", "junit=junit", "gitlab=gitlab", "csv=csv", "jsonl=jsonl")]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    for folder, jobs in (("one", "1"), ("two", "2")):
        ended = command(tmp_path / folder, "check", "..", "--jobs", jobs, "--as-of", AS_OF, *asked)
        assert (ended.returncode, ended.stderr) == (3, b"")
    names = ["csv", "github", "gitlab", "jsonl", "junit"]
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
