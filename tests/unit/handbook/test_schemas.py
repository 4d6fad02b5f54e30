"""The schemas against what they describe: manifests that the loader takes or refuses, reports that checks yield."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checkout.paths import ROOT
from rightsgate.cli import application
from rightsgate.errors import InputError
from rightsgate.findings.model import Verdict
from rightsgate.handbook.schema import manifest_schema
from rightsgate.handbook.schema_definitions import DETAILS
from rightsgate.logic.truth import Truth
from rightsgate.manifest.read import read_manifest
from rightsgate.manifest.values import WrongValueError, typed_date
from rightsgate.people.model import State
from rightsgate.report.json.schema import report_schema
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.duty import Basis, Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.risk import CellStatus, Match
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.files import read_located
from rightsgate.text.located import LocatedMap, parse
from rightsgate.vocabulary.model import LANGUAGES, EntityKind, Field, FieldType
from worlds.manifests import EXAMPLES, STEADY, ordinary

FIXTURES = sorted((ROOT / "fixtures").rglob("manifest.yaml"))
WHOLE = sorted((ROOT / "fixtures").glob("*/manifest.yaml"))
AS_OF = "2026-06-01"
POLICIES = sorted(path.stem for path in Path(builtin("policies")).glob("*.yaml"))

PACK = load_pack([builtin("rules")], with_cases=True)
KINDS = PACK.vocabulary.kinds
MANIFESTS = Draft202012Validator(manifest_schema(PACK.vocabulary))


def printed(*arguments: str) -> Any:
    result = CliRunner().invoke(application, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


REPORT_SCHEMA = json.loads(json.dumps(report_schema()))
REPORTS = Draft202012Validator(REPORT_SCHEMA)


def faults(validator: Draft202012Validator, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(data)]


def loader_takes(data: LocatedMap) -> bool:
    """Say whether the loader takes a manifest, whatever its references lead to."""
    try:
        read_manifest(data, "manifest.yaml", PACK.vocabulary)
    except InputError as error:
        return all("' names '" in fault.message for fault in error.faults)
    return True


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(MANIFESTS.schema)
    Draft202012Validator.check_schema(REPORT_SCHEMA)


def test_the_command_prints_the_schemas() -> None:
    assert printed("schema", "manifest") == MANIFESTS.schema
    assert printed("schema", "report") == REPORT_SCHEMA


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: str(path.parent.relative_to(ROOT / "fixtures")))
def test_a_fixture_is_a_manifest_by_the_schema(path: Path) -> None:
    assert faults(MANIFESTS, ordinary(read_located(path, path.name))) == []


def test_the_cases_beside_the_rules_are_manifests_by_the_schema() -> None:
    assert PACK.cases
    refused = {f"{case.path}:{case.mark[0]}": faults(MANIFESTS, ordinary(case.manifest)) for case in PACK.cases}
    assert {place: found for place, found in refused.items() if found} == {}


FAULTY = {
    "no version": "actors: [{id: a}]",
    "another version": "{rightsgate: 2, actors: [{id: a}]}",
    "version as a truth value": "{rightsgate: true, actors: [{id: a}]}",
    "no section": "{rightsgate: 1, name: Nothing}",
    "unknown section": "{rightsgate: 1, actors: [{id: a}], actor: [{id: b}]}",
    "section as a text": "{rightsgate: 1, actors: all}",
    "section as one entry": "{rightsgate: 1, actors: {id: a}}",
    "entry as a text": "{rightsgate: 1, actors: [a]}",
    "no id": "{rightsgate: 1, models: [{name: M}]}",
    "number as an id": "{rightsgate: 1, models: [{id: 7}]}",
    "unknown as an id": "{rightsgate: 1, models: [{id: unknown}]}",
    "unknown field": "{rightsgate: 1, models: [{id: m, developper: a}]}",
    "field of another kind": "{rightsgate: 1, models: [{id: m, activities: [integration]}]}",
    "unknown field in a group": "{rightsgate: 1, actors: [{id: a, hrdd: {finished: true}}]}",
    "unknown field in a record": "{rightsgate: 1, actors: [{id: a, judgements: [{by: b}]}]}",
    "unknown field in a nested record": "{rightsgate: 1, models: [{id: m, documents: [{kinds: x}]}]}",
    "nested record in a record": "{rightsgate: 1, documents: [{channels: [{simple: true}]}]}",
    "wrong code": "{rightsgate: 1, models: [{id: m, release: open}]}",
    "wrong code in a list": "{rightsgate: 1, models: [{id: m, modality: [text, smell]}]}",
    "wrong code in a statement": "{rightsgate: 1, models: [{id: m, release: {value: open, note: x}}]}",
    "one code for a list": "{rightsgate: 1, models: [{id: m, modality: text}]}",
    "list for one code": "{rightsgate: 1, models: [{id: m, release: [api]}]}",
    "none beside a code": "{rightsgate: 1, models: [{id: m, modality: [none, text]}]}",
    "yes as a truth value": "{rightsgate: 1, models: [{id: m, released: yes}]}",
    "negative count": "{rightsgate: 1, models: [{id: m, training_flops: -1}]}",
    "part of a count": "{rightsgate: 1, applications: [{id: a, misuse_reports: 1.5}]}",
    "text as a number": "{rightsgate: 1, models: [{id: m, training_flops: many}]}",
    "no such month": "{rightsgate: 1, models: [{id: m, release_date: 2026-13}]}",
    "day of a month in words": "{rightsgate: 1, models: [{id: m, release_date: 4 March 2026}]}",
    "text for a group": "{rightsgate: 1, actors: [{id: a, hrdd: yearly}]}",
    "statement without a value": "{rightsgate: 1, models: [{id: m, released: {evidence: x}}]}",
    "statement in a statement": "{rightsgate: 1, models: [{id: m, released: {value: {value: true}}}]}",
    "unknown detail": "{rightsgate: 1, models: [{id: m, released: {value: true, source: x}}]}",
    "year zero": "{rightsgate: 1, models: [{id: m, release_date: 0000}]}",
    "month zero": "{rightsgate: 1, models: [{id: m, release_date: 2026-00}]}",
    "day zero": "{rightsgate: 1, models: [{id: m, release_date: 2026-01-00}]}",
    "day of the next month": "{rightsgate: 1, models: [{id: m, release_date: 2026-04-31}]}",
    "leap day of another year": "{rightsgate: 1, models: [{id: m, release_date: 2100-02-29}]}",
    "date with a line break": '{rightsgate: 1, models: [{id: m, release_date: "2026-01\\n"}]}',
    "id with a line break": '{rightsgate: 1, models: [{id: "m\\n"}]}',
    "id with a no-break space": '{rightsgate: 1, models: [{id: "a\\u00a0b"}]}',
    "id with a mark of direction": '{rightsgate: 1, models: [{id: "a\\u202eb"}]}',
    "id with a tag": '{rightsgate: 1, models: [{id: "a\\U000e0041"}]}',
    "id that nobody sees": '{rightsgate: 1, models: [{id: "\\u3164"}]}',
    "link without an actor": "{rightsgate: 1, impacts: [{id: i, links: [{ceased: true}]}]}",
    "link to nobody": "{rightsgate: 1, impacts: [{id: i, links: [{actor: none}]}]}",
    "link to nobody in a statement": "{rightsgate: 1, impacts: [{id: i, links: [{actor: {value: unknown}}]}]}",
    "link with an id": "{rightsgate: 1, impacts: [{id: i, links: [{actor: a, id: l}]}]}",
    "link to another impact": "{rightsgate: 1, impacts: [{id: i, links: [{actor: a, impact: j}]}]}",
    "detail that is no date": "{rightsgate: 1, models: [{id: m, released: {value: true, since: June}}]}",
}


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_what_the_loader_refuses_the_schema_refuses(text: str) -> None:
    data = parse(text, "manifest.yaml")
    assert not loader_takes(data)
    assert not MANIFESTS.is_valid(ordinary(data))


# One of each that a person might write; what has to do with the field itself is added to them.
VALUES: tuple[Any, ...] = (
    *("no", "None", "NOT YET.", "nothing to see", "off", "0", ["no"], ["a word", "None"], [False]),
    *(None, "unknown", "none", True, False, 0, 7, -7, 2.5, "", "a word", "tbd", "2026-03", "2026-13", 2026, 20261),
    *([], ["none"], ["unknown"], [None], ["none", "unknown"], [True], [7], ["a word"], [["none"]], [{}], {}),
)


def probes(field: Field) -> Iterator[Any]:
    codes = field.values[:1] or (f"{field.to}-1",)
    own = [value for code in codes for value in (code, [code], [code, "unknown"], [code, "none"], [code, 7])]
    for value in (*VALUES, *own):
        yield value
        yield {"value": value}
        yield {"value": value, "evidence": "x", "since": "2026-03", "note": "y", "complete": True}
        yield {"value": value, "wrong": 1}
    yield from ({"note": "x"}, {"wrong": 1}, [{"wrong": 1}], [{"note": "x"}])
    inner = dict.fromkeys(list(field.fields)[:1], "unknown") or {"wrong": 1}
    yield from (inner, [inner], {"value": inner}, {"value": inner, "note": "x"}, {**inner, "note": "x", "wrong": 1})


def signature(name: str, field: Field) -> tuple[object, ...]:
    """Return what decides which values a field takes, apart from its codes."""
    own = field.fields.keys() & {"value", *DETAILS}
    return (
        field.type,
        field.values_from == LANGUAGES,
        field.at_least,
        field.whole,
        bool(field.values),
        "none" in field.values,
        bool(field.fields),
        frozenset(own),
        name.count("[]"),
    )


def flat(fields: Mapping[str, Field], above: str = "") -> Iterator[tuple[str, Field]]:
    for name, field in fields.items():
        yield above + name, field
        yield from flat(field.fields, f"{above}{name}{'[]' if field.type is FieldType.RECORDS else ''}.")


FIELDS = [(kind, name, field) for kind in KINDS.values() for name, field in flat(kind.fields)]
SORTS = {signature(name, field): (kind, name, field) for kind, name, field in FIELDS}


def stating(kind: EntityKind, name: str, value: object) -> LocatedMap:
    """Return a manifest that states one field of one entity."""
    for step in reversed(name.split(".")):
        key = step.removesuffix("[]")
        value = {key: [value] if key != step else value}
    assert isinstance(value, dict)
    entry: dict[str, Any] = {"id": f"{kind.name}-1", **value}
    if kind.name == "link":  # which is known by its actor, and by the impact that it stands in
        entry = {"actor": "actor-1", **value}
    return standing(kind, entry)


def standing(kind: EntityKind, entry: dict[str, Any]) -> LocatedMap:
    """Return a manifest with one entity, by itself if it may be, and else in another."""
    section: dict[str, Any] = {kind.section: [entry]}
    for holder in () if kind.alone else list(kind.inside)[:1]:
        section = {KINDS[holder].section: [{"id": f"{holder}-1", **section}]}
    return parse(json.dumps({"rightsgate": 1, **section}), "manifest.json", json=True)


@pytest.mark.parametrize(
    ("kind", "name", "field"), SORTS.values(), ids=[f"{kind.name}.{name}" for kind, name, _ in SORTS.values()]
)
def test_a_field_takes_the_same_values_by_the_schema_and_by_the_loader(
    kind: EntityKind, name: str, field: Field
) -> None:
    disagreements = []
    for value in probes(field):
        data = stating(kind, name, value)
        if MANIFESTS.is_valid(ordinary(data)) is not loader_takes(data):
            disagreements.append((value, "loader takes it" if loader_takes(data) else "loader refuses it"))
    assert disagreements == []


def test_every_field_takes_its_codes_and_no_others() -> None:
    coded = [(kind, name, field) for kind, name, field in FIELDS if field.values]
    assert coded
    for kind, name, field in coded:
        many = field.type is FieldType.CHOICES
        for value in [list(field.values)] if many else field.values:
            assert faults(MANIFESTS, stating(kind, name, value)) == []
        assert not MANIFESTS.is_valid(stating(kind, name, ["no such code"] if many else "no such code")), name


WRITTEN_OTHERWISE = (
    2026,
    999,
    10000,
    0,
    -1,
    "26",
    "2026-1",
    "2026-01-1",
    "20260101",
    "2026-W01",
    "2026-01-01\n",
    " 2026",
)


def days() -> Iterator[str]:
    """Yield days, and what is not one: the corners of every month of some years, and of no month."""
    for year in (0, 1, 4, 100, 400, 1900, 2000, 2023, 2024, 2026, 2100, 9999):
        yield f"{year:04}"
        for month in range(14):
            yield f"{year:04}-{month:02}"
            yield from (f"{year:04}-{month:02}-{day:02}" for day in (0, 1, 28, 29, 30, 31, 32))


def test_a_date_is_one_by_the_schema_and_by_the_loader() -> None:
    dates = Draft202012Validator({"$ref": "#/$defs/day", "$defs": MANIFESTS.schema["$defs"]})
    disagreements = [value for value in (*WRITTEN_OTHERWISE, *days()) if dates.is_valid(value) is not is_date(value)]
    assert disagreements == []


def is_date(value: object) -> bool:
    try:
        typed_date(value)
    except WrongValueError:
        return False
    return True


SCALARS = st.sampled_from(
    (None, "unknown", "none", True, False, 0, -3, 2.5, "", "a", " a", "a\n", "a\u200b", "2026-02-30")
)
VALUES_AT_RANDOM = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("value", *DETAILS, "wrong", "kind", "actor", "id")), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(STEADY, max_examples=EXAMPLES * 4)
@given(
    st.sampled_from(range(len(FIELDS))),
    VALUES_AT_RANDOM,
    st.dictionaries(st.sampled_from(("id", "actor", "impact", "name")), SCALARS),
)
def test_an_entry_at_random_is_one_by_the_schema_and_by_the_loader(
    place: int, value: object, more: dict[str, object]
) -> None:
    kind, name, _ = FIELDS[place]
    for data in (stating(kind, name, value), standing(kind, {**more, name.partition(".")[0]: value})):
        assert MANIFESTS.is_valid(ordinary(data)) is loader_takes(data), data


SECTION_VALUES: tuple[Any, ...] = (
    *(None, "unknown", "none", False, True, 1, "some", [], ["a"], [[]], [{"id": "a"}], [{}], [None], {"id": "a"}),
    *({"value": value, "complete": True} for value in (None, "none", False, [], [{"id": "a"}], {"value": []}, "some")),
    *({"value": [], "wrong": 1}, {"wrong": []}, {"complete": True}, {}),
)
IDS: tuple[Any, ...] = (
    *(
        "a",
        "a b",
        "\u00e4",
        "e\u0301",
        "\u65e5",
        "",
        " ",
        " a",
        "a ",
        "(a)",
        "none",
        "unknown",
        "None",
        7,
        True,
        None,
        ["a"],
    ),
    *(f"a{one}b" for one in "\n\t\x85\u00a0\u00ad\u200b\u200d\u2028\u202e\u2066\u3000\u3164\ue000\ufe0f\ufeff"),
    *("a\n", "\u00a0a", "a\u3000", "a\U000e0041", "a\U000e0101", "a\U000f0000", "\U0001f600"),
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_section_takes_the_same_by_the_schema_and_by_the_loader(kind: EntityKind) -> None:
    entries: list[dict[str, Any]] = [{"id": value} for value in IDS]
    entries += [{"id": "a", "name": value} for value in ("A", 7, None, True, ["A"], {})]
    entries += [{"name": "A"}, {"note": "x"}, {"id": "a", "note": "x"}, {"wrong": 1}]
    inner: tuple[Any, ...] = (*SECTION_VALUES, [{"note": "x"}], [{"wrong": 1}], [{"owner": "a"}])
    entries += [{"id": "b", section: value} for section in ("documents", "channels") for value in inner]
    for value in (*SECTION_VALUES, *([entry] for entry in entries)):
        data = parse(json.dumps({"rightsgate": 1, kind.section: value}), "manifest.json", json=True)
        assert MANIFESTS.is_valid(ordinary(data)) is loader_takes(data), value


DETAIL_VALUES: tuple[Any, ...] = (
    *(
        None,
        "unknown",
        "none",
        "x",
        "2026-03",
        2026,
        7.5,
        True,
        False,
        [],
        ["x"],
        ["x", 7],
        [["x"]],
        {},
        {"value": "x"},
    ),
)
PLACES: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "statement": lambda said: {"models": [{"id": "m", "released": {"value": True, **said}}]},
    "list": lambda said: {"models": [{"id": "m", "capabilities": {"value": ["persuasion"], **said}}]},
    "group": lambda said: {"actors": [{"id": "a", "labour": {"own_operations_addressed": True, **said}}]},
    "stated group": lambda said: {
        "actors": [{"id": "a", "labour": {"value": {"own_operations_addressed": True}, **said}}]
    },
    "record": lambda said: {"actors": [{"id": "a", "judgements": [{"outcome": "met", **said}]}]},
    "entry": lambda said: {"actors": [{"id": "a", **said}]},
    "section": lambda said: {"actors": {"value": [{"id": "a"}], **said}},
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("detail", DETAILS)
def test_a_detail_takes_the_same_by_the_schema_and_by_the_loader(detail: str, place: Callable[..., Any]) -> None:
    for value in DETAIL_VALUES:
        data = parse(json.dumps({"rightsgate": 1, **place({detail: value})}), "manifest.yaml")
        assert MANIFESTS.is_valid(ordinary(data)) is loader_takes(data), value


@pytest.mark.parametrize("inner", KINDS.values(), ids=KINDS)
def test_a_section_stands_inside_the_entities_that_the_schema_says(inner: EntityKind) -> None:
    record = {"id": "in-1"} if inner.named else {"actor": "a"} if "actor" in inner.fields else {"owner": "a"}
    holders = {name: stating(kind, inner.section, [record]) for name, kind in KINDS.items()}
    assert {name for name, data in holders.items() if loader_takes(data)} == set(inner.inside)
    assert {name for name, data in holders.items() if MANIFESTS.is_valid(data)} == set(inner.inside)


FLEET = {
    "pack.yaml": "pack: fleet",
    "vehicle.yaml": """
        entity: vehicle
        section: vehicles
        means: A machine that drives by itself
        fields:
          maker: {type: references, to: actor, means: Ids of its makers}
          class: {type: choice, values: [van, robot], means: What it looks like, asked_by: [FLEET-1.a]}
          trips: {type: records, means: Where it went, fields: {day: {type: date, means: When}}}
    """,
    "model.yaml": """
        extends: model
        fields: {drives: {means: Driving, fields: {alone: {type: boolean, means: No driver}}}}
    """,
    "rules.yaml": """
        title: Who builds vehicles
        inferences:
          - {id: fleet-1, title: Makers build, if: [{vehicle.maker: [$vehicle, $actor]}], then: {builds: [$actor]}}
    """,
}


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    """Write a rule pack with a kind of entity and fields of its own."""
    for name, text in FLEET.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_pack_brings_its_own_kinds_and_fields_into_the_schema(fleet: Path) -> None:
    validator = Draft202012Validator(printed("schema", "manifest", "--rules", str(fleet)))
    text = """
        rightsgate: 1
        models: [{id: m, drives: {alone: {value: true, evidence: x}}}]
        vehicles: [{id: v, maker: [a], class: robot, trips: [{day: 2026-03}]}]
    """
    data = parse(text, "manifest.yaml")
    assert faults(validator, data) == []
    assert validator.schema["properties"]["vehicles"]["description"] == "A machine that drives by itself"
    for wrong in ({"class": "van"}, {"id": "v", "class": "boat"}, {"id": "v", "trips": [{"day": "noon"}]}):
        assert not validator.is_valid({**data, "vehicles": [wrong]}), wrong
    assert not MANIFESTS.is_valid(data)


def test_a_pack_brings_its_own_names_into_the_schemas_of_rules_and_cases(fleet: Path) -> None:
    known = printed("schema", "rule", "--rules", str(fleet))["$defs"]
    assert "vehicle" in known["names:kind-of-entity"]["examples"]
    assert {"$.trips", "$.drives.alone"} <= {*known["names:path"]["examples"]}
    assert "builds" in known["names:fact-of-one-term"]["examples"]
    cases = Draft202012Validator(printed("schema", "case", "--rules", str(fleet)))
    case = {"as_of": "2026-06-01", "cases": {"x": {"met": {"vehicles": [{"id": "v", "class": "robot"}]}}}}
    assert faults(cases, case) == []
    assert not cases.is_valid({**case, "given": {"vehicles": [{"id": "v", "class": "boat"}]}})


def test_the_schema_of_reports_takes_no_pack(fleet: Path) -> None:
    result = CliRunner().invoke(application, ["schema", "report", "--rules", str(fleet)])
    assert result.exit_code != 0
    assert "--rules" in result.output


def report(*options: str, of: list[Path]) -> Any:
    command = [sys.executable, "-m", "rightsgate", "check", *map(str, of), "--format", "json", "--as-of", AS_OF]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 1, 3), done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_report_on_a_whole_value_chain_keeps_to_its_schema(policy: str) -> None:
    found = report("--policy", policy, of=WHOLE)
    assert len(found["manifests"]) == len(WHOLE)
    assert faults(REPORTS, found) == []


def test_a_narrowed_report_on_every_fixture_keeps_to_its_schema() -> None:
    found = report("--show", "unmet,judgement", of=FIXTURES)
    assert len(found["manifests"]) == len(FIXTURES)
    assert {finding["outcome"] for part in found["manifests"] for finding in part.get("findings", ())} == {
        "unmet",
        "judgement",
    }
    assert faults(REPORTS, found) == []


def objects(schema: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each part of a schema that describes a mapping."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield path, schema
        for key, value in schema.items():
            yield from objects(value, f"{path}.{key}")


def explained(part: dict[str, Any]) -> bool:
    """Say whether a part of the schema of reports, or what it leads to, has a description."""
    named = [part, *part.get("anyOf", ())]
    names = [one["$ref"].rpartition("/")[2] for one in named if "$ref" in one]
    names += [one["items"]["$ref"].rpartition("/")[2] for one in named if "$ref" in one.get("items", ())]
    return any(one.get("description") for one in (*named, *(REPORT_SCHEMA["$defs"][name] for name in names)))


def test_the_schema_of_reports_explains_every_property() -> None:
    found = dict(objects(REPORT_SCHEMA))
    assert len(found) > 30
    assert [path for path, schema in found.items() if not set(schema["required"]) <= set(schema["properties"])] == []
    silent = [
        f"{path}.{name}"
        for path, schema in found.items()
        for name, of in schema["properties"].items()
        if not explained(of)
    ]
    assert silent == []


@pytest.mark.parametrize("words", [Outcome, Verdict, Effect, Strength, Basis, Truth, Level, State, CellStatus, Match])
def test_the_schema_of_reports_knows_the_words_that_reports_use(words: type[Enum]) -> None:
    assert set(REPORT_SCHEMA["$defs"][words.__name__]["enum"]) == {word.value for word in words}
