"""What holds of every manifest: order and names never matter, silence is no practice, explanations end somewhere."""

import re
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from random import Random
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from checkout.reports import part_json
from rightsgate.checker.checker import EVERYTHING, Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.rules.model.outcome import Outcome
from worlds.manifests import STEADY, Data, check, checker, checker_of, manifests, outcomes, shipped
from worlds.order import shuffled

# What of a part depends on where things stand in the manifest.
PLACES: Final = ("location", "entities", "digest", "line", "column", "pointer")
LAB: Final = {"id": "lab", "activities": ["model_pretraining", "release_decision"]}


def told(report: ManifestReport) -> Any:
    """Return all that a report says, places and digests left out."""
    return without_places(part_json(report, checker().run()))


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in PLACES}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return the same data with other ids."""
    if isinstance(value, dict):
        return {key: renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


# Order and names


@STEADY
@given(manifests(named=False), st.integers(0, 2**32))
def test_the_order_of_entities_keys_and_lists_changes_nothing_but_places(data: Data, seed: int) -> None:
    assert told(check(shuffled(data, Random(seed)))) == told(check(data))  # noqa: S311 - a seeded sample, no secret


@cache
def shuffled_rules() -> Checker:
    """Return a checker by the same rules in another order."""
    pack, random = shipped(), Random(1)  # noqa: S311 - a seeded sample, no secret
    parts = {
        name: tuple(random.sample(part := getattr(pack, name), len(part)))
        for name in ("duties", "inferences", "constants")
    }
    return checker_of(structs.replace(pack, **parts))


@STEADY
@given(manifests())
def test_the_order_of_rules_changes_nothing(data: Data) -> None:
    assert told(check(data, shuffled_rules())) == told(check(data))


def test_which_of_two_good_records_is_shown_does_not_depend_on_their_order() -> None:
    data: Data = {
        "rightsgate": 1,
        "actors": [{"id": "maker", "activities": ["app_building"]}],
        "channels": [{"id": name, "owner": ["maker"], "prominent": True} for name in ("one", "two")],
    }
    turned = {**data, "channels": data["channels"][::-1]}
    assert told(check(turned)) == told(check(data))


# Ids that mean something elsewhere: codes of the vocabulary, parts of derived keys, words of the rule language.
NAMES: Final = (
    "individual",
    "small",
    "supplier",
    "app_building",
    "api",
    "b2c",
    "a>b:c",
    "a@b",
    "$actor",
    "_",
    "Ünïcode b",
    "1",
)


@STEADY
@given(manifests(), st.randoms(use_true_random=False))
def test_what_an_entity_is_called_changes_no_outcome(data: Data, random: Random) -> None:
    ids = [entry["id"] for part in data.values() for entry in entries(part)]
    names = dict(zip(ids, random.sample([*NAMES, *(f"n{number}" for number in range(30))], len(ids)), strict=True))
    expected = {
        (duty, key(actor, names), role, None if entity is None else key(entity, names)): found
        for (duty, actor, role, entity), found in outcomes(check(data)).items()
    }
    assert outcomes(check(renamed(data, names))) == expected


def entries(section: Any) -> list[Data]:
    section = section["value"] if isinstance(section, dict) else section
    return section if isinstance(section, list) else []


def key(entity: str, names: dict[str, str]) -> str:
    """Rename an entity, or what is called by whose it is: a relation that links state by its ends, a tie, a decision."""
    return re.sub(r"[a-z]+-\d+", lambda found: names[found[0]], entity)


# Silence


@STEADY
@given(
    st.lists(
        st.fixed_dictionaries(
            {"activities": st.lists(st.sampled_from(shipped().vocabulary.kinds["actor"].by_path["activities"].values))}
        ),
        min_size=1,
        max_size=3,
    )
)
def test_who_only_says_what_it_does_has_met_and_broken_nothing(actors: list[Data]) -> None:
    report = check({"rightsgate": 1, "actors": [{"id": f"a{n}", **actor} for n, actor in enumerate(actors)]})
    # Only that the manifest does not contradict itself, which our own duties ask, holds where it says nothing.
    practices = [finding for finding in report.findings if finding.duty.source.document != "rightsgate"]
    assert {finding.outcome for finding in practices} <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.INACTIVE}
    assert Outcome.UNMET not in {finding.outcome for finding in report.findings}


# Explanations


@STEADY
@given(manifests())
def test_a_derivation_goes_down_to_what_is_stated(data: Data) -> None:
    check_derivations(check(data, detail=EVERYTHING))


def check_derivations(report: ManifestReport) -> None:
    """Assert that no fact stands on itself, and that all end in facts that no rule derives."""
    steps, derived = report.derivations, {inference.conclusion.kind for inference in shipped().inferences}
    asked = [step for f in report.findings for step in report.asked_by.get(f.id, ())]
    assert asked or not report.findings
    assert set(asked) <= steps.keys()
    for step in steps.values():
        assert step.rule or step.fact.partition("(")[0] not in derived
    # Sorting puts every step after those that it rests on; it refuses a circle.
    ordered = list(TopologicalSorter({name: step.premises for name, step in steps.items()}).static_order())
    assert set(ordered) == steps.keys()


def test_where_the_chain_runs_in_a_circle_a_derivation_does_not() -> None:
    models = [{"id": "one", "based_on": ["two"]}, {"id": "two", "developer": ["lab"], "based_on": ["one"]}]
    report = check({"rightsgate": 1, "actors": [LAB], "models": models}, detail=EVERYTHING)
    assert "leads_to(two, one)" in {step.fact for step in report.derivations.values()}
    check_derivations(report)
