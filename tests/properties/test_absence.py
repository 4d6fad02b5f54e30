"""Leaving out or denying a statement never improves a result.

Declaring a practice absent with ``none`` means the same as stating that it is not in place. Leaving something out never
turns a duty that is unmet or unknown into one that is met or does not apply.
"""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgate.errors import InputError
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.case import Case
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.vocabulary.model import EntityKind, Field, FieldType
from worlds.manifests import (
    EXAMPLES,
    STEADY,
    Asked,
    Data,
    Path,
    check,
    closure,
    forget,
    manifests,
    ordinary,
    outcomes,
    shipped,
)
from worlds.records import CONSISTENCY, entries, named

# How each type of field says no, besides ``none``. The others have one way alone.
NO: Final[dict[FieldType, tuple[Any, ...]]] = {
    FieldType.BOOLEAN: (False,),
    FieldType.ANY: (False,),
    FieldType.GROUP: (False, []),
    FieldType.LIST: (False, []),
    FieldType.CHOICES: (False, []),
    FieldType.REFERENCES: (False, []),
    FieldType.RECORDS: (False, []),
}
Outcomes = dict[Asked, tuple[Outcome, frozenset[Outcome]]]
OPEN: Final = (Outcome.UNMET, Outcome.UNKNOWN)
EXCUSED: Final = (Outcome.MET, Outcome.NOT_APPLICABLE, Outcome.JUDGEMENT)
# Without ``exists: false`` a record is listed; what a person decided is not silence.
SAYS_MORE: Final = ("exists", "judgements", "level", "decided_by", "decided_on", "reason")


def practices() -> list[tuple[EntityKind, Field]]:
    return [
        (kind, field)
        for kind in shipped().vocabulary.kinds.values()
        for field in kind.by_path.values()
        if field.practice and field.type in NO
    ]


def stating(data: Data, kind: EntityKind, field: Field, said: Any) -> Data:
    """Return the manifest with one statement about every entity of a kind, in place of what stands there."""
    found: Data = json.loads(json.dumps(data))
    for entry in entries(found, kind):
        inner, path = entry, field.path.split(".")
        for name in path[:-1]:
            if not isinstance(inner.get(name), dict) or "value" in inner[name]:
                inner[name] = {}
            inner = inner[name]
        inner[path[-1]] = said
    return found


def follows(data: Data) -> tuple[Any, ...]:
    """Return all outcomes of a manifest, and all that follows from it for certain or perhaps."""
    derived = {kind: truths for kind, truths in closure(data).truths.items() if "." not in kind}
    return outcomes(check(data)), derived


@STEADY
@given(manifests(), st.sampled_from(practices()))
def test_to_declare_a_practice_absent_is_to_say_no_to_it(data: Data, practice: tuple[EntityKind, Field]) -> None:
    absent = follows(stating(data, *practice, "none"))
    for no in NO[practice[1].type]:
        assert follows(stating(data, *practice, no)) == absent


@STEADY
@given(manifests(), st.sampled_from(practices()))
def test_silence_about_a_practice_leaves_open_what_absence_gives(
    data: Data, practice: tuple[EntityKind, Field]
) -> None:
    silent, absent = (outcomes(check(stating(data, *practice, word))) for word in ("unknown", "none"))
    surprises = {
        asked: (outcome.value, stands.value)
        for asked, (stands, _) in absent.items()
        for outcome, possible in [silent.get(asked, (Outcome.UNKNOWN, frozenset(Outcome)))]
        if stands is not Outcome.UNKNOWN and met(stands) not in {met(one) for one in possible}
    }
    assert surprises == {}


def met(outcome: Outcome) -> Outcome:
    """Take a duty that awaits a person's judgement as met: it is, as far as anyone has stated."""
    return Outcome.MET if outcome is Outcome.JUDGEMENT else outcome


def excuses(before: Outcomes, after: Outcomes) -> dict[Any, tuple[str, str]]:
    """Return the duties that fall short, or of which too little is known, and are excused when less is said."""
    return {
        asked: (outcome.value, after[asked][0].value)
        for asked, (outcome, _) in before.items()
        if outcome in OPEN and asked in after and after[asked][0] in EXCUSED and not asked[0].startswith(CONSISTENCY)
    }


def names(said: Any) -> set[str]:
    """Return the ids that a statement names: one, a list of them, or none."""
    told = said["value"] if isinstance(said, dict) and "value" in said else said
    return {one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)}


def of_another(data: Data, path: Path) -> bool:
    """Say whether a record's ``about`` names what its owner does not have: without it, it speaks of the owner's own."""
    if path[-1] != "about":
        return False
    record: Any = data
    for step in path[:-1]:
        record = record[step]
    own = {
        entry.get("id")
        for kind in shipped().vocabulary.kinds.values()
        for entry in entries(data, kind)
        if any(names(record.get("owner")) & names(entry.get(held)) for held in ("supplier", "developer", "deployer"))
    }
    return not own.issuperset(names(record["about"]))


def said(data: Any, at: Path = ()) -> Iterator[Path]:
    """Yield the place of everything that is stated of an entity, groups and what is in them alike."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("id", "rightsgate") or key in SAYS_MORE or (key == "since" and "value" in data):
                continue  # without the day from which it holds, a statement holds today
            if len(at) >= 2:
                yield (*at, key)
            yield from said(value, (*at, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from said(value, (*at, place))


def less_by(data: Data, path: Path) -> Iterator[Data]:
    """Yield the manifest with one statement left out, and with the same one unknown."""
    yield forget(data, [path])
    gone: Data = json.loads(json.dumps(data))
    inner: Any = gone
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    yield gone


def check_no_excuse(more: Data, random: Random) -> None:
    """Leave out one statement, and say that it is unknown, and see that nothing is excused."""
    before = outcomes(check(more))
    paths = sorted((path for path in said(more) if not of_another(more, path)), key=repr)
    for path in random.sample(paths, min(len(paths), 1)):
        for less in less_by(more, path):
            try:
                after = outcomes(check(less))
            except InputError:
                continue  # without it the file is not a manifest
            assert excuses(before, after) == {}, path


CASES: Final[tuple[Case, ...]] = load_pack([builtin("rules")], with_cases=True).cases


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_to_leave_something_out_of_a_case_excuses_from_nothing(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    check_no_excuse(named(ordinary({"rightsgate": 1, **random.choice(CASES).manifest})), random)


@STEADY
@given(manifests(), st.randoms(use_true_random=False))
def test_to_leave_something_out_excuses_from_nothing(more: Data, random: Random) -> None:
    check_no_excuse(named(more), random)


LAB: Final = {"id": "lab", "activities": ["model_pretraining"]}
MAKER: Final = {"id": "maker", "activities": ["app_building"]}
# What once excused: the duty, the manifest, and what it leaves out.
PAST: Final[dict[str, tuple[str, Data, Path]]] = {
    "which application an impact is about (concerns-application-unsaid)": (
        "bsr-5.7.2.b",
        {
            "actors": [MAKER, LAB],
            "models": [{"id": "base", "developer": "lab"}],
            "applications": [{"id": "app", "developer": "maker", "built_on": ["base"]}],
            "impacts": [
                {"id": "harm", "status": "actual", "application": "app", "remedy": {"contributors": ["maker", "lab"]}}
            ],
        },
        ("impacts", 0, "application"),
    ),
    "who is the contact for remedy, where the developer states activities of another role (near-owner)": (
        "bsr-5.7.2.b",
        {
            "actors": [{"id": "maker", "activities": ["data_creation"]}],
            "models": [{"id": "base", "developer": "maker"}],
            "impacts": [
                {
                    "id": "harm",
                    "status": "actual",
                    "model": "base",
                    "remedy": {"needs_chain_collaboration": True, "coordinator": ["maker"]},
                }
            ],
        },
        ("impacts", 0, "remedy", "coordinator"),
    ),
    "of which model a document is, where its owner has several (concerns_subject)": (
        "fw-pai.rd3",
        {
            "actors": [{**LAB, "frameworks": ["fw_pai"]}],
            "models": [{"id": "one", "developer": "lab", "stage": "rd"}, {"id": "two", "developer": "lab"}],
            "documents": [{"kind": "safety_case", "owner": "lab", "about": ["two"]}],
        },
        ("documents", 0, "about"),
    ),
    "of which kind are the terms that an actor says it has not (Scene._declared_none)": (
        "pai-m05.b",
        {
            "actors": [LAB],
            "models": [{"id": "base", "developer": "lab"}],
            "terms": [{"kind": "incident_response", "owner": "lab", "exists": False}],
        },
        ("terms", 0, "kind"),
    ),
}


@pytest.mark.parametrize("what", PAST)
def test_what_once_excused_by_silence_does_not(what: str) -> None:
    duty, more, path = PAST[what]
    for less in less_by({"rightsgate": 1, **more}, path):
        assert excuses(outcomes(check({"rightsgate": 1, **more})), outcomes(check(less))) == {}
        assert Outcome.UNKNOWN in {stands for (name, *_), (stands, _) in outcomes(check(less)).items() if name == duty}


def test_who_declares_one_role_may_hold_more_than_one() -> None:
    (stands,) = {
        stands
        for (name, *_), (stands, _) in outcomes(
            check({"rightsgate": 1, "actors": [{"id": "a", "roles": ["deployer"]}]})
        ).items()
        if name == "bsr-4.1.a"
    }
    assert stands is Outcome.UNKNOWN


@pytest.mark.parametrize("based_on", [{}, {"m1": ["m2"], "m2": ["m1"]}, {"m1": ["m2"]}])
def test_models_made_from_one_another_are_still_products(based_on: dict[str, list[str]]) -> None:
    models = [
        {
            "id": name,
            "developer": "lab",
            "safeguards": ["content_filter"],
            "mitigation_eval": "none",
            "capabilities": ["persuasion"],
        }
        | ({"based_on": based_on[name]} if name in based_on else {})
        for name in ("m1", "m2")
    ]
    found = outcomes(check({"rightsgate": 1, "actors": [LAB], "models": models}))
    assert {stands for (name, *_), (stands, _) in found.items() if name == "bt-p3.a"} == {Outcome.UNMET}


@pytest.mark.parametrize(
    "said", [{}, {"safeguards_effective": "none"}, {"safeguards_since": "none"}, {"safeguards_effective": False}]
)
def test_no_safeguards_are_no_better_than_silence_about_them(said: Data) -> None:
    link = {"actor": "maker", "enables_harm": False, "incentivises_harm": False, "parallel_contribution": False}
    link |= {"acts_alone_sufficient": False, "own_use": False, **said}
    data = {
        "rightsgate": 1,
        "actors": [MAKER],
        "applications": [{"id": "app", "developer": "maker", "inherently_violative": False}],
        "impacts": [
            {
                "id": "harm",
                "application": "app",
                "status": "actual",
                "date": "2026-01-01",
                "foreseeable": "yes",
                "links": [link],
            }
        ],
    }
    (impact,) = check(data).assessment.impacts
    (tie,) = impact.involvements
    assert tie.level is Level.CONTRIBUTE or Level.CONTRIBUTE in tie.not_excluded
    assert (tie.level is Level.CONTRIBUTE) is bool(said)
