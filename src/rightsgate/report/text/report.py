"""The report as text for people: who may be harmed first, then the duties; at most 80 columns, colour if asked for."""

from collections.abc import Collection, Iterator

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.report.inputs import NOT_CHECKED, configured_of, counted, skipped_of, spared_of, unlocked_of
from rightsgate.report.notes import note_of
from rightsgate.report.reasons import WORDS, chosen_actors, grounds_of, judged_for
from rightsgate.report.text.decided import decided_text
from rightsgate.report.text.duties import duties_text
from rightsgate.report.text.exceptions import exceptions_text
from rightsgate.report.text.ineffective import ineffective_text
from rightsgate.report.text.people import people_text
from rightsgate.report.text.silence import silence_text
from rightsgate.report.text.verdict import badge
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Note
from rightsgate.text.layout import Page, plain


def text_head(run: Run, page: Page) -> str:
    """Return the head of a text report, which comes before the parts of the manifests."""
    headlines = sum(1 for recommendation in run.recommendations.values() if recommendation.number)
    return (
        f"rightsgate: policy {plain(run.policy.name)} ({plain(run.policy.title)}), as of {run.as_of}\n"
        f"{counted(len(run.duties), 'duty', 'duties')} of {counted(headlines, 'recommendation', 'recommendations')}; "
        f"rules: {', '.join(map(plain, run.packs))}\n"
        f"{notes_text(run)}{_exceptions(run, page)}\n"
    )


def _exceptions(run: Run, page: Page) -> str:
    lines = exceptions_text(run, page, names_all=True)
    return "".join(f"{line}\n" for line in ("", *lines)) if lines else ""


def notes_text(run: Run) -> str:
    """Return the notes on the rule packs."""
    return "".join(map(_note, run.notes))


def _note(note: Note) -> str:
    return "\n".join(Page(colour=False).paragraph(f"note: {plain(note_of(note))}", 0)) + "\n"


def configured_text(config: str, page: Page) -> list[str]:
    """Return which configuration the check used, if there is one."""
    return page.paragraph(plain(configured_of(config)), 0) if config else []


def unlocked_text(run: Run, page: Page) -> list[str]:
    """Return what the check went by that is not as it is locked, if anything is not."""
    return page.paragraph(plain(unlocked_of(run)), 0) if run.unlocked else []


def text_foot(tally: Tally, run: Run, *, exit_code: int, show: Collection[Outcome], config: str, page: Page) -> str:
    """Return the foot of a text report."""
    lines = [*_total(tally, page), ""] if tally.manifests > 1 else []
    lines += [*skipped_text(tally, page), ""] if tally.skipped else []
    lines += waivers_foot(run, tally, page)
    hidden = [o.value for o in Outcome if o.is_undecided and o not in show and tally.counts[o]]
    if hidden:
        more = f"To print more outcomes in full: --show unmet,{','.join(hidden)}."
        lines += page.paragraph(f"{more} For everything, with derivations: --format json --derivations.", 0)
    lines += page.paragraph("To explain a finding: rightsgate why ID MANIFEST.", 0)
    lines += page.paragraph("To see why one does not hold: rightsgate why-not ID MANIFEST.", 0)
    lines += unlocked_text(run, page)
    lines += configured_text(config, page)
    return "\n".join([*lines, f"Exit code {exit_code}."]) + "\n"


def waivers_foot(run: Run, tally: Tally, page: Page) -> list[str]:
    """Return the lines on waivers that can be told only of all manifests together."""
    if run.waivers is None:
        return []
    from rightsgate.report.text.waivers import notes_text  # which most calls do not need
    from rightsgate.report.waivers import notes_on_all

    lines = notes_text(notes_on_all(run, tally), run, page)
    return [*lines[1:], ""] if lines else []


def text_part(part: ManifestReport, run: Run, *, show: Collection[Outcome], page: Page) -> str:
    """Return one manifest's part as text; findings of the outcomes in ``show`` are printed in full."""
    lines = [
        page.rule(),
        *(page.paint(line, bold=True) for line in page.paragraph(plain(part.path), 0)),
        *(page.paragraph(plain(part.name), 0) if part.name else ()),
        *_whom(part, run, page),
    ]
    lines += people_text(part.assessment, run, page)
    lines += duties_text(part, run, show, page)
    lines += silence_text(part, page)
    lines += decided_text(part, page)
    lines += ineffective_text(part, run, page)
    if run.waivers is not None:
        from rightsgate.report.text.waivers import waivers_text  # which most calls do not need

        lines += waivers_text(part, run, page)
    if run.baseline is not None:
        from rightsgate.report.text.baseline import changes_text  # as above

        lines += changes_text(part, run, page)
    if part.upcoming:
        from rightsgate.report.text.forecast import upcoming_text  # as above

        lines += upcoming_text(part, page)
    return "\n".join([*lines, "", *_closing(part, page)]) + "\n\n"


def _whom(part: ManifestReport, run: Run, page: Page) -> list[str]:
    said = (judged_for(part, run.policy.of), *chosen_actors(part, run.policy))
    return [line for sentence in said if sentence for line in page.paragraph(plain(sentence), 0)]


def _closing(part: ManifestReport, page: Page) -> list[str]:
    total = sum(part.counts.values())
    sums = " + ".join(f"{count} {WORDS[outcome]}" for outcome, count in part.counts.items() if count)
    lines = page.paragraph(f"Duties checked: {total}{f' = {sums}' if sums else ''}", indent=0)
    if part.out_of_reach:
        listed = ", ".join(duty.id for duty in part.out_of_reach)
        lines += page.paragraph(f"Cannot be checked from a manifest: {len(part.out_of_reach)} ({listed})", indent=0)
    verdict = badge(part.verdict, page)
    first, *more = page.wrap(grounds_of(part.grounds), len(f"Gate {part.verdict.value}: "), 2)
    return [*lines, f"Gate {verdict}: {first}", *(f"  {line}" for line in more)]


def skipped_text(tally: Tally, page: Page) -> Iterator[str]:
    """Yield what was not checked in the searched folders."""
    yield f"{NOT_CHECKED}:"
    yield from (line for said in skipped_of(tally) for line in page.paragraph(plain(said), indent=2))


def _total(tally: Tally, page: Page) -> Iterator[str]:
    sums = " + ".join(f"{count} {WORDS[outcome]}" for outcome, count in tally.counts.items() if count)
    yield page.rule()
    checked = sum(tally.counts.values())
    yield from page.paragraph(f"{tally.manifests} manifests. Duties checked: {checked} = {sums}", indent=0)
    yield from filter(None, (spared_of(tally),))
    for verdict, paths in tally.paths.items():
        if paths:
            yield f"{badge(verdict, page)}: {len(paths)}"
            yield from (f"  {plain(path)}" for path in paths)
