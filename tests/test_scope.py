"""Whose things a duty asks about: an actor's own, and never another firm's."""

from typing import Final

import pytest

from manifests import Data, check, closure, outcomes

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
