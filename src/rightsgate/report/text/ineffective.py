"""Recorded decisions without effect, as sentences: who made them, on what, and why they have no effect."""

from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.decisions import no_effect_text
from rightsgate.text.layout import Page, plain

HEADING: Final = "Recorded decisions without effect"


def ineffective_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines about decisions without effect; none if every decision has an effect."""
    if not part.ineffective_decisions:
        return []
    lines = ["", page.paint(HEADING, bold=True)]
    for one in part.ineffective_decisions:
        first, *more = page.wrap(plain(no_effect_text(one, run.policy.valid_for)), 2, 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines
