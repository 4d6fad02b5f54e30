"""Patterns of paths: what they lead to, in order, without what is hidden or excluded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rightsgate.text.expansion import Expansion, expanded
from rightsgate.text.globs import Globs

FILES = (
    *("a.yaml", "b.json", "[x].yaml", "rights/a.yaml", "rights/b.yml", "rights/deep/a.yaml", "rights/.hidden.yaml"),
    *("services/one/rights.yaml", "services/two/rights.yaml", "services/two/old/rights.yaml", ".ci/rights.yaml"),
)
Expand = Callable[..., Expansion]


@pytest.fixture
def expand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Expand:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "linked").symlink_to(tmp_path / "services")
    monkeypatch.chdir(tmp_path)
    return lambda pattern, *exclude: expanded(pattern, Globs(exclude))


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("a.yaml", ["a.yaml"]),
        ("rights", ["rights"]),
        ("missing.yaml", []),
        ("*.yaml", ["[x].yaml", "a.yaml"]),
        ("[x].yaml", ["[x].yaml"]),
        ("[ab].*", ["a.yaml", "b.json"]),
        ("rights/*.y*ml", ["rights/a.yaml", "rights/b.yml"]),
        ("rights/.*.yaml", ["rights/.hidden.yaml"]),
        ("**/a.yaml", ["a.yaml", "rights/a.yaml", "rights/deep/a.yaml"]),
        ("rights/**/a.yaml", ["rights/a.yaml", "rights/deep/a.yaml"]),
        ("services/*", ["services/one", "services/two"]),
        ("services/*/rights.yaml", ["services/one/rights.yaml", "services/two/rights.yaml"]),
        ("rights/**", ["rights"]),
        ("**", ["."]),
        (".ci/*.yaml", [".ci/rights.yaml"]),
        ("linked/o*/*", ["linked/one/rights.yaml"]),
        ("a.yaml/*", []),
        ("nowhere/*/x", []),
    ],
)
def test_a_pattern_leads_to_files_and_folders(pattern: str, paths: list[str], expand: Expand) -> None:
    assert list(expand(pattern).paths) == paths


def test_an_absolute_pattern_leads_there(expand: Expand, tmp_path: Path) -> None:
    assert expand(f"{tmp_path}/rights/*.yaml").paths == (f"{tmp_path}/rights/a.yaml",)
    above = tmp_path.name.replace("leads", "[l]eads")
    assert expand(f"../{above}/rights/*.yaml").paths == (f"../{tmp_path.name}/rights/a.yaml",)


def test_what_a_pattern_finds_can_be_excluded_and_what_is_named_cannot(expand: Expand) -> None:
    found = expand("services/**/rights.yaml", "old", "services/one/*")
    assert found.paths == ("services/two/rights.yaml",)
    assert found.excluded == ("services/one/rights.yaml", "services/two/old")
    assert expand("services", "services").paths == ("services",)
