"""YAML and JSON text to located data: what is read, from which place, and what is refused with which words."""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsgate import codes
from rightsgate.errors import MAX_FAULTS, Fault, InputError, did_you_mean
from rightsgate.files.read import read_stream
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.logic.number import Number
from rightsgate.text.files import read_bytes, read_located
from rightsgate.text.located import (
    LocatedList,
    LocatedMap,
    decode,
    parse,
)


def refused(read: Callable[[], object]) -> tuple[Fault, ...]:
    """Return the faults for which ``read`` refuses its input."""
    with pytest.raises(InputError) as caught:
        read()
    return caught.value.faults


def outcome(read: Callable[[], object]) -> tuple[object, tuple[Fault, ...]]:
    """Return what ``read`` gives, or the faults for which it refuses its input; any other error is an error."""
    try:
        return read(), ()
    except InputError as error:
        return None, error.faults


def yaml(text: str) -> LocatedMap:
    return parse(text, "m.yaml")


def in_json(text: str) -> LocatedMap:
    return parse(text, "m.json", json=True)


BOMB = 'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]\n' + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

# id, text, line and column, telling words
BROKEN_YAML = [
    ("two colons", "a: b: c", (1, 5), "a ':' cannot make a key here"),
    ("tab as indentation", "a:\n\tb: 1", (2, 1), "indentation must use spaces, not tabs"),
    ("at sign", "a: @b", (1, 4), "a text cannot begin with '@' (quote it)"),
    ("bare star", "a: * b", (1, 5), "cannot begin with '*' or '&' (quote it)"),
    ("open quote", 'a: 1\nb: "c\nd: 2', (2, 4), "the quote that opens here is never closed"),
    ("open bracket", "a: [1, 2\nb: 3", (2, 2), "the list that '[' opens at line 1 is not closed"),
    ("open brace", "a: {b: 1\nc: 3", (2, 2), "the mapping that '{' opens at line 1 is not closed"),
    ("shifted key", "a:\n    b: 1\n  c: 2", (3, 3), "the indentation does not fit the mapping"),
    ("shifted entry", "a:\n  - b\n c: 2", (3, 2), "the indentation does not fit"),
    ("list on the line of its key", "a: - b", (1, 4), "a list cannot begin on this line"),
    ("nothing where a value must be", "a: ]", (1, 4), "a value is missing here"),
    ("open bracket at the end", "a: [\n\n", (1, 5), "the text ends before it is complete (is a bracket or a brace not"),
    ("key without a colon at the end", "a: 1\nb", (2, 2), "a key without a colon"),
    ("bare star at the end", "a: *", (1, 5), "cannot begin with '*' or '&' (quote it)"),
    ("unknown escape", 'a: "\\q"', (1, 5), "a backslash stands before a letter"),
    ("surrogate escape", 'a: "\\ud800"', (1, 7), "a character that does not exist alone"),
    ("text after a document", "a: 1\n... b", (2, 5), "something follows the end of the data"),
    ("another version of YAML", "%YAML 3.0\n---\na: 1", (1, 1), "a version of YAML that cannot be read"),
    ("control character", "a: 1\nb: x\x1b[31m", (2, 5), "the control character U+001B (take it out)"),
    ("escaped control character", 'a: 1\nb: "\\e[31m"', (2, 4), "the control character U+001B (take it out)"),
    ("escaped zero", 'a: "\\0"', (1, 4), "the control character U+0000"),
    ("lone surrogate", "a: \ud800", (1, 4), "the control character U+D800"),
    ("second document", "a: 1\n---\nb: 2", (2, 1), "a second YAML document starts here (one file holds one document)"),
    ("key twice", "a: 1\nb: 2\na: 3", (3, 1), "the key 'a' stands twice here; first at line 1"),
    ("inner key twice", "a: {b: 1, 'b': 2}", (1, 11), "the key 'b' stands twice here; first at line 1"),
    ("merge key", "a: &a {b: 1}\nc:\n  <<: *a", (3, 3), "merge keys (<<) are not read (write the keys out)"),
    ("key that is a list", "? [a]\n: 1", (1, 3), "a key must be a plain word"),
    ("key that is an alias", "a: &a b\n*a : c", (2, 1), "a key must be a plain word"),
    ("object tag", "a: !!python/object:os.system [ls]", (1, 4), "the tag !!python/object:os.system is not allowed"),
    ("text tag", "a: !!str 2026", (1, 4), "the tag !!str is not allowed (leave it out; quote what must stay a text)"),
    ("own tag", "a: !mine {b: 1}", (1, 4), "the tag !mine is not allowed"),
    ("tag that is only a mark", "a: ! 1", (1, 4), "the tag ! is not allowed"),
    ("the same of a quoted text", "a: ! '1'", (1, 4), "the tag ! is not allowed"),
    ("the same of a key", "! a: 1", (1, 1), "the tag ! is not allowed"),
    ("next line", "a: 1\nb: x\x85c: 2", (2, 5), "U+0085 ends a line for some readers and for others not"),
    ("line separator", "a: 1 # no\u2028b: 2", (1, 10), "U+2028 ends a line for some readers and for others not"),
    ("paragraph separator", 'a: "1\u2029"', (1, 6), "U+2029 ends a line for some readers and for others not"),
    ("tag of a key", "!mine a: 1", (1, 1), "the tag !mine is not allowed"),
    ("tag directive", "# x\n%TAG !e! tag:x,2000:\n---\na: 1", (2, 1), "tags are not allowed"),
    ("alias to nothing", "a: *b", (1, 4), "the alias *b points to nothing before it, or to itself"),
    ("alias to itself", "a: &a [*a]", (1, 8), "the alias *a points to nothing before it, or to itself"),
    ("a list", "- a", (1, 1), "the top level must be a mapping of keys to values, not a list"),
    ("a word", "rightsgate", (1, 1), "the top level must be a mapping of keys to values, not a text"),
    ("null", "~", (1, 1), "the top level must be a mapping of keys to values, not nothing"),
    ("only comments", "# a\n\n# b", (0, 0), "it holds no data, only comments or blanks"),
]


@pytest.mark.parametrize(
    ("text", "place", "words"), [row[1:] for row in BROKEN_YAML], ids=[row[0] for row in BROKEN_YAML]
)
def test_broken_yaml_is_refused_at_its_place(text: str, place: tuple[int, int], words: str) -> None:
    (fault,) = refused(lambda: yaml(text))
    assert (fault.line, fault.column) == place
    assert words in str(fault)


BROKEN_JSON = [
    ("single quotes", "{'a': 1}", (1, 2), "expected a key in double quotes, found ''' (JSON takes double quotes)"),
    ("comma before a bracket", '{"a": [1,]}', (1, 10), "expected a value, found ']' (take out the comma before it)"),
    ("comma before a brace", '{"a": 1,\n}', (2, 1), "expected a key in double quotes, found '}'"),
    ("no comma", '{"a": 1\n "b": 2}', (2, 2), "expected ',' or '}', found '\"'"),
    ("no colon", '{"a" 1}', (1, 6), "expected ':', found '1'"),
    ("comment", '{"a": 1} // b', (1, 10), "something follows the end of the data (JSON has no comments)"),
    ("comment inside", '{# b\n"a": 1}', (1, 2), "found '#' (JSON has no comments)"),
    ("not a number", '{"a": NaN}', (1, 7), "'NaN' is no JSON value"),
    ("infinity", '{"a": -Infinity}', (1, 7), "'-Infinity' is no JSON value"),
    ("true in Python", '{"a": True}', (1, 7), "'True' is no JSON value (did you mean true?)"),
    ("bare word", '{"a": b}', (1, 7), "'b' is no JSON value (put a text in double quotes)"),
    ("leading zero", '{"a": 01}', (1, 7), "'01' is no JSON value"),
    ("plus", '{"a": +1}', (1, 7), "'+1' is no JSON value"),
    ("not closed", '{"a": [1', (1, 9), "expected ',' or ']', but the text ends (is a bracket or a brace not closed?)"),
    ("open quote", '{"a": "b}', (1, 7), "unterminated string"),
    ("line break in a text", '{"a": "b\nc"}', (1, 9), "invalid control character"),
    ("unknown escape", '{"a": "\\q"}', (1, 8), "invalid \\escape"),
    ("two documents", '{"a": 1}\n{"b": 2}', (2, 1), "something follows the end of the data"),
    ("key twice", '{"a": 1,\n "a": 2}', (2, 2), "the key 'a' stands twice here; first at line 1"),
    ("key that is a number", "{1: 2}", (1, 2), "expected a key in double quotes, found '1'"),
    ("half a surrogate pair", '{"a": "\\ud83d"}', (1, 7), "half a surrogate pair U+D83D"),
    ("other half first", '{"a": "\\ude00\\ud83d"}', (1, 7), "half a surrogate pair U+DE00"),
    ("escaped control character", '{"a": "\\u001b[31m"}', (1, 7), "the control character U+001B (take it out)"),
    ("a list", "[1]", (1, 1), "the top level must be a mapping of keys to values, not a list"),
    ("YAML", "rightsgate: 1", (1, 1), "'rightsgate' is no JSON value"),
]


@pytest.mark.parametrize(
    ("text", "place", "words"), [row[1:] for row in BROKEN_JSON], ids=[row[0] for row in BROKEN_JSON]
)
def test_broken_json_is_refused_at_its_place_and_never_called_yaml(
    text: str, place: tuple[int, int], words: str
) -> None:
    (fault,) = refused(lambda: in_json(text))
    assert (fault.line, fault.column) == place
    assert words in str(fault)
    assert "YAML" not in str(fault)


DEEP = "nested deeper than the limit of 64 levels"
LIMITS = [
    ("20,000 JSON lists", lambda: in_json('{"a": ' + "[" * 20_000 + "]" * 20_000 + "}"), (1, 6 + DEFAULTS.depth), DEEP),
    ("20,000 JSON mappings", lambda: in_json('{"a":' * 20_000 + "1" + "}" * 20_000), (1, 5 * DEFAULTS.depth + 1), DEEP),
    ("20,000 YAML lists", lambda: yaml("a: " + "[" * 20_000), (1, 3 + DEFAULTS.depth), DEEP),
    ("20,000 YAML dashes", lambda: yaml("a:\n" + "- " * 20_000), (2, 2 * DEFAULTS.depth - 1), DEEP),
    ("20,000 YAML mappings", lambda: yaml("{a: " * 20_000), (1, 4 * DEFAULTS.depth + 1), DEEP),
    ("lists and mappings by turns", lambda: yaml("a: " + "[{b: " * 20_000), (1, 5 * DEFAULTS.depth // 2), DEEP),
    ("a fault further in", lambda: yaml("a: " + "[" * 200 + "@"), (1, 3 + DEFAULTS.depth), DEEP),
    ("deep YAML blocks", lambda: yaml("\n".join(" " * n + "a:" for n in range(2000))), (DEFAULTS.depth + 1,) * 2, DEEP),
    (
        "aliases on aliases",
        lambda: yaml("a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 40 + "*a" + "]" * 40),
        (2, 44),
        DEEP,
    ),
    (
        "billion laughs",
        lambda: yaml(BOMB),
        (5, 8),
        f"aliases expand to more than the limit of {DEFAULTS.aliases:,} values",
    ),
    ("a long text repeated", lambda: yaml(f"a: &a {'x' * 2_000_000}\nb: *a"), (2, 4), "aliases expand to more than"),
    (
        "values",
        lambda: yaml(f"a: [{'1,' * DEFAULTS.values}1]"),
        (1, 5 + 2 * DEFAULTS.values),
        f"the limit of {DEFAULTS.values:,} values",
    ),
    (
        "values in JSON",
        lambda: in_json(f'{{"a": [{"1," * DEFAULTS.values}1]}}'),
        (1, 4 + 2 * DEFAULTS.values),
        f"{DEFAULTS.values:,} values",
    ),
    (
        "bytes",
        lambda: decode(b"a" * (DEFAULTS.bytes + 1), "m.yaml"),
        (0, 0),
        f"larger than the limit of {DEFAULTS.bytes:,} bytes (--limit bytes=N raises it)",
    ),
]


@pytest.mark.parametrize(("read", "place", "words"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_what_is_over_a_limit_is_refused_with_the_limit(
    read: Callable[[], object], place: tuple[int, int], words: str
) -> None:
    (fault,) = refused(read)
    assert (fault.line, fault.column) == place
    assert words in str(fault)


def test_the_classic_bomb_is_the_classic_one() -> None:
    assert BOMB.count("*a") == 9
    assert len(BOMB) < 500


def test_tag_directives_are_refused_before_the_parser_compares_them_all() -> None:
    text = "".join(f"%TAG !{number}! x\n" for number in range(1_000_000)) + "---\na: 1"
    (fault,) = refused(lambda: yaml(text))
    assert "leave the %TAG directive out" in str(fault)


def test_nesting_up_to_the_limit_is_read() -> None:
    inner = DEFAULTS.depth - 1
    assert yaml("a: " + "[" * inner + "]" * inner)
    assert in_json('{"a": ' + "[" * inner + "]" * inner + "}")


UNDECODABLE = [
    ("latin-1", "a: 1\nb: caf\xe9".encode("latin-1"), (2, 7), "not UTF-8: byte 0xe9 cannot be read (save it as UTF-8)"),
    ("UTF-16", "a: 1".encode("utf-16"), (1, 1), "not UTF-8: byte 0xff"),
    ("encoded surrogate", b"a: \xed\xa0\x80", (1, 4), "not UTF-8: byte 0xed"),
    ("empty", b"", (0, 0), "it is empty"),
    ("blanks", b" \r\n\t\n", (0, 0), "it is empty"),
    ("byte order mark alone", b"\xef\xbb\xbf", (0, 0), "it is empty"),
]


@pytest.mark.parametrize(
    ("raw", "place", "words"), [row[1:] for row in UNDECODABLE], ids=[row[0] for row in UNDECODABLE]
)
def test_bytes_that_are_no_text_are_refused(raw: bytes, place: tuple[int, int], words: str) -> None:
    (fault,) = refused(lambda: decode(raw, "m.yaml"))
    assert (fault.line, fault.column) == place
    assert words in str(fault)


def test_utf_16_without_a_mark_is_called_what_it_is() -> None:
    (fault,) = refused(lambda: yaml(decode("a: 1".encode("utf-16-le"), "m.yaml")))
    assert "U+0000 (save it as UTF-8)" in str(fault)


def test_all_faults_of_a_file_are_told_together_in_the_order_of_their_places() -> None:
    faults = refused(lambda: yaml("a: !x 1\na: 2\nb: {c: 1, c: 2}\n<<: 3\n---\nd: 1"))
    assert [(fault.line, fault.column) for fault in faults] == [(1, 4), (2, 1), (3, 11), (4, 1), (5, 1)]


def test_faults_found_before_the_syntax_breaks_are_told_too() -> None:
    assert [fault.line for fault in refused(lambda: yaml("a: 1\na: 2\nb: ]"))] == [2, 3]
    assert [fault.line for fault in refused(lambda: in_json('{"a": 1,\n"a": 2,\n"b": ]}'))] == [2, 3]


def test_nobody_is_told_more_faults_than_anybody_mends() -> None:
    faults = refused(lambda: yaml("a: 1\n" * 100_000))
    assert len(faults) == MAX_FAULTS + 1
    assert str(faults[0]) == f"m.yaml: more than {MAX_FAULTS} faults; only the first are listed"


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


def test_a_fault_is_one_line_that_a_terminal_can_show() -> None:
    fault = Fault.at(codes.UNKNOWN_KEY, "a\nb\udcff", (1, 2), "the key '\x1b[31m\u202e' is red", "x\r")
    assert str(fault) == "a\\nb\\udcff:1:2: the key '\\x1b[31m\\u202e' is red (x\\r)"


def test_a_fault_about_an_endless_word_is_short_and_still_says_what_is_wrong() -> None:
    (fault,) = refused(lambda: yaml(f"a: 1\n{'k' * 1000}: 1\n{'k' * 1000}: 2"))
    assert len(str(fault)) < 700
    assert str(fault).endswith("stands twice here; first at line 2")


def test_faults_are_listed_once_in_the_order_of_files_and_places() -> None:
    faults = [
        Fault.at(codes.UNKNOWN_KEY, path, place, "x")
        for path, place in (("b", (1, 1)), ("a", (2, 1)), ("a", (1, 9)), ("b", (1, 1)))
    ]
    assert str(InputError(faults)) == "a:1:9: x\na:2:1: x\nb:1:1: x"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("actorz", "actors"), ("Actors", "actors"), ("built-on", "built_on"), (" actors ", "actors"), ("x", ""), ("", "")],
)
def test_a_near_miss_is_told(word: str, meant: str) -> None:
    assert did_you_mean(word, ("actors", "built_on", "zzz")) == (f"did you mean '{meant}'?" if meant else "")


def test_an_endless_word_or_list_is_not_compared() -> None:
    many = [f"actor-{number:06}" for number in range(200_000)]
    assert did_you_mean("actor-x", many) == ""
    assert did_you_mean("ACTOR-000007", many[:10]) == "did you mean 'actor-000007'?"
    assert did_you_mean("actors" * 1000, ["actors"]) == ""


# Files and folders


UNREADABLE = [
    ("missing", "nope.yaml", "nope.yaml: no such file or folder"),
    ("a folder", "folder", "folder: it is a folder; name one file"),
    ("empty name", "", "'': the file name is empty"),
    ("name too long", "n" * 5000, "cannot be read: File name too long"),
]


@pytest.mark.parametrize(("name", "words"), [row[1:] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (fault,) = refused(lambda: read_located(tmp_path / name, name))
    assert words in str(fault)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(DEFAULTS.bytes + 1)
    (fault,) = refused(lambda: read_located(path, "big.yaml"))
    assert str(fault) == "big.yaml: larger than the limit of 16,777,216 bytes (--limit bytes=N raises it)"


@pytest.mark.parametrize("name", ["m.json", "m.JSON"])
def test_a_file_named_json_is_read_as_json(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'\xef\xbb\xbf{"a": "\\ud83d\\ude00"}')
    assert read_located(tmp_path / name, name) == {"a": "\U0001f600"}
    (tmp_path / name).write_text("{a: 1}")
    assert "JSON" in str(refused(lambda: read_located(tmp_path / name, name))[0])


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
        (b'\xef\xbb\xbf \n{\n "a": 1}', {"a": 1}),
        (b"{}", {}),
        (b"{a: 1} # YAML", {"a": 1}),
        (b"a: {b: 1}", {"a": {"b": 1}}),
    ],
)
def test_standard_input_is_json_if_it_begins_so_and_yaml_otherwise(raw: bytes, value: dict[str, object]) -> None:
    assert read_stream(raw, "<stdin>") == value


class Moving(io.FileIO):
    """A file that somebody else writes to while it is read."""

    meanwhile: Callable[[Path], object]
    moved = False

    def readinto(self, buffer, /):
        count = super().readinto(buffer)
        if not self.moved:
            self.moved = True
            self.meanwhile(Path(str(self.name)))
        return count


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda path: path.write_bytes(b"a: 1\nb: 2\n"),
        lambda path: os.truncate(path, 0),
        lambda path: (path.write_bytes(b"a: 2\n"), os.utime(path, ns=(0, 0))),
    ],
    ids=["grows", "shrinks", "is written anew"],
)
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, meanwhile: Callable[[Path], object]) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(b"a: 1\n")
    with Moving(path) as raw:
        raw.meanwhile = meanwhile
        (fault,) = refused(lambda: read_bytes(io.BufferedReader(raw), "m.yaml"))
    assert str(fault) == "m.yaml: it changed while it was read (read it once it is whole)"


def test_a_file_that_stays_as_it_is_is_read_up_to_one_byte_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(b"a: 1\n" * 10)
    with path.open("rb") as file:
        assert read_bytes(file, "m.yaml", Limits(bytes=20)) == path.read_bytes()[:21]


def test_a_file_is_read_where_the_system_has_no_way_not_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, which can set no file to block either."""
    path = tmp_path / "m.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    monkeypatch.delattr(os, "O_NONBLOCK", raising=False)
    monkeypatch.delattr(os, "set_blocking", raising=False)
    assert list(read_located(str(path), "m.yaml")) == ["a"]
