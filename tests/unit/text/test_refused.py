"""YAML and JSON text that is refused: at which place, and with which words."""

from collections.abc import Callable

import pytest

from documents.reading import in_json, refused, yaml
from rightsgate.errors import MAX_FAULTS
from rightsgate.limits import DEFAULTS
from rightsgate.text.located import (
    decode,
)

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
