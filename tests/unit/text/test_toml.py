"""TOML with places: the same data as the standard library gives, and each part where it stands."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgate import codes
from rightsgate.errors import InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.logic.number import Number
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.toml import parse_toml

EVERY_FORM = '''\
# a comment with "quotes" and [brackets]
plain = "a # b"   # "c"
'single.key' = 'it\\n'
"\\u0061bc" . d = [1, [2.5, true], # inside
  "x]", { y = 1, z.w = "}" },
]
long = """
one "quoted" two \\
   three""""
raw = \'\'\'C:\\x''\'\'\'
day = 1979-05-27 07:32:00
empty = []
none = {}

[ tool . "rights.gate" ] # a table
name = "n"
deep.er = 1
[tool]
other = -0.5e3
[[list]]
a = 1
[[list]]
a = 2
[list.inner]
b = 3
'''


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value.text) if isinstance(value, Number) else value


def fault(text: str, limits: Limits = DEFAULTS) -> tuple[str, int, int, str, str]:
    with pytest.raises(InputError) as caught:
        parse_toml(text, "x.toml", limits)
    (one,) = caught.value.faults
    return one.code, one.line, one.column, one.message, one.hint


@pytest.mark.parametrize("text", [EVERY_FORM, EVERY_FORM.replace("\n", "\r\n"), "", "a=1", "[a]", "a.b.c={d=[]}"])
def test_the_data_are_those_of_the_standard_library(text: str) -> None:
    assert plain(parse_toml(text, "x.toml")) == tomllib.loads(text)


def test_every_key_and_item_has_its_place() -> None:
    data = parse_toml(EVERY_FORM, "x.toml")
    assert data.start == (1, 1)
    assert data.marks["plain"] == (2, 1)
    assert data.marks["single.key"] == (3, 1)
    assert data.marks["abc"] == (4, 1)
    assert data["abc"].marks["d"] == (4, 14)
    items = data["abc"]["d"]
    assert items.start == (4, 18)
    assert items.marks == [(4, 19), (4, 22), (5, 3), (5, 9)]
    assert items[1].marks == [(4, 23), (4, 28)]
    assert items[3].marks == {"y": (5, 11), "z": (5, 18)}
    assert data.marks["tool"] == (15, 3)
    assert data["tool"].marks == {"rights.gate": (15, 10), "other": (19, 1)}
    assert data["tool"]["rights.gate"].marks == {"name": (16, 1), "deep": (17, 1)}
    assert data["list"].marks == [(20, 3), (22, 3)]
    assert data["list"][1]["inner"].marks == {"b": (25, 1)}


SCALARS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="\0")),
    st.sampled_from(["]", "}", ",", "#", '"', "'", '"""', "a.b", "="]),
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
)
QUOTES = {"\\": "\\\\", '"': '\\"'}


def quoted(text: str) -> str:
    return '"' + "".join(QUOTES.get(one, one) for one in text) + '"'


def written(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case list():
            return f"[ {', '.join(map(written, value))} ]"
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {written(part)}" for key, part in value.items()) + "}"
    return str(value)


values = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab.]= '#", max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text("ab.]= '#", max_size=4), values, max_size=5))
def test_any_data_are_read_as_they_were_written_and_found_where_they_stand(data: dict[str, Any]) -> None:
    text = "".join(f"{quoted(key)} = {written(value)}\n" for key, value in data.items())
    found = parse_toml(text, "x.toml")
    assert plain(found) == tomllib.loads(text)
    assert [found.marks[key] for key in found] == [(line, 1) for line in range(1, len(data) + 1)]
    lines = text.split("\n")
    for key, value in found.items():
        _check_items(value, lines[found.marks[key][0] - 1])


def _check_items(value: Any, line: str) -> None:
    """Every item of a list begins where its mark says."""
    if isinstance(value, LocatedList):
        for (_, column), item in zip(value.marks, value, strict=True):
            assert line[column - 1 :].startswith(written(item))
            _check_items(item, line)
    elif isinstance(value, LocatedMap):
        for key, part in value.items():
            assert line[value.marks[key][1] - 1 :].startswith(quoted(key))
            _check_items(part, line)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a = 1\nb = \n", 2, 5), ("a = 1\n= 2", 2, 1), ("a = [1,\n  2", 2, 4), ('a = "b\n', 1, 7)],
)
def test_broken_syntax_has_its_place(text: str, line: int, column: int) -> None:
    code, *mark, message, _ = fault(text)
    assert (code, *mark) == (codes.SYNTAX, line, column)
    assert message.startswith("broken TOML: ")


def test_what_is_given_twice_is_said_to_be() -> None:
    code, line, _, _, hint = fault("a = 1\na = 2\n")
    assert (code, line, hint) == (codes.SYNTAX, 2, "a key or a table is given twice")


def test_a_control_character_is_refused_where_it_stands() -> None:
    assert fault('a = 1\nb = "x\\u001b[31m"\n')[:4] == (
        codes.MISLEADING_CHARACTER,
        2,
        5,
        "the text holds the control character U+001B",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"a = {'[' * 100}{']' * 100}",
        f"a = {'{a=' * 100}1{'}' * 100}",
        f"{'.'.join('a' * 100)} = 1",
        f"[{'.'.join('a' * 100)}]",
        f"[[{'.'.join('a' * 100)}]]",
        f"a = {'[' * 100_000}{']' * 100_000}",
    ],
    ids=["lists", "tables", "dots", "header", "headers", "endless"],
)
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    code, *_, message, hint = fault(text)
    assert (code, message) == (codes.OVER_LIMIT, "nested deeper than the limit of 64 levels")
    assert hint == "--limit depth=N raises it"


def test_more_values_than_the_limit_are_refused() -> None:
    code, *mark, message, _ = fault("a = [1,\n2, 3]", Limits(values=3))
    assert (code, mark, message) == (codes.OVER_LIMIT, [2, 4], "more than the limit of 3 values")
