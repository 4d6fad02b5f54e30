"""The JSON Lines format: the contract ``rightsgate.jsonl/1``, for programs that read a report a line at a time."""

from collections.abc import Iterator

import msgspec
from msgspec import structs

from rightsgate.checker.model import ManifestReport, Tally
from rightsgate.findings.model import Verdict
from rightsgate.report.json.contract import lines as contract
from rightsgate.report.json.finding import finding_json
from rightsgate.report.json.manifest import manifest_json
from rightsgate.report.json.reference import reference_json
from rightsgate.report.json.waiver import notes_json
from rightsgate.report.json.writer import JsonWriter, encoded, run_json, skipped_json, summary_json
from rightsgate.report.standing import standing_of
from rightsgate.report.waivers import notes_on_all


class LinesWriter(JsonWriter):
    """Writes what the JSON format writes as lines: the run, each manifest with its findings, and the reference."""

    separator = ""

    def part(self, part: ManifestReport) -> str:
        """Return the line of one manifest, and those of its findings."""
        return "".join(map(_line, self._lines(part)))

    def _lines(self, part: ManifestReport) -> Iterator[msgspec.Struct]:
        yield contract.ManifestLine(**structs.asdict(manifest_json(part, self.run, frozenset())))
        for finding in part.findings:
            if finding.outcome in self.show:
                yield contract.FindingLine(
                    manifest=part.path,
                    title=finding.duty.title,
                    standing=standing_of(finding),
                    **structs.asdict(finding_json(finding, part, self.run.vocabulary)),
                )

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return the first line and the last one."""
        first = contract.RunLine(
            schema=contract.CONTRACT,
            verdict=verdict,
            exit_code=exit_code,  # type: ignore[arg-type] # a verdict has no other code
            run=run_json(self.run, self.options),
            summary=summary_json(self.run, tally),
            skipped=skipped_json(tally),
            waiver_notes=notes_json(notes_on_all(self.run, tally)),
        )
        reference = reference_json(self.run, tally.references, rows=self.options.derivations)
        return _line(first), _line(contract.ReferenceLine(reference=reference))


def _line(data: msgspec.Struct) -> str:
    return encoded(data).decode() + "\n"
