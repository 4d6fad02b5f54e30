"""Edits in place change what they name and nothing else, in files of any style.

RIGHTSGATE_MANIFESTS sets how many files are tried.
"""

import json
import os
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rightsgate import codes
from rightsgate.errors import InputError
from rightsgate.text.edit.edits import Append, Put, edited
from rightsgate.text.located import BOM, LocatedMap, parse
from worlds.manifests import STEADY, ordinary
from worlds.styles import Styled

MANY = settings(STEADY, max_examples=int(os.environ.get("RIGHTSGATE_MANIFESTS", "40")))
WORDS = (
    *(
        "a",
        "lab",
        "in words",
        "no",
        "2026-01-05",
        "1.50",
        "true",
        "null",
        "~",
        "",
        " blank ",
        "a: b",
        "a #b",
        "#",
        "- x",
    ),
    *(
        "it's",
        'say "so"',
        "été",
        "多",
        "😀",
        "[x",
        "x]",
        "{",
        "a, b",
        "*a",
        "&a",
        "!t",
        "%d",
        "@",
        "`",
        "?",
        "? x",
        "-",
        "|",
    ),
    *(
        "two\nlines",
        "two\nlines\n",
        " x\ny",
        "tab\there",
        "a:",
        ":a",
        "a" * 150,
        "back\\slash",
        "x" * 40 + " #y",
        "=",
        "<<",
    ),
)
KEYS = st.sampled_from(
    ("id", "name", "kind", "été", "a b", "a: b", "long_" * 20, "no", "1", "-", "#x", "<<", "x'y", "")
)
SCALARS = st.sampled_from(WORDS) | st.booleans() | st.integers(-99, 99) | st.none()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)


def paths(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*at, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*at, key))


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return the data with a value at a path, made without the code under test."""
    new = json.loads(json.dumps(data))
    inner = new
    for step in path[:-1]:
        inner = inner[step]
    if isinstance(inner, list) and path[-1] == len(inner):
        inner.append(value)
    else:
        inner[path[-1]] = value
    return new


def places(data: Any, lines: int, at: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], tuple[int, int]]:
    """Return the first and the last line of everything in located data, with what follows it up to the next thing."""
    marks = [*data.marks.values()] if isinstance(data, LocatedMap) else data.marks
    names = [*data] if isinstance(data, LocatedMap) else range(len(data))
    found: dict[tuple[Any, ...], tuple[int, int]] = {}
    for index, name in enumerate(names):
        end = marks[index + 1][0] if index + 1 < len(marks) else lines
        found[*at, name] = (marks[index][0], end)
        if isinstance(data[name], dict | list):
            found |= places(data[name], end, (*at, name))
    return found


def with_dash(text: str, lines: tuple[int, int]) -> tuple[int, int]:
    """Return the lines of a thing with the line of its dash, where it begins on a later one."""
    above = text.splitlines()[: lines[0] - 1]
    while above and re.fullmatch(r"\s*(#.*)?", above[-1]):
        above.pop()
    alone = above and re.fullmatch(r"[ -]*-\s*(#.*)?", above[-1])
    return (len(above), lines[1]) if alone else lines


def text_of(data: Any, seed: int, *, as_json: bool) -> str:
    random = Random(seed)  # noqa: S311 - a seeded style, no secret
    if not as_json:
        return Styled(random).document(data)
    form = random.choice(({}, {"indent": 2}, {"indent": 4}, {"indent": "\t"}, {"separators": (",", ":")}))
    return json.dumps(data, ensure_ascii=random.random() < 0.5, **form) + random.choice(("", "\n"))


def read(text: str, *, as_json: bool) -> Any:
    return ordinary(parse(text, "m", json=as_json))


def same(one: Any, other: Any) -> bool:
    return json.dumps(one) == json.dumps(other)


def check_lines(old: str, new: str, allowed: tuple[int, int]) -> None:
    """Assert that all lines stay, and stay in order, but for those of the statement."""
    before, after = old.splitlines(), new.splitlines()
    first = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    left = [*zip(reversed(before[first:]), reversed(after[first:]), strict=False)]
    last = len(before) - next((n for n, (a, b) in enumerate(left) if a != b), len(left))
    assert first >= last or allowed[0] - 1 <= first < last <= allowed[1], (before[first:last], allowed)


def check_comments(old: str, new: str) -> None:
    assert re.findall(r"#c\d+ [^\r\n]*", old) == re.findall(r"#c\d+ [^\r\n]*", new)


@MANY
@given(DOCUMENTS, st.integers(0, 2**32), st.booleans(), st.data())
def test_another_value_changes_that_value_alone(data: Any, seed: int, as_json: bool, draw: st.DataObject) -> None:  # noqa: FBT001 - hypothesis gives it
    text = text_of(data, seed, as_json=as_json)
    assert same(read(text, as_json=as_json), data)
    path, value = draw.draw(st.sampled_from([*paths(data)])), draw.draw(VALUES)
    allowed = with_dash(text, places(parse(text, "m", json=as_json), text.count("\n") + 1)[path])
    try:
        new = edited(text.encode(), [Put(at=path, value=value)], "m", json=as_json).decode()
    except InputError as error:
        (fault,) = error.faults
        assert fault.code == codes.EDIT_REFUSED, fault
        assert "a comment stands inside" in fault.message, fault
        assert "#c" in "\n".join(text.splitlines()[allowed[0] - 1 : allowed[1]])
        return
    assert same(read(new, as_json=as_json), changed(data, path, value))
    check_lines(text, new, allowed)
    check_comments(text, new)


@MANY
@given(DOCUMENTS, st.integers(0, 2**32), st.booleans(), st.data())
def test_a_new_entry_leaves_everything_else_as_it_was(data: Any, seed: int, as_json: bool, draw: st.DataObject) -> None:  # noqa: FBT001 - hypothesis gives it
    text = text_of(data, seed, as_json=as_json)
    holders = [(), *(path for path in paths(data) if isinstance(at(data, path), dict | list))]
    holder, value = draw.draw(st.sampled_from(holders)), draw.draw(VALUES)
    held = at(data, holder)
    path = (*holder, len(held) if isinstance(held, list) else "new key")
    lines = text.count("\n") + 1
    allowed = places(parse(text, "m", json=as_json), lines)[holder] if holder else (1, lines)
    if isinstance(held, list):
        edit: Any = Append(to=holder, value=value)
    else:
        edit = Put(at=path, value=value)
    new = edited(text.encode(), [edit], "m", json=as_json).decode()
    assert same(read(new, as_json=as_json), changed(data, path, value))
    check_lines(text, new, allowed)
    check_comments(text, new)


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@MANY
@given(DOCUMENTS, st.integers(0, 2**32), st.booleans(), st.data())
def test_back_and_forth_gives_the_same_bytes(data: Any, seed: int, as_json: bool, draw: st.DataObject) -> None:  # noqa: FBT001 - hypothesis gives it
    """What was written without quotes is written so again; what a person laid out by hand is not known any more."""
    data = {**data, "zz": draw.draw(st.sampled_from(("word", 7, True, ["a", "b"])))}
    raw = (BOM if seed % 3 == 0 else b"") + text_of(data, seed, as_json=as_json).encode()
    old = data["zz"]
    written = json.dumps(old) if as_json or not isinstance(old, str) else old
    written = written if as_json or not isinstance(old, list) else "[a, b]"
    as_written = re.search(rf'"?zz"?:\s?{re.escape(written)}(?=[\s,}}]|$)'.encode(), raw)
    assume(as_written and not (isinstance(old, list) and b"[ " in raw))
    new = edited(raw, [Put(at=("zz",), value=draw.draw(SCALARS))], "m", json=as_json)
    assert edited(new, [Put(at=("zz",), value=old)], "m", json=as_json) == raw


@MANY
@given(DOCUMENTS, st.integers(0, 2**32), st.lists(st.tuples(KEYS, KEYS, VALUES), min_size=1, max_size=4))
def test_several_edits_are_as_good_as_one_after_the_other(data: Any, seed: int, puts: list[Any]) -> None:
    raw = text_of({**data, "into": {"x": 1}}, seed, as_json=False).encode()
    edits = [Put(at=("into", first, second), value=value) for first, second, value in puts]
    one = raw
    for edit in edits:
        one = edited(one, [edit], "m")
    assert edited(raw, edits, "m") == one
