"""What a policy leaves out is shown in every report: how many duties, until when and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT

MANIFEST = str(ROOT / "fixtures" / "small" / "manifest.yaml")
AS_OF = "2026-06-01"
ONE = "{ids: [bsr-6.5-1.a], reason: audited in spring"
SEVERAL = "{documents: [btech-overview], reason: its system comes in May"
SHAPES = ("brief", "findings", "full")


def said(command: Run, folder: Path, exceptions: str, *options: str, as_of: str = AS_OF) -> str:
    text = f"policy: mine\ntitle: Mine\nextends: audit\nexcept: [{exceptions}]\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    done = command(folder, "check", MANIFEST, "--policy", "mine.yaml", "--as-of", as_of, *options)
    assert done.returncode in (0, 1, 3), done.stderr
    return done.stdout.decode()


def words(text: str) -> str:
    return " ".join(text.split())


def listed(command: Run, folder: Path, exceptions: str, as_of: str = AS_OF) -> list[dict[str, Any]]:
    report = json.loads(said(command, folder, exceptions, "--format", "json", as_of=as_of))
    found: list[dict[str, Any]] = report["run"]["policy"]["exceptions"]
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_an_exception_is_told_with_its_duties_and_its_reason(shape: str, command: Run, tmp_path: Path) -> None:
    text = words(said(command, tmp_path, f"{ONE}}}", "--detail", shape))
    assert "1 duty (bsr-6.5-1.a) left out: audited in spring" in text


@pytest.mark.parametrize("shape", SHAPES)
def test_many_duties_are_counted_and_named_in_full_detail(shape: str, command: Run, tmp_path: Path) -> None:
    duties = listed(command, tmp_path, f"{SEVERAL}}}")[0]["rules"]
    text = words(said(command, tmp_path, f"{SEVERAL}}}", "--detail", shape))
    assert f"{len(duties)} duties left out: its system comes in May" in text
    assert (f"its system comes in May {', '.join(duties)}" in text) is (shape == "full")


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("2026-08-01", ""),
        ("2026-07-02", ""),
        ("2026-07-01", " (lapses in 30 days)"),
        ("2026-06-02", " (lapses in 1 day)"),
        ("2026-06-01", " (last day)"),
        ("2026-05-31", " (lapsed: checked again)"),
    ],
)
def test_the_end_of_an_exception_is_told_once_it_is_near(until: str, state: str, command: Run, tmp_path: Path) -> None:
    for shape in SHAPES:
        text = words(said(command, tmp_path, f"{ONE}, until: {until}}}", "--detail", shape))
        assert f"1 duty (bsr-6.5-1.a) left out until {until}{state}: " in text
    (exception,) = listed(command, tmp_path, f"{ONE}, until: {until}}}")
    lapsed = {"lapsed": True} if "lapsed" in state else {}
    assert exception == {"reason": "audited in spring", "until": until, **lapsed, "rules": ["bsr-6.5-1.a"]}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_exception_that_leaves_nothing_out_is_told(shape: str, command: Run, tmp_path: Path) -> None:
    unused = "{frameworks: [fw_eu], documents: [btech-overview], reason: ours}"
    text = words(said(command, tmp_path, unused, "--detail", shape))
    assert "no duties left out (unused: it matches no duty of this policy): ours" in text
    assert listed(command, tmp_path, unused) == [{"reason": "ours", "rules": []}]


def test_an_exception_for_some_roles_says_which(command: Run, tmp_path: Path) -> None:
    text = "{ids: [pai-m01.a], roles: [model_adapter, model_provider], reason: ours}"
    assert "1 duty in the role of model adapter or model provider (pai-m01.a) left out: ours" in words(
        said(command, tmp_path, text)
    )
    assert listed(command, tmp_path, text)[0]["roles"] == ["model_adapter", "model_provider"]


def test_many_manifests_tell_the_exceptions_once(command: Run, tmp_path: Path) -> None:
    for number in range(12):
        text = "rightsgate: 1\nactors: [{id: a, activities: [app_building]}]\n"
        (tmp_path / f"m{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(f"policy: mine\ntitle: Mine\nextends: audit\nexcept: {ONE}}}\n")
    done = command(tmp_path, "check", ".", "--policy", "mine.yaml", "--detail", "brief", "--as-of", AS_OF)
    assert done.stdout.decode().count("audited in spring") == 1


def test_a_report_with_exceptions_is_confirmed_and_one_that_hides_them_is_not(command: Run, tmp_path: Path) -> None:
    report = json.loads(said(command, tmp_path, f"{ONE}, until: 2026-05-31}}", "--format", "json"))
    (tmp_path / "r.json").write_text(json.dumps(report), encoding="utf-8")
    assert command(tmp_path, "verify", "r.json").returncode == 0
    del report["run"]["policy"]["exceptions"]
    (tmp_path / "r.json").write_text(json.dumps(report), encoding="utf-8")
    assert command(tmp_path, "verify", "r.json").returncode == 1


def test_every_report_gives_the_whole_reason_of_an_exception(command: Run, tmp_path: Path) -> None:
    long = f"{{ids: [bsr-6.5-1.a], reason: {'audited in spring and ' * 9}in summer}}"
    for detail in ("brief", "findings", "full"):
        assert f"{'audited in spring and ' * 9}in summer" in words(said(command, tmp_path, long, "--detail", detail))
