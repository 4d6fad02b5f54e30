"""JSON reports on manifests that were checked here, and the schema to which they keep."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from rightsgate.checker.model import ManifestReport, Rendered, Run, Tally
from rightsgate.findings.gate import worst
from rightsgate.report.json.schema import report_schema
from rightsgate.report.json.writer import JsonWriter
from rightsgate.report.references import references_of
from rightsgate.report.writer import Options


def part_json(part: ManifestReport, run: Run) -> Any:
    """Return the part of a JSON report on one manifest, with derivations where the check made them."""
    return json.loads(JsonWriter(run, Options(derivations=bool(part.derivations))).part(part))


def report_text(parts: Iterable[ManifestReport], run: Run, options: Options) -> str:
    """Return a whole JSON report as it is written."""
    writer, tally, bodies = JsonWriter(run, options), Tally(), []
    for part in parts:
        bodies.append(writer.part(part))
        tally.add(
            Rendered(
                path=part.path,
                verdict=part.verdict,
                counts=part.counts,
                effects=Counter(finding.effect for finding in part.findings),
                references=references_of(part, writer.show),
                bodies=(),
            )
        )
    head, tail = writer.around(tally, worst(verdict for verdict, paths in tally.paths.items() if paths), 3)
    return head + writer.separator.join(bodies) + tail


@cache
def validator() -> Draft202012Validator:
    """Return what validates JSON reports."""
    return Draft202012Validator(report_schema())


def faults(report: Any) -> list[str]:
    """Return in what a report departs from the schema."""
    return [f"{error.json_path}: {error.message[:300]}" for error in validator().iter_errors(report)]
