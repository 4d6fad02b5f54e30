"""What waivers accept, and what became of the others, as lines of text."""

from collections.abc import Iterable, Sequence

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.waivers import WaiverNote, accepted_of, harm_of, named_of, notes_on
from rightsgate.text.layout import Page, plain


def waivers_text(part: ManifestReport, run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the lines on the waivers of one manifest, of each kind at most so many; none if it has no such finding."""
    waived = [finding for finding in part.findings if finding.waiver is not None]
    lines: list[str] = []
    if waived:
        lines += ["", page.paint(f"Accepted by waiver ({len(waived)})", bold=True)]
    for finding in waived[:most]:
        if finding.waiver is not None:
            first, *more = page.wrap(plain(f"{finding.id}  {accepted_of(finding.waiver)}"), 2, 4)
            lines += [f"  {first}", *(f"    {line}" for line in more)]
    if most is not None and len(waived) > most:
        lines += page.paragraph(f"and {len(waived) - most} more: --detail findings", 2)
    if waived:
        lines += (line for heading, said in harm_of(part, run) for line in _counts(heading, said, page, most))
    return [*lines, *notes_text(notes_on(part.waiver_uses), run, page)]


def _counts(heading: str, said: Sequence[str], page: Page, most: int | None) -> list[str]:
    more = f"; {len(said) - most} more: --detail findings" if most is not None and len(said) > most else ""
    return page.paragraph(plain(f"{heading}: {', '.join(said[:most])}{more}"), 2)


def notes_text(notes: Iterable[WaiverNote], run: Run, page: Page) -> list[str]:
    """Return the lines on waivers that people should look at."""
    listed = list(notes)
    if not listed:
        return []
    lines = ["", page.paint(f"Waivers to look at ({len(listed)})", bold=True)]
    for note in listed:
        first, *more = page.wrap(plain(f"{named_of(note, run)}. {note.explanation}"), 2, 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines
