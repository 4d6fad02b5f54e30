"""What waivers accept, and what became of the others, as lines of text."""

from collections.abc import Iterable, Mapping

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.waivers.harm import waived_harm
from rightsgate.report.waivers import WaiverNote, notes_on
from rightsgate.text.layout import Page, plain


def waivers_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines on the waivers of one manifest; none if none names a finding of it."""
    waived = [finding for finding in part.findings if finding.waiver is not None]
    lines: list[str] = []
    if waived:
        lines += ["", page.paint(f"Accepted by waiver ({len(waived)})", bold=True)]
    for finding in waived:
        if finding.waiver is not None:
            one = finding.waiver
            told = f"{finding.id}  accepted by {one.approver} until {one.expires}, owner {one.owner}: {one.reason}"
            first, *more = page.wrap(plain(told), 2, 4)
            lines += [f"  {first}", *(f"    {line}" for line in more)]
    if waived:
        harm = waived_harm(part.findings, part.assessment)
        rights = {name: right.name for name, right in run.tables.rights.items()}
        groups = {name: group.name for name, group in run.tables.groups.items()}
        lines += _counts("Waived by right", harm.rights, rights, page)
        lines += _counts("Waived by group at heightened risk", harm.groups, groups, page)
    return [*lines, *notes_text(notes_on(part.waiver_uses), run, page)]


def _counts(heading: str, counts: Mapping[str, int], names: Mapping[str, str], page: Page) -> list[str]:
    if not counts:
        return []
    said = ", ".join(f"{names.get(name, name)} {count}" for name, count in counts.items())
    return page.paragraph(plain(f"{heading}: {said}"), 2)


def notes_text(notes: Iterable[WaiverNote], run: Run, page: Page) -> list[str]:
    """Return the lines on waivers that people should look at."""
    listed = list(notes)
    if not listed:
        return []
    lines = ["", page.paint(f"Waivers to look at ({len(listed)})", bold=True)]
    path = "" if run.waivers is None else run.waivers.path
    for note in listed:
        told = f"{note.waiver.finding} ({path}:{note.waiver.location.line}). {note.explanation}"
        first, *more = page.wrap(plain(told), 2, 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines
