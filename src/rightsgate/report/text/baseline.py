"""How findings stand to a baseline, as lines of text."""

from collections import Counter

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.baseline import CHANGES, otherwise_text
from rightsgate.text.layout import Page, plain


def changes_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines on how the findings that gate stand to the baseline; none without one."""
    if run.baseline is None:
        return []
    counts = Counter(finding.change for finding in part.findings if not finding.advisory)
    said = [f"{counts[change]} {words}" for change, words in CHANGES.items() if counts[change]]
    said.append(f"{len(part.settled)} settled")
    if run.baseline.of(part.path) is None:
        said = ["it has no such manifest, so everything is new"]
    told = f"Against the baseline of {run.baseline.as_of} ({run.baseline.path}): {', '.join(said)}."
    return ["", *page.paragraph(plain(f"{told} {otherwise_text(part, run)}".rstrip()), 0)]
