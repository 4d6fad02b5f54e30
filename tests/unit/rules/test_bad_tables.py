"""What the author of a risk table is told: every fault of rights, pathways, labels and risks, and its place."""

from pathlib import Path

import pytest

from packs.faulty import RULE, faults, told
from packs.faulty_tables import GROUPS, INSTRUMENTS, LABELS, LOST, PATHWAYS, RIGHTS, RISKS, TABLES

# What risk tables are made of, each file by itself without fault; a fault in it stands on the line given.


@pytest.mark.parametrize("text", [INSTRUMENTS, GROUPS, RIGHTS, PATHWAYS, LABELS, RISKS])
def test_what_the_faults_of_tables_are_put_into_is_itself_without_fault(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, {"x.yaml": text, "y.yaml": RULE}) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "words"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES]
)
def test_a_fault_of_a_table_is_told_with_its_place(
    text: str, old: str, new: str, line: int, words: str, tmp_path: Path
) -> None:
    assert old in text
    (fault,) = faults(tmp_path, {"x.yaml": text.replace(old, new, 1), "y.yaml": RULE})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)
    assert fault.column > 0
    assert words in str(fault)


# What nothing refuses yet: what is said is then lost, or takes the place of what is shipped.


@pytest.mark.parametrize(("text", "old", "new", "line"), [row[1:] for row in LOST], ids=[row[0] for row in LOST])
def test_a_name_that_leads_nowhere_is_refused(text: str, old: str, new: str, line: int, tmp_path: Path) -> None:
    assert old in text
    (fault,) = faults(tmp_path, {"x.yaml": text.replace(old, new, 1), "y.yaml": RULE.replace("x-1", "y-1")})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)


def test_a_signal_that_looks_at_what_follows_from_it_is_refused(tmp_path: Path) -> None:
    files = {
        "x.yaml": PATHWAYS.replace("one: channel", "facts: burdened, exists: true"),
        "y.yaml": "title: I\ninferences:\n- {id: i, title: T, if: [{connected: [$a, _, $r, _]}], then: {burdened: [$a, $r]}}",
    }
    assert told(tmp_path, files) == [
        "x.yaml:3:3: pathway X-P looks at 'burdened', which depends on its conclusion"
        " (what a rule looks at must be settled before it)"
    ]
