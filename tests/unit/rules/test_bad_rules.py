"""What the author of a rule is told: every fault of a duty, a condition or an inference, and its place."""

from pathlib import Path

import pytest

from packs.faulty import CASES, RULE, faults, told
from packs.faulty_rules import rows


def test_what_the_faults_are_put_into_is_itself_without_fault(tmp_path: Path) -> None:
    files = {"x.yaml": RULE, "x.cases.yaml": CASES}
    assert told(tmp_path, files, with_cases=True) == []


# id, what the duty says, what is said of it. `DUTY, ` stands before, `REQUIRE` after, unless it is given.


@pytest.mark.parametrize(("text", "line", "words"), list(rows()))
def test_a_fault_is_told_with_its_place_and_what_to_do(text: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"x.yaml": text})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)
    assert fault.column > 0
    assert words in str(fault)
