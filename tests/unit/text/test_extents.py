"""Where faults end: at the end of the key or value at fault, in YAML and in JSON."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgate import codes
from rightsgate.checker.checker import Checker
from rightsgate.checker.files import check
from rightsgate.errors import Fault, InputError
from rightsgate.rules.model.pack import Pack
from rightsgate.testing.cases import ALL
from rightsgate.text.extents import with_ends
from rightsgate.text.files import read_located
from rightsgate.text.located import LocatedMap, parse
from rightsgate.text.position import Mark


def end_of(text: str, start: Mark, *, as_json: bool = False) -> Mark:
    fault = Fault.at(codes.WRONG_TYPE, "m", start, "x")
    (ended,) = with_ends(InputError([fault]), "m", text, json=as_json).faults
    return ended.end_line, ended.end_column


ENDS = [
    ("a key", "abc: 1\nde: 2", (1, 1), (1, 4)),
    ("the first key of a mapping, not the mapping", "a:\n  bc: 1\n  d: 2", (2, 3), (2, 5)),
    ("a quoted key", "'a: b': 1", (1, 1), (1, 7)),
    ("an item", "a: [xy, z]", (1, 5), (1, 7)),
    ("a quoted item", 'a:\n- "x # y" # z', (2, 3), (2, 10)),
    ("a list in brackets", "a:\n- [x,\n   y]\n- z", (2, 3), (3, 6)),
    ("a mapping in braces", "a:\n- {}\n", (2, 3), (2, 5)),
    ("a text of several lines", "a:\n- x\n  y\n\nb: 1", (2, 3), (3, 4)),
    ("a block of text", "a:\n- |\n  x\n  yz\n\nb: 1", (2, 3), (4, 5)),
    ("nothing", "a:\n-\n- b", (2, 2), (2, 2)),
    ("an alias", "a: &x [1]\nb:\n- *x", (3, 3), (3, 5)),
    ("a word beside others that are wide", "a: ['\u6f22\U0001f600', b]", (1, 11), (1, 12)),
    ("between", "a: b", (1, 3), (0, 0)),
    ("beyond the text", "a: b", (9, 1), (0, 0)),
    ("before what is broken", "ab: 1\nc: [}", (1, 1), (1, 3)),
    ("after what is broken", "c: [}\nab: 1", (2, 1), (0, 0)),
]


@pytest.mark.parametrize(("text", "start", "end"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_a_fault_ends_where_what_begins_there_ends(text: str, start: Mark, end: Mark) -> None:
    assert end_of(text, start) == end


JSON = '{"ab": [1, "x\\"}", {"c": null}],\n\t"d": {\n}}'


@pytest.mark.parametrize(
    ("start", "end"),
    [((1, 2), (1, 6)), ((1, 8), (1, 32)), ((1, 9), (1, 10)), ((1, 12), (1, 18)), ((1, 20), (1, 31)), ((2, 2), (2, 5)),
     ((2, 7), (3, 2)), ((1, 1), (3, 3)), ((1, 3), (0, 0))],
)  # fmt: skip
def test_json_ends_at_its_own_places(start: Mark, end: Mark) -> None:
    assert json.loads(JSON)
    assert end_of(JSON, start, as_json=True) == end


def test_syntax_has_no_end_and_what_came_before_it_has() -> None:
    with pytest.raises(InputError) as caught:
        parse("a: 1\na: 2\nb: ]", "m")
    assert [(one.line, one.end_line, one.end_column) for one in caught.value.faults] == [(2, 2, 2), (3, 0, 0)]


def test_a_fault_of_another_file_keeps_its_end() -> None:
    fault = Fault.at(codes.WRONG_TYPE, "other", (1, 1), "x")
    assert with_ends(InputError([fault]), "m", "a: 1").faults == (fault,)


def test_what_the_parser_takes_quadratic_time_over_is_not_parsed() -> None:
    assert end_of("%TAG ! x\n---\na: 1", (3, 1)) == (0, 0)


def test_deep_nesting_is_not_followed() -> None:
    assert end_of("a: " + "[" * 100_000, (1, 4)) == (0, 0)


@pytest.mark.parametrize(
    ("name", "text", "end"),
    [
        ("m.yaml", "rightsgate: 1\nactors:\n- {id: lab, sized: x}\n", (3, 18)),
        ("m.json", '{"rightsgate": 1,\n"actors": [\n{"id": "lab", "sized": 1}]}', (3, 22)),
    ],
)
def test_a_fault_of_a_manifest_has_an_end(tmp_path: Path, name: str, text: str, end: Mark) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as caught:
        check(tmp_path / name, as_of="2026-06-01")
    (fault,) = caught.value.faults
    assert (fault.end_line, fault.end_column) == end


def test_a_decision_on_no_rule_ends_at_its_key(pack: Pack) -> None:
    line = "actors: [{id: lab, judgements: [{rule: bsr-0.a}]}]"
    text, column = f"rightsgate: 1\n{line}", line.index("rule") + 1
    with pytest.raises(InputError) as caught:
        Checker(pack, ALL, "2026-06-01").load(parse(text, "m"), "m")
    (fault,) = caught.value.faults
    assert (fault.code, fault.column, fault.end_column) == (codes.UNKNOWN_RULE, column, column + 4)


def test_a_document_keeps_the_bytes_that_it_was_read_from(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert read_located(tmp_path / "m.yaml", "m").raw == b"\xef\xbb\xbfa: 1\r\n"
    assert parse("a: 1", "m").raw == b"a: 1"


def starts(data: object) -> list[tuple[Mark, str]]:
    """Return the place of every key, with the key."""
    if isinstance(data, LocatedMap):
        return [(data.marks[key], key) for key in data] + [one for value in data.values() for one in starts(value)]
    return [one for item in data for one in starts(item)] if isinstance(data, list) else []


KEYS = st.text(st.characters(codec="utf-8", categories=["L", "N", "S"]), min_size=1, max_size=4)
VALUES = st.recursive(
    st.integers() | st.booleans() | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), st.sampled_from([None, 1]))
def test_every_key_of_any_json_ends_behind_its_quote(data: dict[str, object], indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    for as_json in (True, False):
        for start, key in starts(parse(text, "m", json=as_json)):
            line, column = end_of(text, start, as_json=as_json)
            assert line == start[0]
            assert json.loads(lines[line - 1][start[1] - 1 : column - 1]) == key
