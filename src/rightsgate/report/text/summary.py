"""Many manifests in a table, and what stands below a brief report."""

from collections.abc import Iterator
from typing import Final

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.model import Verdict
from rightsgate.report.text.columns import shortened
from rightsgate.report.text.exceptions import exception_lines, exceptions_text
from rightsgate.report.text.report import VERDICTS, configured_text, skipped_text, waivers_foot
from rightsgate.report.writer import Options, Shape
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.text.characters import padded
from rightsgate.text.layout import Page, plain

VERDICT: Final = 9
COUNTS: Final = 34


def line_text(part: ManifestReport, page: Page) -> str:
    """Return one manifest's part as a line of a table: verdict, path, what blocks and what is not stated."""
    blocking = [finding.outcome for finding in part.findings if finding.effect is Effect.BLOCK]
    not_stated = part.gating_counts[Outcome.UNKNOWN] - blocking.count(Outcome.UNKNOWN)
    counts = f"{len(blocking):>4} block {not_stated:>5} not stated"
    room = page.width - VERDICT - COUNTS
    verdict = page.paint(padded(part.verdict.value.upper(), VERDICT), fg=VERDICTS[part.verdict], bold=True)
    line = f"{verdict} {padded(shortened(plain(part.path), room), room)} {counts}".rstrip()
    strange = f"the policy names actors that it does not have: {', '.join(part.actors_not_found)}"
    more = page.paragraph(plain(strange), VERDICT + 1) if part.actors_not_found else []
    return "\n".join((line, *more, ""))


def brief_foot(tally: Tally, run: Run, options: Options, verdict: Verdict, exit_code: int, page: Page) -> str:
    """Return what stands below: totals, what was skipped or left out, and how to see more."""
    lines: list[str] = []
    if tally.manifests > 1:
        lines += ["" if options.many else page.rule(), *_total(tally, verdict, page)]
    if tally.skipped:
        lines += [*skipped_text(tally, page), ""]
    lines += waivers_foot(run, tally, page)
    if options.shape is Shape.BRIEF or options.many:
        lines += exception_lines(run, page)
    elif run.exceptions:
        lines += [*exceptions_text(run, page), ""]
    lines += _more(options, page)
    lines += configured_text(options.asked.config, page)
    return "\n".join([*lines, f"Exit code {exit_code}."]) + "\n"


def _total(tally: Tally, verdict: Verdict, page: Page) -> Iterator[str]:
    said = ", ".join(f"{len(paths)} {of.value}" for of, paths in tally.paths.items() if paths)
    painted = page.paint(verdict.value.upper(), fg=VERDICTS[verdict], bold=True)
    yield f"{painted} {tally.manifests} manifests: {said}"
    yield ""


def _more(options: Options, page: Page) -> list[str]:
    if options.many:
        return page.paragraph("One manifest at a time tells more: rightsgate check MANIFEST", 0)
    if options.shape is Shape.BRIEF:
        more = "More: --detail findings, or --detail full with people and others in the chain. "
    else:
        more = "More: --detail full, with people and others in the chain. "
    return page.paragraph(f"{more}Why: rightsgate why ID MANIFEST", 0)
