"""One tie of a maker to a harm: what is proposed, asked, decided and owed, and what of that has been done."""

from typing import Any, Final

import pytest

from rightsgate.people.model import Impact, Involvement, State
from rightsgate.rules.model.attribution import Level
from worlds.manifests import check
from worlds.ties import SETTLED

HARM: Final = {"id": "harm", "status": "actual", "date": "2026-03-01", "application": "app", "foreseeable": "yes"}
CAUSE: Final = {"acts_alone_sufficient": True}
STOOD_BEFORE: Final = {
    "hrdd_conducted": True,
    "hrdd_since": "2025-09-01",
    "mitigations_prevent_enablement": True,
    "mitigations_since": "2025-10-01",
}
ENABLED: Final = {**SETTLED, "enables_harm": True}
SIGNED: Final = {"downgrade_signed_by": "Ana Ruiz"}
DECIDED: Final = {"level": "contribute", "decided_by": "Ana Ruiz", "decided_on": "2026-05-04", "reason": "Tests"}
PURPOSE: Final = {"inherently_violative": False}


def harmed(impact: dict[str, Any], app: dict[str, Any], other: dict[str, Any]) -> Impact:
    data = {
        "rightsgate": 1,
        "actors": [
            {"id": "lab", "activities": ["model_pretraining"]},
            {"id": "maker", "activities": ["app_building"]},
        ],
        "models": [{"id": "base", "developer": "lab"}],
        "applications": [
            {"id": "other", "developer": "lab", **other},
            {"id": "app", "developer": "maker", "built_on": ["base"], **app},
        ],
        "relations": {"complete": True, "value": [{"kind": "provides_model", "from": "lab", "to": "maker"}]},
        "impacts": [{key: said for key, said in impact.items() if said is not None}],
    }
    (found,) = check(data).assessment.impacts
    return found


def tie(
    link: dict[str, Any], app: dict[str, Any] = PURPOSE, other: dict[str, Any] = PURPOSE, **impact: Any
) -> Involvement:
    """Return how the maker is involved, given what is recorded of its tie, its application, another and the harm."""
    found = harmed({**HARM, **impact, "links": [{"actor": "maker", **link}]}, app, other)
    (of_maker,) = [involvement for involvement in found.involvements if involvement.actor == "maker"]
    return of_maker


def certain(said: Involvement) -> set[str]:
    return {owing.owed.id for owing in said.owes if owing.certain}


def states(said: Involvement) -> dict[str, State]:
    return {owing.owed.id: owing.state for owing in said.owes}


# What is proposed, and what would change it


def test_the_rules_that_fired_are_those_that_hold_for_certain() -> None:
    assert tie({"enables_harm": True}).fired == ("AT-3a", "AT-5")
    assert tie(SETTLED).fired == ("AT-5",)


def test_a_lowering_leaves_open_what_is_graver_than_contributing() -> None:
    lowered = {**ENABLED, **STOOD_BEFORE, **SIGNED}
    assert (tie(lowered).by, tie(lowered).not_excluded) == ("AT-4", ())
    assert tie({**lowered, "acts_alone_sufficient": "unknown"}).not_excluded == (Level.CAUSE,)


def test_where_there_is_no_contribution_nothing_is_lowered() -> None:
    said = tie({**SETTLED, **STOOD_BEFORE, **SIGNED})
    assert (said.level, said.by) == (Level.DIRECTLY_LINKED, "AT-5")


def test_nothing_lowers_the_level_of_who_acted_side_by_side_with_others() -> None:
    said = tie({**ENABLED, **STOOD_BEFORE, **SIGNED, "parallel_contribution": True})
    assert (said.level, said.lower_open) == (Level.CONTRIBUTE, False)


def test_only_what_nobody_has_said_of_a_tie_is_asked() -> None:
    asked = tie({"acts_alone_sufficient": False}, app={**PURPOSE, "audience": ["b2b"]}).questions
    assert "link.acts_alone_sufficient" not in asked
    assert {"link.own_use", "link.enables_harm"} & {*asked} == {"link.enables_harm"}  # only a user can have a use
    assert "link.own_use" in tie({}).questions  # who may sell to consumers may be their deployer
    assert tie(SETTLED).questions == ()


def test_the_purpose_asked_about_is_that_of_the_application_harmed_with() -> None:
    assert tie(SETTLED, app={}).questions == ("application.inherently_violative",)
    assert tie(SETTLED, other={}).questions == ()


def test_where_the_level_may_be_lowered_the_signature_is_asked_for() -> None:
    assert tie({**ENABLED, **STOOD_BEFORE}).questions == ("link.downgrade_signed_by",)
    assert tie({**ENABLED, **STOOD_BEFORE, "mitigations_since": "2026-04-01"}).questions == ()


# What a person decided


@pytest.mark.parametrize("day", ["2026-05-04", "2026-05", "2026-06-01"])
def test_a_decision_is_shown_with_its_day_as_stated(day: str) -> None:
    decision = tie({**DECIDED, "decided_on": day}).decision
    assert decision is not None
    assert (decision.outcome, decision.date) == ("contribute", day)


@pytest.mark.parametrize("day", ["2026", "2026-06", "2026-06-02"])
def test_a_lesser_level_that_may_be_decided_after_the_check_does_not_count_yet(day: str) -> None:
    said = tie({**SETTLED, **DECIDED, "level": "not_linked", "decided_on": day})
    assert (said.decision, said.level) == (None, Level.DIRECTLY_LINKED)


@pytest.mark.parametrize(
    ("day", "level"),
    [("2026", Level.CONTRIBUTE), ("2026-06", Level.CONTRIBUTE), ("2026-06-02", Level.DIRECTLY_LINKED)],
)
def test_a_graver_level_counts_as_soon_as_it_may_be_decided(day: str, level: Level) -> None:
    assert tie({**SETTLED, **DECIDED, "decided_on": day}).level is level


def test_a_decision_on_one_actor_decides_nothing_of_another() -> None:
    links = [{"actor": "lab", **SETTLED, **DECIDED}, {"actor": "maker", **SETTLED}]
    found = harmed({**HARM, "links": links}, PURPOSE, PURPOSE)
    assert {tie.actor: tie.level for tie in found.involvements} == {
        "lab": Level.CONTRIBUTE,
        "maker": Level.DIRECTLY_LINKED,
    }


# What is owed


def test_what_the_level_that_counts_brings_is_certain_and_what_graver_ones_would_is_not() -> None:
    little_said = tie({})
    assert little_said.not_excluded == (Level.CAUSE, Level.CONTRIBUTE)
    assert certain(little_said) == {"leverage"}
    assert states(little_said).keys() == {"cease", "remedy", "leverage_on_remainder", "leverage"}


@pytest.mark.parametrize(
    ("status", "owed"),
    [
        ("actual", {"cease", "remedy", "leverage_on_remainder"}),
        ("potential", {"prevent", "leverage_on_remainder"}),
    ],
)
def test_until_a_lowering_is_sure_all_that_contributing_brings_is_owed_for_certain(status: str, owed: set[str]) -> None:
    said = tie({**ENABLED, **STOOD_BEFORE, **SIGNED, "hrdd_since": "unknown"}, status=status)
    assert (said.level, said.lower_open) == (Level.CONTRIBUTE, True)
    assert certain(said) == owed


@pytest.mark.parametrize("status", [None, "unknown"])
def test_where_it_is_not_said_whether_a_harm_has_happened_what_depends_on_it_is_not_certain(status: str | None) -> None:
    said = tie(CAUSE, status=status)
    assert states(said).keys() == {"prevent", "cease", "remedy"}
    assert certain(said) == set()


def test_who_is_tied_to_societal_harm_joins_the_wider_response_for_certain() -> None:
    assert certain(tie(SETTLED, nature="societal")) == {"leverage", "ecosystem_response"}
    assert states(tie(SETTLED, nature="unknown")).keys() == {"leverage"}  # silence about a harm brings no line


# What has been done


@pytest.mark.parametrize(
    ("contributors", "state"),
    [
        (["maker"], State.DONE),
        (["lab"], State.DUE),
        ("none", State.DUE),
        (["lab", "unknown"], State.NOT_STATED),
        ("unknown", State.NOT_STATED),
    ],
    ids=str,
)
def test_remedy_is_done_by_who_is_named_and_unsaid_where_the_list_may_go_on(
    contributors: list[str] | str, state: State
) -> None:
    assert states(tie(CAUSE, remedy={"contributors": contributors}))["remedy"] is state


@pytest.mark.parametrize(
    ("used", "state"),
    [
        ("Wrote to the users", State.DONE),
        (True, State.DONE),
        (False, State.DUE),
        ("none", State.DUE),
        ("unknown", State.NOT_STATED),
    ],
)
def test_leverage_that_is_said_not_to_be_used_is_due(used: object, state: State) -> None:
    assert states(tie({**SETTLED, "leverage_used": used}))["leverage"] is state


@pytest.mark.parametrize(
    ("ceased", "state"),
    [
        ({"ceased": False}, State.DUE),
        ({"contribution_ceased": False}, State.DUE),
        ({"ceased": False, "contribution_ceased": True}, State.DONE),
        ({}, State.NOT_STATED),
    ],
    ids=str,
)
def test_to_have_stopped_the_act_or_the_share_in_it_is_to_have_ceased(ceased: dict[str, bool], state: State) -> None:
    assert states(tie({**CAUSE, **ceased}))["cease"] is state
