"""Engines by name: which there are, what is said where one cannot be had or cannot run a pack."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from checkout.command import Run, without_codes
from checkout.paths import ROOT
from programs.notation import program, rules
from rightsgate.engine.durable.rulesets import RulesetText
from rightsgate.engine.engines import engine_of
from rightsgate.engine.store import Store
from rightsgate.errors import InputError

FIXTURE: Final = ROOT / "fixtures" / "small" / "manifest.yaml"
# A Python in which nothing of durable-rules can be imported.
WITHOUT: Final = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("durable", "durable_rules_engine"):
            raise ImportError("undefined symbol: PyEval_CallObject")

sys.meta_path.insert(0, Blocker())
sys.argv = ["rightsgate", *sys.argv[1:]]
from rightsgate.cli import main
main()
"""


@pytest.mark.parametrize("command", [("check",), ("why", "role"), ("why-not", "role@lab")], ids=lambda words: words[0])
def test_where_the_library_cannot_be_imported_the_call_says_why_and_what_to_do(
    command: Sequence[str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *command, str(FIXTURE), "--engine", "durable"],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = without_codes(done.stderr).splitlines()
    assert line.startswith("error: --engine: durable-rules cannot be imported: undefined symbol")
    advice = "use Python 3.11 or 3.12" if sys.version_info >= (3, 13) else "pip install 'rightsgate[durable]'"
    assert advice in line
    assert "leave --engine out" in line


def test_the_native_engine_is_the_default_and_needs_no_library(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "check", str(FIXTURE)],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1, 3)


def test_another_name_is_refused(command: Run, tmp_path: Path) -> None:
    done = command(tmp_path, "check", str(FIXTURE), "--engine", "clips")
    assert done.returncode == 2
    assert b"'native', 'durable'" in done.stderr
    with pytest.raises(InputError, match="there is no engine 'clips'; engines: native, durable"):
        engine_of("clips", program(()), Store())


def too_much(text: Sequence[str]) -> str:
    """Return what is said of rules of one stratum that durable-rules cannot take."""
    with pytest.raises(InputError) as refused:
        RulesetText(rules("\n".join(text)), repr)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (["far(A0) :- " + ", ".join(f"next(A{n},A{n + 1})" for n in range(17))], "rule r1 has 17 patterns"),
        (["a(X) :- wide(" + ",".join("X" * 29) + ")"], "a pattern of rule r1 has 29 terms"),
        ([f"k{n}(X) :- next(X,Y)" for n in range(257)], "too many rules share one pattern"),
        ([f"k{n}(X) :- next(X,{n})" for n in range(501)], "rules ask for too many constants in one place"),
        ([f"k{n}(X) :- next(X,Y), next(Y,Z)" for n in range(65)], "one fact may pass too many tests"),
        ([f"k{n}(X) :- e{n}(X)" for n in range(4001)], "a stratum has 4001 rules"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_exceeds_a_limit_of_the_library_is_refused_before_it_is_compiled(text: Sequence[str], said: str) -> None:
    message = too_much(text)
    assert message.startswith(f"--engine: {said}; durable-rules takes ")
    assert "leave --engine out" in message
