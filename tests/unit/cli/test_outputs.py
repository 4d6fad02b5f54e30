"""Which formats a check writes where, and that a report depends on nothing but its inputs."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout.command import Run, command_with
from checkout.paths import ROOT

AS_OF = ("--as-of", "2026-11-21")
SMALL = (ROOT / "fixtures" / "small" / "manifest.yaml").read_bytes()
Check = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_bytes(SMALL)
    return tmp_path


@pytest.fixture
def check(here: Path, command: Run) -> Check:
    return lambda *arguments: command(here, "check", "m.yaml", *AS_OF, *arguments)


def test_two_formats_are_written_in_one_call_as_each_alone(here: Path, check: Check) -> None:
    for more in ((), ("--derivations",), ("--show", "unknown")):
        both = check("--format", "json=a.json", "--format", "text=b.txt", *more)
        assert (both.returncode, both.stdout, both.stderr) == (1, b"", b"")
        assert (here / "a.json").read_bytes() == check("--format", "json", *more).stdout
        alone = (one for one in more if one != "--derivations")
        assert (here / "b.txt").read_bytes() == check(*alone).stdout


def test_one_format_may_go_to_standard_output(here: Path, check: Check) -> None:
    both = check("--format", "json=a.json", "--format", "text")
    assert both.stdout == check().stdout
    assert json.loads((here / "a.json").read_bytes())["exit_code"] == both.returncode
    assert check("--format", "json=-").stdout == (here / "a.json").read_bytes()


@pytest.mark.parametrize(
    ("name", "begins"), [("x.json", b"{"), ("x.JSON", b"{"), ("x.txt", b"rightsgate:"), ("x", b"rightsgate:")]
)
def test_the_ending_of_the_file_tells_the_format(here: Path, check: Check, name: str, begins: bytes) -> None:
    assert check("-o", name).stdout == b""
    assert (here / name).read_bytes().startswith(begins)


def test_outcomes_to_show_ask_for_the_full_report_unless_another_is_named(check: Check) -> None:
    shown = check("--show", "unmet,met").stdout
    assert shown == check("--show", "unmet,met", "--detail", "full").stdout
    assert b"Duties checked: " in shown
    assert check("--show", "met", "--detail", "findings").stdout not in (shown, check("--detail", "findings").stdout)
    assert check().stdout == check("--detail", "brief").stdout


def test_outcomes_to_show_serve_json_beside_a_brief_text(here: Path, check: Check) -> None:
    check("--detail", "brief", "--show", "met", "--format", "json=a.json", "--format", "text=b.txt")
    assert (here / "b.txt").read_bytes() == check().stdout
    assert (here / "a.json").read_bytes() == check("--format", "json", "--show", "met").stdout


def test_a_named_format_goes_before_the_ending(here: Path, check: Check) -> None:
    check("--format", "text", "-o", "x.json")
    assert (here / "x.json").read_bytes() == check().stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--format json --format text", "json and text would both go to standard output"),
        ("--format json=a --format text=./a", "json and text would both go to"),
        ("--format json=- --format text", "json and text would both go to standard output"),
        ("--format josn", "there is no format 'josn'; did you mean 'json'?"),
        ("--format odt", "there is no format 'odt'; formats: text, json"),
        ("--format json=", "'json=' names no file"),
        ("--format =a.json", "there is no format ''"),
        ("--format json=a.json -o b.json", "--output takes one format, without a file of its own"),
        ("--format json --format text -o b.json", "--output takes one format"),
        ("--pretty", "--pretty applies only to --format json"),
        ("--derivations", "--derivations applies only to --format json"),
        ("--format text --derivations", "--derivations applies only to --format json"),
        ("-o x.txt --pretty", "--pretty applies only to --format json"),
        ("--format json --detail brief", "--detail applies only to --format text"),
        ("-o x.json --detail full", "--detail applies only to --format text"),
        ("--detail brief --show met", "--show has no effect on a brief report; write --detail full"),
        ("--for lab --for studio", "a check is for one actor, but 2 are given: lab, studio"),
        ("--for=", "the id of the actor is empty"),
        ("-o x.doc", "cannot tell the format from '.doc' (.txt is text, .json is json"),
        ("--format json=m.yaml", "the report would replace a manifest that this command reads"),
        ("--format text=t.txt --format json=m.yaml", "the report would replace a manifest that this command reads"),
    ],
)
def test_what_cannot_be_written_so_is_refused_before_anything_is(
    here: Path, check: Check, options: str, said: str
) -> None:
    refused = check(*options.split())
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert said in " ".join(refused.stderr.decode().split())
    assert [path.name for path in here.iterdir()] == ["m.yaml"]
    assert (here / "m.yaml").read_bytes() == SMALL


def test_pretty_lays_out_the_same_data(check: Check) -> None:
    compact = check("--format", "json", "--derivations").stdout
    pretty = check("--format", "json", "--derivations", "--pretty").stdout
    assert json.loads(compact) == json.loads(pretty)
    assert pretty.decode() == json.dumps(json.loads(pretty), indent=2, ensure_ascii=False) + "\n"
    assert len(compact) < len(pretty) / 1.5


def test_derivations_add_and_change_nothing_else(check: Check) -> None:
    without = json.loads(check("--format", "json").stdout)
    added = json.loads(check("--format", "json", "--derivations").stdout)
    (part,) = added["manifests"]
    steps = part.pop("derivations")
    findings = [finding.pop("derivation") for finding in part["findings"]]
    assert {step for names in findings for step in names} <= steps.keys()
    people = part["people"]
    for one in [*people["risks"], *(tie for risk in people["risks"] for tie in risk.get("connections", ()))]:
        assert one.pop("derivation") in steps
    assert all(risk.pop("rows") for risk in added["reference"]["risks"].values())
    assert added["run"]["call"].pop("derivations")
    assert added == without


def test_a_report_depends_on_no_cache(here: Path, check: Check, tmp_path: Path) -> None:
    warm = [check("--format", "json", "--derivations").stdout for _ in range(2)]
    cold = command_with(tmp_path / "cold")(here, "check", "m.yaml", *AS_OF, "--format", "json", "--derivations").stdout
    assert warm == [cold, cold]


def test_many_manifests_are_reported_alike_by_one_process_and_by_several(tmp_path: Path, command: Run) -> None:
    (tmp_path / "many").mkdir()
    small = b"rightsgate: 1\nname: %d\nactors: [{id: a%d, activities: [app_building]}]\n"
    for number in range(130):
        (tmp_path / "many" / f"{number}.yaml").write_bytes(small % (number, number))
    calls = [("--jobs", jobs) for jobs in ("1", "4")]
    one, four = (command(tmp_path, "check", "many", *AS_OF, "--format", "json", *call).stdout for call in calls)
    assert one == four
    report = json.loads(one)
    assert report["summary"]["manifests"] == len(report["manifests"]) == 130
    text = command(tmp_path, "check", "many", *AS_OF, "--jobs", "4", "--detail", "full").stdout.decode()
    words = {"unknown": "not stated", "judgement": "for a person to decide"}
    found = report["summary"]["counts"].items()
    counts = " + ".join(f"{count} {words.get(outcome, outcome)}" for outcome, count in found if count)
    assert f"130 manifests. Duties checked: {report['summary']['findings']} = {counts}" in " ".join(text.split())
