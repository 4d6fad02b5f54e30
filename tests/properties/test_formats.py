"""What holds of the formats for other tools on any manifest: they can be read, and count what the report counts."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

from hypothesis import given
from jsonschema import Draft202012Validator

from checkout.formats import commands
from rightsgate.checker.model import ANNOTATED, ManifestReport, Rendered, Run, Tally
from rightsgate.findings.gate import EXIT_CODES
from rightsgate.findings.model import Verdict
from rightsgate.fleet.buffer import ReportBuffer
from rightsgate.report.formats import FORMATS
from rightsgate.report.json.schema import lines_schema
from rightsgate.report.references import references_of
from rightsgate.report.standing import Standing, standings
from rightsgate.report.writer import Options
from worlds.manifests import STEADY, Data, check, checker, manifests

LINES = Draft202012Validator(lines_schema())


def whole(name: str, part: ManifestReport, run: Run) -> str:
    """Return a report on two manifests that say the same, as it is written."""
    row, tally = FORMATS[name], Tally()
    writer = row.writer(run, Options(version="1.0"))
    body = writer.part(part)
    with ReportBuffer(writer.separator) as buffer:
        for _ in range(2):
            found = () if row.annotations is None else tuple(row.annotations(part, run))
            rendered = Rendered(
                path=part.path,
                verdict=part.verdict,
                counts=part.counts,
                effects=Counter(finding.effect for finding in part.findings),
                references=references_of(part, writer.show),
                bodies=(body,),
                annotations=found,
            )
            tally.add(rendered)
            buffer.add(body)
        return "".join(buffer.whole(*writer.around(tally, part.verdict, EXIT_CODES[part.verdict])))


def _junit(text: str, part: ManifestReport, counts: Counter[Standing]) -> None:
    first, second = ET.fromstring(text)  # noqa: S314 - we wrote it
    assert ET.tostring(first) == ET.tostring(second)
    tags = Counter(child.tag for case in first.findall("testcase") for child in case)
    assert tags["failure"] == counts[Standing.BLOCKS] + (part.verdict is Verdict.FAILED)
    assert tags["error"] == counts[Standing.UNDECIDED] + (part.verdict is Verdict.UNDECIDED)
    assert len(first.findall("testcase")) == len(part.findings) + 1


def _csv(text: str, _: ManifestReport, counts: Counter[Standing]) -> None:
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert [row["row"] for row in rows].count("manifest") == 2
    found = Counter(row["standing"] for row in rows if row["row"] == "finding")
    assert found == {standing.value: 2 * count for standing, count in counts.items()}
    assert not any(str(cell)[:1] in set("=+-@\t\r") for row in rows for cell in row.values())


def _jsonl(text: str, _: ManifestReport, counts: Counter[Standing]) -> None:
    lines = [json.loads(line) for line in text.removesuffix("\n").split("\n")]
    assert [error.message[:300] for line in lines[: len(lines) // 2 + 2] for error in LINES.iter_errors(line)] == []
    found = Counter(line["standing"] for line in lines if line["kind"] == "finding")
    assert found == {standing.value: 2 * count for standing, count in counts.items()}


def _gitlab(text: str, part: ManifestReport, counts: Counter[Standing]) -> None:
    entries = json.loads(text)
    gating = counts[Standing.BLOCKS] + counts[Standing.UNDECIDED]
    assert len(entries) == 2 * (gating or part.verdict is not Verdict.PASSED)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) // 2, "one file, given twice"


def _github(text: str, part: ManifestReport, counts: Counter[Standing]) -> None:
    levels = Counter(level for level, _, _ in commands(text))
    assert max(levels.values(), default=0) <= ANNOTATED
    assert (levels["error"] > 0) == (counts[Standing.BLOCKS] > 0)
    assert (levels["warning"] > 0) == (
        counts[Standing.UNDECIDED] > 0 or (not counts[Standing.BLOCKS] and part.verdict is Verdict.UNDECIDED)
    )
    assert text.count("::group::") == text.count("::endgroup::") == 2


READERS: dict[str, Callable[[str, ManifestReport, Counter[Standing]], None]] = {
    "junit": _junit,
    "csv": _csv,
    "jsonl": _jsonl,
    "gitlab": _gitlab,
    "github": _github,
}


@STEADY
@given(manifests())
def test_every_format_can_be_read_and_counts_the_same(data: Data) -> None:
    part, run = check(data), checker().run()
    counts = standings(part.findings)
    assert sum(counts.values()) == sum(part.counts.values())
    for name, read in READERS.items():
        read(whole(name, part, run), part, counts)
