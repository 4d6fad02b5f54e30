"""``check --quiet`` and ``--verbose``: how much is told, and where."""

import pytest

from checkout.command import Run
from checkout.paths import ROOT

START, OPEN = (str(ROOT / "examples" / name) for name in ("start-here.yaml", "open-weights.yaml"))
DAY = ("--as-of", "2026-11-30")


def test_a_quiet_call_prints_a_line_for_each_manifest(command: Run) -> None:
    said = command(ROOT, "check", START, OPEN, "--quiet", *DAY)
    lines = said.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines if line.endswith("left open")] == ["PASSED", "FAILED"]
    assert "Do first" not in said.stdout.decode()
    assert said.stderr == b""


def test_a_verbose_call_tells_on_standard_error_what_it_reads(command: Run) -> None:
    usual, verbose = (command(ROOT, "check", START, *more, *DAY) for more in ((), ("-v",)))
    assert verbose.stdout == usual.stdout
    told = verbose.stderr.decode().splitlines()
    assert told[0] == "rightsgate: policy: release-gate, as of 2026-11-30"
    assert told[-1] == f"rightsgate: checked {START}: failed"
    assert usual.stderr == b""


def test_a_quiet_call_writes_other_formats_as_they_are(command: Run) -> None:
    usual, quiet = (command(ROOT, "check", START, "--format", "csv", *more, *DAY) for more in ((), ("-q",)))
    assert quiet.stdout == usual.stdout


@pytest.mark.parametrize("more", [("--verbose",), ("--show", "met"), ("--detail", "full")])
def test_what_a_quiet_call_cannot_do_is_refused(command: Run, more: tuple[str, ...]) -> None:
    run = command(ROOT, "check", START, "--quiet", *more)
    assert run.returncode == 2
    assert f"--quiet goes with no {more[0]}".encode() in run.stderr
