"""How findings stand to a baseline, as lines of text."""

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.baseline import changes_of
from rightsgate.text.layout import Page, plain


def changes_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines on how the findings that gate stand to the baseline; none without one."""
    if run.baseline is None:
        return []
    return ["", *page.paragraph(plain(changes_of(part, run)), 0)]
