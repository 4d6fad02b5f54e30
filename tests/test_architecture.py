"""The flow is the layout: arrows between the stages point one way."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "rightsgate"

# What each part may import of ours. A stage never imports another stage.
MAY_IMPORT = {
    "errors": set(),
    "model": {"model"},
    "load": {"load", "model", "errors", "__init__"},
    "facts": {"model"},
    "chain": {"chain", "model", "errors"},
    "judge": {"judge", "model", "errors"},
    "report": {"report", "model"},
    "describe": {"describe", "model"},
    "check": {"load", "facts", "chain", "judge", "model", "errors"},
    "why": {"check", "facts", "chain", "model"},
    "cases": {"check", "load", "model", "errors"},
    "cli": {"cli", "cases", "check", "why", "describe", "judge", "load", "model", "report", "errors", "__init__"},
    "__init__": set(),
    "__main__": {"cli"},
}


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    parts = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            head, _, rest = name.partition(".")
            if head == "rightsgate":
                parts.add(rest.partition(".")[0] or "__init__")
    return parts


def test_arrows_point_one_way() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert modules
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {', '.join(sorted(extra))}"
        for path in modules
        if (extra := imported(path) - MAY_IMPORT[part_of(path)])
    ]
    assert wrong == []


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_only_the_command_line_reads_clock_environment_and_terminal() -> None:
    words = ("os.environ", "date.today", "datetime.now", "time.time", "isatty", "getcwd", "sys.stdin")
    readers = {
        str(path.relative_to(PACKAGE)): word
        for path in PACKAGE.rglob("*.py")
        if part_of(path) != "cli"
        for word in words
        if word in path.read_text(encoding="utf-8")
    }
    assert readers == {}
