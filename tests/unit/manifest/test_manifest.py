"""What a manifest means once it is read: entities, statements, absence and silence, each with its place."""

from collections.abc import Callable

import pytest

from rightsgate.logic.absence import Absence
from rightsgate.logic.dates import Dates
from rightsgate.logic.number import Number
from rightsgate.manifest.model import Entity, Listing, Manifest, Statement
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.model.pack import Pack
from rightsgate.text.located import parse

NONE, UNKNOWN = Absence.NONE, Absence.UNKNOWN
Read = Callable[[str], Manifest]


@pytest.fixture
def read(pack: Pack) -> Read:
    """Return a function that reads the text of a manifest, from its second line on."""
    return lambda text: read_manifest(parse(f"rightsgate: 1\n{text}", "m.yaml"), "m.yaml", pack.vocabulary)


def stated(read: Read, kind: str, path: str, value: str) -> Statement | None:
    """Read an entity of a kind that states one field, beside two models, and return the statement."""
    group, _, leaf = path.rpartition(".")
    body = f"{leaf}: {value}" if not group else f"{group}: {{{leaf}: {value}}}"
    sections = {"model": ["{id: m1}", "{id: m2}"]}
    sections.setdefault(kind, []).append(f"{{id: x, {body}}}")
    text = "\n".join(f"{name}s: [{', '.join(entries)}]" for name, entries in sections.items())
    return read(text).entities[kind][-1].statements.get(path)


# A field as it is written, what it says, and whether more may be true than it lists.
STATEMENTS = [
    ("model", "released", "true", True, False),
    ("model", "released", "false", False, False),
    ("model", "released", "unknown", UNKNOWN, False),
    ("model", "released", " ", UNKNOWN, False),
    ("actor", "size", "small", "small", False),
    ("actor", "hrdd.topics", "[labour, intended_uses]", ("labour", "intended_uses"), False),
    ("actor", "hrdd.topics", "[labour, labour]", ("labour",), False),
    ("actor", "hrdd.topics", "[labour, unknown]", ("labour",), True),
    ("actor", "hrdd.topics", "[unknown]", UNKNOWN, False),
    ("actor", "hrdd.topics", "[none]", NONE, False),
    ("actor", "hrdd.topics", "[]", NONE, False),
    ("actor", "hrdd.topics", "false", NONE, False),
    ("application", "features", "[bulk_generation]", ("bulk_generation",), True),
    ("application", "features", "{value: [bulk_generation], complete: true}", ("bulk_generation",), False),
    ("application", "features", "{value: [bulk_generation], complete: false}", ("bulk_generation",), True),
    ("application", "built_on", "[m1, m2]", ("m1", "m2"), False),
    ("application", "built_on", "m1", ("m1",), False),
    ("application", "built_on", "[m1, unknown]", ("m1",), True),
    ("actor", "hrdd.last_review", "2026-02-28", Dates("2026-02-28", "2026-02-28", "2026-02-28"), False),
    ("actor", "hrdd.last_review", "2024-02", Dates("2024-02-01", "2024-02-29", "2024-02"), False),
    ("actor", "hrdd.last_review", "2026", Dates("2026-01-01", "2026-12-31", "2026"), False),
    ("model", "training_flops", "1e25", Number("1e25"), False),
    ("model", "training_flops", "7", 7, False),
    ("model", "release_assessment", "done by Ana", "done by Ana", False),
    ("model", "release_assessment", "true", True, False),
    ("model", "release_assessment", "false", NONE, False),
    ("model", "release_assessment", "TBD", UNKNOWN, False),
    ("model", "release_assessment", "''", UNKNOWN, False),
    ("model", "released", "none", False, False),
    ("dataset", "labelling", "none", NONE, False),
    ("model", "release_assessment", "[by Ana, by Bo]", ("by Ana", "by Bo"), False),
    ("model", "release_assessment", "[by Ana, n/a]", ("by Ana",), True),
    ("model", "release_assessment", "[n/a, null]", UNKNOWN, False),
    ("model", "versions", "['1.0', '2.0']", ("1.0", "2.0"), False),
    ("model", "versions", "none", NONE, False),
    ("model", "release_stages", "[]", NONE, False),
    ("model", "release_stages", "unknown", UNKNOWN, False),
    ("actor", "hrdd", "none", NONE, False),
    ("actor", "hrdd", "unknown", UNKNOWN, False),
    ("actor", "hrdd", "{done: true}", True, False),
    ("actor", "hrdd", "{value: {done: true}, evidence: x}", True, False),
    ("actor", "hrdd", "{value: none, evidence: x}", NONE, False),
    ("actor", "hrdd.done", "{value: true, evidence: x}", True, False),
]


@pytest.mark.parametrize(
    ("kind", "path", "written", "value", "opened"), STATEMENTS, ids=[f"{row[1]}: {row[2]}" for row in STATEMENTS]
)
def test_what_is_written_is_what_is_stated(
    kind: str, path: str, written: str, value: object, *, opened: bool, read: Read
) -> None:
    statement = stated(read, kind, path, written)
    assert statement is not None
    assert (statement.value, statement.open) == (value, opened)


def test_what_is_not_written_is_not_stated(read: Read) -> None:
    assert stated(read, "actor", "name", "A") is None


def test_a_statement_keeps_its_place_and_what_backs_it(read: Read) -> None:
    text = "actors:\n  - id: a\n    hrdd:\n      done: {value: true, evidence: [x, y], since: 2026, note: z}\n"
    (actor,) = read(text).entities["actor"]
    group, done = actor.statements["hrdd"], actor.statements["hrdd.done"]
    assert (group.mark, group.pointer) == ((4, 5), "/actors/0/hrdd")
    assert (done.mark, done.pointer) == ((5, 7), "/actors/0/hrdd/done")
    assert done.details == {"value": True, "evidence": ["x", "y"], "since": 2026, "note": "z"}


def test_a_group_in_a_statement_is_found_where_it_stands(read: Read) -> None:
    (actor,) = read("actors: [{id: a, hrdd: {value: {done: true}, evidence: x}}]").entities["actor"]
    assert actor.statements["hrdd.done"].pointer == "/actors/0/hrdd/value/done"
    assert actor.statements["hrdd"].details["evidence"] == "x"


def test_records_in_an_entity_are_read_one_by_one(read: Read) -> None:
    text = "models: [{id: m, release_stages: [{evidence: a test}, {evidence: unknown}]}]"
    (model,) = read(text).entities["model"]
    records = model.statements["release_stages"].value
    assert [record["release_stages.evidence"].value for record in records] == ["a test", UNKNOWN]
    assert records[1]["release_stages.evidence"].pointer == "/models/0/release_stages/1/evidence"


def test_what_holds_a_manifest_together_may_be_a_statement_too(read: Read) -> None:
    plain = "models: [{id: m, developer: a}]\nterms: [{kind: data_procurement, owner: [a], exists: false}]"
    backed = (
        "models: [{id: m, developer: {value: a, evidence: x}}]\n"
        "terms: [{kind: {value: data_procurement, note: x}, owner: {value: [a], since: 2026}, exists: {value: false}}]"
    )
    for text in (plain, backed):
        manifest = read(f"actors: [{{id: a}}]\n{text}")
        (model,), (terms,) = manifest.entities["model"], manifest.entities["terms"]
        assert model.statements["developer"].value == ("a",)
        assert (terms.key, terms.exists, terms.statements["owner"].value) == ("data_procurement:a", False, ("a",))


LISTINGS = [
    ("", Listing.SILENT),
    ("documents:", Listing.SILENT),
    ("documents: unknown", Listing.SILENT),
    ("documents: []", Listing.NONE),
    ("documents: none", Listing.NONE),
    ("documents: false", Listing.NONE),
    ("documents: [{kind: model_card}]", Listing.LISTED),
    ("documents: {value: [{kind: model_card}]}", Listing.LISTED),
    ("documents: {complete: true, value: [{kind: model_card}]}", Listing.COMPLETE),
    ("documents: {complete: true, value: []}", Listing.NONE),
]


@pytest.mark.parametrize(("text", "listing"), LISTINGS)
def test_a_section_says_how_much_it_lists(text: str, listing: Listing, read: Read) -> None:
    assert read(f"actors: [{{id: a}}]\n{text}").listings["document"] is listing


def test_a_name_may_be_a_number_and_is_no_id(read: Read) -> None:
    manifest = read("name: 2026\nactors: [{id: a, name: 7}, {id: b, name: null}, {id: c}]")
    assert manifest.name == "2026"
    assert [actor.name for actor in manifest.entities["actor"]] == ["7", "", ""]


def test_ids_are_words_of_any_script(read: Read) -> None:
    ids = ("acme-1", "Acme Ltd.", "'2026'", "\u00e9tude", "\u5b89\u5168", "on", "yes", "'null'", "$a", "_")
    manifest = read(f"actors: [{', '.join(f'{{id: {name}}}' for name in ids)}]")
    assert [actor.key for actor in manifest.entities["actor"]] == [name.strip("'") for name in ids]


def test_an_entry_under_an_anchor_is_read_at_each_alias(read: Read) -> None:
    manifest = read("actors:\n- {id: a, activities: &x [integration]}\n- {id: b, activities: *x}")
    assert [actor.statements["activities"].value for actor in manifest.entities["actor"]] == [("integration",)] * 2


def records(manifest: Manifest, kind: str) -> tuple[Entity, ...]:
    return manifest.entities[kind]


def test_a_record_inside_an_entity_is_its_owners_and_about_it(read: Read) -> None:
    cards = "{kind: model_card}, {kind: datasheet, owner: [other], about: []}"
    models = f"models: [{{id: m, developer: lab, documents: [{cards}]}}]"
    manifest = read(f"actors: [{{id: lab, channels: [{{prominent: true}}]}}, {{id: other}}]\n{models}")
    (channel,) = records(manifest, "channel")
    card, sheet = records(manifest, "document")
    assert channel.statements["owner"].value == ("lab",)
    assert "about" not in channel.statements
    assert (card.statements["owner"].value, card.statements["about"].value) == (("lab",), ("m",))
    assert (sheet.statements["owner"].value, sheet.statements["about"].value) == (("other",), NONE)
    assert (card.pointer, channel.pointer) == ("/models/0/documents/0", "/actors/0/channels/0")


def test_a_record_of_an_entity_without_owner_is_nobodys_yet(read: Read) -> None:
    (card,) = records(read("models: [{id: m, documents: [{kind: model_card}]}]"), "document")
    assert "owner" not in card.statements


@pytest.mark.parametrize("value", ["none", "false", "[]"])
def test_an_entity_can_declare_that_it_has_no_records(value: str, read: Read) -> None:
    (actor,) = read(f"actors: [{{id: a, documents: {value}}}]").entities["actor"]
    assert actor.statements["documents"].value is NONE


def test_a_record_can_declare_an_absence(read: Read) -> None:
    (card,) = records(read("actors: [{id: a}]\ndocuments: [{kind: model_card, owner: [a], exists: false}]"), "document")
    assert not card.exists


PARTIES = "actors: [{id: a}, {id: b}]\n"


def test_records_are_called_by_what_they_say(read: Read) -> None:
    manifest = read(PARTIES + "relations: [{kind: hosts, from: a, to: b}]\nchannels: [{owner: [a]}, {simple: true}]")
    assert [record.key for record in records(manifest, "relation")] == ["hosts:a>b"]
    assert [record.key for record in records(manifest, "channel")] == ["record:a", "record"]


def test_records_that_are_called_alike_are_told_apart_whatever_their_order(read: Read) -> None:
    cards = ["{kind: model_card, owner: [a], covers: [purpose]}", "{kind: model_card, owner: [a], audience: [public]}"]

    def told(order: list[str]) -> dict[str, set[str]]:
        found = records(read(PARTIES + f"documents: [{', '.join(order)}]"), "document")
        return {card.key: set(card.statements) for card in found}

    assert told(cards) == told(cards[::-1])
    assert set(told(cards)) == {"model_card:a#1", "model_card:a#2"}


def test_a_record_is_never_taken_for_one_that_has_its_name_as_an_id(read: Read) -> None:
    text = PARTIES + "documents: [{id: 'model_card:a', kind: model_card}, {kind: model_card, owner: [a]}]"
    assert [card.key for card in records(read(text), "document")] == ["model_card:a", "model_card:a#1"]


def test_alike_records_that_differ_only_in_their_details_are_told_apart_whatever_their_order(pack: Pack) -> None:
    one = "{kind: model_card, owner: a, versioned: {value: true, since: 2026-01-01}}"
    other = "{kind: model_card, owner: a, versioned: {value: true, since: 2027-01-01}}"
    named = []
    for listed in (f"{one}, {other}", f"{other}, {one}"):
        text = f"{{rightsgate: 1, actors: [{{id: a}}], documents: [{listed}]}}"
        records = read_manifest(parse(text, "m.yaml"), "m.yaml", pack.vocabulary).entities["document"]
        named.append({record.key: record.statements["versioned"].details["since"] for record in records})
    assert named[0] == named[1]
    assert len(named[0]) == 2


@pytest.mark.parametrize(
    "group", ["{reviewed: unknown}", "{reviewed: null}", "{value: {reviewed: unknown}, evidence: a.md}"]
)
def test_a_group_in_which_nothing_is_said_says_nothing(group: str, read: Read) -> None:
    (actor,) = read(f"actors: [{{id: a, mitigations: {group}}}]").entities["actor"]
    assert actor.statements["mitigations"].value is UNKNOWN
    (actor,) = read("actors: [{id: a, mitigations: {reviewed: Every year}}]").entities["actor"]
    assert actor.statements["mitigations"].value is True
