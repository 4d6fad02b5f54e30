"""Whole runs of the command line: what goes in, what is printed, which code comes out."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checkout.command import without_codes
from checkout.paths import ROOT
from rightsgate.cli import COMMANDS
from worlds.one_duty import MET, ONE_DUTY

SMALL = ROOT / "fixtures" / "small" / "manifest.yaml"
ESCAPE = "\x1b["


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "met.yaml").write_text(MET)
    (tmp_path / "unmet.yaml").write_text(MET.replace("true", "false"))
    (tmp_path / "unknown.yaml").write_text(MET.replace("status_feedback: true", "prominent: true"))
    (tmp_path / "nobody.yaml").write_text("rightsgate: 1\nactors: [{id: a, activities: none}]\n")
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "one.yml").write_text(ONE_DUTY)
    return tmp_path


def run(here: Path, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rightsgate", *arguments],
        cwd=here,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "XDG_CACHE_HOME": str(here / "cache"), "PYTHONUTF8": "1", **environment},
        check=False,
    )


def check(here: Path, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    options = ("--policy", "policy/one.yml", "--as-of", "2026-11-21")
    return run(here, "check", *arguments, *options, stdin=stdin, **environment)


@pytest.mark.parametrize(
    ("name", "code", "verdict"),
    [
        ("met.yaml", 0, "Gate PASSED: nothing blocks it"),
        ("unmet.yaml", 1, "Gate FAILED: 1 finding blocks it"),
        ("unknown.yaml", 3, "Gate UNDECIDED: 1 duty not stated"),
        ("nobody.yaml", 3, "Gate UNDECIDED: no duty applies to any actor, so nothing was checked"),
    ],
)
def test_the_exit_code_is_the_verdict(here: Path, name: str, code: int, verdict: str) -> None:
    result = check(here, name, "--detail", "full")
    assert (result.returncode, result.stderr) == (code, "")
    assert verdict in result.stdout
    assert result.stdout.endswith(f"Exit code {code}.\n")


def test_the_worst_of_several_manifests_decides_and_each_has_its_part(here: Path) -> None:
    result = check(here, "unknown.yaml", "met.yaml", "unmet.yaml", "--format", "json")
    report = json.loads(result.stdout)
    assert result.returncode == report["exit_code"] == 1
    assert [(part["path"], part["verdict"]) for part in report["manifests"]] == [
        ("met.yaml", "passed"),
        ("unknown.yaml", "undecided"),
        ("unmet.yaml", "failed"),
    ]
    assert report["summary"]["counts"]["unmet"] == 1
    text = check(here, "unknown.yaml", "met.yaml", "unmet.yaml", "--detail", "full").stdout
    assert "3 manifests. Duties checked: 3 = 1 unmet + 1 not stated + 1 met" in text


def test_a_folder_is_searched_and_order_of_arguments_does_not_matter(here: Path) -> None:
    (here / "many" / "deep").mkdir(parents=True)
    (here / "many" / "b.yml").write_text(MET)
    (here / "many" / "deep" / "a.json").write_text(json.dumps({"rightsgate": 1, "actors": [{"id": "x"}]}))
    (here / "many" / ".hidden.yaml").write_text("not a manifest")
    one = check(here, "many", "met.yaml", "--format", "json")
    other = check(here, "met.yaml", "many", "--format", "json")
    first, second = json.loads(one.stdout), json.loads(other.stdout)
    assert (first["run"].pop("call")["manifests"], second["run"].pop("call")["manifests"]) == (
        ["many", "met.yaml"],
        ["met.yaml", "many"],
    )
    assert json.dumps(first) == json.dumps(second)
    paths = [part["path"] for part in first["manifests"]]
    assert paths == ["many/b.yml", "many/deep/a.json", "met.yaml"]


def test_standard_input(here: Path) -> None:
    result = check(here, "-", stdin=MET)
    assert result.returncode == 0
    assert "<stdin>" in result.stdout
    assert check(here, "-", stdin="").returncode == 2


def test_a_policy_is_read_from_a_pipe(here: Path) -> None:
    named = check(here, "unmet.yaml")
    piped = run(here, "check", "unmet.yaml", "--policy", "/dev/stdin", "--as-of", "2026-11-21", stdin=ONE_DUTY)
    assert (piped.returncode, piped.stderr, piped.stdout) == (1, "", named.stdout)


def test_every_finding_says_where_what_why_and_how_to_mend_it(here: Path) -> None:
    text = " ".join(check(here, "unmet.yaml", "--detail", "full").stdout.split())
    assert "UNMET bsr-6.4-3.h should" in text
    assert "at unmet.yaml:5:27" in text
    assert "status_feedback: false; asked: true" in text
    assert "source BSR 2025, section 6.4 (3)" in text
    assert "[BSR-6.4-3.h]" in text
    assert " why " in text
    assert " fix " in text


def test_show_chooses_what_is_printed_in_full_and_never_what_is_counted(here: Path) -> None:
    shown = check(here, "met.yaml", "--show", "met").stdout
    assert "MET  bsr-6.4-3.h" in shown
    hidden = check(here, "met.yaml", "--detail", "full").stdout
    assert "MET  bsr-6.4-3.h" not in hidden
    for text in (shown, hidden):
        assert "Duties checked: 1 = 1 met" in text
    narrowed = json.loads(check(here, "met.yaml", "--format", "json", "--show", "unmet").stdout)
    assert "findings" not in narrowed["manifests"][0]
    assert narrowed["summary"]["counts"]["met"] == 1
    wrong = check(here, "met.yaml", "--show", "green")
    assert wrong.returncode == 2
    assert "'green' is not a valid outcome" in wrong.stderr


def test_json_names_the_place_and_the_derivation(here: Path) -> None:
    (part,) = json.loads(check(here, "unmet.yaml", "--format", "json", "--derivations").stdout)["manifests"]
    (duty,) = part["findings"]
    assert part["path"] == "unmet.yaml"
    assert duty["location"] == {"line": 5, "column": 27, "pointer": "/channels/0/status_feedback"}
    assert duty["because"][0]["stated"] == "false"
    steps = part["derivations"]
    bound, scope = (steps[name] for name in duty["derivation"])
    assert scope["fact"] == "in_scope(maker, downstream_developer, application, app)"
    assert (bound["fact"], bound["rule"]) == ("bound(maker, downstream_developer)", "bound-by-role")
    (role,) = (steps[name] for name in bound["premises"])
    assert role["rule"] == "RI-5"
    (active,) = (steps[name] for name in role["premises"])
    assert active["rule"] == "active-stated"
    assert {steps[name]["location"]["pointer"] for name in active["premises"]} == {"/actors/0/activities"}


def test_output_goes_to_a_file_and_an_unwritable_one_is_an_error(here: Path) -> None:
    result = check(here, "met.yaml", "--output", "report.txt")
    assert (result.returncode, result.stdout) == (0, "")
    assert (here / "report.txt").read_text().endswith("Exit code 0.\n")
    assert [path.name for path in here.iterdir() if path.name.endswith(".tmp")] == []
    failed = check(here, "met.yaml", "--output", "nowhere/report.txt")
    assert failed.returncode == 2
    assert without_codes(failed.stderr).startswith("error: nowhere/report.txt: cannot be written")


def test_the_day_decides(here: Path) -> None:
    later = MET.replace("status_feedback: true", "status_feedback: {value: true, since: 2026-12-01}")
    (here / "later.yaml").write_text(later)
    assert check(here, "later.yaml").returncode == 3
    assert run(here, "check", "later.yaml", "--policy", "policy/one.yml", "--as-of", "2026-12-01").returncode == 0
    wrong = run(here, "check", "later.yaml", "--as-of", "2026-02-30")
    assert wrong.returncode == 2
    assert "'2026-02-30' is not a valid date" in wrong.stderr


OTHER_DAYS = (
    "20261101",
    "2026-W45-1",
    "2026-305",
    "2026-11",
    "2026",
    "0000-01-01",
    "10000-01-01",
    "2026-11-01T00:00",
    "",
)


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_a_day_is_written_in_one_form(here: Path, day: str) -> None:
    for call in (("check", "met.yaml"), ("why", "role@maker", "met.yaml"), ("why-not", "x", "met.yaml"), ("coverage",)):
        result = run(here, *call, "--as-of", day)
        assert (result.returncode, result.stdout) == (2, "")
        assert "write a full date: YYYY-MM-DD" in " ".join(result.stderr.split())


def test_many_processes_give_the_same_bytes(here: Path) -> None:
    (here / "many").mkdir()
    for number in range(130):
        (here / "many" / f"{number:03}.yaml").write_text(MET.replace("Channel", f"Channel {number}"))
    one = check(here, "many", "--jobs", "1")
    two = check(here, "many", "--jobs", "2")
    assert one.stdout == two.stdout
    assert one.stdout.count("\nPASSED    many/") == 130


OWN_RULE = """\
source: {document: x, section: "1"}
title: X
recommendations:
- {id: x-1, number: 1, title: R, duties: [{id: x-1.a, encodes: [X], title: T, binds: [downstream_developer],
   strength: must, why: W., fix: F., require: [{path: $.size, equals: small}]}]}
"""


def test_a_damaged_cache_is_not_trusted(here: Path) -> None:
    (here / "own").mkdir()
    (here / "own" / "x.yaml").write_text(OWN_RULE)
    call = ("unmet.yaml", "--rules", "own", "--format", "json")
    first = check(here, *call)
    (kept,) = (here / "cache" / "rightsgate").glob("*.pack")
    raw = kept.read_bytes()
    for damaged in (b"", raw[:1000], raw.replace(b"bsr-6.4-3.h", b"bsr-6.4-3.x"), b"\0" * len(raw)):
        kept.write_bytes(damaged)
        assert check(here, *call).stdout == first.stdout
    assert kept.read_bytes() == raw


def in_a_terminal(here: Path, *arguments: str, **environment: str) -> str:
    """Run the command in a pseudo-terminal and return what it writes there."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "rightsgate", *arguments],
        cwd=here,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "XDG_CACHE_HOME": str(here / "cache"), **environment},
    )
    os.close(follower)
    written = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # the other end is closed: how Linux says that a terminal has ended
            break
        if not chunk:
            break
        written += chunk
    process.wait()
    os.close(leader)
    return written.decode()


def test_colour_only_on_a_terminal_and_not_against_the_users_will(here: Path) -> None:
    call = ("check", "unmet.yaml", "--policy", "policy/one.yml")
    assert ESCAPE in in_a_terminal(here, *call, NO_COLOR="")
    assert ESCAPE not in in_a_terminal(here, *call, NO_COLOR="1")
    assert ESCAPE not in in_a_terminal(here, *call, NO_COLOR="", TERM="dumb")
    assert ESCAPE not in check(here, "unmet.yaml").stdout
    check(here, "unmet.yaml", "--output", "report.txt")
    assert ESCAPE not in (here / "report.txt").read_text()


def test_colours_can_be_read_on_light_and_on_dark(here: Path) -> None:
    for detail in ("brief", "findings", "full"):
        for name in ("met.yaml", "unmet.yaml", "unknown.yaml"):
            call = ("check", name, "--policy", "policy/one.yml", "--detail", detail)
            codes = set(re.findall(r"\x1b\[([0-9;]*)m", in_a_terminal(here, *call, NO_COLOR="")))
            assert codes & {"41", "42", "43"}  # the verdict is on a ground of its colour
            assert not codes & {"32", "33", "34", "36", "93"}, (detail, name)


def test_manifest_text_cannot_steer_the_terminal(here: Path) -> None:
    actors = [{"id": "maker", "activities": ["app_building"]}]
    hostile = {"rightsgate": 1, "name": "a\u001b[2Jb\u202ec", "actors": actors}
    (here / "hostile.json").write_text(json.dumps(hostile))
    text = check(here, "hostile.json").stdout
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_help_fits_eighty_columns(here: Path) -> None:
    commands = ((name,) for name in COMMANDS)
    for call in ((), *commands, *(("rules", name) for name in ("list", "show", "search", "pages"))):
        result = run(here, *call, "--help", COLUMNS="200")
        assert result.returncode == 0
        assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    "call",
    [
        (),
        ("rules",),
        ("chek", "met.yaml"),
        ("check",),
        ("check", "met.yaml", "--format", "xml"),
        ("check", "met.yaml", "--jobs", "0"),
    ],
)
def test_a_wrong_call_is_a_usage_error(here: Path, call: tuple[str, ...]) -> None:
    result = run(here, *call)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr


def test_the_small_fixture_is_what_the_readme_says(here: Path) -> None:
    result = run(here, "check", str(SMALL), "--as-of", "2026-11-21")
    assert result.returncode == 1
    assert "\nFAILED  for all actors" in result.stdout


def test_version(here: Path) -> None:
    assert run(here, "--version").stdout.startswith("rightsgate 0.1.0")
