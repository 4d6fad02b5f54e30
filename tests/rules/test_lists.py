"""Duties on lists that are said to be none or complete (``rg-2``): silence is no way out of them, and truth is."""

import pytest

from rightsgate.rules.model.case import Case
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.packs.load import builtin, load_pack
from worlds.manifests import Data, check, ordinary, outcomes, says_less, shipped

CASES = [case for case in load_pack([builtin("rules")], with_cases=True).cases if case.rule.startswith("rg-2.")]
UNMET = [case for case in CASES if case.outcome == "unmet"]
APP = {
    "id": "app",
    "developer": "maker",
    "audience": ["b2b"],
    "built_on": ["base"],
    "languages": ["en"],
    "modality": ["text"],
    "domain": "customer_service",
    "personal_data": "none",
    "decision_effect": "none",
    "features": {"complete": True, "value": ["code_generation"]},
}
CHAIN: Data = {
    "rightsgate": 1,
    "actors": [{"id": "maker", "activities": ["app_building"]}, {"id": "lab", "activities": ["model_pretraining"]}],
    "datasets": {
        "complete": True,
        "value": [{"id": "texts", "supplier": "none", "contains": "none", "rights_basis": "consent"}],
    },
    "models": [
        {
            "id": "base",
            "developer": "lab",
            "trained_on": ["texts"],
            "release": "api",
            "capabilities": "none",
            "eval": {"languages": ["en"]},
        }
    ],
    "applications": {"complete": True, "value": [APP]},
    "deployments": "none",
    "relations": {"complete": True, "value": [{"kind": "provides_model", "from": "lab", "to": "maker"}]},
}


def stands(data: Data, rule: str, actor: str) -> set[Outcome]:
    """Return how a duty stands for an actor, in all its roles."""
    return {outcome for (duty, who, *_), (outcome, _) in outcomes(check(data)).items() if (duty, who) == (rule, actor)}


@pytest.mark.parametrize("case", UNMET, ids=[f"{case.rule}-{case.mark[0]}" for case in UNMET])
def test_to_leave_a_list_out_leaves_its_duty_open(case: Case) -> None:
    told = ordinary(case.manifest)
    open_ended = {key: said if key == "rightsgate" else says_less(said) for key, said in told.items()}
    less = {key: said for key, said in open_ended.items() if said not in (None, [])}
    found = stands(less, case.rule, told["actors"][0]["id"])
    assert found <= {Outcome.UNMET, Outcome.UNKNOWN}
    assert found


def risks() -> list[str]:
    return sorted({one.risk.id for one in check(CHAIN).assessment.risks if one.certain})


def test_whoever_records_an_impact_for_each_certain_risk_meets_all_of_them() -> None:
    impacts = [{"id": f"of-{risk}", "application": "app", "risk": risk, "status": "potential"} for risk in risks()]
    told = {**CHAIN, "impacts": {"complete": True, "value": impacts}}
    for rule in (duty.id for duty in shipped().duties if duty.id.startswith("rg-2.")):
        assert stands(told, rule, "maker") <= {Outcome.MET, Outcome.NOT_APPLICABLE}, rule
    for actor in ("maker", "lab"):
        assert stands(told, "rg-2.a", actor) == {Outcome.MET}
        assert stands({**CHAIN, "impacts": "none"}, "rg-2.a", actor) == {Outcome.UNMET}
        assert stands({**told, "impacts": {"complete": True, "value": impacts[1:]}}, "rg-2.a", actor) == {Outcome.UNMET}
        assert stands(CHAIN, "rg-2.a", actor) == {Outcome.UNKNOWN}
        assert stands({**told, "relations": "none"}, "rg-2.b", actor) == {Outcome.UNMET}


def test_a_relation_that_is_listed_and_said_not_to_exist_contradicts_the_links() -> None:
    said = [{"kind": "provides_model", "from": "lab", "to": "maker", "exists": False}]
    assert stands({**CHAIN, "relations": said}, "rg-2.b", "maker") == {Outcome.UNMET}
    other = [{**said[0], "kind": "supplies_data"}]
    assert stands({**CHAIN, "relations": other}, "rg-2.b", "maker") == {Outcome.UNKNOWN}
