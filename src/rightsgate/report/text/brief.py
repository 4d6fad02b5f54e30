"""The report on one screen, and the one on all findings that gate: verdict, what to do first, people, decisions."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from msgspec import structs

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.priorities import first_steps
from rightsgate.report.reasons import OPEN
from rightsgate.report.text.at_risk import at_risk_text
from rightsgate.report.text.blocking import blocking_text
from rightsgate.report.text.columns import listed, table
from rightsgate.report.text.decided import decided_text
from rightsgate.report.text.duties import actor_name, duties_text
from rightsgate.report.text.ineffective import ineffective_text
from rightsgate.report.text.silence import silence_lines
from rightsgate.report.text.steps import first_text
from rightsgate.report.text.verdict import verdict_text
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.layout import Page

# The heading of the duties that are advisory, by whose duties gate.
ADVISORY: Final = {
    DutyBearers.SUBJECT: "Other actors in the chain (advisory)",
    DutyBearers.OTHERS: "Your own duties (advisory: they cannot affect the result)",
    DutyBearers.EVERYONE: "Advisory duties",
}
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
    counts: dict[str, dict[Outcome, int]] = {}
    for finding in part.findings:
        if finding.advisory:
            of = counts.setdefault(finding.actor, dict.fromkeys(Outcome, 0))
            of[finding.outcome] += 1
    names = {actor.id: actor_name(actor) for actor in part.actors} | {JOINTLY: "several actors jointly"}
    ordered = sorted(counts, key=lambda actor: (-counts[actor][Outcome.UNMET], actor))
    held = Counter(actor for finding in part.findings for actor in finding.awaits)
    rows = [(names[actor], f"{_open(counts[actor])}{_holding(held[actor])}") for actor in ordered[:most]]
    entries = table(rows, page, indent=2, flexible=1)
    lines = listed(ADVISORY[run.policy.of], entries, page, of=len(ordered), most=most, more="--detail full")
    return [*lines, *silence_lines(part, run.policy.of, page, most=SILENT)] if lines else []


def _open(counts: Mapping[Outcome, int]) -> str:
    return (
        ", ".join(f"{counts[outcome]} {words}" for outcome, words in OPEN.items() if counts[outcome]) or "nothing open"
    )


def _holding(count: int) -> str:
    return f"; {count} of the duties above rest on it alone" if count else ""
