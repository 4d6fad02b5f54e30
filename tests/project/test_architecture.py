"""Rules of the house that a test can hold: sizes, what is read where, and what is never called."""

import ast
import re
from pathlib import Path

from checkout.paths import ROOT

PACKAGE = ROOT / "src" / "rightsgate"


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def test_every_room_stands_in_the_contract_of_layers() -> None:
    """The contract itself is checked by import-linter (``tox -e layers``); a room that it does not name is unchecked."""
    contract = (ROOT / ".importlinter").read_text(encoding="utf-8")
    named = set(re.findall(r"rightsgate\.(\w+)", contract))
    assert {part_of(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"} == named


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


# What could reach the network, start a program, or run what a pack holds.
FORBIDDEN_MODULES = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "requests", "httpx", "webbrowser"),
    *("subprocess", "pty", "ctypes", "pickle", "marshal", "shelve", "runpy", "code", "xmlrpc", "socketserver"),
}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "system",
    "popen",
    "execv",
    "execve",
    "spawnv",
    "unsafe_load",
}
# urllib.parse quotes the addresses of links, and opens nothing.
QUOTING = ("handbook/folder", "handbook/schema", "handbook/setting", "report/links", "report/sarif/places")
ALLOWED = {f"{name}.py imports urllib" for name in QUOTING}


def test_nothing_reaches_the_network_starts_a_program_or_runs_what_is_read() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found |= {
                f"{name} imports {one.partition('.')[0]}"
                for one in modules
                if one.partition(".")[0] in FORBIDDEN_MODULES
            }
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) in FORBIDDEN_CALLS
            ):
                owner = getattr(getattr(node.func, "value", None), "id", "")
                if owner != "re":  # re.compile compiles an expression
                    found.add(f"{name} calls {ast.unparse(node.func)}")
    assert found == ALLOWED


def test_only_our_own_modules_are_imported_by_name() -> None:
    calls = {
        (path.relative_to(PACKAGE).as_posix(), ast.unparse(node.args[0]))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module"
    }
    # One is chosen from a fixed table of ours, the other names a command of ours. Releases of Python quote differently.
    assert {(path, call.replace('"', "'")) for path, call in calls} == {
        ("__init__.py", "f'rightsgate.{_HOME_OF[name]}'"),
        ("cli/__init__.py", "f'rightsgate.cli.{cmd_name.replace('-', '_')}'"),
    }
