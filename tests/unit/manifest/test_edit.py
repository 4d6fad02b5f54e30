"""Edits of a manifest in place: what each means, and what is refused."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from documents.reading import refused
from rightsgate import codes
from rightsgate.manifest.edit import AddEntry, Edit, SetField, SetSection, edited
from rightsgate.rules.model.pack import Pack

Made = Callable[..., str]
TEXT = """\
rightsgate: 1
name: Chat   # a small one

actors:
  - id: lab            # trains it
    name: Lab
    size: small        # by headcount
    activities:
      value: [model_pretraining]
      evidence: "a: org chart"   # page 3
    hrdd: {topics: [labour], evidence: hrdd.pdf}
    governance: none
  # no other firm takes part
  - {id: shop, name: Shop}

models: {complete: true, value: [{id: m, developer: lab}]}
documents:
  - kind: model_card   # without an id
    owner: lab
channels: none
"""


@pytest.fixture
def made(pack: Pack) -> Made:
    """Return a function that edits a manifest."""
    return lambda *edits, text=TEXT, path="m.yaml": edited(text.encode(), edits, pack.vocabulary, path).decode()


def field(section: str, entity: str, name: str, value: Any, detail: str = "") -> SetField:
    return SetField(section=section, entity=entity, field=name, value=value, detail=detail)


def entry(section: str, data: Mapping[str, Any], within: str = "") -> AddEntry:
    return AddEntry(section=section, entry=data, within=within)


LINES = [
    ("a word", field("actors", "lab", "size", "large"), "    size: small        #", "    size: large        #"),
    ("the value of a statement", field("actors", "lab", "activities", ["release_decision"]), "value: [model_pretraining]", "value: [release_decision]"),
    ("its evidence", field("actors", "lab", "activities", "b.pdf", "evidence"), 'evidence: "a: org chart"   #', "evidence: b.pdf   #"),
    ("its note", field("actors", "lab", "activities", "in part", "note"), "# page 3\n", "# page 3\n      note: in part\n"),
    ("evidence of a bare value", field("actors", "lab", "size", "c.pdf", "evidence"), "size: small        # by headcount\n", "size:        # by headcount\n      value: small\n      evidence: c.pdf\n"),
    ("evidence of an entity", field("actors", "shop", "", "d.pdf", "evidence"), "name: Shop}", "name: Shop, evidence: d.pdf}"),
    ("a field of a group", field("actors", "lab", "hrdd.topics", ["business_model"]), "topics: [labour]", "topics: [business_model]"),
    ("a new field of a group", field("actors", "lab", "hrdd.done", True), "hrdd.pdf}", "hrdd.pdf, done: true}"),
    ("evidence of a field of a group", field("actors", "lab", "hrdd.topics", "e.pdf", "evidence"), "topics: [labour]", "topics: {value: [labour], evidence: e.pdf}"),
    ("a field of a new group", field("actors", "shop", "hrdd.topics", ["business_model"]), "name: Shop}", "name: Shop, hrdd: {topics: [business_model]}}"),
    ("a whole statement", field("actors", "lab", "activities", {"value": ["release_decision"], "since": "2026"}), 'value: [model_pretraining]\n      evidence: "a: org chart"   # page 3\n', 'value: [release_decision]\n      evidence: "a: org chart"   # page 3\n      since: "2026"\n'),
    ("a section with details", field("models", "m", "released", True), "developer: lab}", "developer: lab, released: true}"),
    ("a record without an id", field("documents", "/documents/0", "kind", "datasheet"), "kind: model_card ", "kind: datasheet "),
    ("a group that is denied", field("actors", "lab", "governance", "unknown"), "governance: none", "governance: unknown"),
    ("an actor", entry("actors", {"id": "b", "name": "B"}), "name: Shop}\n", "name: Shop}\n  - id: b\n    name: B\n"),
    ("a model in a complete list", entry("models", {"id": "n"}), "developer: lab}]", "developer: lab}, {id: n}]"),
    ("a dataset", entry("datasets", {"id": "d"}), "channels: none\n", "channels: none\ndatasets:\n  - id: d\n"),
    ("the first channel", entry("channels", {"id": "c", "owner": "lab"}), "channels: none\n", "channels:\n  - id: c\n    owner: lab\n"),
    ("a channel of an actor", entry("channels", {"exists": False}, "lab"), "governance: none\n  # no other firm takes part\n", "governance: none\n    channels:\n      - exists: false\n  # no other firm takes part\n"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "before", "after"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_an_edit_changes_what_it_names(made: Made, edit: Edit, before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert made(edit) == TEXT.replace(before, after)


def test_edits_follow_each_other(made: Made) -> None:
    edits = [
        field("actors", "lab", "size", "c.pdf", "evidence"),
        field("actors", "lab", "size", "large"),
        entry("datasets", {"id": "d"}),
        field("datasets", "d", "supplier", ["lab"]),
    ]
    new = made(*edits)
    assert "size:        # by headcount\n      value: large\n      evidence: c.pdf\n" in new
    assert new.endswith("datasets:\n  - id: d\n    supplier: [lab]\n")


def test_json_is_told_by_the_name_of_the_file(made: Made) -> None:
    text = '{"rightsgate": 1, "actors": [{"id": "lab"}]}'
    new = made(field("actors", "lab", "size", "large"), text=text, path="m.json")
    assert new == '{"rightsgate": 1, "actors": [{"id": "lab", "size": "large"}]}'


REFUSED = [
    ("section", field("actorz", "lab", "size", "x"), codes.UNKNOWN_KEY, (1, 1), "actorz"),
    ("id", field("actors", "labb", "size", "large"), codes.UNKNOWN_ID, (1, 1), "labb"),
    ("an id of another section", field("models", "lab", "released", True), codes.UNKNOWN_ID, (1, 1), "lab"),
    ("field", field("actors", "lab", "siz", "large"), codes.UNKNOWN_FIELD, (5, 5), "siz"),
    ("detail", field("actors", "lab", "size", "x", "evidense"), codes.UNKNOWN_KEY, (5, 5), "evidense"),
    ("value", field("actors", "lab", "size", "larg"), codes.INVALID_VALUE, (5, 5), "larg"),
    ("reference", field("models", "m", "developer", "labb"), codes.UNKNOWN_ID, (16, 34), "labb"),
    ("a detail of nothing", field("actors", "shop", "size", "x", "note"), codes.EDIT_REFUSED, (14, 5), "nothing is stated"),
    ("statements that would go", field("actors", "lab", "hrdd", "none"), codes.EDIT_REFUSED, (5, 5), "would drop"),
    ("a field of a denied group", field("actors", "lab", "governance.plans", True), codes.EDIT_REFUSED, (5, 5), "states that there is none"),
    ("a second id", entry("actors", {"id": "lab"}), codes.DUPLICATE_ID, (1, 1), "is taken"),
    ("an unknown key", entry("actors", {"id": "x", "siz": "large"}), codes.UNKNOWN_FIELD, (1, 1), "siz"),
    ("an entry within no such entity", entry("channels", {"exists": False}, "labb"), codes.UNKNOWN_ID, (1, 1), "labb"),
    ("an entry that stands in none", entry("models", {"id": "x"}, "lab"), codes.MISPLACED_KEY, (1, 1), "models"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "code", "mark", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_does_not_fit_is_refused_at_its_entity(
    made: Made, edit: Edit, code: str, mark: tuple[int, int], said: str
) -> None:
    (fault,) = refused(lambda: made(edit))
    assert (fault.code, fault.line, fault.column) == (code, *mark)
    assert said in fault.message


def test_of_several_edits_the_first_that_fails_is_named(made: Made) -> None:
    good = field("actors", "lab", "size", "large")
    bad = field("actors", "shop", "size", "larg")
    (fault,) = refused(lambda: made(good, good, bad, good, field("actors", "lab", "name", "x")))
    assert (fault.code, fault.line) == (codes.INVALID_VALUE, 14)


def test_a_broken_manifest_is_not_edited(made: Made) -> None:
    faults = refused(lambda: made(field("actors", "lab", "size", "large"), text=TEXT.replace("size:", "siz:")))
    assert [fault.code for fault in faults] == [codes.UNKNOWN_FIELD]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (SetSection(section="impacts"), "impacts: none"),
        (SetSection(section="documents"), "complete: true"),
        (SetSection(section="tradeoffs", within="lab"), "tradeoffs: none"),
    ],
)
def test_a_section_is_said_to_be_complete_or_none(made: Made, edit: Edit, said: str) -> None:
    text = TEXT.replace("   # without an id", "")
    assert said in made(edit, text=text)
    assert "kind: model_card" in made(edit, text=text)
