"""What a user is told about a manifest that cannot be judged: every fault, its place, and what to do about it."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.command import Run, without_codes
from checkout.paths import ROOT
from rightsgate.errors import MAX_FAULTS, Fault, InputError
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.model.pack import Pack
from rightsgate.text.files import read_located
from rightsgate.text.located import parse
from worlds.manifests import ordinary

FIXTURES = sorted((ROOT / "fixtures").glob("*/manifest.yaml"))
Faults = Callable[..., tuple[Fault, ...]]


@pytest.fixture(scope="session")
def faults(pack: Pack) -> Faults:
    """Return a function that gives the faults of a manifest, none if it is read."""

    def of(text: str, *, as_json: bool = False) -> tuple[Fault, ...]:
        try:
            manifest = read_manifest(parse(text, "m", json=as_json), "m", pack.vocabulary)
        except InputError as error:
            return error.faults
        assert isinstance(manifest, Manifest)
        return ()

    return of


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
# What stands in an impact, in its ties and in the decisions of an actor.
IMPACTS = [
    ("no id", "impacts: [{status: actual}]", (3, 11), "each entry of 'impacts' needs an 'id' (write id:"),
    (
        "unknown risk",
        "impacts: [{id: i, risk: RISK-5.1-9}]",
        (3, 19),
        "'RISK-5.1-9' is not a valid value for 'risk' (did you mean",
    ),
    (
        "risk in words",
        "impacts: [{id: i, risk: bias}]",
        (3, 19),
        "is not a valid value for 'risk' (allowed: RISK-5.1-1, RISK-5.1-2",
    ),
    ("unknown right", "impacts: [{id: i, rights: [privcy]}]", (3, 28), "for 'rights' (did you mean 'privacy'?)"),
    (
        "right for a list",
        "impacts: [{id: i, rights: privacy}]",
        (3, 19),
        "must be a list, not a text (write [privacy])",
    ),
    ("right of a tradeoff", "tradeoffs: [{rights: [privcy]}]", (3, 23), "for 'rights' (did you mean 'privacy'?)"),
    ("misspelt severity", "impacts: [{id: i, severity: {scale: grve}}]", (3, 30), "(did you mean 'grave'?)"),
    (
        "severity in numbers",
        "impacts: [{id: i, severity: {scale: 3}}]",
        (3, 30),
        "must be one word, not 3 (allowed: limited",
    ),
    (
        "severity in one word",
        "impacts: [{id: i, severity: grave}]",
        (3, 19),
        "must be a mapping, none or unknown, not 'grave'",
    ),
    (
        "true as foreseeable",
        "impacts: [{id: i, foreseeable: true}]",
        (3, 19),
        "must be one word, not true (allowed: no, yes)",
    ),
    (
        "concern of another kind",
        "impacts: [{id: i, application: lab}]",
        (3, 19),
        "is an entry of actors, not of applications",
    ),
    ("unknown contact", "impacts: [{id: i, remedy: {coordinator: [labb]}}]", (3, 42), "declares (did you mean 'lab'?)"),
    ("unknown actor", "impacts: [{id: i, links: [{actor: labb}]}]", (3, 28), "declares (did you mean 'lab'?)"),
    (
        "tie without actor",
        "impacts: [{id: i, links: [{own_use: true}]}]",
        (3, 27),
        "needs an 'actor' (write actor: and the id of",
    ),
    (
        "tie of an unknown actor",
        "impacts: [{id: i, links: [{actor: unknown}]}]",
        (3, 27),
        "each entry of 'links' needs an 'actor'",
    ),
    (
        "tie of no actor",
        "impacts: [{id: i, links: [{actor: none}]}]",
        (3, 27),
        "each entry of 'links' needs an 'actor'",
    ),
    (
        "tie recorded twice",
        "impacts: [{id: i, links: [{actor: lab},\n {actor: lab}]}]",
        (4, 2),
        "records 'lab' twice; the first time at line 3",
    ),
    (
        "tie with an id",
        "impacts: [{id: i, links: [{id: l, actor: lab}]}]",
        (3, 28),
        "a 'links' entry cannot have an 'id'",
    ),
    (
        "misspelt field of a tie",
        "impacts: [{id: i, links: [{actor: lab, levl: cause}]}]",
        (3, 40),
        "(did you mean 'level'?)",
    ),
    (
        "level by another name",
        "impacts: [{id: i, links: [{actor: lab, level: direct-link}]}]",
        (3, 40),
        "(did you mean 'directly_linked'?)",
    ),
    (
        "ties that are a mapping",
        "impacts: [{id: i, links: {actor: lab}}]",
        (3, 19),
        "'links' must be a list, none or unknown",
    ),
    (
        "tie that is a text",
        "impacts: [{id: i, links: [lab]}]",
        (3, 27),
        "each entry of 'links' must be a mapping, not a text",
    ),
    (
        "ties by themselves",
        "links: [{actor: lab, impact: i}]",
        (3, 1),
        "unknown key 'links' ('links' belongs inside an entry of 'impacts')",
    ),
    (
        "ties of something else",
        "datasets: [{id: d, links: [{actor: lab}]}]",
        (3, 20),
        "unknown field 'links' in datasets",
    ),
    (
        "decisions by themselves",
        "risk_decisions: [{owner: lab}]",
        (3, 1),
        "unknown key 'risk_decisions' ('risk_decisions' belongs inside an entry of 'actors')",
    ),
    (
        "tradeoff of an impact",
        "impacts: [{id: i, tradeoffs: []}]",
        (3, 19),
        "'tradeoffs' is a section of its own: begin it at",
    ),
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
# id, kind, what an entity of that kind states, column within that, what is said.
FIELDS = [
    ("misspelt field", "dataset", "suplier: lab", 1, "unknown field 'suplier' in datasets (did you mean 'supplier'?)"),
    ("field of others", "dataset", "activities: []", 1, "unknown field 'activities' in datasets"),
    ("misspelt in a group", "dataset", "labour: {usd: true}", 10, "'usd' in datasets.labour (did you mean 'used'?)"),
    ("unknown in a group", "dataset", "labour: {qqq: 1}", 10, "in datasets.labour (its fields: "),
    ("key that is null", "dataset", "null: 1", 1, "unknown field 'null' in datasets"),
    ("key that is on", "dataset", "on: 1", 1, "unknown field 'on' in datasets"),
    ("key that is empty", "dataset", "'': 1", 1, "unknown field '' in datasets"),
    (
        "misspelt code",
        "dataset",
        "audit_access: pubic",
        1,
        "'pubic' is not a valid value for 'audit_access' (did you mean",
    ),
    (
        "unknown code",
        "dataset",
        "scale: qqq",
        1,
        "'qqq' is not a valid value for 'scale' (allowed: large, small, web_scale)",
    ),
    (
        "code in capitals",
        "dataset",
        "scale: Large",
        1,
        "'Large' is not a valid value for 'scale' (did you mean 'large'?)",
    ),
    ("list for one code", "dataset", "scale: [large]", 1, "'scale' must be one word, not a list (write large)"),
    ("true for a code", "dataset", "scale: true", 1, "'scale' must be one word, not true (allowed: large, small"),
    ("one code for a list", "dataset", "modality: text", 1, "'modality' must be a list, not a text (write [text])"),
    ("true for a list", "dataset", "modality: true", 1, "'modality' must be a list, not true or false"),
    ("number in a list", "dataset", "modality: [1]", 12, "'modality' must be one word, not 1 (allowed: "),
    ("list in a list", "dataset", "modality: [[text]]", 12, "'modality' must be one word, not a list (write text)"),
    ("mapping in a list", "dataset", "modality: [{text: 1}]", 12, "'modality' must be one word, not a mapping"),
    ("none beside others", "dataset", "modality: [text, none]", 18, "'none' cannot stand beside other values"),
    ("yes", "dataset", "deidentified: yes", 1, "must be true or false, not 'yes' (did you mean true?)"),
    ("off", "dataset", "deidentified: off", 1, "must be true or false, not 'off' (did you mean false?)"),
    ("number for true", "dataset", "deidentified: 1", 1, "'deidentified' must be true or false, not 1"),
    ("list for true", "dataset", "deidentified: []", 1, "'deidentified' must be true or false, not a list"),
    ("text for a number", "model", "training_flops: 10k", 1, "'training_flops' must be a number, not '10k'"),
    ("true for a number", "model", "training_flops: true", 1, "'training_flops' must be a number, not true"),
    ("no finite number", "model", "training_flops: 1e999", 1, "'training_flops' must be a number, not '1e999'"),
    ("no number at all", "model", "training_flops: .nan", 1, "'training_flops' must be a number, not '.nan'"),
    ("number too long", "model", f"training_flops: {'9' * 41}", 1, "(a number has at most 40 digits on each side of"),
    ("number too large", "model", "training_flops: 1e999999", 1, "(a number has at most 40 digits on each side of"),
    ("negative count", "model", "training_flops: -1", 1, "'training_flops' must be at least 0, not -1"),
    ("a little negative", "model", "training_flops: -1e-99", 1, "'training_flops' must be at least 0, not -1e-99"),
    ("part of a report", "application", "misuse_reports: 2.50", 1, "'misuse_reports' must be a whole number, not 2.50"),
    ("day that does not exist", "model", "release_date: 2026-02-30", 1, "gives the date 2026-02-30, which does not"),
    ("no leap year", "model", "release_date: 2025-02-29", 1, "2025-02-29, which does not exist"),
    ("month that does not exist", "model", "release_date: 2026-13", 1, "2026-13, which does not exist"),
    ("year that does not exist", "model", "release_date: '0000'", 1, "0000, which does not exist"),
    ("date in another form", "model", "release_date: 5.1.2026", 1, "must be a date, not '5.1.2026' (write YYYY-MM-DD"),
    ("date with time", "model", "release_date: 2026-01-05T10:00", 1, "must be a date, not '2026-01-05T10:00'"),
    ("date in other digits", "model", "release_date: '\u0662\u0660\u0662\u0666'", 1, "'release_date' must be a date"),
    ("short date", "model", "release_date: 2026-1-5", 1, "must be a date, not '2026-1-5'"),
    ("date as a number", "model", "release_date: 20260105", 1, "must be a date, not '20260105'"),
    ("date as a list", "model", "release_date: [2026]", 1, "'release_date' must be a date, not a list"),
    ("text for a group", "dataset", "labour: fair", 1, "'labour' must be a mapping, none or unknown, not 'fair' (its"),
    ("true for a group", "dataset", "labour: true", 1, "'labour' must be a mapping, none or unknown, not true"),
    ("list for a group", "dataset", "labour: [used]", 1, "'labour' must be a mapping, none or unknown, not a list"),
    ("empty group", "dataset", "labour: {}", 1, "'labour' states nothing (its fields: "),
    ("group of details alone", "dataset", "labour: {evidence: x}", 1, "'labour' states nothing"),
    ("mapping for a text", "dataset", "documentation: {by: x}", 17, "unknown key 'by' in the statement of"),
    ("mappings in a list of texts", "dataset", "documentation: [a, {b: c}]", 20, "must be a list of texts"),
    ("text for a list of texts", "model", "versions: v1", 1, "'versions' must be a list, not a text (write [v1])"),
    ("text for records", "model", "release_stages: one", 1, "must be a list of records, not a text"),
    ("mapping for records", "model", "release_stages: {evidence: y}", 1, "must be a list of records, not a mapping"),
    ("record that is a text", "model", "release_stages: [one]", 18, "each entry of 'release_stages' must be a"),
    ("empty record", "model", "release_stages: [{}]", 18, "this entry of 'release_stages' states nothing"),
    ("unknown field of a record", "model", "release_stages: [{evidnce: y}]", 19, "models.release_stages (did you"),
]
STATEMENTS = [
    ("no value", "dataset", "deidentified: {evidence: x}", 1, "the statement of 'deidentified' lacks 'value' (write"),
    ("empty", "dataset", "deidentified: {}", 1, "the statement of 'deidentified' lacks 'value'"),
    ("misspelt value", "dataset", "deidentified: {vlaue: true}", 16, "(did you mean 'value'?)"),
    ("misspelt detail", "dataset", "deidentified: {value: true, evidance: x}", 29, "(did you mean 'evidence'?)"),
    ("unknown detail", "dataset", "deidentified: {value: true, qqq: x}", 29, "(allowed: value, evidence, tested, "),
    ("statement in a statement", "dataset", "deidentified: {value: {value: true}}", 1, "must be true or false, not a"),
    ("value of the wrong type", "dataset", "deidentified: {value: maybe}", 1, "must be true or false, not 'maybe'"),
    ("since no date", "dataset", "deidentified: {value: true, since: June}", 29, "'since' must be a date, not 'June'"),
    (
        "since no day",
        "dataset",
        "deidentified: {value: true, since: 2026-02-30}",
        29,
        "2026-02-30, which does not exist",
    ),
    ("since a list", "dataset", "deidentified: {value: true, as_of: [2026]}", 29, "'as_of' must be a date, not a"),
    ("evidence a mapping", "dataset", "deidentified: {value: true, evidence: {a: b}}", 29, "'evidence' must be a"),
    ("evidence a number", "dataset", "deidentified: {value: true, evidence: 7}", 29, "'evidence' must be a text or a"),
    ("note a list of lists", "dataset", "deidentified: {value: true, note: [[x]]}", 29, "'note' must be a text or a"),
    ("complete a text", "dataset", "contains: {value: [csam], complete: yes}", 27, "'complete' must be true or"),
    ("detail of a group", "dataset", "labour: {used: true, since: soon}", 22, "'since' must be a date, not 'soon'"),
    ("detail of an entry", "dataset", "since: soon", 1, "'since' must be a date, not 'soon'"),
]
BASE = "rightsgate: 1\nactors: [{id: lab}, {id: studio}]\n"


def rows() -> Iterator[Any]:
    for name, *row in TOP:
        yield pytest.param(*row, id=f"top: {name}")
    tables = {"section": SECTIONS, "id": IDS, "reference": REFERENCES, "impact": IMPACTS, "more": MORE}
    for group, table in tables.items():
        for name, text, *row in table:
            yield pytest.param(BASE + text, *row, id=f"{group}: {name}")
    for group, fields in {"field": FIELDS, "statement": STATEMENTS}.items():
        for name, kind, stated, column, words in fields:
            before = f"{kind}s: [{{id: x, "
            yield pytest.param(f"{BASE}{before}{stated}}}]", (3, len(before) + column), words, id=f"{group}: {name}")


@pytest.mark.parametrize(("text", "place", "words"), list(rows()))
def test_a_fault_is_told_with_its_place_and_what_to_do(
    text: str, place: tuple[int, int], words: str, faults: Faults
) -> None:
    (fault,) = faults(text)
    assert (fault.line, fault.column) == place
    assert words in str(fault)
    assert str(fault).isprintable()


def test_what_the_faults_are_found_in_is_itself_without_fault(faults: Faults) -> None:
    assert faults(BASE) == ()
    assert faults(f"{BASE}impacts: [{{id: i, risk: RISK-5.1-1, links: [{{actor: lab}}, {{actor: studio}}]}}]") == ()


def test_a_misspelt_decision_inside_an_actor_is_told_with_its_place(faults: Faults) -> None:
    (fault,) = faults("rightsgate: 1\nactors: [{id: lab, risk_decisions: [{decision: acept}]}]")
    assert str(fault) == "m:2:38: 'acept' is not a valid value for 'decision' (did you mean 'accept'?)"


@pytest.mark.parametrize("other", ["j", "unknown", "none"])
def test_a_tie_is_to_the_impact_that_it_stands_in(other: str, faults: Faults) -> None:
    (fault,) = faults(f"{BASE}impacts: [{{id: i, links: [{{actor: lab,\n impact: {other}}}]}}, {{id: j}}]")
    assert fault.line == 4


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


def test_an_endless_number_is_no_number(faults: Faults) -> None:
    (fault,) = faults(f"{BASE}models: [{{id: x, training_flops: {'9' * 5000}}}]")
    assert "'training_flops' must be a number, not '999" in str(fault)
    assert len(str(fault)) < 700


def test_all_faults_of_a_manifest_are_told_together(faults: Faults) -> None:
    stated = [row[2] for row in (*FIELDS, *STATEMENTS) if row[1] == "dataset"]
    entries = [f"- {{id: x{number}, {text}}}" for number, text in enumerate(stated)]
    found = faults(f"{BASE}datasets:\n" + "\n".join(entries))
    assert [fault.line for fault in found] == list(range(4, 4 + len(entries)))


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


# Whatever a manifest holds, it is read, or refused with faults that have a place.

WORDS = (
    *("id", "kind", "owner", "from", "to", "value", "evidence", "since"),
    *("complete", "name", "exists", "about", "on", "<<", ""),
)
ODD = st.sampled_from(
    (*(None, True, False, 0, -1, 2026, 1.5, 10**30, "", "x", "unknown", "none", "n/a", "lab", "2026-02-30", "yes"),
     *("\u202e", "\u0000", [], {}, [[]], [{}], [None], [True], ["none", "lab"], [["lab"]], [{"value": "lab"}]),
     *({"value": "lab"}, {"value": None}, {"value": {"value": 1}}, {"value": [], "complete": True}, {"complete": 1}),
     *({"value": True, "since": [1]}, {"value": True, "evidence": {"a": 1}}, {"evidence": "x"}, {"": None}))
).map(copy.deepcopy)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | ODD


def json_like(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=25
    )


def judge(data: object, faults: Callable[..., tuple[Fault, ...]]) -> None:
    for as_json, text in ((True, json.dumps(data)), (False, json.dumps(data, ensure_ascii=False))):
        for fault in faults(text, as_json=as_json):
            assert fault.message
            assert str(fault).isprintable()


@settings(deadline=None)
@given(st.data())
def test_whatever_a_manifest_holds_it_is_read_or_refused(pack: Pack, faults: Faults, data: st.DataObject) -> None:
    known = sorted({*WORDS, *(name for kind in pack.vocabulary.kinds.values() for name in kind.fields)})
    keys = st.sampled_from(known) | st.text(max_size=3)
    entry = st.fixed_dictionaries({"id": st.sampled_from(("lab", "studio", "m1")) | ODD}) | json_like(keys)
    section = st.lists(st.builds(merged, entry, json_like(keys)), max_size=3) | json_like(keys)
    sections = data.draw(st.dictionaries(st.sampled_from(sorted(pack.vocabulary.sections)), section, max_size=5))
    judge({"rightsgate": 1, **sections}, faults)


def merged(one: object, other: object) -> object:
    return {**other, **one} if isinstance(one, dict) and isinstance(other, dict) else one


MANIFESTS = [ordinary(read_located(path, path.parent.name)) for path in FIXTURES]


def paths(data: object, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every part of some data."""
    entries: Iterator[tuple[Any, Any]] = iter(())
    if isinstance(data, dict):
        entries = iter(data.items())
    elif isinstance(data, list):
        entries = iter(enumerate(data))
    for key, value in entries:
        yield (*above, key)
        yield from paths(value, (*above, key))


@settings(deadline=None)
@given(st.data())
def test_a_manifest_with_a_part_replaced_is_read_or_refused(faults: Faults, data: st.DataObject) -> None:
    manifest = copy.deepcopy(data.draw(st.sampled_from(MANIFESTS)))
    for _ in range(data.draw(st.integers(1, 3))):
        *above, key = data.draw(st.sampled_from(list(paths(manifest))))
        holder = manifest
        for step in above:
            holder = holder[step]
        change = data.draw(st.sampled_from(("replace", "wrap", "add", "remove")))
        if change == "replace":
            holder[key] = data.draw(ODD)
        elif change == "wrap":
            holder[key] = {"value": holder[key], "evidence": "x"}
        elif change == "add" and isinstance(holder, dict):
            holder[data.draw(st.sampled_from(WORDS))] = data.draw(ODD)
        elif len(manifest) > 1:
            del holder[key]
    judge(manifest, faults)


def test_the_fixtures_that_are_changed_are_themselves_without_fault(faults: Faults) -> None:
    assert MANIFESTS
    assert [faults(json.dumps(manifest), as_json=True) for manifest in MANIFESTS] == [()] * len(MANIFESTS)


# Whole runs: exit code 2, a line for each fault on standard error, nothing on standard output.

FILES = {
    "good.yaml": "rightsgate: 1\nactors: [{id: a, activities: [app_building]}]\n",
    "nothing.yaml": "",
    "broken.yaml": "a: b: c",
    "broken.json": '{"rightsgate": 1,}',
    "list.yaml": "- rightsgate: 1",
    "braces.yaml": "{}",
    "misspelt.yaml": "rightsgate: 1\nactorz: []\n",
    "dangling.yaml": "rightsgate: 1\nactors: [{id: a}]\napplications:\n- {id: app, developer: a,\n   built_on: [m]}\n",
    "judgement.yaml": "rightsgate: 1\nactors: [{id: a, judgements: [{rule: bsr-6.1-5.z, outcome: met}]}]\n",
    "tie.yaml": "rightsgate: 1\nactors: [{id: a}]\nimpacts:\n- {id: i, links: [{actor: a}, {actor: b}, {actor: a}]}\n",
    "deep.json": '{"a": ' + "[" * 20_000 + "]" * 20_000 + "}",
    "bomb.yaml": "a: &a [l,l,l,l,l,l,l,l,l,l]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(9)),
    "inside/ok.yaml": "rightsgate: 1\nactors: [{id: a, activities: [app_building]}]\n",
    "inside/bad.yml": "rightsgate: 1\nactors: [{id: a, size: tiny}]\n",
    "inside/.hidden.yaml": "broken: [",
    "empty/readme.txt": "no manifest",
}


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manifests")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "latin.yaml").write_bytes("rightsgate: 1\nname: caf\xe9".encode("latin-1"))
    (folder / "big.yaml").write_bytes(b"# " + b"x" * 16 * 1024 * 1024)
    return folder


REFUSED = [
    (["missing.yaml"], ["missing.yaml: no such file or folder"]),
    (["empty"], ["empty: the folder holds no manifest (.yaml, .yml, .json with the key 'rightsgate')"]),
    ([""], ["'': the file name is empty"]),
    (["nothing.yaml"], ["nothing.yaml: it is empty: there is nothing to read"]),
    (["broken.yaml"], ["broken.yaml:1:5: broken YAML: a ':' cannot make a key here"]),
    (["broken.json"], ["broken.json:1:18: broken JSON: expected a key in double quotes, found '}'"]),
    (["list.yaml"], ["list.yaml:1:1: the top level must be a mapping of keys to values, not a list"]),
    (["braces.yaml"], ["braces.yaml:1:1: not a manifest: it lacks 'rightsgate'"]),
    (["misspelt.yaml"], ["misspelt.yaml:2:1: unknown key 'actorz' (did you mean 'actors'?)"]),
    (["dangling.yaml"], ["dangling.yaml:5:15: 'built_on' names 'm', which no entry of models declares"]),
    (["judgement.yaml"], ["judgement.yaml:2:32: a judgement names the rule 'bsr-6.1-5.z', which is not there"]),
    (
        ["tie.yaml"],
        [
            "tie.yaml:4:32: 'actor' names 'b', which no entry of actors declares (declared: a)",
            "tie.yaml:4:43: the impact 'i' records 'a' twice; the first time at line 4",
        ],
    ),
    (["deep.json"], ["deep.json:1:70: nested deeper than the limit of 64 levels"]),
    (["bomb.yaml"], ["bomb.yaml:4:29: aliases expand to more than the limit of 10,000 values"]),
    (["big.yaml"], ["big.yaml: larger than the limit of 16,777,216 bytes"]),
    (["latin.yaml"], ["latin.yaml:2:10: not UTF-8: byte 0xe9 cannot be read (save it as UTF-8)"]),
    (["inside"], ["inside/bad.yml:2:18: 'tiny' is not a valid value for 'size' (allowed: large, medium, small)"]),
    (
        ["nothing.yaml", "missing.yaml", "good.yaml", "empty", "inside", "broken.yaml", "./broken.yaml"],
        ["broken.yaml:1:5: ", "empty: ", "inside/bad.yml:2:18: ", "missing.yaml: ", "nothing.yaml: "],
    ),
]


@pytest.mark.parametrize(("arguments", "lines"), REFUSED, ids=[" ".join(row[0]) or "no name" for row in REFUSED])
def test_a_call_with_a_fault_ends_with_2_and_a_line_for_each(
    arguments: list[str], lines: list[str], files: Path, command: Run
) -> None:
    done = command(files, "check", *arguments)
    printed = without_codes(done.stderr).splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line[: len(f"error: {start}")] for line, start in zip(printed, lines, strict=True)] == [
        f"error: {start}" for start in lines
    ]


STREAMS = [
    (b"", "<stdin>: it is empty"),
    (b"rightsgate: 1\nactors: [", "<stdin>:2:10: broken YAML: the text ends before it is complete"),
    (b'{"rightsgate": 1, "actors": [', "<stdin>:1:30: broken JSON"),
    (b"\xff\xfe", "<stdin>:1:1: not UTF-8"),
]


@pytest.mark.parametrize(("stream", "start"), STREAMS)
def test_standard_input_is_refused_like_a_file(stream: bytes, start: str, files: Path, command: Run) -> None:
    done = command(files, "check", "-", stdin=stream)
    assert (done.returncode, done.stdout) == (2, b"")
    assert without_codes(done.stderr).startswith(f"error: {start}")


def test_standard_input_is_judged_beside_files(files: Path, command: Run) -> None:
    done = command(files, "check", "-", "good.yaml", "--format", "json", stdin=FILES["good.yaml"].encode())
    assert done.returncode == 3, done.stderr
    assert [part["path"] for part in json.loads(done.stdout)["manifests"]] == ["<stdin>", "good.yaml"]


def test_the_same_file_named_twice_is_judged_once(files: Path, command: Run) -> None:
    done = command(files, "check", "good.yaml", "./good.yaml", str(files / "good.yaml"), "--format", "json")
    assert [part["path"] for part in json.loads(done.stdout)["manifests"]] == ["good.yaml"]


NOBODY = [
    "actors: []",
    "actors: none",
    "actors: unknown",
    "actors:",
    "actors: [{id: a, activities: none}]",
    "documents: []",
]


@pytest.mark.parametrize("text", NOBODY)
def test_where_no_duty_applies_to_anybody_nothing_has_passed(text: str, files: Path, command: Run) -> None:
    done = command(files, "check", "-", stdin=f"rightsgate: 1\n{text}".encode())
    assert done.returncode == 3
    assert b"no duty applies to anybody, so nothing was checked" in done.stdout
