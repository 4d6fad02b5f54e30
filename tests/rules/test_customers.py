"""What a provider owes one customer is no sign in the product of another, though both build on the same thing."""

from typing import Any, Final

from rightsgate.logic.truth import TRUE
from worlds.manifests import Data, check, closure

UNCHECKED: Final = {"kind": "provides_model", "from": "lab", "due_diligence": "none"}
CHECKED: Final = {**UNCHECKED, "due_diligence": "human_rights"}


def chain(*relations: Data, **sections: list[Data]) -> Data:
    """Return a manifest with two firms that each build their own application on one model."""
    watching = {"built_on": ["model"], "features": ["surveillance_analytics"], "modality": ["text"]}
    return {
        "rightsgate": 1,
        "actors": [
            {"id": "source", "activities": ["data_sourcing"]},
            {"id": "lab", "activities": ["model_pretraining"]},
            *({"id": one, "activities": ["app_building"]} for one in ("first", "second")),
            {"id": "host", "activities": []},
        ],
        "datasets": [{"id": "crawl", "supplier": "source", "relevance_reviewed": True}],
        "models": [{"id": "model", "developer": "lab", "trained_on": ["crawl"]}, *sections.get("models", ())],
        "applications": [
            *({"id": f"app-{one}", "developer": one, **watching} for one in ("first", "second")),
            *sections.get("applications", ()),
        ],
        "relations": {"complete": True, "value": list(relations)},
    }


def certain(data: Data, risk: str, actor: str) -> set[str]:
    """Return the products in which an actor is connected to a risk for certain."""
    return {
        found.product
        for found in check(data).assessment.risks
        if found.risk.id == risk
        for row in found.rows
        for one in row.connections
        if one.actor == actor and one.certain
    }


def watched(*relations: Data, **sections: Any) -> set[str]:
    return certain(chain(*relations, **sections), "RISK-5.3-2", "lab")


def test_a_customer_that_was_not_checked_is_a_sign_in_its_own_product_alone() -> None:
    assert watched({**CHECKED, "to": "first"}, {**UNCHECKED, "to": "second"}) == {"app-second"}
    assert watched({**UNCHECKED, "to": "first", "about": ["model"]}, {**CHECKED, "to": "second"}) == {"app-first"}


def test_data_that_does_not_suit_one_buyer_is_no_sign_in_the_product_of_another() -> None:
    supply = {"kind": "supplies_data", "from": "source"}
    unfit = ({**supply, "to": "lab", "fit_for_use": True}, {**supply, "to": "other", "fit_for_use": False})
    data = chain(
        *unfit,
        models=[{"id": "theirs", "developer": "other", "trained_on": ["crawl"]}],
        applications=[{"id": "app-other", "developer": "second", "built_on": ["theirs"], "modality": ["text"]}],
    )
    data["actors"].append({"id": "other", "activities": ["model_pretraining"]})
    assert certain(data, "RISK-5.2-1", "source") == {"app-other"}


def test_a_receiver_of_which_no_part_is_listed_may_have_one_in_any_product() -> None:
    assert watched({**UNCHECKED, "to": "host"}) == {"app-first", "app-second"}


def test_what_a_receiver_passes_on_counts_in_the_product_that_it_goes_into() -> None:
    served = {"kind": "provides_model", "from": "first", "due_diligence": "human_rights"}
    assert watched({**UNCHECKED, "to": "first"}, {**served, "to": "second"}) == {"app-first", "app-second"}


def test_a_relation_that_names_a_product_concerns_it_whoever_receives() -> None:
    assert watched({**UNCHECKED, "to": "second", "about": ["app-first"]}) == {"app-first"}


def test_all_who_get_a_product_itself_count_whatever_else_they_build() -> None:
    theirs = {"id": "other", "supplier": "first"}
    data: Data = {
        "rightsgate": 1,
        "actors": [{"id": "source", "activities": ["data_sourcing"]}, {"id": "first", "activities": ["data_sourcing"]}],
        "datasets": [{"id": "crawl", "supplier": "source", "contains": ["personal_data"]}, theirs],
        "relations": [{"kind": "supplies_data", "from": "source", "to": "first", "intended_use_known": False}],
    }
    opened = closure(data).truths["signalled"]
    assert opened["source", "supplier", "SUP-ENGAGE", "crawl"] is TRUE
