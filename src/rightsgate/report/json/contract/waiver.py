"""Waivers, and how findings stand to a baseline."""

from typing import Annotated

from msgspec import Meta, Struct

from rightsgate.report.baseline import Otherwise
from rightsgate.report.json.contract.counts import Count
from rightsgate.report.json.contract.place import Place

Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class FindingWaiver(Struct, frozen=True, kw_only=True):
    """The waiver that accepts a finding for now."""

    reason: Annotated[str, Meta(description="Why it is accepted")]
    owner: Annotated[str, Meta(description="Who sees to it that it is put right")]
    approver: Annotated[str, Meta(description="Who accepted it")]
    starts: Annotated[Day, Meta(description="The first day on which it counts (UTC)")]
    expires: Annotated[Day, Meta(description="The last day on which it counts (UTC)")]
    location: Annotated[Place, Meta(description="Its place in the file of waivers")]


class WaiverNote(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A waiver that has no effect, is about to expire, or accepts more than one finding."""

    finding: Annotated[str, Meta(description="Id of the finding that it names")]
    state: Annotated[str, Meta(description="What became of it, as a code")]
    explanation: Annotated[str, Meta(description="What became of it, in words")]
    approver: Annotated[str, Meta(description="Who accepted it")]
    expires: Annotated[Day, Meta(description="The last day on which it counts (UTC)")]
    location: Annotated[Place, Meta(description="Its place in the file of waivers")]


class Waived(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Findings that waivers accept: how many, and how many of them concern which right and which group.

    A finding may concern several rights and groups, or none that the risk tables tell of.
    """

    findings: Annotated[Count, Meta(description="Number of findings that a waiver accepts")]
    rights: Annotated[dict[str, Count], Meta(description="Number of them by the id of a right at risk")] = {}
    groups: Annotated[dict[str, Count], Meta(description="Number of them by the id of a group at heightened risk")] = {}


class Changes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the open findings stand to the baseline."""

    new: Annotated[Count, Meta(description="Absent from the baseline")]
    worse: Annotated[Count, Meta(description="Had a better outcome in the baseline")]
    gates_now: Annotated[Count, Meta(description="Open in the baseline, where its policy accepted it; it gates now")]
    now_stated: Annotated[Count, Meta(description="Unknown in the baseline, and unmet by what is stated now")]
    known: Annotated[Count, Meta(description="Open in the baseline already")]
    settled: Annotated[tuple[str, ...], Meta(description="Ids of findings that were open and no longer are")] = ()
    otherwise: Annotated[
        tuple[Otherwise, ...], Meta(description="In what the check of the baseline was another one than this")
    ] = ()
    earlier_path: Annotated[str, Meta(description="Path of the manifest in the baseline, where it has another")] = ""
