"""Recorded decisions without effect, as sentences: who made them, on what, and why they have no effect."""

from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.decisions import ineffective_of
from rightsgate.report.reasons import no_effect_of
from rightsgate.text.layout import Page, plain

HEADING: Final = "Recorded decisions without effect"


def ineffective_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines about decisions without effect; none if every decision has an effect."""
    if not part.ineffective_decisions:
        return []
    lines = ["", page.paint(HEADING, bold=True)]
    for one in part.ineffective_decisions:
        told = f"{ineffective_of(one)} (line {one.location.line}). {no_effect_of(one, run.policy.valid_for)}"
        first, *more = page.wrap(plain(told), 2, 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines
