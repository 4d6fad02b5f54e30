"""The codes of faults: each is explained, each example gives its code, and no fault is made without one."""

import ast
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from errno import ENOMEM
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkout.paths import ROOT
from rightsgate import codes
from rightsgate.cli import _unwritten as unwritten_output
from rightsgate.cli import application
from rightsgate.engine.durable.rulesets import beyond
from rightsgate.engine.engines import engine_of
from rightsgate.engine.program import Program
from rightsgate.engine.store import Store
from rightsgate.errors import InputError
from rightsgate.handbook.faults.model import Example, Explanation
from rightsgate.handbook.faults.page import GROUPS
from rightsgate.text.edit.edits import Put, edited
from rightsgate.text.files import read_bytes

SOURCE = ROOT / "src" / "rightsgate"
CODES = {name: value for name, value in vars(codes).items() if name.isupper()}
TABLE = [one for _, _, table in GROUPS for one in table]
WITH_EXAMPLE = [one for one in TABLE if one.example is not None]
# What only a shell can set up.
SHELL = re.compile(r"[|&<>$;]")


def test_every_code_is_explained_once_and_in_its_group() -> None:
    assert [one.code for one in TABLE] == list(CODES.values())
    assert all(one.code.startswith(prefix) for prefix, _, table in GROUPS for one in table)
    assert len({one.name for one in TABLE}) == len(TABLE)


def test_every_code_is_used() -> None:
    used = set()
    for path in SOURCE.rglob("*.py"):
        if "faults" not in path.parts and path.name != "codes.py":
            used |= set(re.findall(r"\bcodes\.([A-Z_0-9]+)", path.read_text(encoding="utf-8")))
    assert used == CODES.keys()


def test_no_fault_is_made_with_a_code_of_its_own() -> None:
    made = [
        (path.name, node.lineno)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"RG\d{3}", node.value)
    ]
    assert {name for name, _ in made} == {"codes.py"}
    start = (SOURCE / "__main__.py").read_text(encoding="utf-8")  # where there may be no memory to import the codes
    assert re.findall(r"error\[(RG\d+)\]", start) == [codes.OUT_OF_RESOURCES]


def faults_of(example: Example, folder: Path) -> list[str]:
    """Return the codes of the faults of an example, which is made in ``folder``."""
    for name, text in example.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if SHELL.search(example.call):
        if os.name == "nt":
            pytest.skip("the example is written for another shell")
        start = f'rightsgate() {{ {shlex.quote(sys.executable)} -m rightsgate "$@"; }}\n'
        ended = subprocess.run(["sh", "-c", start + example.call], cwd=folder, capture_output=True, check=False)
        return re.findall(r"^\w+\[(RG\d+)\]: ", ended.stderr.decode(), re.MULTILINE)
    result = CliRunner().invoke(application, shlex.split(example.call)[1:])
    assert isinstance(result.exception, InputError), (result.output, result.exception)
    return [fault.code for fault in result.exception.faults]


@pytest.mark.parametrize("one", WITH_EXAMPLE, ids=[f"{one.code} {one.name}" for one in WITH_EXAMPLE])
def test_an_example_gives_its_code(one: Explanation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert one.example is not None
    found = faults_of(one.example, tmp_path)
    assert found[0] == one.code
    assert set(found) == {one.code} or one.code == codes.MORE_FAULTS


class Growing(io.BytesIO):
    """A file that somebody else writes to while it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        path.write_text("a: 1\n")
        self.file = path.open("rb")

    def close(self) -> None:
        self.file.close()
        super().close()

    def fileno(self) -> int:
        return self.file.fileno()

    def read(self, size: int | None = -1, /) -> bytes:
        raw = self.file.read(-1 if size is None else size)
        self.path.write_text("a: 1\nb: 2\n")
        return raw


def raised(call: Callable[[], object]) -> InputError:
    with pytest.raises(InputError) as caught:
        call()
    return caught.value


def test_what_no_example_can_give_gives_its_code(tmp_path: Path) -> None:
    program = Program(strata=(), constants=(), stated={})
    growing = Growing(tmp_path / "m.yaml")
    given = {
        codes.CHANGED_MEANWHILE: raised(lambda: read_bytes(growing, "m.yaml")),
        codes.EDIT_REFUSED: raised(lambda: edited(b"a: [1,  # one\n  2]\n", [Put(at=("a",), value=3)], "m.yaml")),
        codes.OUT_OF_RESOURCES: unwritten_output(OSError(ENOMEM, "Cannot allocate memory")),
        codes.ENGINE_NOT_THERE: raised(lambda: engine_of("steam", program, Store())),
        codes.ENGINE_LIMIT: beyond("a stratum has 4001 rules", "4000"),
    }
    growing.close()
    assert {code: error.faults[0].code for code, error in given.items()} == {code: code for code in given}
    assert given.keys() == {one.code for one in TABLE if one.example is None}
