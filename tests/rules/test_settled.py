"""Every derived fact that a duty asks about says which statements of a manifest settle it."""

from pathlib import Path

import pytest

from rightsgate.errors import Fault, InputError
from rightsgate.rules.model.condition import facts_read
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack

ROW = "title: T\nsettled_by:\n- {facts: [mine], fields: [actor.size, dataset.labelling.used]}\n"
RULES = """\
title: Mine
inferences:
- {id: mine, title: T, if: [{actor.size: [$actor, small]}], then: {mine: [$actor]}}
"""
FAULTS = {
    "no such fact": ("facts: [mine]", "facts: [mien]", "did you mean 'mine'?"),
    "a fact that has a row": ("facts: [mine]", "facts: [tied]", "the fact 'tied' has a row already"),
    "a fact twice": ("facts: [mine]", "facts: [mine, mine]", "'mine'"),
    "no such entity": ("actor.size", "actr.size", "did you mean 'actor'?"),
    "no such field": ("actor.size", "actor.seize", "did you mean 'actor.size'?"),
    "a group": ("actor.size", "actor.hrdd", "actor has no field 'hrdd' that holds a value"),
    "no entity": ("actor.size", "size", "write it with its kind"),
    "no fields": (", fields: [actor.size, dataset.labelling.used]", "", "lacks 'fields'"),
    "unknown key": ("fields:", "field:", "unknown key 'field'"),
}


def faults(folder: Path, settled: str) -> tuple[Fault, ...]:
    for name, text in (("pack", "pack: mine\n"), ("rules", RULES), ("settled", settled)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack([builtin("rules"), folder])
    return caught.value.faults


def test_every_derived_fact_that_a_duty_asks_about_has_a_row_and_no_other(pack: Pack) -> None:
    asked = {kind for duty in pack.duties for part in (duty.when, duty.require) for kind in facts_read(part)}
    assert set(pack.settled_by) == asked


def test_every_row_names_fields_that_can_be_typed(pack: Pack) -> None:
    for kind, names in pack.settled_by.items():
        assert names, kind
        assert len(set(names)) == len(names), kind
        for name in names:
            entity, _, path = name.partition(".")
            assert path in pack.vocabulary.kinds[entity].by_path, name


def test_a_pack_adds_rows_for_its_own_facts(tmp_path: Path) -> None:
    for name, text in (("pack", "pack: mine\n"), ("rules", RULES), ("settled", ROW)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    settled = load_pack([builtin("rules"), tmp_path]).settled_by
    assert settled["mine"] == ("actor.size", "dataset.labelling.used")
    assert "tied" in settled


@pytest.mark.parametrize(("old", "new", "words"), FAULTS.values(), ids=FAULTS)
def test_a_row_that_names_nothing_is_refused_with_its_place(old: str, new: str, words: str, tmp_path: Path) -> None:
    found = faults(tmp_path, ROW.replace(old, new))
    assert any(words in str(fault) for fault in found)
    assert all(fault.line == 3 for fault in found)
