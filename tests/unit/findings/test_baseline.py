"""A baseline: what was open before does not gate, what is new or worse does, and nothing is lost from the report."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.findings.baseline import change_of
from rightsgate.findings.model import Change
from rightsgate.rules.model.outcome import Outcome

SMALL = ROOT / "fixtures" / "small" / "manifest.yaml"
AS_OF = ("--as-of", "2026-11-21", "--for", "studio")


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, Outcome.UNKNOWN, Change.NEW),
        (Outcome.UNKNOWN, Outcome.UNMET, Change.NOW_STATED),
        (Outcome.MET, Outcome.UNKNOWN, Change.WORSE),
        (Outcome.NOT_APPLICABLE, Outcome.UNMET, Change.WORSE),
        (Outcome.JUDGEMENT, Outcome.UNKNOWN, Change.WORSE),
        (Outcome.JUDGEMENT, Outcome.UNMET, Change.WORSE),
        (Outcome.UNMET, Outcome.UNKNOWN, Change.KNOWN),
        (Outcome.UNMET, Outcome.UNMET, Change.KNOWN),
    ],
)
def test_how_an_outcome_stands_to_the_earlier_one(before: Outcome | None, now: Outcome, change: Change) -> None:
    assert change_of(before, now) is change


def test_only_what_was_open_or_silent_is_known() -> None:
    open_now = [outcome for outcome in Outcome if outcome.is_open]
    for before, now in itertools.product(Outcome, open_now):
        if not before.is_open:
            assert change_of(before, now) is Change.WORSE


@pytest.fixture
def here(tmp_path: Path, command: Run) -> Path:
    """Write a manifest and its baseline."""
    (tmp_path / "m.yaml").write_bytes(SMALL.read_bytes())
    command(tmp_path, "check", "m.yaml", *AS_OF, "-o", "base.json")
    return tmp_path


def checked(here: Path, command: Run, *options: str) -> tuple[int, dict[str, Any]]:
    done = command(here, "check", "m.yaml", *AS_OF, "--format", "json", *options)
    return done.returncode, json.loads(done.stdout or b"{}")


def test_what_was_open_before_passes_and_stays_listed(here: Path, command: Run) -> None:
    code, report = checked(here, command, "--baseline", "base.json")
    _, plain = checked(here, command)
    assert code == 0
    assert report["manifests"][0]["counts"] == plain["manifests"][0]["counts"]
    changes = report["manifests"][0]["changes"]
    assert (changes["new"], changes["worse"]) == (0, 0)
    assert changes["known"] > 0


def test_what_is_worse_or_new_gates(here: Path, command: Run) -> None:
    text = (here / "m.yaml").read_text()
    assert "pre_development, pre_deployment" in text
    (here / "m.yaml").write_text(text.replace("pre_development, pre_deployment", "pre_development"))
    code, report = checked(here, command, "--baseline", "base.json")
    blocking = [one for one in report["manifests"][0]["findings"] if one.get("effect") == "block"]
    assert code == 1
    assert {one["change"] for one in blocking} <= {"new", "worse"}
    assert blocking


def test_what_a_waiver_accepted_then_is_not_known_once_it_ends(here: Path, command: Run) -> None:
    _, plain = checked(here, command)
    finding = next(one["id"] for one in plain["manifests"][0]["findings"] if one.get("effect") == "block")
    data = json.loads((here / "base.json").read_text())
    (row,) = [one for one in data["manifests"][0]["findings"] if one["id"] == finding]
    place = {"line": 1, "column": 1, "pointer": ""}
    row["waiver"] = {"reason": "R", "owner": "O", "approver": "A", "starts": "2026-01-01", "expires": "2026-03-01"}
    row["waiver"]["location"] = place
    (here / "base.json").write_text(json.dumps(data))
    code, report = checked(here, command, "--baseline", "base.json")
    assert code == 1
    assert [one["id"] for one in report["manifests"][0]["findings"] if one.get("effect") == "block"] == [finding]


def test_what_is_settled_is_named(here: Path, command: Run) -> None:
    text = (here / "m.yaml").read_text()
    (here / "m.yaml").write_text(
        text.replace("pre_development, pre_deployment", "pre_development, pre_deployment, ongoing")
    )
    _, report = checked(here, command, "--baseline", "base.json")
    assert any(name.startswith("bsr-6.1-1.d@studio") for name in report["manifests"][0]["changes"]["settled"])


def test_a_manifest_that_the_baseline_lacks_is_new(here: Path, command: Run) -> None:
    (here / "other.yaml").write_bytes(SMALL.read_bytes())
    done = command(here, "check", "./m.yaml", "other.yaml", *AS_OF, "--baseline", "base.json")
    assert done.returncode == 1
    words = " ".join(done.stdout.decode().split())
    assert "it has no such manifest, so everything is new" in words
    assert "1 failed, 1 passed" in words


def test_the_only_manifest_then_and_now_is_the_same_wherever_it_lies(here: Path, command: Run) -> None:
    (here / "other.yaml").write_bytes(SMALL.read_bytes())
    done = command(here, "check", "other.yaml", *AS_OF, "--baseline", "base.json")
    assert done.returncode == 0
    assert "It was made with this manifest at m.yaml." in " ".join(done.stdout.decode().split())


def test_what_the_policy_accepted_then_is_not_known_when_it_gates(here: Path, command: Run) -> None:
    command(here, "check", "m.yaml", *AS_OF, "--policy", "musts-only", "-o", "base.json")
    code, report = checked(here, command, "--baseline", "base.json")
    assert code == 1
    (part,) = report["manifests"]
    gating = [one for one in part["findings"] if one.get("effect") in ("block", "undecided")]
    assert {one["change"] for one in gating} == {"gates-now"}
    assert part["changes"]["otherwise"] == ["policy"]
    words = " ".join(command(here, "check", "m.yaml", *AS_OF, "--baseline", "base.json").stdout.decode().split())
    assert "accepted by the policy before, and not any more" in words
    assert "It was made by the policy musts-only as it was then, so that not only the manifest" in words


def test_a_baseline_for_somebody_else_says_so(here: Path, command: Run) -> None:
    command(here, "check", "m.yaml", "--as-of", "2026-11-21", "--for", "lab", "-o", "base.json")
    _, report = checked(here, command, "--baseline", "base.json")
    assert report["manifests"][0]["changes"]["otherwise"] == ["subject"]
    words = " ".join(command(here, "check", "m.yaml", *AS_OF, "--baseline", "base.json").stdout.decode().split())
    assert "It was made for lab, so that not only the manifest makes a difference." in words


@pytest.mark.parametrize("options", [("--show", "unmet"), ("--show", "unmet,met")])
def test_a_report_that_leaves_findings_out_is_no_baseline(here: Path, command: Run, options: tuple[str, ...]) -> None:
    command(here, "check", "m.yaml", *AS_OF, "-o", "part.json", *options)
    done = command(here, "check", "m.yaml", *AS_OF, "--baseline", "part.json")
    assert done.returncode == 2
    assert b"does not list all open findings" in done.stderr


def test_a_report_with_a_baseline_is_verified_with_it(here: Path, command: Run) -> None:
    command(here, "check", "m.yaml", *AS_OF, "--baseline", "base.json", "-o", "r.json")
    assert command(here, "verify", "r.json").returncode == 0
    (here / "base.json").write_bytes((here / "base.json").read_bytes() + b"\n")
    assert command(here, "verify", "r.json").returncode == 1
