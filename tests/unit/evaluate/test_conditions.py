"""How tests are joined, and what is asked of one record or of every record, against a plain reading of both.

The packs here give actors and documents lists of their own, so that a test of them can come out in all four ways.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Any, Final

import pytest

from rightsgate.checker.checker import Checker
from rightsgate.evaluate.run import Evaluator
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, all_of, any_of, negate
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.read import read_manifest
from rightsgate.report.wording import asked_of
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.testing.cases import only
from rightsgate.text.located import parse
from worlds.manifests import AS_OF, check

NAMES: Final = ("first", "second", "third")
LISTS: Final = ", ".join(f"{name}: {{type: list, means: M}}" for name in ("has", *NAMES))
PARTS: Final = [f"{{path: $.has, superset_of: {{path: $.{name}}}}}" for name in NAMES]
# What is asked of a list of hazards, and how it stands of one that is declared absent.
ABSENT: Final[Mapping[str, Truth]] = {
    "has: voice_cloning": FALSE,
    "lacks: voice_cloning": TRUE,
    "has_any: [voice_cloning]": FALSE,
    "has_all: [voice_cloning]": FALSE,
    "superset_of: [voice_cloning]": FALSE,
    "subset_of: [voice_cloning]": TRUE,
    "subset_of: {facts: relevant_topic}": TRUE,
    "count_is: 0": TRUE,
    "count_above: 0": FALSE,
}
# What each duty of the pack is asked of, when, and what it requires.
DUTIES: Final[Mapping[str, str]] = {
    "any": f"on: actor, require: [{{any: [{', '.join(PARTS)}]}}]",
    "all": f"on: actor, require: [{{all: [{', '.join(PARTS)}]}}]",
    "not-any": f"on: actor, require: [{{not: {{any: [{', '.join(PARTS)}]}}}}]",
    "not-all": f"on: actor, require: [{{not: {{all: [{', '.join(PARTS)}]}}}}]",
    "when": f"on: actor, when: [{PARTS[0]}], require: [{PARTS[1]}]",
    "when-plain": f"on: actor, when: [{PARTS[0]}], require: [{{path: $.second, lacks: b}}]",
    "selected": "on: actor, require: [{path: '$.third[*]', equals: a}]",
    "dated": "on: actor, require: [{path: $.third, has: a}]",
    "one": f"on: actor, require: [{{one: document, that: [{PARTS[0]}]}}]",
    "every": f"on: actor, require: [{{every: document, that: [{PARTS[0]}]}}]",
    "one-model": "on: application, require: [{one: model, that: [{path: $.versions, exists: true}]}]",
    "every-model": "on: application, require: [{every: model, that: [{path: $.versions, exists: true}]}]",
    **{asked: f"on: application, require: [{{path: $.features, {asked}}}]" for asked in ABSENT},
}
# What is wanted of those who have ``a`` for a test to come out so.
WANTED: Final[Mapping[Truth, Any]] = {TRUE: ["a"], FALSE: ["b"], UNKNOWN: ["a", "unknown"], MOOT: "none"}
MEETS: Final = {"met": TRUE, "unmet": FALSE, "not-applicable": MOOT}
FOUR: Final = (TRUE, FALSE, UNKNOWN, MOOT)
Record = tuple[Truth, bool]  # how it meets what is asked, and whether it is the actor's for certain


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("own")
    lines = ['source: {document: own, section: "1"}', "title: Own", "recommendations:"]
    lines += ["  - {id: r, number: 1, title: T, duties: ["]
    for name, asked in DUTIES.items():
        lines.append(f"    {{id: '{name}', encodes: [C], title: T, binds: [downstream_developer], {asked},")
        lines.append("     strength: should, why: W, fix: F},")
    (folder / "own.yaml").write_text("\n".join([*lines, "  ]}", ""]), encoding="utf-8")
    for kind in ("actor", "document"):
        (folder / f"{kind}.yaml").write_text(f"extends: {kind}\nfields: {{{LISTS}}}\n", encoding="utf-8")
    return load_pack([builtin("rules"), folder])


def outcomes(pack: Pack, data: Mapping[str, Any]) -> dict[tuple[str, str], set[Truth]]:
    """Return, for each duty of the pack and each actor, all that may come of it."""
    located = parse(json.dumps({"rightsgate": 1, **data}), "m.json", json=True)
    manifest = in_force(read_manifest(located, "m.json", pack.vocabulary), AS_OF)
    duties = Evaluator(pack, [duty for duty in pack.duties if duty.recommendation == "r"], AS_OF)
    found = duties.run(manifest).outcomes()
    return {(name, actor): {MEETS[one] for one in may} for (name, actor, *_), may in found.items()}


def maker(name: str, **said: Any) -> dict[str, Any]:
    return {"id": name, "activities": ["app_building"], **said}


def documents(owner: str, records: Iterable[Record]) -> list[dict[str, Any]]:
    said = {True: {}, False: {"exists": "unknown"}}
    return [{"owner": owner, "has": ["a"], "first": WANTED[meets], **said[certain]} for meets, certain in records]


def turns(truth: Truth, *, moot: bool) -> tuple[Truth, ...]:
    """Return what a truth may turn out to be once nothing is unknown."""
    return (TRUE, FALSE, *[MOOT] * moot) if truth is UNKNOWN else (truth,)


def decided(may: Iterable[Truth]) -> Truth:
    """Return what all that may be true agrees on."""
    return next(iter({*may})) if len({*may}) == 1 else UNKNOWN


@pytest.mark.parametrize(("name", "join"), [("any", any_of), ("all", all_of)])
def test_parts_are_joined_as_the_tables_of_truth_say(
    pack: Pack, name: str, join: Callable[[Iterable[Truth]], Truth]
) -> None:
    ways = {f"maker-{number}": truths for number, truths in enumerate(product(FOUR, repeat=3))}
    wanted = {key: {name: WANTED[one] for name, one in zip(NAMES, way, strict=True)} for key, way in ways.items()}
    found = outcomes(pack, {"actors": [maker(key, has=["a"], **said) for key, said in wanted.items()]})
    for key, truths in ways.items():
        assert decided(found[name, key]) is join(truths), truths
        assert decided(found[f"not-{name}", key]) is negate(join(truths)), truths


@pytest.mark.parametrize(("name", "join"), [("any", any_of), ("all", all_of)])
def test_an_explanation_shows_the_parts_that_stand_as_the_whole_does(
    pack: Pack, name: str, join: Callable[[Iterable[Truth]], Truth]
) -> None:
    ways = [dict(zip(NAMES, truths, strict=True)) for truths in product(FOUR, repeat=3)]
    makers = [
        maker(f"m{n}", has=["a"], **{one: WANTED[stands] for one, stands in way.items()}) for n, way in enumerate(ways)
    ]
    report = check({"rightsgate": 1, "actors": makers}, Checker(pack, only(name), AS_OF))
    for found in report.findings:
        way = ways[int(found.actor[1:])]
        assert found.explanation is not None
        shown = {asked_of(test).split()[2] for test in found.explanation.because}
        assert shown == {one for one, stands in way.items() if stands is join(way.values())}, way
    assert len(report.findings) == len(ways)


@pytest.mark.parametrize(
    ("said", "truth"),
    [(["a", "a"], TRUE), (["a", "b"], FALSE), (["a", "unknown"], UNKNOWN), (["unknown", "b"], FALSE), ([], UNKNOWN)],
)
def test_every_value_that_a_selector_finds_has_to_pass(pack: Pack, said: list[str], truth: Truth) -> None:
    assert decided(outcomes(pack, {"actors": [maker("a", third=said)]})["selected", "a"]) is truth


@pytest.mark.parametrize(
    ("since", "truth"),
    [("2026-06-01", TRUE), ("2026-06-02", UNKNOWN), ("2026-06", UNKNOWN), ("2026", UNKNOWN), ("2026-05", TRUE)],
)
def test_what_is_stated_of_a_later_day_is_not_known_yet(pack: Pack, since: str, truth: Truth) -> None:
    actor = maker("a", third={"value": ["a"], "since": since})
    assert decided(outcomes(pack, {"actors": [actor]})["dated", "a"]) is truth


@pytest.mark.parametrize(("name", "required"), [("when", FOUR), ("when-plain", (TRUE, FALSE, UNKNOWN))])
def test_a_duty_may_have_every_outcome_that_its_condition_and_what_it_requires_leave_open(
    pack: Pack, name: str, required: tuple[Truth, ...]
) -> None:
    ways = {f"maker-{number}": way for number, way in enumerate(product(FOUR, required))}
    said = {key: {"first": WANTED[applies], "second": WANTED[meets]} for key, (applies, meets) in ways.items()}
    found = outcomes(pack, {"actors": [maker(key, has=["a"], **said[key]) for key in ways]})
    for key, (applies, meets) in ways.items():
        either = product(turns(applies, moot=True), turns(meets, moot=name == "when"))
        assert found[name, key] == {one if asked is TRUE else MOOT for asked, one in either}, (applies, meets)


@pytest.mark.parametrize(
    ("models", "one", "every"),
    [
        ("none", {FALSE}, {MOOT}),
        ({"complete": True, "value": [{"id": "apart"}]}, {FALSE}, {MOOT}),
        ([{"id": "apart"}], {TRUE, FALSE}, {TRUE, FALSE, MOOT}),
        ("unknown", {TRUE, FALSE}, {TRUE, FALSE, MOOT}),
    ],
)
def test_of_no_model_none_meets_what_is_asked_of_one_and_nothing_is_asked_of_every(
    pack: Pack, models: object, one: set[Truth], every: set[Truth]
) -> None:
    application = {"id": "app", "developer": "a", "built_on": "none", "trained_on": "none"}
    found = outcomes(pack, {"actors": [maker("a")], "models": models, "applications": [application]})
    assert (found["one-model", "a"], found["every-model", "a"]) == (one, every)


def turns_of(record: Record) -> Iterator[tuple[Truth, ...]]:
    """Yield what a record may turn out to be: how it meets what is asked, or no record of the actor's."""
    meets, certain = record
    yield from ((one,) for one in turns(meets, moot=True))
    if not certain:
        yield ()


def reading(name: str, records: tuple[Record, ...], *, complete: bool) -> set[Truth]:
    """Return all that one or every record may come to; where no record is certain, an incomplete list may go on."""
    unlisted = not complete and not any(certain for _, certain in records)
    ways = product(*map(turns_of, (*records, *[(UNKNOWN, False)] * unlisted)))
    join = any_of if name == "one" else all_of
    return {join(meets) if (meets := [*chain(*way)]) else FALSE for way in ways}


@pytest.mark.parametrize("complete", [True, False])
def test_one_and_every_record_are_decided_as_far_as_all_that_may_be_agrees(pack: Pack, *, complete: bool) -> None:
    kinds = [*product(FOUR, (True, False))]
    sets = {f"maker-{n}": way for n, way in enumerate(chain(*(product(kinds, repeat=size) for size in range(4))))}
    listed = [document for owner, records in sets.items() for document in documents(owner, records)]
    written = {"complete": True, "value": listed} if complete else listed
    found = outcomes(pack, {"actors": [maker(key) for key in sets], "documents": written})
    for key, records in sets.items():
        for name in ("one", "every"):
            may, answer = reading(name, records, complete=complete), found[name, key]
            assert may <= answer, (name, records)
            if name == "one" or any(certain for _, certain in records):
                assert decided(answer) is decided(may), (name, records)


@pytest.mark.parametrize(
    ("name", "records", "shown"),
    [
        ("one", [(FALSE, True), (TRUE, True), (TRUE, True)], "1"),
        ("one", [(FALSE, True), (FALSE, False)], "01"),
        ("one", [(FALSE, True), (TRUE, False)], "1"),
        ("one", [(FALSE, True), (UNKNOWN, True)], "1"),
        ("one", [(UNKNOWN, True), (MOOT, False)], "0"),
        ("one", [(FALSE, False)], "0"),
        ("every", [(TRUE, True), (TRUE, True)], "01"),
        ("every", [(TRUE, True), (FALSE, True), (FALSE, True)], "12"),
        ("every", [(TRUE, True), (TRUE, False)], "01"),
        ("every", [(TRUE, True), (FALSE, False)], "1"),
        ("every", [(TRUE, False)], "0"),
    ],
)
def test_an_explanation_shows_the_records_that_decide(pack: Pack, name: str, records: list[Record], shown: str) -> None:
    report = check(
        {"rightsgate": 1, "actors": [maker("a")], "documents": documents("a", records)},
        Checker(pack, only(name), AS_OF),
    )
    (found,) = report.findings
    assert found.explanation is not None
    assert {test.location.pointer.split("/")[2] for test in found.explanation.because} == {*shown}


@pytest.mark.parametrize("features", ["none", {"value": "none", "complete": True}])
def test_a_list_of_hazards_that_is_declared_absent_has_nothing(pack: Pack, features: object) -> None:
    application = {"id": "app", "developer": "a", "features": features}
    found = outcomes(pack, {"actors": [maker("a")], "applications": [application]})
    for asked, truth in ABSENT.items():
        assert found[asked, "a"] == {truth}, asked
