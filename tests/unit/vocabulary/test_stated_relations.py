"""References between artefacts that state a relation, as data of the vocabulary: one that a pack adds does so too."""

from pathlib import Path
from typing import Any

from rightsgate.rules.packs.load import builtin, load_pack
from worlds.manifests import check, checker_of, shipped

FIELDS = """\
extends: application
fields:
  guarded_by: {type: references, to: model, unstated: none, states: provides_model, means: Models that filter its outputs}
"""
RULE = "title: T\ninferences: [{id: x, title: T, if: [{related: [_, $a, $b, _]}], then: {x: [$a, $b]}}]"


def manifest(field: str) -> dict[str, Any]:
    return {
        "rightsgate": 1,
        "actors": [{"id": "lab", "activities": ["model_pretraining"]}, {"id": "maker", "activities": ["app_building"]}],
        "models": [{"id": "guard", "developer": "lab"}],
        "applications": [{"id": "app", "developer": "maker", field: ["guard"]}],
    }


def test_the_chain_runs_from_what_others_are_made_from_to_its_use() -> None:
    assert shipped().vocabulary.artefacts == ("dataset", "model", "application", "deployment")
    assert list(shipped().vocabulary.records) == ["channel", "document", "terms"]


def test_a_field_that_a_pack_adds_states_a_relation(tmp_path: Path) -> None:
    (tmp_path / "fields.yaml").write_text(FIELDS)
    (tmp_path / "rule.yaml").write_text(RULE)
    by = checker_of(load_pack([builtin("rules"), tmp_path]))
    found = [
        {
            (f.duty.id, f.actor, f.role, f.entity)
            for f in check(manifest(field), by).findings
            if f.duty.on.kind == "relation"
        }
        for field in ("guarded_by", "built_on")
    ]
    assert found[0] == found[1] != set()
