"""How the tests are laid out: by kind, and none of them imports another."""

import ast

from checkout.paths import ROOT

TESTS = ROOT / "tests"
ROOMS = {path.name for path in (ROOT / "src" / "rightsgate").iterdir() if path.is_dir()}


def test_unit_tests_lie_in_folders_named_as_the_rooms() -> None:
    folders = {path.parent.relative_to(TESTS / "unit").as_posix() for path in (TESTS / "unit").rglob("test_*.py")}
    assert folders - {"."} <= ROOMS


def test_every_test_lies_in_a_folder_of_its_kind() -> None:
    assert {path.name for path in TESTS.glob("*.py")} == {"conftest.py"}


def test_no_test_imports_another() -> None:
    imported = {
        (path.name, node.module)
        for path in TESTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert imported
    assert {pair for pair in imported if pair[1].rpartition(".")[2].startswith(("test_", "conftest"))} == set()
