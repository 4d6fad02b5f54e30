"""The findings that block, each with its id, its title and its line."""

from rightsgate.checker.model import ManifestReport
from rightsgate.report.blocking import binds_of, blocking_of, ids_of, line_of, short_id
from rightsgate.report.text.columns import listed, table
from rightsgate.text.layout import Page, plain


def blocking_text(part: ManifestReport, page: Page, *, most: int) -> list[str]:
    """Return the findings that block, the most urgent first, in at most so many lines."""
    ids = ids_of(part)
    blocking = blocking_of(part)
    rows = [
        (binds_of(finding), plain(short_id(finding, ids)), line_of(finding), finding.duty.title)
        for finding in blocking[:most]
    ]
    entries = table(rows, page, indent=2, flexible=3)
    heading = f"Blocking ({len(blocking)})"
    return listed(heading, entries, page, of=len(blocking), most=most, more="--detail findings")
