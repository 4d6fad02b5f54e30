"""Many manifests in a table, and what stands above and below a brief report."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.model import Verdict
from rightsgate.report.inputs import counted, spared_of
from rightsgate.report.text.columns import shortened_path
from rightsgate.report.text.exceptions import exception_lines, exceptions_text
from rightsgate.report.text.report import (
    configured_text,
    notes_text,
    skipped_text,
    unlocked_text,
    waivers_foot,
)
from rightsgate.report.text.verdict import badge
from rightsgate.report.writer import Options, Shape
from rightsgate.rules.model.outcome import Effect
from rightsgate.text.characters import padded
from rightsgate.text.layout import Page, plain

VERDICT: Final = 9
COUNTS: Final = 27


def line_text(part: ManifestReport, page: Page) -> str:
    """Return one manifest's part as a line of a table: verdict, path, what blocks and what leaves it undecided."""
    effects = Counter(finding.effect for finding in part.findings)
    counts = f"{effects[Effect.BLOCK]:>4} block {effects[Effect.UNDECIDED]:>5} left open"
    room = page.width - VERDICT - COUNTS - 2
    line = f"{badge(part.verdict, page, VERDICT)} {padded(shortened_path(plain(part.path), room), room)} {counts}"
    strange = f"the policy names actors that are not in it: {', '.join(part.actors_not_found)}"
    more = page.paragraph(plain(strange), VERDICT + 1) if part.actors_not_found else []
    return "\n".join((line, *more, ""))


def brief_head(run: Run) -> str:
    """Return the line at the top, by which a report is known when it is read as a manifest, and the notes on packs."""
    rules = ", ".join(map(plain, run.packs))
    duties = f"{counted(len(run.duties), 'duty', 'duties')}"
    return f"rightsgate: policy {plain(run.policy.name)}, as of {run.as_of}; {duties} of {rules}\n{notes_text(run)}"


def brief_foot(
    tally: Tally, run: Run, options: Options, verdict: Verdict, exit_code: int, page: Page, *, is_table: bool
) -> str:
    """Return what stands below: totals, what was skipped or left out, and how to see more."""
    lines: list[str] = []
    if tally.manifests > 1:
        lines += ["" if is_table else page.rule(), *_total(tally, verdict, page)]
    if tally.skipped:
        lines += [*skipped_text(tally, page), ""]
    lines += waivers_foot(run, tally, page)
    if options.shape is Shape.BRIEF or is_table:
        lines += exception_lines(run, page)
    elif run.exceptions:
        lines += [*exceptions_text(run, page), ""]
    lines += unlocked_text(run, page)
    more = _more(options.shape, is_table=is_table)
    lines += page.paragraph(f"{more} To explain a finding: rightsgate why ID MANIFEST", 0)
    lines += configured_text(options.asked.config, page)
    return "\n".join([*lines, f"Exit code {exit_code}."]) + "\n"


def _total(tally: Tally, verdict: Verdict, page: Page) -> Iterator[str]:
    said = ", ".join(f"{len(paths)} {of.value}" for of, paths in tally.paths.items() if paths)
    yield f"{badge(verdict, page)} {tally.manifests} manifests: {said}"
    yield from filter(None, (spared_of(tally),))
    yield ""


def _more(shape: Shape, *, is_table: bool) -> str:
    if is_table:
        return "More on one of them: rightsgate check MANIFEST. On all of them: --detail findings, or full."
    full = "--detail full (everything)"
    return (
        f"More: {full}."
        if shape is Shape.FINDINGS
        else f"More: --detail findings (every finding that can affect the result), {full}."
    )
