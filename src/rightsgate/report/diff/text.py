"""The comparison of two checks as text: on a screen, or in full."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rightsgate.report.diff.model import Cause, CauseKind, Check, Diff, FindingChange, Shift
from rightsgate.report.diff.words import ARROW, COUNTED, HEADINGS, cause_of, counted, move_of, setting_of
from rightsgate.text.characters import columns
from rightsgate.text.layout import Page, plain

# How many causes a section of the brief text tells, how many findings of each, and how many causes of one finding.
GROUPS: Final = {Shift.NEW: 3, Shift.WORSE: 3}
OTHER_GROUPS: Final = 1
FINDINGS: Final = 2
CAUSES: Final = 1
# How many causes are told at the top, where they have counts findings.
SHARED: Final = 5
STRENGTH: Final = 6
MORE: Final = "--detail full"


def diff_text(diff: Diff, page: Page, *, full: bool = False) -> str:
    """Return the whole text; ``full`` lists every finding with every cause."""
    lines = [*_head(diff, page), *_settings(diff, page)]
    if not full:
        lines += _shared(diff.changes, page)
    for shift in Shift:
        found = [change for change in diff.changes if change.change is shift]
        if found:
            lines += _section(shift, found, diff, page, full=full)
    lines += _foot(diff, page)
    return "\n".join([*lines, "", f"Exit code {diff.exit_code}."]) + "\n"


def _head(diff: Diff, page: Page) -> Iterator[str]:
    deciding = sum(change.decides for change in diff.changes)
    same = not (diff.changes or diff.settings or diff.only_old or diff.only_new)
    said = "WORSE" if deciding else "NO CHANGE" if same else "NOT WORSE"
    first, *more = page.wrap(plain(f"{diff.old.path} {ARROW} {diff.new.path}"), len(said) + 1, 2)
    yield f"{page.paint(said, fg='red' if deciding else 'green', bold=True)} {page.paint(first, bold=True)}"
    yield from (page.paint(f"  {line}", bold=True) for line in more)
    verdicts = f"{diff.old.verdict.value.upper()} {ARROW} {diff.new.verdict.value.upper()}"
    yield from page.paragraph(plain(" · ".join((verdicts, *_shared_settings(diff.old, diff.new)))), 2)
    yield from page.paragraph(counted(diff.counts) or "No finding that gates changed.", 2)


def _shared_settings(old: Check, new: Check) -> Iterator[str]:
    """Yield under what both were checked; what differs stands in lines of its own."""
    if old.policy == new.policy:
        yield old.policy
    if old.as_of == new.as_of:
        yield old.as_of
    if old.subjects == new.subjects:
        yield f"for {', '.join(old.subjects)}" if old.subjects else "all actors (no subject is named: --for ID)"


def _settings(diff: Diff, page: Page) -> Iterator[str]:
    said = [setting_of(setting) for setting in diff.settings]
    said += [f"Only in {diff.old.path}, and not compared: {path}" for path in diff.only_old]
    said += [f"Only in {diff.new.path}, all of it new: {path}" for path in diff.only_new]
    said += [f"{side.path} lists open findings only (--show)" for side in (diff.old, diff.new) if side.narrowed]
    said += [f"note: {note}" for note in dict.fromkeys((*diff.old.notes, *diff.new.notes))]
    for line in said:
        first, *more = page.wrap(plain(line), 2, 4)
        yield f"  {first}"
        yield from (f"    {rest}" for rest in more)


def _shared(changes: Sequence[FindingChange], page: Page) -> Iterator[str]:
    """Yield what most changes go back to, with how many of each kind do."""
    counts: dict[Cause, Counter[Shift]] = {}
    for change in changes:
        for cause in change.causes[:1]:
            counts.setdefault(cause, Counter())[change.change] += 1
    if len(changes) <= 1:
        return
    yield from ("", page.paint("What changed", bold=True))
    ordered = sorted(counts, key=lambda cause: -sum(counts[cause].values()))
    for cause in ordered[:SHARED]:
        told = " · ".join(f"{counts[cause][shift]} {words}" for shift, words in COUNTED.items() if counts[cause][shift])
        first, *more = page.wrap(plain(f"{cause_of(cause)}: {told}"), 2, 4)
        yield f"  {first}"
        yield from (f"    {rest}" for rest in more)
    if len(ordered) > SHARED:
        yield from page.paragraph(f"and {_number(len(ordered) - SHARED, 'other cause')}: {MORE}", 2)


def _section(shift: Shift, changes: Sequence[FindingChange], diff: Diff, page: Page, *, full: bool) -> Iterator[str]:
    yield from ("", page.paint(f"{HEADINGS[shift]} ({len(changes)})", bold=True))
    groups = _grouped(changes)
    most = len(groups) if full else GROUPS.get(shift, OTHER_GROUPS)
    left = 0
    for at, (causes, found) in enumerate(groups.items()):
        shown = found if full else found[:FINDINGS] if at < most else []
        left += len(found) - len(shown)
        for change in shown:
            yield from _finding(change, diff, page)
        if shown:
            yield from _because(causes, diff, page, full=full)
    if left:
        yield from page.paragraph(f"and {left} more: {MORE}", 2)


def _grouped(changes: Sequence[FindingChange]) -> Mapping[tuple[Cause, ...], list[FindingChange]]:
    groups: dict[tuple[Cause, ...], list[FindingChange]] = {}
    for change in changes:
        groups.setdefault(change.causes, []).append(change)
    return groups


def _finding(change: FindingChange, diff: Diff, page: Page) -> Iterator[str]:
    manifest = f"{change.manifest}: " if diff.manifests + len(diff.only_new) > 1 else ""
    narrowed = diff.old.narrowed or diff.new.narrowed
    gate = "" if change.decides or change.change not in (Shift.NEW, Shift.WORSE) else ", which the policy accepts"
    move = f"{move_of(change, narrowed=narrowed)}{gate}"
    line = f"  {change.strength.value:<{STRENGTH}}  {plain(manifest + change.id)}"
    title = f"{plain(change.title)} ({move})"
    if columns(line) + 2 + columns(title) <= page.width:
        yield f"{line}  {title}"
        return
    yield from page.paragraph(line.strip(), 2) if columns(line) > page.width else [line]
    yield from page.paragraph(title, STRENGTH + 4)


def _because(causes: Sequence[Cause], diff: Diff, page: Page, *, full: bool) -> Iterator[str]:
    shown = causes if full else causes[:CAUSES]
    label, blank = "because  ", " " * len("because  ")
    indent = STRENGTH + 4
    for at, cause in enumerate(shown):
        more = f" (and {len(causes) - len(shown)} more)" if at == len(shown) - 1 and len(causes) > len(shown) else ""
        first, *rest = page.wrap(
            plain(cause_of(cause) + more + _advice(cause, diff)), indent + len(label), indent + len(label)
        )
        yield f"{' ' * indent}{blank if at else label}{first}"
        yield from (f"{' ' * indent}{blank}{line}" for line in rest)


def _advice(cause: Cause, diff: Diff) -> str:
    """Return how to learn more, where the cause cannot be told."""
    if cause.kind is not CauseKind.UNKNOWN:
        return ""
    if diff.old.derivations and diff.new.derivations:
        return "; rightsgate why ID MANIFEST shows how it follows"
    return "; reports with derivations tell more: check --derivations"


def _foot(diff: Diff, page: Page) -> Iterator[str]:
    others = counted(diff.others)
    said = [f"Others in the chain (advisory, they decide nothing): {others}"] if others else []
    if diff.still_waived:
        said.append(f"{_number(diff.still_waived, 'finding')} accepted by waivers in both")
    for line in said:
        yield from ("", *page.paragraph(line, 0))


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
