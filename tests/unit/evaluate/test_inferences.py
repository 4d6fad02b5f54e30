"""Inferences as packs write them: what the rule language says is what the engine does, in doubt as well."""

from itertools import permutations
from pathlib import Path
from typing import Final

import pytest

from programs.notation import AS_OF, certain, possible
from rightsgate.checker.checker import Checker
from rightsgate.engine.derivations import Closure
from rightsgate.errors import InputError
from rightsgate.evaluate.run import Evaluator
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth, negate
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse


def run(folder: Path, inferences: str, manifest: str) -> Closure:
    """Load inferences as a pack beside the shipped rules and run them on a manifest."""
    (folder / "own.yaml").write_text(f"title: Own\n{inferences}", encoding="utf-8")
    pack = load_pack([builtin("rules"), folder])
    evaluator = Evaluator(pack, (), AS_OF)
    read = in_force(read_manifest(parse(f"{{rightsgate: 1, {manifest}}}", "m.yaml"), "m.yaml", pack.vocabulary), AS_OF)
    return evaluator.run(read).closure


def inference(*premises: str, then: str) -> str:
    return f"inferences: [{{id: own, title: Own, if: [{', '.join(premises)}], then: {{{then}}}}}]"


ACTORS: Final = "actors: [{id: a, size: large}, {id: b, size: small}, {id: c}]"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_premises_are_written_does_not_matter(order: tuple[int, ...], tmp_path: Path) -> None:
    written = ("{actor: [$x]}", "{absent: {actor.size: [$x, small]}}", "{compare: [$x, differs, c]}")
    closure = run(tmp_path, inference(*(written[n] for n in order), then="big: [$x]"), ACTORS)
    assert (certain(closure, "big"), possible(closure, "big")) == ({("a",)}, set())


def test_alternatives_in_a_pattern_are_any_of_them(tmp_path: Path) -> None:
    closure = run(tmp_path, inference("{actor.size: [$x, [large, medium]]}", then="big: [$x]"), ACTORS)
    assert (certain(closure, "big"), possible(closure, "big")) == ({("a",)}, {("c",)})


def test_alternatives_in_an_absent_pattern_are_none_of_them_or_refused(tmp_path: Path) -> None:
    text = inference("{actor: [$x]}", "{absent: {actor.size: [$x, [small, medium]]}}", then="big: [$x]")
    try:
        closure = run(tmp_path, text, ACTORS)
    except InputError:
        return
    assert (certain(closure, "big"), possible(closure, "big")) == ({("a",)}, {("c",)})


def test_counts_and_constants_of_a_pack(tmp_path: Path) -> None:
    text = """
facts: [{counted: [eu]}, {counted: [us]}]
inferences:
  - {id: one, title: Own, if: [{application.markets: [$x, $m]}, {counted: [$m]}], then: {sold: [$x, $m]}}
  - {id: two, title: Own, if: [{application: [$x]}, {at_least: 2, of: {sold: [$x, _]}}], then: {wide: [$x]}}
"""
    applications = "[{id: p, markets: [eu, us]}, {id: q, markets: [eu, uk]}, {id: r}, {id: s, markets: [us, unknown]}]"
    closure = run(tmp_path, text, f"applications: {applications}")
    assert (certain(closure, "wide"), possible(closure, "wide")) == ({("p",)}, {("r",), ("s",)})


def asked_both_ways(field: str, value: str) -> str:
    """Ask whether a field of a model has a value, and whether it has not."""
    return f"""
inferences:
  - {{id: yes, title: Own, if: [{{model.{field}: [$x, {value}]}}], then: {{is: [$x]}}}}
  - {{id: no, title: Own, if: [{{model: [$x]}}, {{absent: {{model.{field}: [$x, {value}]}}}}], then: {{is_not: [$x]}}}}
"""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("released", "true"),
        ("released", "false"),
        ("training.synthetic_data", "true"),
        ("release", "api"),
        ("gating", "none"),
        ("modality", "text"),
        ("capabilities", "persuasion"),
        ("trained_on", "d"),
        ("eval.languages", "ar"),  # any code may stand here
    ],
)
def test_what_is_silent_or_unknown_may_be_anything(field: str, value: str, tmp_path: Path) -> None:
    text = asked_both_ways(field, value)
    group, _, name = field.rpartition(".")
    unknown = f"{group}: {{{name}: unknown}}" if group else f"{name}: unknown"
    for manifest in ("models: [{id: m}]", f"models: [{{id: m, {unknown}}}]"):
        closure = run(tmp_path, text, f"datasets: [{{id: d}}], {manifest}")
        assert closure.truth("is", ("m",)) is UNKNOWN
        assert closure.truth("is_not", ("m",)) is UNKNOWN


@pytest.mark.parametrize(
    ("field", "value", "said", "truth"),
    [
        ("released", "true", "released: true", TRUE),
        ("released", "true", "released: false", FALSE),
        ("released", "false", "released: false", TRUE),
        ("modality", "text", "modality: [text, audio]", TRUE),
        ("modality", "text", "modality: [audio]", FALSE),
        ("modality", "text", "modality: [audio, unknown]", UNKNOWN),
        ("capabilities", "persuasion", "capabilities: [cyber_offence]", UNKNOWN),  # a hazard list is open
        ("capabilities", "persuasion", "capabilities: {complete: true, value: [cyber_offence]}", FALSE),
        ("modality", "text", "modality: none", FALSE),
        ("gating", "none", "gating: none", TRUE),
        ("gating", "none", "gating: screening", FALSE),
        ("training.methods", "sft", "training: {methods: [sft]}", TRUE),
        ("training.methods", "sft", "training: none", FALSE),  # what stands in an absent group is absent
        ("based_on", "n", "hosted: true", FALSE),  # unstated, there is none
        ("hosted", "true", "hosted: {value: true, since: 2026-06-01}", TRUE),
        ("hosted", "true", "hosted: {value: true, since: 2026-06-02}", UNKNOWN),  # it has not begun
    ],
)
def test_rules_read_a_statement_as_conditions_do(
    field: str, value: str, said: str, truth: Truth, tmp_path: Path
) -> None:
    closure = run(tmp_path, asked_both_ways(field, value), f"models: [{{id: m, {said}}}, {{id: n}}]")
    assert closure.truth("is", ("m",)) is truth
    assert closure.truth("is_not", ("m",)) is negate(truth)


def test_an_entity_may_be_called_like_a_value(tmp_path: Path) -> None:
    closure = run(tmp_path, asked_both_ways("release", "api"), "models: [{id: api}, {id: m}]")
    assert possible(closure, "is") == possible(closure, "is_not") == {("api",), ("m",)}


@pytest.mark.parametrize(
    ("comparison", "found"),
    [
        ("below, 2026-01-01", {"old"}),
        ("at_least, 2026-01-01", {"new"}),
        ("older_than, 12m", {"old"}),
        ("fresh_within, 12m", {"new"}),
    ],
)
def test_dates_compare_with_dates_and_periods(comparison: str, found: set[str], tmp_path: Path) -> None:
    text = inference("{model.release_date: [$m, $d]}", f"{{compare: [$d, {comparison}]}}", then="found: [$m]")
    closure = run(tmp_path, text, "models: [{id: old, release_date: 2024-05-01}, {id: new, release_date: 2026-05-01}]")
    assert certain(closure, "found") == {(name,) for name in found}


ODD: Final = {
    "no period": inference("{model.release_date: [$m, $d]}", "{compare: [$d, older_than, long]}", then="odd: [$m]"),
    "records": inference("{model.release_stages: [$m, _]}", then="odd: [$m]"),
    "mappings in a list": inference("{model.versions: [$m, _]}", then="odd: [$m]"),
    "no terms": inference("{model: [_]}", then="odd: []"),
    "numbers beside words": "facts: [{odd: [1]}, {odd: [one]}]",
    "a kind of the engine's own": inference("{model: [$m]}", then="outcome: [$m]"),
    "alternatives in a conclusion": inference("{model: [$m]}", then="odd: [$m, [a, b]]"),
    "alternatives in a comparison": inference("{model: [$m]}", "{compare: [$m, differs, [a, b]]}", then="odd: [$m]"),
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_what_the_loader_accepts_also_runs(text: str, tmp_path: Path) -> None:
    manifest = "models: [{id: m, release_date: 2026-01-01, release_stages: [{evidence: x}], versions: [v1]}]"
    actors = "actors: [{id: a, activities: [model_pretraining]}]"
    (tmp_path / "own.yaml").write_text(f"title: Own\n{text}", encoding="utf-8")
    try:
        pack = load_pack([builtin("rules"), tmp_path])
    except InputError:
        return  # refused with a place, which is as good
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)
    report = checker.check(checker.load(parse(f"{{rightsgate: 1, {actors}, {manifest}}}", "m.yaml"), "m.yaml"))
    assert report.findings


MADE_WITH: Final = """
title: Own
inferences: [{id: made, title: Own, if: [{application.built_on: [$a, $m]}], then: {made_with: [$a, $m]}}]
"""
ON_APPLICATION: Final = """
source: {document: own, section: "1"}
title: Own
recommendations:
  - {id: r, number: 1, title: Own, duties: [{id: d, encodes: [C], title: Own, binds: [downstream_developer],
     on: application, strength: should, why: To see, fix: See., require: [CONDITION]}]}
"""


@pytest.mark.parametrize(
    "condition", ["{facts: made_with, exists: true}", "{path: $.languages, superset_of: {facts: made_with}}"]
)
def test_what_is_derived_of_an_entity_that_nobody_has_listed_is_unknown(condition: str, tmp_path: Path) -> None:
    (tmp_path / "inferences.yaml").write_text(MADE_WITH, encoding="utf-8")
    (tmp_path / "duties.yaml").write_text(ON_APPLICATION.replace("CONDITION", condition), encoding="utf-8")
    pack = load_pack([builtin("rules"), tmp_path])
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)
    text = "{rightsgate: 1, actors: [{id: maker, activities: [app_building]}]}"
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    assert [f.outcome.value for f in report.findings if f.duty.id == "d"] == ["unknown"]
