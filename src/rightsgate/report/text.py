"""The report as text for people: who may be harmed first, then the duties; at most 80 columns, colour if asked for."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from rightsgate.model.finding import Outcome, Verdict
from rightsgate.model.report import ManifestReport, Rendered, Run
from rightsgate.report.duties_text import BRIEF, duties_text
from rightsgate.report.layout import Page, plain
from rightsgate.report.people_text import people_text

VERDICTS: Final = {Verdict.FAILED: "red", Verdict.UNDECIDED: "yellow", Verdict.PASSED: "green"}


def text_whole(run: Run, parts: Sequence[Rendered], *, exit_code: int, show: Collection[Outcome], page: Page) -> str:
    """Return the whole report as text, around the parts of the manifests."""
    headlines = sum(1 for recommendation in run.recommendations.values() if recommendation.number)
    lines = [
        f"rightsgate: policy {run.policy.name} ({run.policy.title}), as of {run.as_of}",
        f"{_counted(run.duties, 'duty', 'duties')} of {_counted(headlines, 'recommendation', 'recommendations')}; "
        f"rules: {', '.join(run.packs)}",
        "",
    ]
    lines += [part.body for part in parts]
    if len(parts) > 1:
        lines += [*_total(parts, page), ""]
    hidden = [o.value for o in BRIEF if o not in show and any(part.counts[o] for part in parts)]
    if hidden:
        lines.append(f"In full: --show unmet,{','.join(hidden)}. All, with derivations: --format json.")
    lines.append("How it follows: rightsgate why ID MANIFEST. Or why not: rightsgate why-not ...")
    return "\n".join([*lines, f"Exit code {exit_code}."]) + "\n"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def text_part(part: ManifestReport, run: Run, *, show: Collection[Outcome], page: Page) -> str:
    """Return one manifest's part as text; findings of the outcomes in ``show`` are printed in full."""
    lines = [
        page.paint("=" * 80, bold=True),
        *(page.paint(line, bold=True) for line in page.paragraph(plain(part.path), 0)),
        *(page.paragraph(plain(part.name), 0) if part.name else ()),
    ]
    lines += people_text(part.assessment, run.tables, page)
    lines += duties_text(part, run, show, page)
    return "\n".join([*lines, "", *_closing(part, page)]) + "\n"


def _closing(part: ManifestReport, page: Page) -> list[str]:
    total = sum(part.counts.values())
    sums = " + ".join(f"{count} {outcome.value}" for outcome, count in part.counts.items() if count)
    lines = page.paragraph(f"Duties checked: {total}{f' = {sums}' if sums else ''}", indent=0)
    if part.out_of_reach:
        listed = ", ".join(duty.id for duty in part.out_of_reach)
        lines += page.paragraph(f"Out of any manifest's reach: {len(part.out_of_reach)} ({listed})", indent=0)
    verdict = page.paint(part.verdict.value.upper(), fg=VERDICTS[part.verdict], bold=True)
    first, *more = page.wrap(part.reason, len(f"Gate {part.verdict.value}: "), 2)
    return [*lines, f"Gate {verdict}: {first}", *(f"  {line}" for line in more)]


def _total(parts: Sequence[Rendered], page: Page) -> Iterator[str]:
    counts = {outcome: sum(part.counts[outcome] for part in parts) for outcome in Outcome}
    sums = " + ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
    yield page.paint("=" * 80, bold=True)
    yield from page.paragraph(f"{len(parts)} manifests. Duties checked: {sum(counts.values())} = {sums}", indent=0)
    for verdict in Verdict:
        paths = [plain(part.path) for part in parts if part.verdict is verdict]
        if paths:
            yield f"{page.paint(verdict.value.upper(), fg=VERDICTS[verdict], bold=True)}: {len(paths)}"
            yield from (f"  {path}" for path in paths)
