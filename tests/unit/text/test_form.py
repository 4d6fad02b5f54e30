"""Forms of files: what a table reads, what it refuses, and that its JSON Schema refuses no less."""

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import structs

from rightsgate import codes
from rightsgate.handbook.file_forms import FILES, file_schema
from rightsgate.rules.forms.tables.paths import A_PATH
from rightsgate.rules.forms.tables.shapes import A_DAY, A_PERIOD
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.files import read_located
from rightsgate.text.form import Beside, Filled, Form, Key
from rightsgate.text.holds import Boolean, Holds, Text, Texts, Whole, Word
from rightsgate.text.located import LocatedMap, parse
from rightsgate.text.nested import Entries, Nested, OneOrMore, Table, TextOr
from rightsgate.text.reader import Reader
from worlds.manifests import EXAMPLES, STEADY, ordinary

if TYPE_CHECKING:
    from rightsgate.errors import Fault


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


PORT = Form(
    title="port",
    means="A port",
    where="a port of {above}",
    by="id",
    named="port {name} of {above}",
    keys=(Key("id", Text(), "Its name"), Key("number", Whole(at_least=1), "Its number", default=80)),
)
SERVICE = Form(
    title="service",
    means="A service",
    where="a service",
    by="service",
    named="service {name}",
    keys=(
        Key("service", Text(), "Its name"),
        Key("ports", Entries(PORT), "Its ports", default=(), unless="proxy"),
        Key("proxy", TextOr(PORT), "The port that it stands behind", default=""),
        Key("size", Word(Size), "How large it is", default=Size.SMALL),
        Key("tags", Texts(), "Its tags", default=(), filled=True),
        Key("limits", Table(Whole(), "limit"), "Its limits", default={}, only_with=Beside("size", ("large",))),
        Key("admin", Nested(PORT), "Its port for administrators", default=None),
        Key("public", Boolean(), "Anybody can use it", default=False),
        Key("mirrors", OneOrMore(PORT), "Where else it is", default=()),
    ),
)


def read(text: str, form: Form = SERVICE) -> tuple[Filled, list[str]]:
    faults: list[Fault] = []
    found = form.read(Reader("x.yaml", faults), parse(text, "x.yaml"))
    faults.sort(key=lambda fault: (fault.line, fault.column, fault.message))
    return found, [str(fault).removeprefix("x.yaml:") for fault in faults]


def test_a_form_reads_its_keys_and_fills_in_what_is_not_given() -> None:
    found, faults = read("service: relay\nports: [{id: web}]\nmirrors: {id: m, number: 81}\nlimits: {open: 3}")
    assert faults == []
    assert (found["service"], found["ports"][0], found.where) == ("relay", {"id": "web", "number": 80}, "service relay")
    assert found["mirrors"] == ({"id": "m", "number": 81},)
    assert (found["size"], found["tags"], found["limits"], found["admin"]) == (Size.SMALL, (), {"open": 3}, None)
    assert (found.mark("ports"), found.mark("size")) == ((2, 1), (1, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("service: a", ["1:1: service a lacks 'ports'"]),
        ("ports: [{id: w}]", ["1:1: a service lacks 'service'"]),
        ("service: ' '\nproxy: p", ["1:1: 'service' in a service is empty"]),
        ("service: a\nproxy: [p]", ["2:1: 'proxy' in service a must be a text, not a list"]),
        ("service: a\nproxy: p\npublik: 7", ["3:1: unknown key 'publik' in service a (did you mean 'public'?)"]),
        ("service: a\nports: []", ["2:1: 'ports' in service a is empty (give at least one of its mappings)"]),
        ("service: a\nports: [w]", ["2:9: 'ports' in service a must be a list of mappings, not a text"]),
        (
            "service: a\nports: [{id: w, number: 0}]",
            ["2:17: 'number' in port w of service a must be at least 1, not 0"],
        ),
        ("service: a\nproxy: p\nsize: smal", ["3:1: 'smal' is not a valid value for 'size' (did you mean 'small'?)"]),
        (
            "service: a\nproxy: p\ntags: []",
            ["3:1: 'tags' in service a is empty (give at least one of its texts)"],
        ),
        ("service: a\nproxy: p\nadmin: 7", ["3:1: 'admin' in service a must be a mapping, not a number"]),
        ("service: a\nproxy: p\nmirrors: 7", ["3:1: 'mirrors' in service a must be a mapping, not a number"]),
        ("service: a\nproxy: p\npublic: yes", ["3:1: 'public' in service a must be true or false, not a text"]),
        ("service: a\nproxy: {number: 7}", ["2:8: a port of service a lacks 'id'"]),
        (
            "service: 7\nports: [{}, {id: b, nr: 1}]",
            [
                "1:1: 'service' in a service must be a text, not a number (quote it: \"7\")",
                "2:9: a port of a service lacks 'id'",
                "2:21: unknown key 'nr' in port b of a service (allowed: id, number)",
            ],
        ),
    ],
)
def test_a_form_tells_all_that_is_wrong_with_its_place(text: str, said: list[str]) -> None:
    assert read(text)[1] == said


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("publik: true", codes.UNKNOWN_KEY),
        ("mirrors: [{number: 81}]", codes.MISSING_KEY),
        ("admin: 7", codes.WRONG_TYPE),
        ("size: smal", codes.INVALID_VALUE),
        ("mirrors: {id: m, number: 0}", codes.UNFIT_NUMBER),
        ("tags: []", codes.EMPTY_VALUE),
        ("start: 2026-02-30", codes.INVALID_DATE),
        ("start: soon", codes.INVALID_DATE),
        ("start: 2026-02", codes.INVALID_DATE),
        ("every: often", codes.INVALID_VALUE),
        ("path: size", codes.INVALID_PATH),
    ],
)
def test_a_form_gives_each_kind_of_mistake_its_code(more: str, code: str) -> None:
    shaped = {"start": A_DAY, "every": A_PERIOD, "path": A_PATH}
    keys = tuple(Key(name, Text(shape), "A shaped text", default="") for name, shape in shaped.items())
    faults: list[Fault] = []
    form = structs.replace(SERVICE, keys=(*SERVICE.keys, *keys))
    form.read(Reader("x.yaml", faults), parse(f"service: a\nproxy: p\n{more}", "x.yaml"))
    assert [fault.code for fault in faults] == [code]


def holders(holds: Holds) -> Iterator[Form]:
    form = getattr(holds, "form", None)
    if form is not None:
        yield from within(form)
    if isinstance(holds, Table):
        yield from holders(holds.of)


def within(form: Form) -> Iterator[Form]:
    yield form
    for key in form.keys:
        yield from holders(key.holds)
        yield from holders(key.alone) if key.alone else ()


@pytest.mark.parametrize("kind", FILES)
def test_every_key_is_there_once_and_explained(kind: str) -> None:
    for form in {one.title: one for top in FILES[kind].values() for one in within(top)}.values():
        names = [key.name for key in form.keys]
        assert len({*names}) == len(names), form.title
        assert all(key.means and not key.means.endswith(".") for key in form.keys), form.title
        assert {*form.some, *filter(None, [form.by])} <= {*names}, form.title
        for key in form.keys:
            beside = [one.key for one in (key.needed_with, key.only_with) if one] + [key.unless]
            assert {*filter(None, beside)} <= {*names, "facts"}, (form.title, key.name)


# Files as they are shipped, each changed in one place at random

ROOT = Path(builtin("rules"))
SHIPPED = [
    ("policy", ordinary(read_located(path, path.name))) for path in sorted(Path(builtin("policies")).glob("*.yaml"))
] + [
    ("case" if path.name.endswith(".cases.yaml") else "rule", ordinary(read_located(path, path.name)))
    for path in sorted(ROOT.rglob("*.yaml"))
    if path.stat().st_size < 20_000
]
PACK = load_pack([ROOT])
SCHEMAS = {kind: Draft202012Validator(file_schema(kind, PACK)) for kind in FILES}
OTHERWISE: tuple[Any, ...] = (
    *(None, 7, -1, 2.5, True, False, "", " ", "x", "12m", "2026-02-30"),
    *([], ["x"], [7], [[]], [{}], {}, {"x": 1}, {"x": "y"}, {"id": "x"}),
)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from places(value, (*path, key))


def changed(data: Any, path: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return data in which one place is left out, holds something else, or has a key beside it."""
    copy = json.loads(json.dumps(data))
    at = copy
    for key in path[:-1]:
        at = at[key]
    match how:
        case "gone":
            del at[path[-1]]
        case "beside" if isinstance(at, dict):
            at["besides"] = value
        case _:
            at[path[-1]] = value
    return copy


def refused(kind: str, data: LocatedMap) -> bool:
    """Whether the table of such a file refuses it; what forms leave to other readers is not looked at."""
    form = next((form for key, form in FILES[kind].items() if key in data), None)
    faults: list[Fault] = []
    if form is not None:
        form.read(Reader("x.yaml", faults), data)
    return form is None or bool(faults)


@settings(STEADY, max_examples=EXAMPLES * 3)
@given(st.data())
def test_what_a_form_refuses_its_schema_refuses(data: st.DataObject) -> None:
    kind, file = data.draw(st.sampled_from(SHIPPED))
    path = data.draw(st.sampled_from([*places(file)]))
    how = data.draw(st.sampled_from(("gone", "otherwise", "beside")))
    wrong = changed(file, path, how, data.draw(st.sampled_from(OTHERWISE)))
    if refused(kind, parse(json.dumps(wrong), "x.json", json=True)):
        assert not SCHEMAS[kind].is_valid(wrong), (path, how)
