"""Every clause of every source has its row: a rule that encodes it, or the reason why none does."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rightsgate.cli import application
from rightsgate.errors import InputError
from rightsgate.handbook.coverage import Coverage, documents, rows, totals, uncovered
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack

AS_OF = "2026-06-01"
# How many clauses each document has.
CLAUSES = {
    "bsr-hra-2025": 215,
    "bsr-announcement-2024": 2,
    "btech-overview": 49,
    "pai-open-fm": 115,
    "pai-collection": 95,
}
DUTIES = """\
source: {document: mine, section: "1"}
title: Mine
recommendations:
  - id: mine-1
    number: 1
    title: Be prominent
    duties:
      - {id: mine-1.a, encodes: [M-1.a], title: T, binds: [downstream_developer], strength: should,
         require: [{one: channel, that: [{path: $.prominent, equals: true}]}], why: W., fix: F.}
"""
DOCUMENT = """\
document: mine
short: Mine
title: Our own rules
publisher: We
dated: "2026"
authority: None.
sections:
  - section: "1"
    title: Mine
    clauses: [M-1.a]
"""


def run(*arguments: str) -> Any:
    return CliRunner().invoke(application, ["coverage", "--as-of", AS_OF, *arguments], catch_exceptions=False)


def pack_of(folder: Path, **files: str) -> Pack:
    for name, text in {"pack": "pack: mine\n", **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_pack([builtin("rules"), folder])


def test_all_clauses_of_the_five_sources_have_a_row(pack: Pack) -> None:
    found = {document.id: rows(pack, document, AS_OF) for document in documents(pack)}
    assert {name: sum(totals([one]).values()) for name, one in found.items()} == CLAUSES
    clauses = [row.clause for one in found.values() for _, covered in one for row in covered]
    assert len(clauses) == len(set(clauses)) == sum(CLAUSES.values())


def test_every_row_says_what_is_asked_and_why_it_is_covered_so(pack: Pack) -> None:
    for document in documents(pack):
        for _, covered in rows(pack, document, AS_OF):
            for row in covered:
                assert row.asks, row
                assert row.reason, row
                assert row.rules or row.coverage in (Coverage.CONTEXT, Coverage.OUT_OF_REACH), row
                assert not row.rules or row.coverage is not Coverage.CONTEXT, row


def test_every_rule_but_our_own_comes_of_a_clause(pack: Pack) -> None:
    assert {duty.source.document for duty in uncovered(pack)} == {"rightsgate"}


def test_what_binds_states_is_context_and_what_was_revoked_is_inactive(pack: Pack) -> None:
    by_clause = {row.clause: row for one in documents(pack) for _, covered in rows(pack, one, AS_OF) for row in covered}
    assert by_clause["BT-R2.a"].coverage is Coverage.CONTEXT
    assert by_clause["FW-COE.un1"].coverage is Coverage.CONTEXT
    assert by_clause["FW-EO.rd1"].coverage is Coverage.INACTIVE
    assert "2025-01-20" in by_clause["FW-EO.rd1"].reason
    assert by_clause["BSR-4.4.a"].rules == ("bsr-4.4.a", "bsr-4.4.a.topics")


def test_the_revoked_order_is_encoded_on_a_day_when_it_was_in_force(pack: Pack) -> None:
    (collection,) = documents(pack, "pai-collection")
    by_clause = {row.clause: row for _, covered in rows(pack, collection, "2024-06-01") for row in covered}
    assert by_clause["FW-EO.rd1"].coverage is Coverage.ENCODED
    early = {row.clause: row for _, covered in rows(pack, collection, "2023-01-01") for row in covered}
    assert early["FW-EO.rd1"].reason == "in effect from 2023-10-30"


def test_the_formats_count_the_same(pack: Pack) -> None:
    data = json.loads(run("--format", "json").output)
    assert sum(data["totals"].values()) == sum(CLAUSES.values())
    listed = Counter(row["coverage"] for source in data["sources"] for row in source["rows"])
    assert {word: count for word, count in data["totals"].items() if count} == listed
    text, page = run().output, run("--format", "markdown").output
    everything = " ".join(str(data["totals"][one.value]) for one in Coverage)
    assert f"All {sum(CLAUSES.values())} {everything}" in " ".join(text.split())
    assert page.count("\n| `") == sum(CLAUSES.values())
    assert max(map(len, text.splitlines())) <= 80
    assert data["rules_of_no_source"] == [duty.id for duty in uncovered(pack)]


def test_one_source_can_be_asked_for() -> None:
    data = json.loads(run("--format", "json", "--source", "btech-overview").output)
    assert [source["id"] for source in data["sources"]] == ["btech-overview"]
    assert sum(data["totals"].values()) == CLAUSES["btech-overview"]


def test_a_misspelt_source_is_refused_with_the_word_that_was_meant() -> None:
    result = run("--source", "btech-overveiw")
    assert result.exit_code == 2
    assert "did you mean 'btech-overview'?" in result.output


def test_a_source_of_ones_own_takes_a_folder_of_yaml(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, duties=DUTIES, document=DOCUMENT)
    (mine,) = documents(pack, "mine")
    ((_, (row,)),) = rows(pack, mine, AS_OF)
    assert (row.clause, row.coverage, row.rules) == ("M-1.a", Coverage.ENCODED, ("mine-1.a",))


FAULTS = [
    ("clause without rule", "[M-1.a]", "[M-1.a, M-1.b]", "no rule encodes the clause 'M-1.b', and nothing says why"),
    ("rule without clause", "[M-1.a]", "[M-1.b]", "unknown clause 'M-1.a'"),
    (
        "row without reason",
        "[M-1.a]",
        "[M-1.a, {id: M-1.b, says: S, standing: context}]",
        "clause M-1.b lacks 'reason'",
    ),
    ("reason empty", "[M-1.a]", "[M-1.a, {id: M-1.b, says: S, standing: context, reason: ''}]", "'reason' in clause"),
    ("row twice", "[M-1.a]", "[M-1.a, M-1.a]", "the clause 'M-1.a' has a row already"),
    (
        "row and rule",
        "[M-1.a]",
        "[{id: M-1.a, says: S, standing: context, reason: R}]",
        "the clause 'M-1.a' is encoded by mine-1.a",
    ),
    (
        "unknown standing",
        "[M-1.a]",
        "[M-1.a, {id: M-1.b, says: S, standing: contxt, reason: R}]",
        "'contxt' is not a valid value for 'standing' (did you mean 'context'?)",
    ),
    ("no clauses and no note", "    clauses: [M-1.a]", "    page: 3", "section 1 of document mine lacks 'clauses'"),
    ("note empty", "title: Mine", "title: Mine\n    note: ''", "'note' in section 1 of document mine is empty"),
    ("page zero", "title: Mine", "title: Mine\n    page: 0", "'page' in section 1 of document mine must be at least 1"),
    ("page a text", "title: Mine", "title: Mine\n    page: iv", "must be a whole number, not a text"),
    ("page half", "title: Mine", "title: Mine\n    page: 2.5", "must be a whole number, not 2.5"),
    ("unknown key", "title: Mine", "title: Mine\n    pages: 3", "unknown key 'pages' in section 1 of document mine"),
]
PLACED = """\
  - section: "2"
    title: Only told
    page: 12
    note: Encoded as pathways.
"""


@pytest.mark.parametrize(("old", "new", "words"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_clause_that_is_not_accounted_for_stops_the_build(old: str, new: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        pack_of(tmp_path, duties=DUTIES, document=DOCUMENT.replace(old, new))
    assert any(words in str(fault) for fault in caught.value.faults)
    assert all(fault.line for fault in caught.value.faults)


def test_pages_and_notes_are_printed_wherever_clauses_are(tmp_path: Path) -> None:
    placed = DOCUMENT.replace("    title: Mine\n    clauses", "    title: Mine\n    page: 7\n    clauses") + PLACED
    pack = pack_of(tmp_path, duties=DUTIES, document=placed)
    first, second = pack.sources.documents["mine"].sections
    assert (first.page, first.note, second.page, second.note, second.clauses) == (7, "", 12, "Encoded as pathways.", ())
    asked = ("--rules", str(tmp_path), "--source", "mine")
    text, page = run(*asked).output, run(*asked, "--format", "markdown").output
    assert "\nMine, 1: Mine (page 7)\n" in text
    assert "\nMine, 2: Only told (page 12)\nEncoded as pathways.\n" in text
    assert "### Mine, 1: Mine (page 7)\n\n| Clause" in page
    assert "### Mine, 2: Only told (page 12)\n\nEncoded as pathways.\n" in page
    (source,) = json.loads(run(*asked, "--format", "json").output)["sources"]
    assert [(one["page"], one["note"]) for one in source["sections"]] == [(7, ""), (12, "Encoded as pathways.")]
    assert [row["page"] for row in source["rows"]] == [7]


def test_the_page_of_a_rule_names_the_page_of_its_source(tmp_path: Path) -> None:
    placed = DOCUMENT.replace("    title: Mine\n    clauses", "    title: Mine\n    page: 7\n    clauses")
    pack_of(tmp_path, duties=DUTIES, document=placed)
    asked = ["rules", "show", "--rules", str(tmp_path)]
    duty = CliRunner().invoke(application, [*asked, "mine-1.a"], catch_exceptions=False).output
    assert "Section: 1, Mine, page 7" in duty
    assert "Mine, section 1, page 7 (Mine)" in CliRunner().invoke(application, [*asked, "mine-1"]).output


def test_a_document_without_pages_names_none(tmp_path: Path) -> None:
    pack_of(tmp_path, duties=DUTIES, document=DOCUMENT)
    asked = ("--rules", str(tmp_path), "--source", "mine")
    assert "(page" not in run(*asked).output
    assert json.loads(run(*asked, "--format", "json").output)["sources"][0]["sections"][0]["page"] is None
