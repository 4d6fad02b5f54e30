"""What the author of a rule file is told: every fault of its form, and its place."""

from pathlib import Path

import pytest

from packs.faulty import RULE, faults
from packs.faulty_files import FILES, PACK_NAMES

# id, a whole file, line, what is said.


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_with_a_fault_is_refused(text: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"x.yaml": text, "y.yaml": RULE.replace("x-1", "y-1")})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)
    assert words in str(fault)


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in PACK_NAMES], ids=[row[0] for row in PACK_NAMES])
def test_a_pack_with_a_faulty_name_is_refused(text: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"pack.yaml": text, "y.yaml": RULE})
    assert (fault.path, fault.line) == (str(tmp_path / "pack.yaml"), line)
    assert words in str(fault)
