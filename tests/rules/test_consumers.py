"""A maker that sells its application to consumers is its deployer, in the chain of its impacts and in its risks."""

from typing import Any, Final

import pytest

from rightsgate.people.model import Involvement
from rightsgate.rules.model.attribution import Level
from worlds.manifests import Data, check
from worlds.ties import SETTLED

COMPLETE: Final = {"complete": True, "value": []}
OTHERS: Final = [{"id": "shop", "application": "app", "deployer": "retailer"}]
OWN_USE: Final = {**SETTLED, "own_use": True, "third_party_act_between": False}


def sold(deployments: object, audience: object = ("b2c",), **maker: Any) -> Data:
    """Return a manifest with an application, what is said of its deployments, and to whom it is sold."""
    app = {"id": "app", "developer": "maker", "modality": ["text"], "inherently_violative": False}
    return {
        "rightsgate": 1,
        "actors": [
            {"id": "maker", "activities": ["app_building"], **maker},
            {"id": "retailer", "activities": ["direct_user_interface"]},
        ],
        "applications": [{**app, "audience": list(audience) if isinstance(audience, tuple) else audience}],
        "deployments": deployments,
        "relations": {"complete": True, "value": []},
        "impacts": [
            {
                "id": "harm",
                "status": "actual",
                "date": "2026-03-01",
                "application": "app",
                "links": [{"actor": "maker", **OWN_USE}],
            }
        ],
    }


def tie(data: Data) -> Involvement:
    (impact,) = check(data).assessment.impacts
    (found,) = [tie for tie in impact.involvements if tie.actor == "maker"]
    return found


def deploys(data: Data) -> dict[str, list[bool]]:
    """Return whether the maker is connected for certain to cybersecurity attacks as a deployer, for each product."""
    risks = [found for found in check(data).assessment.risks if found.risk.id == "RISK-5.4-3"]
    rows = [(found.product, one) for found in risks for row in found.rows for one in row.connections]
    theirs = [(product, one.certain) for product, one in rows if (one.role, one.actor) == ("deployer", "maker")]
    return {found.product: [certain for product, certain in theirs if product == found.product] for found in risks}


def test_a_maker_that_alone_sells_to_consumers_causes_what_comes_of_its_own_use() -> None:
    assert (tie(sold(COMPLETE)).level, tie(sold(COMPLETE)).by) == (Level.CAUSE, "AT-2d")


@pytest.mark.parametrize("deployments", [[], OTHERS], ids=["none listed", "some listed"])
@pytest.mark.parametrize("audience", [("b2c",), "unknown"], ids=str)
def test_where_not_all_deployments_are_listed_that_stays_open(deployments: list[Data], audience: object) -> None:
    data = sold(deployments, audience)
    if not deployments:
        del data["deployments"]
    assert (tie(data).level, tie(data).not_excluded) == (Level.DIRECTLY_LINKED, (Level.CAUSE,))


@pytest.mark.parametrize(
    ("deployments", "audience"),
    [({"complete": True, "value": OTHERS}, ("b2c",)), (COMPLETE, ("b2b",)), (OTHERS, ("b2b",))],
    ids=["another deploys it", "sold to firms", "sold to firms, some listed"],
)
def test_who_does_not_sell_to_consumers_itself_is_no_deployer(deployments: object, audience: tuple[str]) -> None:
    found = tie(sold(deployments, audience))
    assert (found.level, found.not_excluded) == (Level.DIRECTLY_LINKED, ())


def test_a_malicious_maker_is_connected_as_the_deployer_that_it_is() -> None:
    assert deploys(sold(COMPLETE, intent="malicious")) == {"app": [True]}
    assert deploys(sold(COMPLETE, intent="good_faith")) == {"app": [False]}  # what it does not say may open the pathway
    assert deploys(sold(OTHERS, intent="malicious")) == {"app": [False]}
    assert deploys(sold({"complete": True, "value": OTHERS}, intent="malicious")) == {"app": []}


def test_a_maker_deploys_only_what_it_sells_to_consumers() -> None:
    data = sold(COMPLETE, intent="malicious")
    data["applications"].append({"id": "for-firms", "developer": "maker", "audience": ["b2b"], "modality": ["text"]})
    assert deploys(data) == {"app": [True], "for-firms": []}
