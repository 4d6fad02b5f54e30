"""The cost of silence: whose unsaid statements hold which duties open."""

from typing import Final

import pytest

from rightsgate.advise.silence import cost_of_silence
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse

CHAIN: Final = """\
rightsgate: 1
subject: studio
actors:
- {id: lab, name: Meridian Models, activities: [model_pretraining]}
- {id: studio, activities: [app_building]}
models: [{id: base, developer: lab%s}]
applications: [{id: desk, developer: studio, built_on: [base]}]
deployments: none
"""


@pytest.fixture
def checker(pack: Pack) -> Checker:
    return Checker(pack, load_policy("release-gate", builtin("policies"), pack), "2026-11-30")


def silence_in(text: str, checker: Checker) -> tuple[ManifestReport, dict[str, tuple[int, dict[str, int]]]]:
    manifest = checker.load(parse(text, "m.yaml"), "m.yaml")
    part = checker.check(manifest)
    found = cost_of_silence(part, manifest, checker.pack.vocabulary)
    return part, {one.actor: (one.own, dict(one.others)) for one in found}


def test_what_a_supplier_has_not_said_is_counted_as_its_silence(checker: Checker) -> None:
    _, before = silence_in(CHAIN % "", checker)
    assert before["lab"][1]["studio"] > 0
    said = ", capabilities: {value: none}, modality: [text], released: true, release: api"
    _, after = silence_in(CHAIN % said, checker)
    assert after["lab"][1].get("studio", 0) < before["lab"][1]["studio"]


def test_own_silence_is_no_others(checker: Checker) -> None:
    part, found = silence_in(CHAIN % "", checker)
    unknown = [one for one in part.findings if one.outcome is Outcome.UNKNOWN]
    for actor, (own, others) in found.items():
        assert own <= sum(one.actor == actor for one in unknown)
        assert actor not in others
        for other, count in others.items():
            assert count <= sum(one.actor == other for one in unknown)


def test_who_holds_most_of_others_open_comes_first(checker: Checker) -> None:
    manifest = checker.load(parse(CHAIN % "", "m.yaml"), "m.yaml")
    found = cost_of_silence(checker.check(manifest), manifest, checker.pack.vocabulary)
    held = [sum(one.others.values()) for one in found]
    assert held == sorted(held, reverse=True)
