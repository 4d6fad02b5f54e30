"""Answers only sharpen what follows of people: which risk a product has, who is connected to it, tied to which harm.

An answer fills in what was silent or unknown. None is what a person does, signs or decides (``ACTS`` in manifests.py:
a rebuttal by another use, a signature under a lowering, what a tie is said to rest on, a recorded decision), nor the
owner of an artefact, except where the relations are said to be all there are; nor what a tie states beyond what
artefacts and complete lists show (``BEYOND``). A tie of which nobody asks, since nothing brings the actor near the
impact, is settled in no way: an answer may bring it near.
"""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given, settings

from rightsgate.engine.program import Fact
from rightsgate.logic.truth import FALSE, UNKNOWN, Truth
from worlds.manifests import EXAMPLES, FEW, STEADY, Data, answered, closure, manifests

# Without findings a manifest is soon gone through.
MANY: Final = settings(STEADY, max_examples=EXAMPLES * 4)
RISKS: Final = ("triggered", "open", "connected", "right_at_risk")
TIES: Final = ("causes", "contributes", "directly_linked", "not_linked", "causes_or_contributes", "tied", "owes")


def concluded(data: Data) -> dict[Fact, Truth]:
    """Return the facts of these kinds that hold, or may hold, and which ties are near."""
    truths = closure(data).truths
    return {(kind, terms): truth for kind in (*RISKS, *TIES, "near") for terms, truth in truths.get(kind, {}).items()}


def changes(less: Data, more: Data) -> dict[Fact, tuple[str, str]]:
    """Return the facts that were settled with less information and stand otherwise with more."""
    before, after = concluded(less), concluded(more)
    asked = {
        (kind, terms)
        for kind, terms in before.keys() | after.keys()
        if kind in RISKS or (kind in TIES and ("near", terms[:1]) in before)
    }
    stood = {fact: (before.get(fact, FALSE), after.get(fact, FALSE)) for fact in asked}
    return {fact: (one.value, two.value) for fact, (one, two) in stood.items() if one is not UNKNOWN and one is not two}


@MANY
@given(answered(manifests()))
def test_an_answer_never_changes_what_was_settled(pair: tuple[Data, Data]) -> None:
    assert changes(*pair) == {}


@MANY
@given(answered(manifests(artefacts=FEW)))
def test_an_answer_never_changes_what_was_settled_among_few(pair: tuple[Data, Data]) -> None:
    assert changes(*pair) == {}


# A manifest less an answer, and the answer: what each fact was, as found by the tests above or by reading the rules.
Answer = tuple[Data, tuple[Any, ...], Any]
NOBODY_ELSE: Final[Data] = {"rightsgate": 1, "actors": [{"id": "lab"}, {"id": "host"}], "relations": "none"}
APP: Final = {"id": "app", "developer": ["lab"], "inherently_violative": False}
HOSTED: Final[Data] = {
    "rightsgate": 1,
    "actors": [{"id": "lab", "kind": "company", "activities": ["app_building"]}, {"id": "host", "kind": "company"}],
    "applications": [APP],
    "relations": {"complete": True, "value": [{"kind": "hosts", "from": "host", "to": "lab"}]},
}
SUPPLIED: Final[Data] = {
    "rightsgate": 1,
    "actors": [{"id": "lab", "activities": ["data_sourcing"]}],
    "datasets": [{"id": "data", "supplier": ["lab"], "contains": {"complete": True, "value": ["toxic"]}}],
}
INNOCENT: Final = dict.fromkeys(
    ("acts_alone_sufficient", "enables_harm", "incentivises_harm", "parallel_contribution", "own_use"), False
)
OTHERWISE: Final = {"protected_works_left_in": False, "developed_tool": False}
BOTH: Final = {"contributors": ["lab", "host"], "coordinator": ["lab"]}


def harm(base: Data, *links: Data, **stated: Any) -> Data:
    """Return the manifest with one harm."""
    return {
        **base,
        "impacts": [{"id": "harm", "status": "actual", "foreseeable": "no", **stated, "links": list(links)}],
    }


TIE: Final = ("impacts", 0, "links", 0)
# What once changed by an answer.
PAST: Final[Mapping[str, Answer]] = {
    "the date of a harm that is only potential (harm-dated, harm-potential)": (
        harm(
            NOBODY_ELSE,
            {"actor": "lab", "safeguards_since": "2026-06-02", "safeguards_effective": True},
            status="potential",
            foreseeable="yes",
        ),
        ("impacts", 0, "date"),
        "2027",
    ),
    "that a remedy takes no others, where two contribute (chain-remedy-counted)": (
        harm(HOSTED, {"actor": "lab", "acts_alone_sufficient": True}, application="app", remedy=BOTH),
        ("impacts", 0, "remedy", "needs_chain_collaboration"),
        False,
    ),
    "that firms owe remedy, where no rule says so (direct-remedy-said)": (
        harm(NOBODY_ELSE, remedy={"coordinator": ["lab"]}, status="potential"),
        ("impacts", 0, "remedy", "direct_required"),
        True,
    ),
    "that an actor is not in the chain, where a relation puts it there (chained-upstream)": (
        harm(
            HOSTED, {"actor": "host"}, {"actor": "lab", "acts_alone_sufficient": True}, application="app", remedy=BOTH
        ),
        (*TIE, "in_value_chain_of_product"),
        False,
    ),
    "that protected works were left in a dataset that holds none (works-left-in-said)": (
        harm(SUPPLIED, {"actor": "lab", **INNOCENT}, dataset="data", rights=["esc.property"]),
        (*TIE, "protected_works_left_in"),
        True,
    ),
    "that a dataset has no supplier, where no other has one (Reach.held)": (
        {
            "rightsgate": 1,
            "actors": [{"id": "lab"}],
            "datasets": {"complete": True, "value": [{"id": "one", "supplier": "none"}, {"id": "two"}]},
            "relations": "none",
        },
        ("datasets", "value", 1, "supplier"),
        "none",
    ),
}
# What a person states beyond what artefacts and complete lists show is believed: it may add what they settled against.
BEYOND: Final[Mapping[str, Answer]] = {
    "that an actor is in the chain, where all relations are listed (in-chain-unsaid)": (
        harm(NOBODY_ELSE, {"actor": "lab", "business_relationship": False, **INNOCENT, **OTHERWISE}),
        (*TIE, "in_value_chain_of_product"),
        True,
    ),
    "that an actor does business, where all relations are listed (business-tie-unsaid)": (
        harm(NOBODY_ELSE, {"actor": "lab", "in_value_chain_of_product": False, **INNOCENT, **OTHERWISE}),
        (*TIE, "business_relationship"),
        True,
    ),
    "in which role an actor is tied, where artefacts say another (link-role-said)": (
        harm(
            {**HOSTED, "applications": [{**APP, "audience": ["b2b"]}]},  # to consumers, its maker might deploy it
            {"actor": "lab", **INNOCENT, "own_use": True, "third_party_act_between": False},
            application="app",
        ),
        (*TIE, "roles"),
        ["deployer"],
    ),
}


def stating(data: Any, path: tuple[Any, ...], said: Any) -> Any:
    """Return the data with one statement more."""
    if not path:
        return said
    if isinstance(data, list):
        return [stating(inner, path[1:], said) if place == path[0] else inner for place, inner in enumerate(data)]
    return {**data, path[0]: stating(data.get(path[0], {}), path[1:], said)}


@pytest.mark.parametrize("what", PAST)
def test_an_answer_that_once_changed_something_changes_nothing(what: str) -> None:
    less, path, said = PAST[what]
    assert changes(less, stating(less, path, said)) == {}


@pytest.mark.parametrize("what", BEYOND)
def test_a_statement_beyond_what_artefacts_and_lists_show_counts(what: str) -> None:
    less, path, said = BEYOND[what]
    changed = changes(less, stating(less, path, said))
    assert changed
    assert {kind for kind, _ in changed} <= set(TIES)
