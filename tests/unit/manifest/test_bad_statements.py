"""What a user is told about a statement that cannot be read: every fault, its place, and what to do about it."""

from collections.abc import Iterator
from typing import Any

import pytest

from worlds.faulty import BASE, Faults, is_told

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


def rows() -> Iterator[Any]:
    for group, fields in {"field": FIELDS, "statement": STATEMENTS}.items():
        for name, kind, stated, column, words in fields:
            before = f"{kind}s: [{{id: x, "
            yield pytest.param(f"{BASE}{before}{stated}}}]", (3, len(before) + column), words, id=f"{group}: {name}")


@pytest.mark.parametrize(("text", "place", "words"), list(rows()))
def test_a_fault_is_told_with_its_place_and_what_to_do(
    text: str, place: tuple[int, int], words: str, faults: Faults
) -> None:
    is_told(faults(text), place, words)


def test_an_endless_number_is_no_number(faults: Faults) -> None:
    (fault,) = faults(f"{BASE}models: [{{id: x, training_flops: {'9' * 5000}}}]")
    assert "'training_flops' must be a number, not '999" in str(fault)
    assert len(str(fault)) < 700


def test_all_faults_of_a_manifest_are_told_together(faults: Faults) -> None:
    stated = [row[2] for row in (*FIELDS, *STATEMENTS) if row[1] == "dataset"]
    entries = [f"- {{id: x{number}, {text}}}" for number, text in enumerate(stated)]
    found = faults(f"{BASE}datasets:\n" + "\n".join(entries))
    assert [fault.line for fault in found] == list(range(4, 4 + len(entries)))


def test_a_text_that_a_comma_cuts_is_to_be_quoted(faults: Faults) -> None:
    found = faults(BASE + "datasets: [{id: x, deidentified: {value: true, note: Only 3,000 pages}}]")
    assert [fault.hint for fault in found] == ["inside { } a comma ends a text: put the text in quotes"]
