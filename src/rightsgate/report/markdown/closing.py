"""What stands around the parts in Markdown: a table of several manifests; exceptions, inputs and how it was checked."""

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from rightsgate.checker.model import Row, Run, Tally
from rightsgate.findings.model import Verdict
from rightsgate.report.escape import code, cut_path
from rightsgate.report.exceptions import HEADING, exception_text
from rightsgate.report.inputs import NOT_CHECKED, configured_of, skipped_of, spared_of, unlocked_of
from rightsgate.report.markdown.fitting import Section
from rightsgate.report.markdown.sections import short
from rightsgate.report.markdown.tables import items, table
from rightsgate.report.markdown.verdict import PATH, badge
from rightsgate.report.notes import note_of
from rightsgate.report.waivers import named_of, notes_on_all
from rightsgate.report.writer import Options

CHECKED: Final = "How this was checked"
ORDER: Final = tuple(Verdict)
WHY: Final = "To explain a finding: `rightsgate why ID MANIFEST`. For everything: `rightsgate check --detail full`."
ONE: Final = "More on one of them: `rightsgate check MANIFEST`."


def total_of(tally: Tally, verdict: Verdict) -> str:
    """Return the verdict on several manifests, and how many have which."""
    said = ", ".join(f"{len(paths)} {of.value}" for of, paths in tally.paths.items() if paths)
    spared = spared_of(tally)
    return f"## {badge(verdict)} {tally.manifests} manifests: {said}\n\n" + (f"{spared}\n\n" if spared else "")


def manifests_table(tally: Tally) -> list[Section]:
    """Return the table of several manifests, those that block most first."""
    ordered = sorted(tally.rows, key=_urgency)
    rows = (
        [badge(row.verdict), code(cut_path(row.path, PATH)), str(row.blocking), str(row.left_open)] for row in ordered
    )
    return table("Manifests", ("Verdict", "Manifest", "Block", "Left open"), rows, "brief", most=len(ordered))


def _urgency(row: Row) -> tuple[int, int, int, str]:
    return ORDER.index(row.verdict), -row.blocking, -row.left_open, row.path


def closing_sections(run: Run, tally: Tally, options: Options) -> Iterator[Section]:
    """Yield what is to be told of the whole check, below the parts."""
    if run.unlocked:
        yield Section(heading="Not as locked", after=(short(unlocked_of(run)),))
    yield from items(HEADING, map(short, map(exception_text, run.exceptions)), "findings")
    notes = [short(f"{named_of(note, run)}. {note.explanation}") for note in notes_on_all(run, tally)]
    yield from items(f"Waivers to look at in all manifests ({len(notes)})", notes, "findings")
    yield from items("Notes on rule packs", map(short, map(note_of, run.notes)), "full")
    yield from items(NOT_CHECKED, map(short, skipped_of(tally)), "full")
    rows = ([what, code(value)] for what, value in _provenance(run, options))
    configured = configured_of(options.asked.config)
    after = (short(configured),) if configured else ()
    yield from (structs.replace(one, folded=True) for one in table(CHECKED, ("What", "Value"), rows, "full", *after))


def _provenance(run: Run, options: Options) -> Iterator[tuple[str, str]]:
    """Yield what a check can be performed again from, besides the manifests."""
    yield "rightsgate", options.version
    yield "day", run.as_of
    yield f"policy {short(run.policy.name)}", run.policy.digest
    for name in run.packs:
        yield f"rules {short(name)}", run.digests[name]
    if run.waivers is not None:
        yield f"waivers {short(run.waivers.path)}", run.waivers.digest
    if run.baseline is not None:
        yield f"baseline {short(run.baseline.path)}", run.baseline.digest
    if options.asked.config:
        yield f"configuration {short(options.asked.config)}", options.asked.config_digest
