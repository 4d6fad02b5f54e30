"""Whose things a duty asks about: an actor's own, and never another firm's."""

from pathlib import Path
from typing import Final

import pytest

from rightsgate.checker.checker import Checker
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.testing.cases import only
from worlds.manifests import AS_OF, Data, check, closure, outcomes

# A laboratory's base model, another firm's tuned model and application on it, and data that each of them put in.
CHAIN: Final[Data] = {
    "rightsgate": 1,
    "actors": [
        {"id": "source", "activities": ["data_sourcing"]},
        {"id": "lab", "activities": ["model_pretraining", "release_decision"]},
        {"id": "tuner", "activities": ["base_model_finetuning"]},
        {"id": "studio", "activities": ["app_building"]},
        {"id": "clinic", "activities": ["integration"]},
    ],
    "datasets": [{"id": "crawl", "supplier": "source"}, {"id": "notes", "supplier": "source"}],
    "models": [
        {"id": "base", "developer": "lab", "trained_on": ["crawl"]},
        {"id": "tuned", "developer": "tuner", "based_on": ["base"], "trained_on": ["notes"]},
    ],
    "applications": [{"id": "app", "developer": "studio", "built_on": ["tuned"]}],
    "deployments": [{"id": "ward", "application": "app", "deployer": "clinic"}],
}
# What nobody but these makes, or puts in.
OWN: Final = {"base": "lab", "tuned": "tuner", "crawl": "lab", "notes": "tuner"}
MAKERS: Final = ("foundation_model_developer", "model_provider", "model_adapter", "builder")


@pytest.mark.parametrize("thing", OWN)
def test_who_makes_models_is_asked_about_its_own_models_and_the_data_it_put_in(thing: str) -> None:
    asked = {
        (name, actor) for name, actor, role, entity in outcomes(check(CHAIN)) if entity == thing and role in MAKERS
    }
    assert asked
    assert {actor for _, actor in asked} == {OWN[thing]}


def test_a_builder_that_makes_no_model_is_not_asked_about_models() -> None:
    found = {
        name: stands.value for (name, actor, *_), (stands, _) in outcomes(check(CHAIN)).items() if actor == "studio"
    }
    assert {found[name] for name in ("sm-csam-thorn.a", "sm-csam-thorn.d", "sm-csam-hai.a")} == {"not-applicable"}


def roles(actor: Data) -> set[str]:
    """Return the roles of the chain that an actor holds, for certain or perhaps."""
    truths = closure({"rightsgate": 1, "actors": [actor]}).truths["role"]
    return {role for _, role in truths}


def test_a_private_person_of_whom_nothing_is_said_may_be_a_user_and_nothing_else() -> None:
    assert roles({"id": "a", "kind": "individual"}) == {"individual_user"}
    assert roles({"id": "a", "kind": "individual", "activities": "unknown"}) >= {"downstream_developer", "deployer"}
    assert roles({"id": "a", "kind": "company"}) >= {"supplier", "downstream_developer", "deployer"}


def test_a_private_person_who_changes_an_open_model_is_a_developer() -> None:
    changes = {"id": "a", "kind": "individual", "activities": ["open_model_modification"]}
    assert "downstream_developer" in roles(changes)


# Another pack: channels are in the scope of their owner, and a duty is asked of each.
CHANNELS: Final = {
    "source.yaml": """\
document: x
short: X
title: X
publisher: P
dated: 2026-01-01
authority: none
sections: [{section: "1", title: S, clauses: [X-1.a]}]
""",
    "scope.yaml": """\
title: Scope
inferences:
  - id: scope-channel
    title: In an actor's scope are its channels
    if: [{channel.owner: [$channel, $actor]}, {bound: [$actor, $role]}, {asked_scope: [$role, channel]}]
    then: {in_scope: [$actor, $role, channel, $channel]}
""",
    "duties.yaml": """\
source: {document: x, section: "1"}
title: X
recommendations:
  - id: x-1
    number: 1
    title: T
    duties:
      - {id: x-1.a, encodes: [X-1.a], title: T, binds: [downstream_developer], strength: must, on: channel,
         require: [{path: $.status_feedback, equals: true}], why: W, fix: F}
""",
}


def test_a_pack_that_puts_a_kind_in_scope_may_ask_duties_of_it(tmp_path: Path) -> None:
    for name, text in CHANNELS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = {"yes": {"status_feedback": True}, "no": {"status_feedback": False}, "silent": {}}
    channels = [{"id": name, "owner": "studio", **more} for name, more in told.items()]
    checker = Checker(load_pack([builtin("rules"), tmp_path]), only("x-1.a"), AS_OF)
    found = outcomes(check({**CHAIN, "channels": channels}, checker))
    assert {entity: stands.value for (_, actor, _, entity), (stands, _) in found.items() if actor == "studio"} == {
        "yes": "met",
        "no": "unmet",
        "silent": "unknown",
    }
