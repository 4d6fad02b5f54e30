"""The verdict in a colour, for whom it is, and the findings counted: the first lines of a brief report."""

from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Verdict
from rightsgate.report.verdict import for_whom, verdict_lines
from rightsgate.text.layout import Page, plain

# Letters on a coloured ground can be read on a light terminal and on a dark one.
COLOURS: Final = {
    Verdict.FAILED: ("white", "red"),
    Verdict.UNDECIDED: ("black", "yellow"),
    Verdict.PASSED: ("black", "green"),
}


def badge(verdict: Verdict, page: Page, width: int = 0) -> str:
    """Return a verdict in its colour, with blanks up to a width."""
    letters, ground = COLOURS[verdict]
    word = verdict.value.upper()
    return page.paint(word, fg=letters, bg=ground) + " " * (width - len(word))


def heading_text(verdict: Verdict, said: str, page: Page) -> list[str]:
    """Return a verdict in its colour and what it is about, as the first lines of a text."""
    first, *more = page.wrap(plain(said), len(verdict.value) + 2, 2)
    lines = [badge(verdict, page) + page.paint(f"  {first}", bold=True)]
    return [*lines, *(page.paint(f"  {line}", bold=True) for line in more)]


def verdict_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the verdict and for whom it is, what was checked, and the counts."""
    lines = heading_text(part.verdict, for_whom(part, run), page)
    lines += page.paragraph(plain(part.path), 2)
    lines += (line for said in verdict_lines(part, run) for line in page.paragraph(plain(said), 2))
    return lines
