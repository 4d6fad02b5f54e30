"""The table of operators: every row is whole, and is read, evaluated, explained and described from the table alone.

The pack here gives actors two fields of every type, and asks every operator of every type of field that it tests.
"""

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from programs.notation import program
from rightsgate import rules as rules_room
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.engine.program import Rule
from rightsgate.engine.seminaive import NativeEngine
from rightsgate.engine.store import Store
from rightsgate.errors import InputError
from rightsgate.findings.model import Finding
from rightsgate.handbook.blocks import shown
from rightsgate.handbook.conditions import Conditions
from rightsgate.logic.comparison import Stated
from rightsgate.logic.patterns import Compare, Pattern
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN
from rightsgate.manifest.values import dates
from rightsgate.report.wording import asked_of
from rightsgate.rules.model.condition import Atom, Literal
from rightsgate.rules.model.operator import Against, Operator, Takes
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.operators import OPERATORS, PREMISES, ROWS, premises_on
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.testing.cases import only
from rightsgate.vocabulary.model import FieldType
from worlds.manifests import AS_OF, check

# For each type: what else the vocabulary says of such a field, a value as stated, and one as rules write it.
FIELDS: Final[Mapping[FieldType, tuple[str, Any, Any]]] = {
    FieldType.GROUP: ("fields: {inner: {type: text, means: M}}", {"inner": "alpha"}, None),
    FieldType.BOOLEAN: ("", True, True),
    FieldType.CHOICE: ("values: [alpha, beta]", "alpha", "alpha"),
    FieldType.CHOICES: ("values: [alpha, beta]", ["alpha"], "alpha"),
    FieldType.DATE: ("", "2026-02-03", "2026-02-03"),
    FieldType.NUMBER: ("", 2, 2),
    FieldType.TEXT: ("", "alpha", "alpha"),
    FieldType.ANY: ("", "alpha", "alpha"),
    FieldType.LIST: ("", ["alpha"], "alpha"),
    FieldType.RECORDS: ("fields: {inner: {type: text, means: M}}", [{"inner": "alpha"}], None),
    FieldType.REFERENCE: ("to: actor", "other", "other"),
    FieldType.REFERENCES: ("to: actor", ["other"], "other"),
}
ASKED: Final = [(row, field) for row in ROWS for field in FieldType if field in row.tests]
COMPARED: Final = [(row, field) for row, field in ASKED if Against.FIELD in row.against]
MAKER: Final[dict[str, Any]] = {"id": "maker", "activities": ["app_building"]}
OUTCOMES: Final = {TRUE: Outcome.MET, FALSE: Outcome.UNMET, UNKNOWN: Outcome.UNKNOWN}
ROOM: Final = Path(rules_room.__file__).parent.parent
# Keys of other forms that are called as operators are.
NO_OPERATORS: Final = {
    "rules/forms/condition.py": {"exists", "one_of"},
    "advise/settle.py": {"exists"},  # asks of a group what no other operator does
    "text/placeholders.py": {"exists", "has"},  # words of sentences
}


def operand(row: Operator, field: FieldType) -> Any:
    """Return what a rule may write behind an operator that tests a field of some type."""
    value = FIELDS[field][2]
    match row.takes:
        case Takes.NOTHING:
            return True
        case Takes.VALUE:
            return value
        case Takes.LIST:
            return [value]
        case Takes.COUNT:
            return 1
        case Takes.PERIOD:
            return "12m"


def typed(value: Any, field: FieldType) -> Any:
    """Return a value as it is compared."""
    if isinstance(value, list):
        return tuple(typed(one, field) for one in value)
    return dates(value) if field is FieldType.DATE and isinstance(value, str) and "-" in value else value


def name(row: Operator, field: FieldType) -> str:
    return f"{row.id}-{field.value}"


def shown_id(part: Operator | FieldType) -> str:
    return part.id if isinstance(part, Operator) else part.value


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("own")
    asked = {name(row, field): (row, field, json.dumps(operand(row, field))) for row, field in ASKED}
    compared = {f"{name(row, field)}-other": (row, field, other(field)) for row, field in COMPARED}
    return load(folder, asked | compared)


def other(field: FieldType) -> str:
    """Refer to the other field of a type, of which nothing is stated."""
    return f"{{path: $.other_{field.value}}}"


def load(folder: Path, asked: Mapping[str, tuple[Operator, FieldType, str]]) -> Pack:
    """Load a pack with a duty for each operator that is asked of a type of field, with its operand as written."""
    fields = [
        f"  {which}_{field.value}: {{type: {field.value}, means: What is {field.value}, {more}}}"
        for field, (more, *_) in FIELDS.items()
        for which in ("own", "other")
    ]
    (folder / "actor.yaml").write_text("\n".join(["extends: actor", "fields:", *fields, ""]), encoding="utf-8")
    lines = ['source: {document: own, section: "1"}', "title: Own", "recommendations:"]
    lines += ["  - {id: r, number: 1, title: T, duties: ["]
    for duty, (row, field, written) in asked.items():
        lines.append(
            f"    {{id: {duty}, encodes: [C], title: T, binds: [downstream_developer], on: actor, strength: may,"
        )
        lines.append(f"     require: [{{path: $.own_{field.value}, {row.id}: {written}}}], why: W, fix: F}},")
    (folder / "own.yaml").write_text("\n".join([*lines, "  ]}", ""]), encoding="utf-8")
    return load_pack([builtin("rules"), folder])


@pytest.fixture(scope="module")
def reports(pack: Pack) -> tuple[ManifestReport, ManifestReport]:
    """Check an actor that states a value of every type, and one that states nothing."""
    own = [duty.id for duty in pack.duties if duty.source.document == "own"]
    checker = Checker(pack, only(*own), AS_OF)
    told: list[dict[str, Any]] = [{f"own_{field.value}": stated for field, (_, stated, _) in FIELDS.items()}, {}]
    stating, silent = (check({"rightsgate": 1, "actors": [MAKER | more, {"id": "other"}]}, checker) for more in told)
    return stating, silent


def found_of(report: ManifestReport, duty: str) -> Finding:
    told = (one for finding in report.findings for one in (finding, *finding.also))
    (found,) = (one for one in told if one.actor == "maker" and one.duty.id == duty)
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_is_whole(row: Operator) -> None:
    assert row.tests
    assert len(set(row.against)) == len(row.against)
    for words in filter(None, (row.asked, row.described)):
        texts = [words.usual, *filter(None, (words.dates, words.lists, words.facts))]
        assert all(text.count("{}") == (row.takes is not Takes.NOTHING) for text in texts), texts
    assert not (row.takes is Takes.NOTHING and row.against)
    assert Against.SET not in row.against or row.takes is Takes.LIST
    assert Against.FACTS not in row.against or row.whole_lists
    assert not row.premise or row.takes in (Takes.VALUE, Takes.PERIOD)
    opposite = OPERATORS.get(row.opposite)
    assert (opposite is None) == (row.opposite == "")
    if opposite is not None:
        assert (opposite.opposite, opposite.takes, opposite.tests) == (row.id, row.takes, row.tests)
        assert (opposite.against, opposite.whole_lists, opposite.can_be_moot) == (
            row.against,
            row.whole_lists,
            row.can_be_moot,
        )


def test_no_two_rows_have_the_same_name() -> None:
    assert len(OPERATORS) == len(ROWS)
    assert len(PREMISES) == len([row for row in ROWS if row.premise])


@pytest.mark.parametrize(("row", "field"), ASKED, ids=shown_id)
def test_a_row_is_read_evaluated_explained_and_described(
    row: Operator, field: FieldType, pack: Pack, reports: tuple[ManifestReport, ManifestReport]
) -> None:
    (atom,) = next(duty for duty in pack.duties if duty.id == name(row, field)).require.parts
    assert isinstance(atom, Atom)
    asked = typed(operand(row, field), field)
    assert (atom.operator, atom.operand) == (row.id, Literal(asked))

    stating, silent = (found_of(report, name(row, field)) for report in reports)
    answer = row.on(AS_OF)(Stated(typed(FIELDS[field][1], field)), asked)
    assert (stating.outcome, silent.outcome) == (OUTCOMES[answer], Outcome.UNKNOWN)

    before, _, after = row.asked.of(field).partition("{}")
    assert stating.explanation is not None
    explained = asked_of(stating.explanation.because[0])
    assert explained.startswith(before)
    assert explained.endswith(after)

    described = shown(Conditions(pack).item(atom).phrase)
    before, _, after = (row.described or row.asked).of(field).partition("{}")
    if field is FieldType.BOOLEAN and row.takes is not Takes.NOTHING:
        assert described.endswith(f"(actor.own_boolean: {str(answer is TRUE).lower()})")
    else:
        assert described.startswith(f"What is {field.value} (actor.own_{field.value}): {before}")
        assert described.endswith(after)


@pytest.mark.parametrize(("row", "field"), COMPARED, ids=shown_id)
def test_a_comparison_with_a_field_that_is_silent_is_unknown(
    row: Operator, field: FieldType, reports: tuple[ManifestReport, ManifestReport]
) -> None:
    assert found_of(reports[0], f"{name(row, field)}-other").outcome is Outcome.UNKNOWN


def test_a_comparison_with_a_field_is_refused_where_a_row_does_not_name_it(tmp_path: Path) -> None:
    refused = [pair for pair in ASKED if pair not in COMPARED]
    with pytest.raises(InputError) as caught:
        load(tmp_path, {name(row, field): (row, field, other(field)) for row, field in refused})
    told = [fault.message for fault in caught.value.faults if fault.path.endswith("own.yaml")]
    assert [message.split("'")[1] for message in told] == [row.id for row, _ in refused]


@pytest.mark.parametrize("comparison", PREMISES)
@pytest.mark.parametrize(("left", "right"), [(1, 2), (2, 2), (3, 2), ("2026-01", "2026-01-05"), ("2025-01", "12m")])
def test_a_premise_compares_as_its_row_says(comparison: str, left: Any, right: Any) -> None:
    if (right == "12m") is not (PREMISES[comparison].takes is Takes.PERIOD):
        return
    one, two = typed(left, FieldType.DATE), typed(right, FieldType.DATE)
    rule = Rule(
        id="r", premises=(Pattern("e", ("$X",)), Compare("$X", comparison, two)), conclusion=Pattern("d", ("$X",))
    )
    closure = NativeEngine(program([rule]), Store()).close({("e", (one,)): TRUE})
    stands = PREMISES[comparison].on(AS_OF)(Stated(one), two)
    assert closure.truths.get("d", {}).get((one,), FALSE) is stands
    assert premises_on(AS_OF)[comparison](one, two) is stands


def test_no_other_module_lists_operators() -> None:
    """A module that names two of them side by side, or asks whether an operator is one, keeps a table of its own."""
    found = []
    for path in sorted(ROOM.rglob("*.py")):
        place = path.relative_to(ROOM).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = named(node) - NO_OPERATORS.get(place, set())
            if len(names) >= least(node) and place != "rules/operators.py":
                found.append((place, sorted(names)))
    assert found == []


def named(node: ast.AST) -> set[str]:
    """Return the names of operators that a display holds, or that are compared with an operator."""
    match node:
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items) | ast.Dict(keys=items):
            held: list[ast.expr | None] = [*items]
        case ast.Compare(left=left, comparators=others) if "operator" in ast.unparse(left):
            held = [*others]
        case _:
            return set()
    return {item.value for item in held if isinstance(item, ast.Constant) and item.value in {*OPERATORS, *PREMISES}}


def least(node: ast.AST) -> int:
    """Return how many names make a list of operators."""
    return 1 if isinstance(node, ast.Compare) else 2
