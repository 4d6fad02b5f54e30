"""What making the check of a report again found, in words."""

from collections.abc import Iterator, Sequence
from typing import Final

from rightsgate.report.comparison import Difference
from rightsgate.report.json.contract.run import Report
from rightsgate.text.layout import Page, plain

# How many differences are listed, and how much of a value.
LISTED: Final = 20
SHOWN: Final = 80


def verification_text(
    path: str, report: Report, changed: Sequence[Difference], differing: Sequence[Difference], page: Page, version: str
) -> str:
    """Return whether a report is confirmed.

    ``changed`` are inputs that are not the same here, ``differing`` the results that differ.
    """
    lines = page.paragraph(_verdict(path, report, changed, differing), 0)
    for difference in (*changed, *differing)[:LISTED]:
        lines += ["", *page.paragraph(plain(difference.place), 2)]
        lines += page.paragraph(f"reported: {_short(difference.reported)}", 4)
        lines += page.paragraph(f"here:     {_short(difference.found)}", 4)
    more = len(changed) + len(differing) - LISTED
    if more > 0:
        lines += ["", *page.paragraph(f"and {more} more", 2)]
    lines += (line for note in _notes(report, changed, version) for line in ["", *page.paragraph(note, 0)])
    return "\n".join(lines) + "\n"


def _verdict(path: str, report: Report, changed: Sequence[Difference], differing: Sequence[Difference]) -> str:
    name = plain(path)
    if changed:
        return f"{name} is not confirmed: what it was made from is not the same here, so nothing was compared."
    if differing:
        return f"{name} is not confirmed: the same manifests, rules and policy give another result."
    run, count = report.run, len(report.manifests)
    checked = f"{count} manifest{'' if count == 1 else 's'} and {report.summary.findings} findings"
    by = f"by the policy {plain(run.policy.name)} and the rules {run.rules}"
    return f"{name} is confirmed: {checked}, as of {run.as_of}, {by}."


def _notes(report: Report, changed: Sequence[Difference], version: str) -> Iterator[str]:
    if report.run.tool.version != version:
        yield f"The report was made by rightsgate {plain(report.run.tool.version)}; this is {version}."
    if changed:
        yield "Name the files and folders that it was made from: MANIFEST..., --rules DIR, --policy FILE."


def _short(value: str) -> str:
    return plain(value if len(value) <= SHOWN else f"{value[:SHOWN]} ...")
