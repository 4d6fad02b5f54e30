"""The public API, as the package's docstring shows it."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import rightsgate
from checkout.paths import ROOT
from rightsgate import Checker, InputError, Verdict, builtin, check, check_files, load_pack, load_policy
from rightsgate.checker.checker import EVERYTHING
from rightsgate.files.inputs import find_manifests
from rightsgate.rules.model.pack import Pack
from rightsgate.text.files import read_located


@pytest.fixture(scope="module")
def checker(pack: Pack) -> Checker:
    return Checker(pack, load_policy("audit", builtin("policies"), pack), as_of="2026-11-21")


def test_a_manifest_is_checked_from_python() -> None:
    pack = load_pack([builtin("rules")])
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), as_of="2026-11-21")
    (part,) = check_files(checker, [str(ROOT / "fixtures" / "small" / "manifest.yaml")])
    assert part.verdict.value == "failed"
    assert {finding.actor for finding in part.findings} == {"lab", "parcels", "studio"}
    assert all(finding.explanation is not None for finding in part.findings)


def test_one_call_checks_a_manifest() -> None:
    path = ROOT / "fixtures" / "small" / "manifest.yaml"
    report = check(path, as_of="2026-11-21")
    assert report.verdict is Verdict.FAILED
    assert report.run.policy.name == "release-gate"
    assert report.findings == report.manifests[0].findings
    assert report.manifests[0].derivations == {}
    explained = check([path, path], as_of="2026-11-21", policy="audit", derivations=True)
    assert len(explained.manifests) == 2
    assert explained.manifests[0].derivations


def test_no_manifest_is_no_pass() -> None:
    with pytest.raises(InputError, match="nothing was checked"):
        check([], as_of="2026-11-21")


def test_an_earlier_result_can_be_explained_after_a_later_run(checker: Checker) -> None:
    first, second = (read_located(ROOT / "fixtures" / name / "manifest.yaml", name) for name in ("small", "starcoder"))
    alone = checker.report(checker.evaluator.run(checker.load(first, "small")), EVERYTHING)
    earlier = checker.evaluator.run(checker.load(first, "small"))
    checker.evaluator.run(checker.load(second, "starcoder"))
    assert checker.report(earlier, EVERYTHING) == alone


def test_the_faults_of_all_files_come_together(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("rightsgate: 2\nactors: []\n", encoding="utf-8")
    pack = load_pack([builtin("rules")])
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), as_of="2026-11-21")
    with pytest.raises(InputError) as caught:
        check_files(checker, [str(tmp_path / "b.yaml"), str(tmp_path / "a.yaml")])
    assert [Path(fault.path).name for fault in caught.value.faults] == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    "day", ["20261121", "2026-W47-6", "2026-11", "0000-01-01", "", None, 20261121, date(2026, 11, 21)]
)
def test_a_day_is_written_in_one_form(day: object) -> None:
    pack = load_pack([builtin("rules")])
    with pytest.raises(InputError, match="argument as_of: ") as caught:
        Checker(pack, load_policy("audit", builtin("policies"), pack), as_of=day)
    assert "YYYY-MM-DD" in str(caught.value)


def test_everything_that_is_promised_is_there() -> None:
    assert all(hasattr(rightsgate, name) for name in rightsgate.__all__)
    with pytest.raises(AttributeError):
        rightsgate.nothing  # noqa: B018 - looking it up is the test


SINGLE = [
    ("folder", lambda _: load_pack(builtin("rules"))),
    ("folder in bytes", lambda _: load_pack(os.fsencode(builtin("rules")))),
    ("folder as a path", lambda _: load_pack(Path(builtin("rules")))),
    ("folders in bytes", lambda _: load_pack([os.fsencode(builtin("rules"))])),
    ("no folder", lambda _: load_pack([None])),
    ("file", lambda checker: check_files(checker, "m.yaml")),
    ("file in bytes", lambda checker: check_files(checker, b"m.yaml")),
    ("file as a path", lambda checker: check_files(checker, Path("m.yaml"))),
    ("files in bytes", lambda checker: check_files(checker, [b"m.yaml"])),
    ("manifest", lambda _: find_manifests("m.yaml")),
    ("manifest as a path", lambda _: find_manifests(Path("m.yaml"))),
    ("pattern", lambda _: find_manifests(["m.yaml"], exclude="vendor")),
]


@pytest.mark.parametrize("call", [row[1] for row in SINGLE], ids=[row[0] for row in SINGLE])
def test_a_single_path_is_not_taken_for_a_list_of_its_letters(
    call: Callable[[Checker], object], checker: Checker
) -> None:
    with pytest.raises(TypeError):
        call(checker)


def test_files_and_folders_may_be_paths(checker: Checker) -> None:
    manifest = ROOT / "fixtures" / "small" / "manifest.yaml"
    (part,) = check_files(checker, (path for path in [manifest]))
    assert part.path == str(manifest)
    policy = Path(builtin("policies")) / "audit.yaml"
    assert load_policy(policy, builtin("policies"), checker.pack).name == "audit"
