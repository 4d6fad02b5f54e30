"""The table of predicates: its rows say what facts of each kind hold, and who states them."""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from checkout.paths import ROOT
from rightsgate.errors import InputError
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.rules.predicates import PREDICATES, ROWS, By, fact, places, reader, terms, variables
from rightsgate.text.files import read_located
from worlds.manifests import evaluator, shipped

FIXTURES: Final = sorted((ROOT / "fixtures").glob("*/manifest.yaml"))


def test_every_kind_has_one_row_and_every_argument_one_name() -> None:
    assert [name for name, count in Counter(row.id for row in ROWS).items() if count > 1] == []
    assert [row.id for row in ROWS if len(set(row.arguments)) < len(row.arguments) or not row.means] == []


def test_arguments_are_read_and_written_by_name() -> None:
    told = fact("related", relation="r", kind="provides_model", receiver="studio", provider="lab")
    assert told == ("related", ("provides_model", "lab", "studio", "r"))
    assert reader("related", "receiver", "kind")(told[1]) == ("studio", "provides_model")
    assert reader("related", "receiver")(told[1]) == ("studio",)
    assert places("outcome", "outcome", "duty") == (4, 0)
    assert variables("bound") == ("$actor", "$role")
    with pytest.raises(KeyError):
        terms("related", kind="provides_model")


def test_rules_conclude_what_the_program_reads_with_its_arguments() -> None:
    concluded = {rule.conclusion.kind: len(rule.conclusion.terms) for rule in shipped().inferences}
    concluded |= {pattern.kind: len(pattern.terms) for pattern in shipped().constants}
    read = {row.id: len(row.arguments) for row in ROWS if row.by is By.INFERENCE}
    assert {kind: concluded.get(kind) for kind in read} == read
    assert not {row.id for row in ROWS if row.by is not By.INFERENCE} & concluded.keys()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_the_facts_of_a_run_have_the_arguments_of_their_rows(path: Path) -> None:
    manifest = in_force(read_manifest(read_located(path, path.name), path.name, shipped().vocabulary), "2026-06-01")
    truths = evaluator().run(manifest).closure.truths
    wrong = {
        kind for kind, row in PREDICATES.items() for held in truths.get(kind, ()) if len(held) != len(row.arguments)
    }
    assert wrong == set()
    assert {"tie", "related", "outcome", "bound"} <= truths.keys() or "impact" not in truths


def test_a_rule_that_concludes_a_known_kind_with_other_arguments_is_refused(tmp_path: Path) -> None:
    text = "title: Own\ninferences: [{id: x, title: X, if: [{actor: [$a]}], then: {connected: [$a]}}]\n"
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="connected"):
        load_pack([builtin("rules"), tmp_path])
