"""YAML and JSON text to located data: what is read, and from which place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading import in_json, outcome, yaml
from rightsgate.logic.number import Number
from rightsgate.text.located import (
    LocatedList,
    LocatedMap,
    decode,
    parse,
)

READ_YAML = [
    ("YAML 1.2 words", "a: [yes, no, on, off, y, n]", ["yes", "no", "on", "off", "y", "n"]),
    ("truth values", "a: [true, False, TRUE]", [True, False, True]),
    ("nothing", "a: [null, ~, Null, '']", [None, None, None, ""]),
    ("dates stay text", "a: [2026-01-05, 2026-02]", ["2026-01-05", "2026-02"]),
    ("numbers", "a: [0, -7, +7, 1.5, .5, 1e3, 007]", [0, -7, 7, 1.5, 0.5, 1000.0, 7]),
    ("no base but ten", "a: [0x1F, 0o17, 1_000, 12:30:00]", ["0x1F", "0o17", "1_000", "12:30:00"]),
    ("no infinity", "a: [.inf, .nan, 1e999, -1e999]", [".inf", ".nan", "1e999", "-1e999"]),
    ("numbers too long to be meant", f"a: [{'9' * 5000}]", ["9" * 5000]),
    ("quoted numbers", "a: ['1', \"true\"]", ["1", "true"]),
    ("anchor used twice", "a: [&x 1, *x, *x]", [1, 1, 1]),
    ("anchor given twice", "a: [&x 1, &x 2, *x]", [1, 2, 2]),
    ("flow in a block", "a:\n  - [b, {c: d}]", [["b", {"c": "d"}]]),
    ("tab after a key", "a:\t[b]", ["b"]),
    ("YAML directive", "%YAML 1.2\n---\na: [1]\n...\n", [1]),
    ("Windows line ends", "a:\r\n- 1\r\n- 2\r\n", [1, 2]),
    ("byte order mark", "\ufeffa: [1]", [1]),
    ("emoji", "a: ['\U0001f600', \"\\U0001f600\"]", ["\U0001f600", "\U0001f600"]),
]


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in READ_YAML], ids=[row[0] for row in READ_YAML])
def test_yaml_is_read_by_the_core_schema(text: str, value: list[object]) -> None:
    assert yaml(text) == {"a": value}


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert list(yaml("on: 1\nyes: 2\nnull: 3\n~: 4\n'': 5\n1: 6\n2026-01-05: 7\n? x\n: 8\n'<<': 9")) == [
        *("on", "yes", "null", "~", "", "1", "2026-01-05", "x", "<<")
    ]


def test_a_key_may_carry_an_anchor() -> None:
    assert yaml("&a id: 1\nb: *a") == {"id": 1, "b": "id"}


READ_JSON = [
    ("surrogate pair", '{"a": "\\ud83d\\ude00"}', "\U0001f600"),
    ("pair after a backslash", '{"a": "\\\\ud83d"}', "\\ud83d"),
    ("escapes", r'{"a": "\"\\\/\b\f\n\r\t\u00e9"}'.replace("\\b\\f", ""), '"\\/\n\r\t\u00e9'),
    ("tabs as indentation", '{\n\t"a":\n\t[\n\t\t1\n\t]\n}', [1]),
    ("colon on a line of its own", '{"a"\n:\n1}', 1),
    ("separators of lines in a text", '{"a": "b\u2028c\x85d\x7fe"}', "b\u2028c\x85d\x7fe"),
    ("no merge key", '{"a": {"<<": 1}}', {"<<": 1}),
    ("long number", '{"a": ' + "9" * 5000 + "}", "9" * 5000),
    ("no infinity", '{"a": [1e999, 1E+2, -0, -0.5]}', ["1e999", 100.0, 0, -0.5]),
    ("byte order mark taken off before", '{"a": {}}', {}),
]


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in READ_JSON], ids=[row[0] for row in READ_JSON])
def test_json_is_read_by_its_own_grammar(text: str, value: object) -> None:
    assert in_json(text) == {"a": value}


def test_a_long_json_key_is_no_fault() -> None:
    assert in_json(json.dumps({"k" * 5000: 1})) == {"k" * 5000: 1}


SAME = '{"a": 1,\n  "b": [true,\n        {"c": "d"}],\n "e": {}}'


@pytest.mark.parametrize("data", [yaml(SAME), in_json(SAME)], ids=["YAML", "JSON"])
def test_every_key_and_entry_knows_its_place(data: LocatedMap) -> None:
    assert data.start == (1, 1)
    assert data.marks == {"a": (1, 2), "b": (2, 3), "e": (4, 2)}
    inner = data["b"]
    assert isinstance(inner, LocatedList)
    assert inner.start == (2, 8)
    assert inner.marks == [(2, 9), (3, 9)]
    assert inner[1].marks == {"c": (3, 10)}
    assert data["e"].start == (4, 7)


def test_columns_count_characters() -> None:
    assert yaml("{'\U0001f600\u00e9': 1, b: 2}").marks["b"] == (1, 11)
    assert in_json('{"\U0001f600\u00e9": 1, "b": 2}').marks["b"] == (1, 11)


def test_an_aliased_value_keeps_the_place_where_it_is_written() -> None:
    data = yaml("a: &a\n  b: 1\nc: *a")
    assert data["c"].marks == {"b": (2, 3)}
    assert data.marks["c"] == (3, 1)


PLAIN_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")
)
NUMBERS = st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | PLAIN_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN_TEXT, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(PLAIN_TEXT, VALUES, max_size=4), st.sampled_from((None, 2, "\t")))
def test_json_is_read_as_the_standard_library_reads_it(value: dict[str, object], indent: int | str | None) -> None:
    text = json.dumps(value, indent=indent)
    assert in_json(text) == json.loads(text, parse_float=Number)


@settings(deadline=None)
@given(st.dictionaries(PLAIN_TEXT, VALUES, max_size=4))
def test_json_gives_the_same_data_and_places_when_it_is_read_as_yaml(value: dict[str, object]) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    data, faults = outcome(lambda: yaml(text))
    if "<<" in text:  # YAML alone has merge keys
        assert all("merge keys" in fault.message for fault in faults)
    else:
        assert faults == ()
        assert isinstance(data, LocatedMap)
        assert data == in_json(text)
        assert data.marks == in_json(text).marks


@settings(deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.booleans(),
)
def test_whatever_a_file_holds_it_is_read_or_refused(raw: bytes, as_json: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    data, faults = outcome(lambda: parse(decode(raw, "m"), "m", json=as_json))
    assert isinstance(data, LocatedMap) is not bool(faults)


@settings(deadline=None)
@given(st.text("{}[]:,-?&*!|>'\"%@`# \t\n\\ab01\ud800\x1b\ufeff\u2028", max_size=40), st.booleans())
def test_whatever_a_text_holds_it_is_read_or_refused(text: str, as_json: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    data, faults = outcome(lambda: parse(text, "m", json=as_json))
    assert isinstance(data, LocatedMap) is not bool(faults)
    assert all(str(fault).isprintable() for fault in faults)
