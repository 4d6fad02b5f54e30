"""JSON and SARIF reports on manifests that were checked here, and the schemas to which they keep."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from jsonschema import Draft4Validator, Draft202012Validator

from checkout.paths import ROOT
from rightsgate.checker.model import ManifestReport, Rendered, Run, Tally
from rightsgate.findings.gate import EXIT_CODES, worst
from rightsgate.report.json.schema import report_schema
from rightsgate.report.json.writer import JsonWriter
from rightsgate.report.references import references_of
from rightsgate.report.sarif.profile import FULL, Profile
from rightsgate.report.sarif.writer import SarifWriter
from rightsgate.report.writer import Options, PartWriter

# Published by OASIS, and kept outside the checkout.
SARIF_SCHEMA: Final = ROOT.parent / "shared" / "corpus" / "schemas" / "sarif" / "sarif-schema-2.1.0.json"


def part_json(part: ManifestReport, run: Run) -> Any:
    """Return the part of a JSON report on one manifest, with derivations where the check made them."""
    return json.loads(JsonWriter(run, Options(derivations=bool(part.derivations))).part(part))


def report_text(parts: Iterable[ManifestReport], run: Run, options: Options) -> str:
    """Return a whole JSON report as it is written."""
    writer = JsonWriter(run, options)
    tally, bodies = rendered(parts, writer)
    head, tail = writer.around(tally, worst(verdict for verdict, paths in tally.paths.items() if paths), 3)
    return head + writer.separator.join(bodies) + tail


def rendered(parts: Iterable[ManifestReport], writer: PartWriter) -> tuple[Tally, list[str]]:
    """Return the totals of some parts, and each as a writer writes it."""
    tally, bodies = Tally(), []
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
                waiver_uses=part.waiver_uses,
                spared=sum(finding.spared for finding in part.findings),
            )
        )
    return tally, bodies


def sarif_text(parts: Iterable[ManifestReport], run: Run, profile: Profile = FULL) -> str:
    """Return a whole SARIF report as it is written."""
    writer = SarifWriter(run, Options(version="1.0.0"), profile)
    tally, bodies = rendered(parts, writer)
    verdict = worst(verdict for verdict, paths in tally.paths.items() if paths)
    lines = "".join(bodies).splitlines(keepends=True)
    return "".join(writer.arranged(lambda: iter(lines), tally, verdict, EXIT_CODES[verdict]))


def sarif_faults(report: Any) -> list[str]:
    """Return in what a report departs from the published schema of SARIF 2.1.0."""
    return [f"{[*error.absolute_path]}: {error.message[:300]}" for error in _sarif_validator().iter_errors(report)]


@cache
def _sarif_validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SARIF_SCHEMA.read_text(encoding="utf-8")))


@cache
def validator() -> Draft202012Validator:
    """Return what validates JSON reports."""
    return Draft202012Validator(report_schema())


def faults(report: Any) -> list[str]:
    """Return in what a report departs from the schema."""
    return [f"{error.json_path}: {error.message[:300]}" for error in validator().iter_errors(report)]
