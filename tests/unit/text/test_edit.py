"""Edits of YAML and JSON in place: what a file looks like afterwards, and what is refused."""

from typing import Any

import pytest

from documents.reading import in_json, refused, yaml
from rightsgate import codes
from rightsgate.limits import Limits
from rightsgate.logic.number import Number
from rightsgate.text.edit.edits import Append, Put, edited
from rightsgate.text.located import BOM


def put(*at: str | int, value: Any) -> Put:
    return Put(at=at, value=value)


def append(*to: str | int, value: Any) -> Append:
    return Append(to=to, value=value)


def after(text: str, *edits: Put | Append, as_json: bool = False) -> str:
    return edited(text.encode(), edits, "m", json=as_json).decode()


VALUES = [
    ("a word", "a: b\n", put("a", value="c"), "a: c\n"),
    ("blanks and a comment", "a :   b   # why\n", put("a", value="c"), "a :   c   # why\n"),
    ("a tab in a comment", "a: b #\twhy\tnot\n", put("a", value="c"), "a: c #\twhy\tnot\n"),
    ("a tab after the colon", "a:\tb\t# why\n", put("a", value="c"), "a:\tc\t# why\n"),
    ("nothing", "a:\nb: 1\n", put("a", value="c"), "a: c\nb: 1\n"),
    ("nothing, with a comment", "a:   # why\nb: 1\n", put("a", value="c"), "a: c   # why\nb: 1\n"),
    ("nothing, at the end", "b: 1\na:", put("a", value="c"), "b: 1\na: c"),
    ("nothing gets a mapping", "a:   # why\nb: 1\n", put("a", "x", value="c"), "a:   # why\n  x: c\nb: 1\n"),
    ("to nothing", "a: b # why\n", put("a", value=None), "a: null # why\n"),
    ("quotes that somebody chose stay", "a: 'b'\nc: \"d\"\n", put("c", value="e"), "a: 'b'\nc: \"e\"\n"),
    ("quotes that were needed go", "a: 'b: c'\n", put("a", value="d"), "a: d\n"),
    ("quotes as the file has them", "a: 'b'\nc: d\n", put("c", value="e: f"), "a: 'b'\nc: 'e: f'\n"),
    ("a quote inside quotes", "a: 'b'\nc: d\n", put("c", value="it's: f"), "a: 'b'\nc: 'it''s: f'\n"),
    ("a text that looks like a number", "a: b\n", put("a", value="1.0"), 'a: "1.0"\n'),
    ("a number keeps its spelling", "a: b\n", put("a", value=Number("1.50")), "a: 1.50\n"),
    ("a date is a text", "a: b\n", put("a", value="2026-01-05"), "a: 2026-01-05\n"),
    ("a text on two lines", "a: b  # why\n", put("a", value="c\nd"), "a: |-  # why\n  c\n  d\n"),
    ("in braces it stands on one", "{a: b}\n", put("a", value="c\nd"), '{a: "c\\nd"}\n'),
    ("a literal text", "a: |\n  b\n  c\nd: 1\n", put("a", value="e"), "a: e\nd: 1\n"),
    ("a literal text with a comment", "a: |  # why\n  b\nd: 1\n", put("a", value=2), "a: 2  # why\nd: 1\n"),
    ("a folded text", "a: >-\n  b # no comment\n  c\n\nd: 1\n", put("a", value="e"), "a: e\n\nd: 1\n"),
    ("a plain text over lines", "a: b\n  c\nd: 1\n", put("a", value="e"), "a: e\nd: 1\n"),
    ("a quoted text over lines", "a: 'b\n\n  c'  # why\nd: 1\n", put("a", value="e"), "a: e  # why\nd: 1\n"),
    ("a value below its key", "a:\n  b\nd: 1\n", put("a", value="e"), "a:\n  e\nd: 1\n"),
    ("a list", "a: [b, c]  # why\n", put("a", value=["d"]), "a: [d]  # why\n"),
    ("a list with blanks inside", "a: [ b, c ]\n", put("a", value=["d", "e"]), "a: [ d, e ]\n"),
    ("a list that grows", "a: [b,   # why\n    c]\n", put("a", value=["b", "c", "d"]), "a: [b,   # why\n    c, d]\n"),
    ("a list with dashes", "a:\n- b\n- c # why\nd: 1\n", put("a", value=["b", "c", "e"]), "a:\n- b\n- c # why\n- e\nd: 1\n"),
    ("a list instead of a word", "a: b\n", put("a", value=["c", "d"]), "a: [c, d]\n"),
    ("a word instead of a list", "a:  # why\n  - b\n  - c\nd: 1\n", put("a", value="e"), "a: e  # why\nd: 1\n"),
    ("a word instead of a mapping", "a:\n  b: 1  # why\nd: 1\n", put("a", value="e"), "a: e  # why\nd: 1\n"),
    ("two comments", "a:  # x\n  b: 1  # y\nd: 1\n", put("a", value="e"), "a: e  # x\n  # y\nd: 1\n"),
    ("a mapping instead of a word", "a: b  # why\nd: 1\n", put("a", value={"e": 1}), "a:  # why\n  e: 1\nd: 1\n"),
    ("an item of a list", "a:\n  - b  # why\n  - c\n", put("a", 0, value="d"), "a:\n  - d  # why\n  - c\n"),
    ("an empty item", "a:\n  -   # why\n  - c\n", put("a", 0, value="d"), "a:\n  - d   # why\n  - c\n"),
    ("a key in quotes", '"a b": c\n', put("a b", value="d"), '"a b": d\n'),
    ("a key that is not ASCII", "été: c\n多: d\n", put("多", value="e"), "été: c\n多: e\n"),
    ("a question mark", "? a\n: b\nc: d\n", put("a", value="e"), "? a\n: e\nc: d\n"),
    ("an anchor that nobody uses", "a: &x b\nc: d\n", put("a", value="e"), "a: &x e\nc: d\n"),
    ("an alias gives way", "a: &x b\nc: *x\n", put("c", value="e"), "a: &x b\nc: e\n"),
    ("a key without a value in braces", "a: {b, c: }\n", put("a", "b", value=1), "a: {b: 1, c: }\n"),
    ("a value after that", "a: {b, c: }\n", put("a", "c", value=1), "a: {b, c: 1}\n"),
    ("a key alone in braces", "a: {b , c}\n", put("a", "b", value=1), "a: {b: 1 , c}\n"),
    ("a directive and document marks", "%YAML 1.2\n---\na: b\n...\n", put("a", value="c"), "%YAML 1.2\n---\na: c\n...\n"),
    ("Windows line ends", "a: b\r\nc: d\r\n", put("a", value="c\nd"), "a: |-\r\n  c\r\n  d\r\nc: d\r\n"),
    ("the same value", "a:   'b'\n", put("a", value="b"), "a:   'b'\n"),
    ("a very long line", f"a: {'b ' * 9000}b\nc: d\n", put("c", value="e"), f"a: {'b ' * 9000}b\nc: e\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edit", "new"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_a_value_gives_way_to_another(text: str, edit: Put, new: str) -> None:
    assert after(text, edit) == new


ENTRIES = [
    ("a key", "a: 1\n", put("b", value=2), "a: 1\nb: 2\n"),
    ("no line break at the end", "a: 1", put("b", value=2), "a: 1\nb: 2"),
    ("a comment behind", "a: 1  # why\n", put("b", value=2), "a: 1  # why\nb: 2\n"),
    ("comments below belong to what they follow", "a:\n  b: 1\n  # why\n\n# c\nd: 1\n", put("a", "x", value=2), "a:\n  b: 1\n  # why\n  x: 2\n\n# c\nd: 1\n"),
    ("comments of the next key stay with it", "a:\n- b\n# c\nd: 1\n", append("a", value="x"), "a:\n- b\n- x\n# c\nd: 1\n"),
    ("indentation of the surroundings", "a:\n    b: 1\n", put("c", value={"d": {"e": 1}}), "a:\n    b: 1\nc:\n    d:\n        e: 1\n"),
    ("dashes under the key", "a:\n- b: 1\n", put("c", value=[{"d": 1, "e": 2}]), "a:\n- b: 1\nc:\n- d: 1\n  e: 2\n"),
    ("wide dashes", "a:\n  -   b: 1\n      c: 2\n", append("a", value={"d": 1, "e": 2}), "a:\n  -   b: 1\n      c: 2\n  -   d: 1\n      e: 2\n"),
    ("two styles of dashes", "a:\n- 1\nb:\n    - 2\n", append("b", value=3), "a:\n- 1\nb:\n    - 2\n    - 3\n"),
    ("blank lines between", "a:\n  - b: 1\n\n  # c\n  - d: 1\n", append("a", value={"e": 1}), "a:\n  - b: 1\n\n  # c\n  - d: 1\n\n  - e: 1\n"),
    ("a blank line at the end", "a:\n  - 1\n\n\nb: 1\n", append("a", value=2), "a:\n  - 1\n  - 2\n\n\nb: 1\n"),
    ("items in braces", "a:\n  - {b: 1}\n  - {b: 2}\n", append("a", value={"b": 3}), "a:\n  - {b: 1}\n  - {b: 2}\n  - {b: 3}\n"),
    ("an empty list", "a: []  # why\nb: 1\n", append("a", value={"c": 1}), "a:  # why\n  - c: 1\nb: 1\n"),
    ("an empty list of words", "a: []\n", append("a", value="b"), "a: [b]\n"),
    ("no list", "a:  # why\nb: 1\n", append("a", value={"c": 1}), "a:  # why\n  - c: 1\nb: 1\n"),
    ("no key", "b: 1\n", append("a", value={"c": 1, "d": [{"e": 1}]}), "b: 1\na:\n  - c: 1\n    d:\n      - e: 1\n"),
    ("no mapping on the way", "a:\n  b: 1\n", put("a", "c", "d", value=["x", "y"]), "a:\n  b: 1\n  c:\n    d: [x, y]\n"),
    ("no list on the way", "a:\n", put("a", 0, "b", value=2), "a:\n  - b: 2\n"),
    ("braces", "a: {b: 1}  # why\n", put("a", "c", value="d, e"), 'a: {b: 1, c: "d, e"}  # why\n'),
    ("braces with blanks", "a: { b: 1 }\n", put("a", "c", value=2), "a: { b: 1, c: 2 }\n"),
    ("empty braces", "a: {}\n", put("a", "c", value=2), "a: {c: 2}\n"),
    ("braces with a comment only", "a: [ # why\n  ]\n", put("a", 0, value=2), "a: [2 # why\n  ]\n"),
    ("braces over lines", "a: {\n  b: 1,  # x\n  c: 2   # y\n}\n", put("a", "d", value=3), "a: {\n  b: 1,  # x\n  c: 2,   # y\n  d: 3\n}\n"),
    ("a comma at the end", "a: [\n  b,\n  c,  # y\n]\n", append("a", value="d"), "a: [\n  b,\n  c,  # y\n  d,\n]\n"),
    ("a comma at the end of the line", "a: [b, c,]\n", append("a", value="d"), "a: [b, c, d,]\n"),
    ("a filled list", f"a: [{'x' * 60},\n    {'y' * 60}]\n", append("a", value="z" * 60), f"a: [{'x' * 60},\n    {'y' * 60},\n    {'z' * 60}]\n"),
    ("a long list", "a: 1\n", put("b", value=["x" * 60, "y" * 60, "z"]), f"a: 1\nb:\n  - {'x' * 60}\n  - {'y' * 60}\n  - z\n"),
    ("a text that keeps its line breaks", "a:\n  b: |+\n    c\n\n\nd: 1\n", put("a", "e", value=1), "a:\n  b: |+\n    c\n\n\n  e: 1\nd: 1\n"),
    ("before the end of the document", "---\na: 1\n...\n", put("b", value=2), "---\na: 1\nb: 2\n...\n"),
    ("a list in a list", "a:\n  - - b\n    - c\n", append("a", 0, value="d"), "a:\n  - - b\n    - c\n    - d\n"),
    ("a mapping in a list", "a:\n  - b: 1\n    c: 2\n  - d: 1\n", put("a", 0, "e", value=3), "a:\n  - b: 1\n    c: 2\n    e: 3\n  - d: 1\n"),
    ("a mapping below its dash", "a:\n  -\n    b: 1\n", put("a", 0, "e", value=3), "a:\n  -\n    b: 1\n    e: 3\n"),
    ("a key with an anchor around", "a: &x\n  b: 1\n", put("a", "e", value=3), "a: &x\n  b: 1\n  e: 3\n"),
    ("a key that needs quotes", "a: 1\n", put("b: c", value=3), 'a: 1\n"b: c": 3\n'),
    ("a key like a merge", "a: 1\n", put("<<", value=3), 'a: 1\n"<<": 3\n'),
    ("Windows line ends", "a:\r\n  - b: 1\r\n", append("a", value={"c": 1, "d": 2}), "a:\r\n  - b: 1\r\n  - c: 1\r\n    d: 2\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edit", "new"), [row[1:] for row in ENTRIES], ids=[row[0] for row in ENTRIES])
def test_a_new_entry_is_written_as_its_neighbours_are(text: str, edit: Put, new: str) -> None:
    assert after(text, edit) == new


JSON = [
    ("a word", '{"a": "b"}', put("a", value='c"'), '{"a": "c\\""}'),
    ("tight", '{"a":1,"b":[1,2]}', put("c", value={"d": [1, 2]}), '{"a":1,"b":[1,2],"c":{"d":[1,2]}}'),
    ("on lines", '{\n  "a": 1\n}\n', put("b", value={"c": [1]}), '{\n  "a": 1,\n  "b": {\n    "c": [\n      1\n    ]\n  }\n}\n'),
    ("short lists stay on a line", '{\n  "a": [1, 2]\n}\n', put("b", value=[3, 4]), '{\n  "a": [1, 2],\n  "b": [3, 4]\n}\n'),
    ("tabs", '{\n\t"a": [\n\t\t{"b": 1}\n\t]\n}\n', append("a", value={"b": 2}), '{\n\t"a": [\n\t\t{"b": 1},\n\t\t{\n\t\t\t"b": 2\n\t\t}\n\t]\n}\n'),
    ("empty", '{\n  "a": []\n}\n', append("a", value={"b": 2}), '{\n  "a": [\n    {\n      "b": 2\n    }\n  ]\n}\n'),
    ("null", '{"a": null}', put("a", "b", value=True), '{"a": {"b": true}}'),
    ("a key like a merge", '{"<<": 1}', put("<<", value=2), '{"<<": 2}'),
    ("no data", "{}\n", put("a", value=1), '{"a": 1}\n'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edit", "new"), [row[1:] for row in JSON], ids=[row[0] for row in JSON])
def test_json_is_edited_in_its_own_manner(text: str, edit: Put, new: str) -> None:
    assert after(text, edit, as_json=True) == new
    assert in_json(new)


REFUSED = [
    ("an alias on the way", "a: &x {b: 1}\nc: *x\n", put("c", "b", value=2), (2, 4), "alias"),
    ("an anchor that others use", "a: &x b\nc: *x\n", put("a", value="d"), (2, 1), "'c'"),
    ("a mapping that others use", "a: &x\n  b: 1\nc: *x\n", put("a", "d", value=2), (3, 1), "'c'"),
    ("an anchor goes that others need", "a: &x {b: 1}\nc: *x\n", put("a", value=1), (2, 1), "'c'"),
    ("a comment inside a list", "a: [b, # why\n  c]\n", put("a", value=["d"]), (1, 8), "a comment stands inside 'a'"),
    ("a comment inside a mapping", "a:\n  b: 1 # why\n  c: 1\n", put("a", value=1), (2, 8), "a comment stands inside 'a'"),
    ("no mapping", "a: 1\n", put("a", "b", value=2), (1, 4), "'a' is not a mapping"),
    ("no list", "a: {b: 1}\n", put("a", 0, value=2), (1, 4), "'a' is not a list"),
    ("a gap in a list", "a: [1]\n", put("a", 2, value=2), (1, 4), "'a' is not a list of 2 or more entries"),
    ("something else than a list", "a: none\n", append("a", value=2), (1, 4), "'a' is not a list"),
    ("a gap in a list that is not there", "a:\n", put("a", 1, value=2), (1, 1), "has no entries"),
    ("a comment without a blank before", "a: [b,#why\n  c]\n", put("a", value=["d"]), (1, 7), "a comment stands inside 'a'"),
    ("no braces", "a: [b: 1]\n", put("a", 0, "c", value=2), (1, 5), "no braces"),
    ("a control character", "a: 1\n", put("a", value="\x1b"), (0, 0), "control character"),
    ("half a pair of surrogates", "a: 1\n", put("a", value="\ud800"), (0, 0), "could not be read"),
    ("a lone carriage return", "a: 1\rb: 2\n", put("a", value=2), (1, 5), "carriage return"),
    ("a last line whose break counts", "a: |\n  b", put("c", value=2), (1, 1), "'a'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edit", "mark", "said"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_would_change_anything_else_is_refused_with_its_place(
    text: str, edit: Put, mark: tuple[int, int], said: str
) -> None:
    (fault,) = refused(lambda: after(text, edit))
    assert (fault.line, fault.column) == mark
    assert said in fault.message
    assert fault.code in (codes.EDIT_REFUSED, codes.WRONG_TYPE)


def test_a_broken_document_is_refused_as_it_is_when_it_is_read() -> None:
    text = "a: [1\nb: 2\n"
    assert refused(lambda: edited(text.encode(), [put("a", value=1)], "m.yaml")) == refused(lambda: yaml(text))


def test_what_grows_beyond_a_limit_is_refused() -> None:
    (fault,) = refused(lambda: edited(b"a: [1]\n", [append("a", value=[[1]])], "m", limits=Limits(depth=3)))
    assert fault.code == codes.EDIT_REFUSED
    assert "nested deeper" in fault.message


def test_a_byte_order_mark_stays() -> None:
    assert edited(BOM + b"a: 1\n", [put("a", value=2)], "m") == BOM + b"a: 2\n"


def test_several_edits_follow_each_other() -> None:
    text = "a: 1\n"
    edits = (put("b", value=[]), append("b", value={"c": 1}), put("b", 0, "d", value=2), put("a", value=3))
    assert after(text, *edits) == "a: 3\nb:\n  - c: 1\n    d: 2\n"


def test_no_edit_changes_nothing() -> None:
    assert after("a:   [ 1 ]  # why") == "a:   [ 1 ]  # why"


def test_what_cannot_be_written_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="object"):
        after("a: 1\n", put("a", value=object()))


WAIVERS = """\
# Accepted by the product council.
waivers:
- id: "bsr-6.4-3.h/studio/app"   # reporting channel
  reason: >
    The channel opens with version 2;
    until then mail is read daily.
  expires: 2026-12-31

# Until here.
"""


def test_a_file_of_another_kind_gets_an_entry() -> None:
    entry = {"id": "bsr-6.1-1.a", "reason": "Under review: see minutes", "approver": "Kim", "expires": "2027-01-31"}
    assert after(WAIVERS, append("waivers", value=entry)) == WAIVERS.replace(
        "  expires: 2026-12-31\n",
        "  expires: 2026-12-31\n- id: bsr-6.1-1.a\n"
        '  reason: "Under review: see minutes"\n  approver: Kim\n  expires: 2027-01-31\n',
    )
