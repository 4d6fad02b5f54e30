"""What waivers accept, and what became of the others, as lines of text."""

from collections.abc import Iterable, Mapping

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.waivers.harm import waived_harm
from rightsgate.report.waivers import WaiverNote, acceptance_of, notes_on
from rightsgate.text.layout import Page, plain


def waivers_text(part: ManifestReport, run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the lines on the waivers of one manifest, of each kind at most so many; none if it has no such finding."""
    waived = [finding for finding in part.findings if finding.waiver is not None]
    lines: list[str] = []
    if waived:
        lines += ["", page.paint(f"Accepted by waiver ({len(waived)})", bold=True)]
    for finding in waived[:most]:
        if finding.waiver is not None:
            first, *more = page.wrap(plain(f"{finding.id}  {acceptance_of(finding.waiver)}"), 2, 4)
            lines += [f"  {first}", *(f"    {line}" for line in more)]
    if most is not None and len(waived) > most:
        lines += page.paragraph(f"and {len(waived) - most} more: --detail findings", 2)
    if waived:
        harm = waived_harm(part.findings, part.assessment)
        rights = {name: right.name for name, right in run.tables.rights.items()}
        groups = {name: group.name for name, group in run.tables.groups.items()}
        lines += _counts("Waived by right", harm.rights, rights, page, most)
        lines += _counts("Waived by group at heightened risk", harm.groups, groups, page, most)
    return [*lines, *notes_text(notes_on(part.waiver_uses), run, page)]


def _counts(
    heading: str, counts: Mapping[str, int], names: Mapping[str, str], page: Page, most: int | None
) -> list[str]:
    if not counts:
        return []
    said = [f"{names.get(name, name)} {count}" for name, count in counts.items()]
    more = f"; {len(said) - most} more: --detail findings" if most is not None and len(said) > most else ""
    return page.paragraph(plain(f"{heading}: {', '.join(said[:most])}{more}"), 2)


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
