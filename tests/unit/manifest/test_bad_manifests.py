"""What a user is told about a manifest that cannot be judged: every fault, its place, and what to do about it."""

from collections.abc import Iterator
from typing import Any

import pytest

from rightsgate.errors import MAX_FAULTS
from worlds.faulty import BASE, Faults, is_told

# id, text, line and column, what is said. Every text has exactly one fault.
TOP = [
    ("nothing", "{}", (1, 1), "not a manifest: it lacks 'rightsgate' (begin with `rightsgate: 1`)"),
    ("no version", "actors: []", (1, 1), "not a manifest: it lacks 'rightsgate' (begin with `rightsgate: 1`)"),
    ("another kind of file", "author: x\ndate: y\nright: z", (1, 1), "not a manifest: it lacks 'rightsgate'"),
    ("another version", "rightsgate: 2\nactors: []", (1, 1), "unknown manifest version: '2' (this release reads"),
    ("quoted version", "rightsgate: '1'\nactors: []", (1, 1), "must be a number (write it without quotes: 1)"),
    ("true as version", "rightsgate: true\nactors: []", (1, 1), "unknown manifest version: 'True'"),
    ("no version given", "rightsgate:\nactors: []", (1, 1), "unknown manifest version: nothing"),
    ("list as version", "rightsgate: [1]\nactors: []", (1, 1), "unknown manifest version: a list"),
    ("no section", "rightsgate: 1\nname: x", (1, 1), "the manifest states nothing: it has no section"),
    ("misspelt section", "rightsgate: 1\nactorz: []", (2, 1), "unknown key 'actorz' (did you mean 'actors'?)"),
    ("misspelt name", "rightsgate: 1\nNmae: x\nactors: []", (2, 1), "unknown key 'Nmae' (did you mean 'name'?)"),
    ("unknown section", "rightsgate: 1\nqqq: x\nactors: []", (2, 1), "unknown key 'qqq' (known: rightsgate, name"),
    ("list as name", "rightsgate: 1\nname: [x]\nactors: []", (2, 1), "'name' must be a text, not a list"),
    ("true as name", "rightsgate: 1\nname: true\nactors: []", (2, 1), "'name' must be a text, not true or false"),
    ("mapping as description", "rightsgate: 1\nactors: []\ndescription: {}", (3, 1), "'description' must be a text"),
    ("merge key", "rightsgate: 1\nactors:\n- &a {id: a}\n- {id: b, <<: *a}", (4, 11), "merge keys (<<) are not read"),
]
# From here on BASE stands before the text, two lines.
SECTIONS = [
    ("text", "terms: x", (3, 1), "'terms' must be a list, none or unknown, not a text"),
    ("number", "terms: 7", (3, 1), "'terms' must be a list, none or unknown, not a number"),
    ("true", "terms: true", (3, 1), "'terms' must be a list, none or unknown, not true or false"),
    ("mapping", "terms: {kind: x}", (3, 9), "unknown key 'kind' in 'terms' (write a list of entries"),
    ("empty mapping", "terms: {}", (3, 1), "'terms' lacks 'value' (write a list of entries, none or unknown)"),
    ("complete without value", "terms: {complete: true}", (3, 1), "'terms' lacks 'value'"),
    ("complete of a doubtful kind", "terms: {complete: yes, value: []}", (3, 9), "'complete' must be true or false,"),
    ("value of a doubtful kind", "terms: {value: x}", (3, 1), "'terms' must be a list, none or unknown, not a text"),
    ("entry that is a text", "datasets: [d1]", (3, 12), "must be a mapping, not a text (write {id: d1})"),
    ("entry that is null", "datasets:\n- ", (4, 2), "each entry of 'datasets' must be a mapping, not nothing"),
    ("entry that is a list", "datasets: [[]]", (3, 12), "each entry of 'datasets' must be a mapping, not a list"),
    ("empty record", "terms: [{}]", (3, 9), "this entry of 'terms' states nothing"),
    ("record of details alone", "terms: [{note: x}]", (3, 9), "this entry of 'terms' states nothing"),
    ("inner section that is a mapping", "datasets: [{id: d, terms: {}}]", (3, 20), "'terms' must be a list, none or"),
    ("inner entry that is a text", "datasets: [{id: d, terms: [x]}]", (3, 28), "each entry of 'terms' must be a"),
    ("inner section of no record", "datasets: [{id: d, models: []}]", (3, 20), "'models' is a section of its own:"),
]
IDS = [
    ("none", "datasets: [{name: D}]", (3, 12), "each entry of 'datasets' needs an 'id' (write id: and a word of your"),
    ("number", "datasets: [{id: 2026}]", (3, 13), "'id' must be a word of your own, such as acme-1 (quote it:"),
    ("true", "datasets: [{id: true}]", (3, 13), "'id' must be a word of your own"),
    ("null", "datasets: [{id: }]", (3, 13), "'id' must be a word of your own"),
    ("list", "datasets: [{id: [a]}]", (3, 13), "'id' must be a word of your own"),
    ("statement", "datasets: [{id: {value: d, evidence: x}}]", (3, 13), "'id' must be a word of your own"),
    ("empty", "datasets: [{id: ''}]", (3, 13), "'id' must be a word of your own"),
    ("blanks around it", "datasets: [{id: ' d '}]", (3, 13), "'id' must be a word of your own"),
    ("two lines", 'datasets: [{id: "a\\nb"}]', (3, 13), "'id' must be a word of your own"),
    ("invisible", 'datasets: [{id: "a\\u202eb"}]', (3, 13), "'id' must be a word of your own"),
    ("unknown", "datasets: [{id: unknown}]", (3, 13), "'id' must be a word of your own"),
    ("the word for what is unnamed", "datasets: [{id: (unnamed)}]", (3, 13), "'id' must be a word of your own"),
    ("taken by its like", "datasets: [{id: d}, {id: d}]", (3, 22), "the id 'd' is taken by an entry of datasets at"),
    ("taken by another", "datasets: [{id: lab}]", (3, 13), "the id 'lab' is taken by an entry of actors at line 2"),
    ("taken twice by an alias", "datasets: [&d {id: d}, *d]", (3, 16), "the id 'd' is taken by an entry of datasets"),
    ("misspelt", "terms: [{ids: d}]", (3, 10), "unknown field 'ids' in terms (did you mean 'id'?)"),
    ("name that is a list", "datasets: [{id: d, name: [D]}]", (3, 20), "'name' must be a text, not a list"),
]
REFERENCES = [
    ("nobody", "models: [{id: x, developer: z}]", (3, 18), "'developer' names 'z', which no entry of actors declares"),
    ("near miss", "models: [{id: x, developer: labb}]", (3, 18), "declares (did you mean 'lab'?)"),
    ("nothing declared", "models: [{id: x, trained_on: zz}]", (3, 18), "no entry of datasets declares (declare it"),
    ("one of a list", "models: [{id: x, developer: [lab,\n zz]}]", (4, 2), "'developer' names 'zz', which no entry"),
    ("the wrong kind", "datasets: [{id: d, supplier: m1}]\nmodels: [{id: m1}]", (3, 20), "names 'm1', which is an"),
    (
        "wrong kind in a list",
        "models: [{id: m1, trained_on: [d, lab]}]\ndatasets: [{id: d}]",
        (3, 35),
        "an entry of actors",
    ),
    ("in a statement", "models: [{id: x, developer: {value: zz, evidence: y}}]", (3, 18), "'developer' names 'zz'"),
    ("owner of a record", "terms: [{owner: zz}]", (3, 10), "'owner' names 'zz', which no entry of actors declares"),
    ("end of a relation", "relations: [{from: lab, to: m1}]\nmodels: [{id: m1}]", (3, 25), "'to' names 'm1', which"),
    ("of any kind", "terms: [{owner: lab, about: [zz]}]", (3, 30), "'about' names 'zz', which no entry of the"),
    ("in an inner record", "datasets: [{id: d, terms: [{owner: zz}]}]", (3, 29), "'owner' names 'zz'"),
    ("number", "terms: [{owner: 2026}]", (3, 10), "'owner' must be a list, not a number (write [2026])"),
    ("number in a list", "terms: [{owner: [2026]}]", (3, 18), 'must be one word, not 2026 (quote it: "2026")'),
    ("list in place of one id", "relations: [{from: [lab]}]", (3, 14), "'from' must be one id, not a list (write"),
    ("number in place of one id", "relations: [{from: 7}]", (3, 14), "'from' must be one id, not 7 (quote it: \"7\")"),
    ("mapping", "relations: [{from: {id: lab}}]", (3, 21), "unknown key 'id' in the statement of 'from'"),
    ("mapping in a list", "terms: [{owner: [{id: lab}]}]", (3, 18), "'owner' must be one word, not a mapping"),
    ("empty text", "terms: [{owner: ['']}]", (3, 18), "'owner' names '', which no entry of actors declares"),
]
MORE = [
    ("second code of a list", "datasets: [{id: d, modality: [text,\n tabluar]}]", (4, 2), "(did you mean 'tabular'?)"),
    ("list for a text", "tradeoffs: [{id: t, reasons: {legitimacy: [x]}}]", (3, 31), "'reasons.legitimacy' must be a"),
    (
        "list for one known id",
        "impacts: [{id: i, risk: [x]}]",
        (3, 19),
        "'risk' must be one word, not a list (write x)",
    ),
    ("kind with no value", "terms: [{kind: {evidence: x}}]", (3, 10), "the statement of 'kind' lacks 'value'"),
    ("exists with a doubtful value", "terms: [{kind: {value: none}, exists: no}]", (3, 31), "must be true or false,"),
]


def rows() -> Iterator[Any]:
    for name, *row in TOP:
        yield pytest.param(*row, id=f"top: {name}")
    tables = {"section": SECTIONS, "id": IDS, "reference": REFERENCES, "more": MORE}
    for group, table in tables.items():
        for name, text, *row in table:
            yield pytest.param(BASE + text, *row, id=f"{group}: {name}")


@pytest.mark.parametrize(("text", "place", "words"), list(rows()))
def test_a_fault_is_told_with_its_place_and_what_to_do(
    text: str, place: tuple[int, int], words: str, faults: Faults
) -> None:
    is_told(faults(text), place, words)


def test_what_the_faults_are_found_in_is_itself_without_fault(faults: Faults) -> None:
    assert faults(BASE) == ()
    assert faults(f"{BASE}impacts: [{{id: i, risk: RISK-5.1-1, links: [{{actor: lab}}, {{actor: studio}}]}}]") == ()


def test_json_has_the_same_faults_at_its_own_places(faults: Faults) -> None:
    text = """{
  "rightsgate": 1,
  "actors": [{"id": "lab", "size": "tiny"}, {"id": "lab"}],
  "models": [{"id": "m", "developer": ["lab", "zz"], "release_date": "2026-02-30"}],
\t"actorz": []
}"""
    assert [str(fault) for fault in faults(text, as_json=True)] == [
        "m:3:28: 'tiny' is not a valid value for 'size' (allowed: large, medium, small)",
        "m:3:46: the id 'lab' is taken by an entry of actors at line 3 (every id stands for one thing only)",
        "m:4:47: 'developer' names 'zz', which no entry of actors declares (declared: lab)",
        "m:4:54: 'release_date' gives the date 2026-02-30, which does not exist",
        "m:5:2: unknown key 'actorz' (did you mean 'actors'?)",
    ]


def test_what_comes_from_a_manifest_cannot_steer_a_terminal_or_break_a_line(faults: Faults) -> None:
    found = faults('{"rightsgate": 1, "a\\nb": 1, "terms": [{"owner": "\\u202ex"}]}', as_json=True)
    assert [str(fault).split(" (")[0] for fault in found] == [
        "m:1:19: unknown key 'a\\nb'",
        "m:1:41: 'owner' names '\\u202ex', which no entry of actors declares",
    ]


def test_nobody_is_told_more_faults_than_anybody_mends(faults: Faults) -> None:
    wrong = "\n".join(f"- {{id: d{number}, supplier: actor-{number}}}" for number in range(3000))
    found = faults(f"{BASE}datasets:\n{wrong}")
    assert len(found) == MAX_FAULTS + 1
    assert str(found[0]) == f"m: more than {MAX_FAULTS} faults; only the first are listed"
    assert found[1].line == 4
