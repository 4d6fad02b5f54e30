"""The report on one screen, and the one on all findings that gate: verdict, what to do first, people, decisions."""

from collections.abc import Collection
from typing import Final

from msgspec import structs

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.priorities import first_steps
from rightsgate.report.actors import ADVISORY, advisory_of
from rightsgate.report.text.at_risk import at_risk_text
from rightsgate.report.text.blocking import blocking_text
from rightsgate.report.text.columns import listed, table
from rightsgate.report.text.decided import decided_text
from rightsgate.report.text.duties import duties_text
from rightsgate.report.text.ineffective import ineffective_text
from rightsgate.report.text.silence import silence_lines
from rightsgate.report.text.steps import first_text
from rightsgate.report.text.verdict import verdict_text
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import Page

# How many lines each part has at most; what is left out is counted, with how to see it.
STEPS: Final = 10
BLOCKING: Final = 14
RISKS: Final = 10
DECIDED: Final = 6
WAIVED: Final = 4
OTHERS: Final = 4
SILENT: Final = 2


def brief_text(part: ManifestReport, run: Run, page: Page) -> str:
    """Return one manifest's part on one screen."""
    lines = verdict_text(part, run, page)
    lines += first_text(first_steps(part.findings, part.assessment), run, page, most=STEPS)
    lines += blocking_text(part, page, most=BLOCKING)
    lines += at_risk_text(part.assessment.risks, run, page, most=RISKS)
    lines += _accepted(part, run, page, most=WAIVED)
    lines += decided_text(part, page, most=DECIDED)
    lines += _others(part, run, page, most=OTHERS)
    return "\n".join(lines) + "\n\n"


def findings_text(part: ManifestReport, run: Run, show: Collection[Outcome], page: Page) -> str:
    """Return one manifest's part with every finding that gates, written in full or in a line."""
    gating = structs.replace(part, findings=tuple(finding for finding in part.findings if not finding.advisory))
    actors = {finding.actor for finding in gating.findings}
    gating = structs.replace(gating, actors=tuple(actor for actor in part.actors if actor.id in actors))
    lines = verdict_text(part, run, page)
    lines += first_text(first_steps(part.findings, part.assessment), run, page)
    lines += duties_text(gating, run, show, page)
    lines += at_risk_text(part.assessment.risks, run, page)
    lines += _accepted(part, run, page)
    lines += decided_text(part, page)
    lines += ineffective_text(part, run, page)
    lines += _others(part, run, page)
    return "\n".join(lines) + "\n\n"


def _accepted(part: ManifestReport, run: Run, page: Page, *, most: int | None = None) -> list[str]:
    lines: list[str] = []
    if run.waivers is not None:
        from rightsgate.report.text.waivers import waivers_text  # which most calls do not need

        lines += waivers_text(part, run, page, most=most)
    if run.baseline is not None:
        from rightsgate.report.text.baseline import changes_text  # as above

        lines += changes_text(part, run, page)
    if part.upcoming:
        from rightsgate.report.text.forecast import upcoming_text  # as above

        lines += upcoming_text(part, page)
    return lines


def _others(part: ManifestReport, run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return a line on each actor whose duties are advisory: how many are open, the most unmet first."""
    rows = [*advisory_of(part)]
    entries = table(rows[:most], page, indent=2, flexible=1)
    lines = listed(ADVISORY[run.policy.of], entries, page, of=len(rows), most=most, more="--detail full")
    return [*lines, *silence_lines(part, run.policy.of, page, most=SILENT)] if lines else []
