"""The level that an attribution method proposes, and the level that inferences conclude from the same rules, agree.

A method as data says in which order its rules propose a level; the inferences beside it conclude the level as a fact,
on which remedy builds. Neither may say what the other denies.
"""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from rightsgate.logic.truth import TRUE
from rightsgate.manifest.model import link_key
from rightsgate.rules.model.attribution import Level
from worlds.manifests import EXAMPLES, STEADY, Data, check, closure, manifests

MANY = settings(STEADY, max_examples=EXAMPLES * 8)
NAMED = ("maker", "lab", "fund", "bank")
# A record of which everything is said, and every answer is no; and measures that stood before the harm.
NO: Data = dict.fromkeys(
    (
        *("acts_alone_sufficient", "own_use", "third_party_act_between", "enables_harm", "incentivises_harm"),
        *("parallel_contribution", "protected_works_left_in"),
        *("in_value_chain_of_product", "business_relationship"),
    ),
    False,
)
SAFE: Data = {"safeguards_effective": True, "safeguards_since": "2025-01-01"}
BEFORE: Data = {
    "hrdd_conducted": True,
    "hrdd_since": "2025-01-01",
    "mitigations_prevent_enablement": True,
    "mitigations_since": "2025-01-01",
    "downgrade_signed_by": "R. Okafor, counsel",
}
ANSWERS = st.dictionaries(
    st.sampled_from([*NO, "safeguards_effective", "mitigations_prevent_enablement"]),
    st.sampled_from((True, True, False, "unknown")),
    max_size=3,
)
DAYS = st.dictionaries(
    st.sampled_from(("safeguards_since", "hrdd_since", "mitigations_since")),
    st.sampled_from(("2026-04-01", "2026", "unknown")),
    max_size=1,
)


@st.composite
def recorded(draw: st.DrawFn) -> Data:
    """Draw a manifest with one impact of an application, and a record of somebody's part in it."""
    record = {**NO, **draw(st.sampled_from(({}, SAFE))), **draw(st.sampled_from(({}, BEFORE)))}
    record |= draw(ANSWERS) | draw(DAYS)
    impact = {"id": "harm", "status": "actual", "date": "2026-03-01", "application": "app"}
    foreseeable = draw(st.sampled_from(("yes", "no", "unknown")))
    return {
        "rightsgate": 1,
        "actors": [
            {"id": "maker", "activities": ["app_building"]},
            {"id": "lab", "activities": ["model_pretraining"]},
            *({"id": apart, "activities": []} for apart in ("fund", "bank")),
        ],
        "models": [{"id": "base", "developer": "lab"}],
        "applications": [
            {"id": "app", "developer": "maker", "built_on": ["base"], "inherently_violative": draw(st.booleans())}
        ],
        "relations": {"complete": True, "value": [{"kind": "invests_in", "from": "fund", "to": "maker"}]},
        "impacts": [
            {**impact, "foreseeable": foreseeable, "links": [{"actor": draw(st.sampled_from(NAMED)), **record}]}
        ],
    }


def disagreement(data: Data) -> list[tuple[str, Level | None, set[Level]]]:
    """Return the involvements whose proposed level is not the one that holds as a fact, though no person decided."""
    truths = closure(data).truths
    open_decisions = '"level"' in json.dumps(data)  # a decision that may count leaves facts open
    wrong = []
    for impact in check(data).assessment.impacts:
        for found in impact.involvements:
            if found.decision is None:
                key = (link_key(found.actor, found.impact),)
                holds = {level for level in Level if truths.get(level.fact, {}).get(key) is TRUE}
                settled = not found.not_excluded and found.lowering is None and not open_decisions
                if not holds <= {found.proposed} or (settled and holds != {found.proposed} - {None}):
                    wrong.append((found.id, found.proposed, holds))
    return wrong


@MANY
@given(recorded())
def test_a_method_and_its_inferences_agree_on_a_record(data: Data) -> None:
    assert disagreement(data) == []


@settings(STEADY)
@given(manifests())
def test_a_method_and_its_inferences_agree(data: Data) -> None:
    assert disagreement(data) == []
