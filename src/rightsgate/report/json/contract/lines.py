"""The contract ``rightsgate.jsonl/1``: the same report, a line at a time."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from rightsgate.findings.model import Verdict
from rightsgate.report.json.contract.finding import Finding
from rightsgate.report.json.contract.manifest import Manifest
from rightsgate.report.json.contract.reference import Reference
from rightsgate.report.json.contract.run import Run, Skipped, Summary
from rightsgate.report.json.contract.waiver import WaiverNote
from rightsgate.report.standing import Standing

CONTRACT: Final = "rightsgate.jsonl/1"


class RunLine(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="run"):
    """The first line: how the report was made, and what it comes to."""

    schema: Annotated[Literal["rightsgate.jsonl/1"], Meta(description="Name and number of this contract")]
    verdict: Annotated[Verdict, Meta(description="The worst verdict of all manifests")]
    exit_code: Annotated[Literal[0, 1, 3], Meta(description="0: passed, 1: failed, 3: undecided")]
    run: Run
    summary: Summary
    skipped: Annotated[tuple[Skipped, ...], Meta(description="What was skipped in folders, by reason")] = ()
    waiver_notes: Annotated[
        tuple[WaiverNote, ...], Meta(description="Waivers that name no finding of any manifest, or accept several")
    ] = ()


class ManifestLine(Manifest, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="manifest"):
    """A manifest; the lines after it, up to the next such line, are its findings."""


class FindingLine(Finding, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="finding"):
    """A finding, with what a reader of this line alone needs to know of its manifest and its rule."""

    manifest: Annotated[str, Meta(description="Path of the manifest")]
    title: Annotated[str, Meta(description="What the rule asks for, in a line")]
    standing: Annotated[Standing, Meta(description="What it does to the gate, or why it does nothing")]


class ReferenceLine(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="reference"):
    """The last line: what the others refer to by id."""

    reference: Reference
