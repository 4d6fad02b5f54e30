"""Characters that nobody sees, or that look like others: what a fault says of them, in every kind of file."""

import unicodedata
from pathlib import Path

import pytest

from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse

NBSP, ZERO_WIDTH, BOM = "\u00a0", "\u200b", "\ufeff"
BASE = "rightsgate: 1\nactors: [{id: lab}]\n"
COMPOSED = "caf\u00e9"
APART = "cafe\u0301"


def faults(text: str, pack: Pack, *, json: bool = False) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_manifest(parse(text, "m", json=json), "m", pack.vocabulary)
    return caught.value.faults


BLANK = "U+00A0 (no-break space): write a plain space, or nothing"
NOTHING = "U+200B (zero width space): take it out"
QUOTE = "U+201C (left double quotation mark): write a straight quote, or none"
COLON = "U+FF1A (fullwidth colon): write a plain colon and a space"
# id, text, line of one of the faults, what it says
YAML = [
    ("blank before a key", f"{BASE}{NBSP}{NBSP}models: []", 3, f"did you mean 'models'? it holds {BLANK}"),
    ("blank after a key", f"{BASE}models{NBSP}: []", 3, f"did you mean 'models'? it holds {BLANK}"),
    ("blank before a field", f"{BASE}models: [{{id: m, {NBSP}released: true}}]", 3, f"it holds {BLANK}"),
    (
        "blank after a code",
        f"{BASE}models: [{{id: m, release: api{NBSP}}}]",
        3,
        f"did you mean 'api'? it holds {BLANK}",
    ),
    ("blank after a truth value", f"{BASE}models: [{{id: m, released: true{NBSP}}}]", 3, f"(it holds {BLANK})"),
    ("blank after a date", f"{BASE}models: [{{id: m, release_date: 2026-01-01{NBSP}}}]", 3, f"it holds {BLANK}"),
    ("blank after a number", f"{BASE}models: [{{id: m, training_flops: 7{NBSP}}}]", 3, f"it holds {BLANK}"),
    ("blank after an id", f"{BASE}models: [{{id: m{NBSP}}}]", 3, f"such as acme-1 (it holds {BLANK})"),
    ("blank after a reference", f"{BASE}models: [{{id: m, developer: lab{NBSP}}}]", 3, f"it holds {BLANK}"),
    ("blank after the version", f"rightsgate: 1{NBSP}\nactors: []", 1, f"it holds {BLANK}"),
    ("blank after a colon", f"rightsgate: 1\nname:{NBSP}x\nactors: []", 3, f"line 2 holds at column 6 {BLANK}"),
    ("blanks as indentation", f"{BASE}models:\n- id: m\n {NBSP}released: true", 5, f"line 5 holds at column 2 {BLANK}"),
    ("blank after a dash", f"rightsgate: 1\nactors:\n-{NBSP}id: a", 3, f"it holds {BLANK}"),
    ("zero width in a key", f"{BASE}mod{ZERO_WIDTH}els: []", 3, f"did you mean 'models'? it holds {NOTHING}"),
    ("zero width in a code", f"{BASE}models: [{{id: m, release: api{ZERO_WIDTH}}}]", 3, f"it holds {NOTHING}"),
    ("zero width in an id", f"{BASE}models: [{{id: m{ZERO_WIDTH}}}]", 3, f"it holds {NOTHING}"),
    (
        "byte order mark inside",
        f"{BASE}{BOM}models: []",
        3,
        "line 3 holds at column 1 U+FEFF (byte order mark): take it",
    ),
    ("quotes around a key", f"{BASE}\u201cmodels\u201d: []", 3, f"did you mean 'models'? it holds {QUOTE}"),
    ("quotes around a code", f"{BASE}models: [{{id: m, release: \u201capi\u201d}}]", 3, f"it holds {QUOTE}"),
    (
        "quotes around an id",
        "rightsgate: 1\nactors: [{id: \u201clab\u201d}]\nmodels: [{id: m, developer: lab}]",
        3,
        QUOTE,
    ),
    (
        "another hyphen",
        "rightsgate: 1\nactors: [{id: a\u2011b}]\nmodels: [{id: m, developer: a-b}]",
        3,
        "write a plain hyphen",
    ),
    ("colon of a key", f"{BASE}models\uff1a\n- id: m", 4, f"line 3 holds at column 7 {COLON}"),
    ("colon of the first key", "rightsgate\uff1a1", 1, f"line 1 holds at column 11 {COLON}"),
    ("colon of a field", f"{BASE}models: [{{id\uff1am}}]", 3, f"did you mean 'id'? it holds {COLON}"),
    ("comma of a list", f"{BASE}models: [{{id: m\uff0creleased: true}}]", 3, "U+FF0C (fullwidth comma)"),
    ("tab before an entry", f"{BASE}models:\n\t- id: m", 4, "indentation must use spaces, not tabs"),
    ("tab before a field", f"{BASE}models:\n- id: m\n\treleased: true", 5, "indentation must use spaces, not tabs"),
    ("tab after spaces", f"{BASE}models:\n- id: m\n  \treleased: true", 5, "indentation must use spaces, not tabs"),
    ("twins", f"rightsgate: 1\nactors:\n- id: {COMPOSED}\n- id: {APART}", 4, "looks the same as the one at line 3"),
    (
        "twins in how they differ",
        f"rightsgate: 1\nactors: [{{id: {COMPOSED}}}, {{id: {APART}}}]",
        2,
        "that one uses U+00E9, this one U+0065 U+0301",
    ),
    ("sign of a unit", "rightsgate: 1\nactors: [{id: K}, {id: \u212a}]", 2, "that one uses U+004B, this one U+212A"),
    (
        "reference to a twin",
        f"rightsgate: 1\nactors: [{{id: {COMPOSED}}}]\nmodels: [{{id: m, developer: {APART}}}]",
        3,
        f"('{COMPOSED}' looks the same: that one uses",
    ),
    (
        "short twin",
        "rightsgate: 1\nactors: [{id: \u00e9}]\nmodels: [{id: m, developer: e\u0301}]",
        3,
        "('\u00e9' looks the same: that one uses",
    ),
]
JSON = [
    ("quotes", "{\u201crightsgate\u201d: 1}", 1, f"found '\u201c' (it holds {QUOTE})"),
    ("quotes of a value", '{"rightsgate": \u201c1\u201d}', 1, f"it holds {QUOTE}"),
    ("blank", f'{{"rightsgate": 1,{NBSP}"actors": []}}', 1, f"it holds {BLANK}"),
    ("blank in a key", f'{{"rightsgate": 1, "actors{NBSP}": []}}', 1, f"did you mean 'actors'? it holds {BLANK}"),
    ("colon", '{"rightsgate"\uff1a 1}', 1, f"it holds {COLON}"),
    ("zero width", f'{{"rightsgate": 1,{ZERO_WIDTH} "actors": []}}', 1, f"it holds {NOTHING}"),
    ("twins", '{"rightsgate": 1, "actors": [{"id": "caf\u00e9"},\n{"id": "cafe\u0301"}]}', 2, "looks the same as"),
]


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in YAML], ids=[row[0] for row in YAML])
def test_a_misleading_character_of_a_yaml_manifest_is_named(text: str, line: int, words: str, pack: Pack) -> None:
    assert any(words in str(fault) and fault.line == line for fault in faults(text, pack)), faults(text, pack)


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in JSON], ids=[row[0] for row in JSON])
def test_a_misleading_character_of_a_json_manifest_is_named(text: str, line: int, words: str, pack: Pack) -> None:
    assert any(words in str(fault) and fault.line == line for fault in faults(text, pack, json=True))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_ids_beyond_ascii_are_read_where_they_are_spelled_alike(form: str, pack: Pack) -> None:
    text = "rightsgate: 1\nactors: [{id: caf\u00e9}, {id: \u00fcber}]\nmodels: [{id: m, developer: caf\u00e9}]"
    manifest = read_manifest(parse(unicodedata.normalize(form, text), "m"), "m", pack.vocabulary)
    assert len(manifest.entities["actor"]) == 2


def test_french_prose_is_no_fault(pack: Pack) -> None:
    text = f"rightsgate: 1\nname: \u00ab{NBSP}Chat{NBSP}\u00bb \u2013 l\u2019aide\nactors: [{{id: lab}}]"
    assert (
        read_manifest(parse(text, "m"), "m", pack.vocabulary).name == f"\u00ab{NBSP}Chat{NBSP}\u00bb \u2013 l\u2019aide"
    )


CONFLICT = "<<<<<<< HEAD\n{ours}\n||||||| base\n=======\n{theirs}\n>>>>>>> other: branch\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("json", [False, True])
def test_a_merge_that_was_not_resolved_is_named_line_by_line(pack: Pack, ends: str, *, json: bool) -> None:
    lines = ('"name": "a",', '"name": "b",') if json else ("name: a", "name: b")
    conflict = CONFLICT.format(ours=lines[0], theirs=lines[1])
    text = '{"rightsgate": 1,\n' + conflict + '"actors": []}' if json else f"rightsgate: 1\n{conflict}actors: []\n"
    found = faults(text.replace("\n", ends), pack, json=json)
    assert [(fault.line, fault.message[-9:]) for fault in found] == [
        (2, "'<<<<<<<'"),
        (4, "'|||||||'"),
        (5, "'======='"),
        (7, "'>>>>>>>'"),
    ]
    assert all("a merge conflict was not resolved" in fault.message for fault in found)


@pytest.mark.parametrize("line", ["=======", ">>>>>>> theirs", "<<<<<<< ours"])
def test_a_line_that_is_left_of_a_merge_is_named(line: str, pack: Pack) -> None:
    (fault,) = faults(f"{BASE}{line}\n", pack)
    assert (fault.line, fault.column) == (3, 1)


def test_marks_within_a_text_are_no_conflict(pack: Pack) -> None:
    text = f"{BASE}name: |\n  Title\n  =======\n  <<<<<<< not one\n"
    assert read_manifest(parse(text, "m"), "m", pack.vocabulary).name == "Title\n=======\n<<<<<<< not one\n"


def test_a_conflict_in_a_policy_is_named(tmp_path: Path, pack: Pack) -> None:
    conflict = CONFLICT.format(ours="title: A", theirs="title: B")
    (tmp_path / "p.yaml").write_text(f"policy: p\n{conflict}extends: audit\n")
    with pytest.raises(InputError, match=r"p\.yaml:2:1: a merge conflict was not resolved"):
        load_policy(str(tmp_path / "p.yaml"), builtin("policies"), pack)


RULES = "title: T\ninferences:\n- {id: NAME, title: T, if: [{actor: [$a]}], then: {own_fact: [$a]}}\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (CONFLICT.format(ours="title: A", theirs="title: B"), "1:1", "a merge conflict was not resolved"),
        (
            RULES.replace("NAME", APART),
            "3:4",
            "composed form of Unicode (NFC): that one uses U+00E9, this one U+0065 U+0301",
        ),
        (RULES.replace("NAME", f"own{ZERO_WIDTH}-1"), "3:4", NOTHING),
        (RULES.replace("title: T\n", f"title:{NBSP}T\n", 1), "2:1", BLANK),
        (RULES.replace("actor:", f"actor{NBSP}:"), "3:", BLANK),
    ],
    ids=["conflict", "id in parts", "zero width in an id", "blank after a colon", "blank in a kind of fact"],
)
def test_a_misleading_character_of_a_pack_is_named(tmp_path: Path, text: str, place: str, words: str) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack([builtin("rules"), str(tmp_path)])
    assert any(f"x.yaml:{place}" in str(fault) and words in str(fault) for fault in caught.value.faults)


def test_a_name_that_looks_like_a_known_one_is_told_how_it_differs() -> None:
    assert (
        did_you_mean(APART, [COMPOSED])
        == f"'{COMPOSED}' looks the same: that one uses U+00E9, this one U+0065 U+0301; use the same characters in both"
    )
    assert did_you_mean("cafe", [COMPOSED]) == f"did you mean '{COMPOSED}'?"
