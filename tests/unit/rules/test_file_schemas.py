"""What a reader refuses for its form, the JSON Schema of that kind of file refuses too; shipped files keep to it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from packs.faulty import CASES, RULE, RULES
from packs.faulty_cases import CASE_FILES
from packs.faulty_files import FILES, PACK_NAMES
from packs.faulty_rules import rows
from packs.faulty_tables import GROUPS, INSTRUMENTS, LABELS, LOST, PATHWAYS, RIGHTS, RISKS, TABLES
from rightsgate.handbook.file_forms import FILES as FILES_WITH_FORM
from rightsgate.handbook.file_forms import file_schema
from rightsgate.rules.packs.load import load_pack
from rightsgate.text.files import read_located
from rightsgate.text.located import parse
from worlds.manifests import ordinary

# What only the reader can tell, by the names above: names that lead nowhere or are taken, values that no field takes,
# and what inferences or days say of each other.
READER_ALONE = {
    *("duty: unknown subject", "duty: subject without duties", "duty: unknown relation"),
    *("duty: end before beginning", "duty: duty on ties", "duty: misspelt role"),
    *("duty: role that nobody can have", "condition: unknown field", "condition: no JSONPath"),
    *("condition: unknown code", "condition: unknown code in a list", "condition: text for a truth value"),
    *("condition: truth value for a code", "condition: list operator on one code"),
    *("condition: equality of a list", "condition: order of codes", "condition: equality of a group"),
    *("condition: freshness of a code", "condition: no date", "condition: no day"),
    *("condition: reference to nothing bound", "condition: unknown set", "condition: unknown facts"),
    *("condition: reference to no field", "condition: tie of no impact", "condition: unknown fact"),
    *("condition: fact of two terms", "condition: unknown kind of record", "condition: unknown document"),
    *("condition: kind of what has none", "condition: field of another", "inference: unsafe conclusion"),
    *("inference: unsafe absence", "inference: unsafe count", "inference: unsafe comparison"),
    *("inference: role that is a number", "inference: unknown kind of fact", "inference: unknown field"),
    *("inference: field of records", "inference: wrong number of terms", "inference: unknown code"),
    *("inference: unknown code in a list", "inference: text for a truth value", "inference: date as a term"),
    *("inference: what manifests state", "inference: what duties conclude", "inference: what tables conclude"),
    *("inference: what duties close", "inference: tie to an impact", "inference: product of a risk"),
    *("inference: role without actor", "inference: declared role alone", "inference: negation through itself"),
    *("inference: count through itself", "file: name of a pack elsewhere", "file: kind of entity twice"),
    *("file: section twice", "file: section of the format", "file: extension of nothing", "file: field twice"),
    *("file: circle of codes", "file: reference to no kind", "file: unknown relation stated"),
    *("file: relation of what nobody owns", "file: owner that is no actor", "table: right within nothing"),
    *("table: group of a right", "table: right twice in a list", "table: right of a category"),
    *("table: right of an opportunity", "table: pathway twice", "table: signal of no kind"),
    *("table: signal of an artefact", "table: signal of no fact", "table: label twice"),
    *("table: label for no pathway", "table: nearest of no pathway", "table: more for no right"),
    *("table: more for no pathway", "table: risk twice", "table: right of a risk", "table: right touched"),
    *("table: group of a risk", "table: trigger by an actor", "table: no label of the tables"),
    *("table: label of another role", "table: two cells for one role", "lost: unknown instrument"),
    *("lost: right of the shipped pack", "lost: instrument of the shipped pack"),
    *("lost: group of the shipped pack", "lost: pathway of no role", "lost: label of no role"),
    *("lost: cell of no role", "lost: duty that closes no pathway", "lost: duty on no right"),
    *("lost: values from nowhere", "lost: implied by no code", "lost: implied is no code"),
    *("lost: answer by no field", "lost: label of no code", "lost: answered by nobody"),
    *("lost: place-holder of nothing", "lost: inside no kind", "case: unknown rule"),
}


def written_rows() -> Iterator[Any]:
    yield from ((row.id, row.values[0]) for row in rows())
    yield from ((f"file: {row[0]}", row[1]) for row in FILES)
    yield from ((f"table: {row[0]}", row[1].replace(row[2], row[3], 1)) for row in TABLES)
    yield from ((f"lost: {row[0]}", row[1].replace(row[2], row[3], 1)) for row in LOST)
    yield from ((f"pack: {row[0]}", row[1]) for row in PACK_NAMES)
    yield from ((f"case: {row[0]}", row[1]) for row in CASE_FILES)


@pytest.fixture(scope="module")
def schemas() -> Mapping[str, Draft202012Validator]:
    pack = load_pack([RULES])
    return {kind: Draft202012Validator(file_schema(kind, pack)) for kind in FILES_WITH_FORM}


@pytest.mark.parametrize(("name", "text"), list(written_rows()), ids=[row[0] for row in written_rows()])
def test_what_is_wrong_in_its_form_is_wrong_by_the_schema(
    name: str, text: str, schemas: Mapping[str, Draft202012Validator]
) -> None:
    schema = schemas["case" if name.startswith("case: ") else "rule"]
    assert schema.is_valid(ordinary(parse(text, "x.yaml"))) is (name in READER_ALONE)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("rule", text) for text in (RULE, INSTRUMENTS, GROUPS, RIGHTS, PATHWAYS, LABELS, RISKS)] + [("case", CASES)],
)
def test_what_the_faults_are_put_into_keeps_to_the_schema(
    kind: str, text: str, schemas: Mapping[str, Draft202012Validator]
) -> None:
    assert schemas[kind].is_valid(ordinary(parse(text, "x.yaml")))


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(RULES)))
def test_a_shipped_file_keeps_to_the_schema(path: Path, schemas: Mapping[str, Draft202012Validator]) -> None:
    data = ordinary(read_located(path, path.name))
    cases, vocabulary = path.name.endswith(".cases.yaml"), path.parent.name == "vocabulary"
    for kind in ("case",) if cases else ("rule", "vocabulary") if vocabulary else ("rule",):
        assert [f"{error.json_path}: {error.message[:200]}" for error in schemas[kind].iter_errors(data)] == []


def test_the_schemas_of_files_are_schemas(schemas: Mapping[str, Draft202012Validator]) -> None:
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema.schema)
        assert "{," not in json.dumps(schema.schema)  # which is no quantifier in the patterns of ECMA-262
