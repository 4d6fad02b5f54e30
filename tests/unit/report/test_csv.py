"""The CSV format: its columns, its form, and that nothing of a manifest becomes a formula."""

import csv
import io
import re
from pathlib import Path

import pytest

from checkout.command import Run
from checkout.formats import AS_OF, hostile_manifest, written
from checkout.paths import ROOT
from rightsgate.report.csv import COLUMNS, cell_text

SMALL = "fixtures/small/manifest.yaml"
DESCRIBED = (ROOT / "docs" / "reference" / "csv.md").read_text(encoding="utf-8")


def test_a_file_begins_with_the_mark_and_its_lines_end_as_the_standard_has_it(command: Run, tmp_path: Path) -> None:
    command(ROOT, "check", SMALL, "--as-of", AS_OF, "-o", str(tmp_path / "x.csv"))
    raw = (tmp_path / "x.csv").read_bytes()
    assert raw == command(ROOT, "check", SMALL, "--as-of", AS_OF, "--format", "csv").stdout
    assert raw.startswith(b"\xef\xbb\xbfrow,manifest,verdict,")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(raw.splitlines())
    assert {len(row) for row in csv.reader(io.StringIO(raw.decode("utf-8-sig")))} == {len(COLUMNS)}


def test_the_columns_stand_once_over_many_manifests(command: Run, tmp_path: Path) -> None:
    report = written(command, ROOT, tmp_path, "fixtures/involvement")
    assert len(report.rows("manifest")) == len(report.json["manifests"]) > 10
    assert {row["row"] for row in report.csv} == {"manifest", "finding"}


def test_every_column_is_described_in_its_order() -> None:
    first_cells = re.findall(r"^\| (`[^|]*`) \|", DESCRIBED, re.MULTILINE)
    assert [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)] == list(COLUMNS)


def test_a_finding_can_be_acted_on_from_its_row(command: Run, tmp_path: Path) -> None:
    rows = written(command, ROOT, tmp_path, SMALL).rows()
    row = next(row for row in rows if row["id"] == "bsr-6.1-1.d@studio/downstream_developer")
    assert (row["standing"], row["outcome_in_words"], row["line"], row["document"]) == (
        "blocks",
        "unmet",
        "13",
        "BSR 2025",
    )
    assert row["stated"] == "actors.studio.hrdd.timing: pre_deployment, pre_development; asked: ongoing"
    assert row["fix"].startswith("Review your due diligence")
    silent = next(row for row in rows if row["outcome"] == "unknown" and row["standing"] == "undecided")
    assert silent["missing"]
    assert {row["fix"] for row in rows if row["outcome"] in ("met", "not-applicable")} == {""}


def test_a_manifest_of_which_nothing_was_checked_has_a_row(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors: [{id: nobody, activities: []}]\n")
    (row,) = written(command, tmp_path, tmp_path, "m.yaml").csv
    assert (row["verdict"], row["reason"]) == ("undecided", "no duty applies to any actor, so nothing was checked")


def test_outcomes_to_show_narrow_the_rows(command: Run) -> None:
    ended = command(ROOT, "check", SMALL, "--as-of", AS_OF, "--format", "csv", "--show", "unmet")
    rows = csv.DictReader(io.StringIO(ended.stdout.decode("utf-8-sig")))
    assert {row["outcome"] for row in rows} == {"", "unmet"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "' =1"),
        ("\r=1", "'=1"),
        ("a\n=1", "a =1"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a;' =1"),
        ("plain = text - as it is", "plain = text - as it is"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert cell_text(text) == cell


def test_nothing_of_a_manifest_is_a_formula_or_breaks_a_row(command: Run, tmp_path: Path) -> None:
    name = hostile_manifest(tmp_path, "=cmd.json")
    report = written(command, tmp_path, tmp_path, name)
    cells = [cell for row in report.csv for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@")] == []
    assert all(cell.isprintable() for cell in cells)
    assert max(map(len, cells)) < 10_000
    assert report.rows("manifest")[0]["manifest"] == "'=cmd.json"
    assert "'=lab" in {row["actor"] for row in report.rows()}
