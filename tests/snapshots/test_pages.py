"""The pages in docs against the commands that print them, and the reference page against the vocabulary."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkout.paths import ROOT
from rightsgate.cli import application
from rightsgate.handbook.details import MEANS
from rightsgate.handbook.file_forms import FILES
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.handbook.markdown import own_anchor
from rightsgate.handbook.setting import Setting
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse
from rightsgate.vocabulary.model import DETAILS, EntityKind, Field, FieldType, Vocabulary

DOCS = ROOT / "docs"
PAGES = {
    "manifest.md": "reference",
    "reference/faults.md": "reference faults",
    "coverage.md": "coverage --format markdown",
    "manifest.schema.json": "schema manifest",
    "report.schema.json": "schema report",
    "jsonl.schema.json": "schema jsonl",
    "diff.schema.json": "schema diff",
    "forecast.schema.json": "schema forecast",
    **{f"{kind}.schema.json": f"schema {kind}" for kind in FILES},
    **{f"reference/{kind}.md": f"reference {kind}" for kind in FILES},
}
VOCABULARY = load_pack([builtin("rules")]).vocabulary


def page_of(vocabulary: Vocabulary) -> str:
    return FORMATS["markdown"].written(manifest_page(vocabulary), Setting())


PAGE = page_of(VOCABULARY)


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(application, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(("page", "call"), PAGES.items())
def test_a_page_is_what_its_command_prints(page: str, call: str) -> None:
    written = DOCS / page
    if not written.is_file() or written.read_text(encoding="utf-8") != printed(*call.split()):
        pytest.fail(f"docs/{page} is stale; run: rightsgate {call} > docs/{page}", pytrace=False)


def test_only_the_page_of_the_manifest_takes_packs() -> None:
    result = CliRunner().invoke(application, ["reference", "policy", "--rules", builtin("rules")])
    assert result.exit_code == 2
    assert "--rules applies only to the page of the manifest" in result.output


def section(page: str, name: str) -> str:
    """Return the part of a page under the heading of a section."""
    _, _, below = page.partition(f"\n### `{name}`\n")
    return below.partition("\n### ")[0]


def cells(line: str) -> list[str]:
    """Split a row of a table at its bars, as Markdown does."""
    assert line.startswith("| ")
    assert line.endswith(" |")
    return re.split(r"(?<!\\)\|", line)[1:-1]


@pytest.mark.parametrize("kind", VOCABULARY.kinds.values(), ids=VOCABULARY.kinds)
def test_a_section_has_a_row_for_every_field(kind: EntityKind) -> None:
    rows = [line for line in section(PAGE, kind.section).splitlines() if line.startswith("| `")]
    named = {cells(row)[0].strip(" `").replace("[]", ""): row for row in rows}
    assert named.keys() >= kind.by_path.keys()
    for path, field in kind.by_path.items():
        assert cells(named[path])[1].split()[0].startswith(field.type.value)
        assert re.findall("`([^`]+)`", cells(named[path])[2]) == list(field.values)
        assert cells(named[path])[4].strip() == ", ".join(field.asked_by)
        assert ("**open**" in named[path]) is field.open


def test_entries_that_stand_only_inside_others_say_so() -> None:
    assert "They stand only inside `actor` entries." in section(PAGE, "judgements")
    assert "`judgements`" in section(PAGE, "actors")
    assert "They stand only inside" not in section(PAGE, "channels")


def test_every_table_is_as_wide_as_its_header() -> None:
    widths = set()
    for line in PAGE.splitlines():
        if not line.startswith("|"):
            width = 0
        elif not width:
            width = len(cells(line))
            widths.add(width)
        else:
            assert len(cells(line)) == width, line
    assert widths == {2, 5}


def test_links_lead_to_headings() -> None:
    headings = {own_anchor(line.lstrip("# ")) for line in PAGE.splitlines() if line.startswith("#")}
    links = set(re.findall(r"\]\(#([^)]*)\)", PAGE))
    assert {kind.section for kind in VOCABULARY.kinds.values()} <= links <= headings


def test_the_example_is_a_manifest() -> None:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    manifest = read_manifest(parse(found[1], "manifest.yaml"), "manifest.yaml", VOCABULARY)
    assert [entity.key for entity in manifest.entities["actor"]] == ["lab", "studio"]


def one_field(field: Field) -> Vocabulary:
    kind = EntityKind(name="thing", section="things", means="A *thing*", fields={field.path: field})
    return Vocabulary(kinds={"thing": kind}, sets={})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("*bold* and _low_", r"\*bold\* and \_low\_"),
        ("vg_women, vg_...", r"vg_women, vg\_..."),
        ("<script> & [x](y) `z`", r"\<script\> \& \[x\](y) \`z\`"),
        ("costs $5 or ~5~", r"costs \$5 or \~5\~"),
        ("C:\\temp", r"C:\\temp"),
        ("two\nlines  here", "two lines here"),
    ],
)
def test_what_markdown_would_misread_is_escaped(text: str, shown: str) -> None:
    page = page_of(one_field(Field(path="part", type=FieldType.TEXT, means=text, asked_by=(text,))))
    assert f"| `part` | text |  | {shown} | {shown} |" in page.splitlines()
    assert r"- [`things`](#things): A \*thing\*" in page.splitlines()


def test_codes_stand_as_they_are_written() -> None:
    field = Field(path="part", type=FieldType.CHOICES, means="Parts", values=("a_b", "a|b", "a`b"), open=True)
    assert r"| `part` | choices, **open** | `a_b`, `a\|b`, `` a`b `` | Parts |  |" in page_of(one_field(field))


def test_a_field_says_what_it_points_to_and_what_its_silence_means() -> None:
    field = Field(
        path="part",
        type=FieldType.REFERENCES,
        means="Parts",
        to="thing",
        unstated_is_none=True,
        alternative="whole",
    )
    (row,) = [line for line in page_of(one_field(field)).splitlines() if line.startswith("| `part` |")]
    assert cells(row)[1].strip() == "references to [`things`](#things), unstated = `none`"
    assert cells(row)[3].strip() == "Parts; if it is not stated, `whole` answers it"


def test_a_pack_brings_its_own_fields_into_the_page(tmp_path: Path) -> None:
    pack = {
        "pack.yaml": "pack: fleet",
        "vehicle.yaml": """
            entity: vehicle
            section: vehicles
            means: A machine
            fields: {maker: {type: text, means: Who made it}}
        """,
        "rules.yaml": """
            title: Who makes vehicles
            inferences:
              - {id: f-1, title: Makers build, if: [{vehicle.maker: [$vehicle, $maker]}], then: {builds: [$maker]}}
        """,
    }
    for name, text in pack.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page = printed("reference", "--rules", str(tmp_path))
    assert "| `maker` | text |  | Who made it |  |" in section(page, "vehicles")
    assert section(page, "actors") == section(PAGE, "actors")


def test_every_detail_of_a_statement_is_told() -> None:
    assert set(MEANS) == set(DETAILS)
    assert all(f"\n| `{name}` | " in PAGE for name in DETAILS)
