"""The HTML format: one file for people, that needs nothing else."""

from typing import Final

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Verdict
from rightsgate.report.exceptions import HEADING, exception_text
from rightsgate.report.html.environment import asset, digest_of, environment
from rightsgate.report.html.part import part_of, prefix_of
from rightsgate.report.html.provenance import provenance_of
from rightsgate.report.inputs import NOT_CHECKED, skipped_of, spared_of, unlocked_of
from rightsgate.report.notes import note_of
from rightsgate.report.reasons import WORDS
from rightsgate.report.waivers import named_of, notes_on_all
from rightsgate.report.writer import Options
from rightsgate.rules.model.outcome import Outcome

# How verdicts are marked besides their colour.
MARKS: Final = {Verdict.FAILED: "✕", Verdict.UNDECIDED: "?", Verdict.PASSED: "✓"}
SHOWN: Final = tuple(Outcome)


class HtmlWriter:
    """Writes a page for people: a head, a part for each manifest, and where the report comes from."""

    separator = ""
    show = SHOWN
    detail: Final = dict.fromkeys(SHOWN, Detail.DERIVED)

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run."""
        self.run = run
        self.options = options
        self.environment = environment()

    def part(self, part: ManifestReport) -> str:
        """Return the part of one manifest."""
        shown = part_of(part, self.run)
        return self.environment.get_template("part.html").render(shown, mark=MARKS[part.verdict], run=self.run)

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return the head and the foot of the page."""
        style, script = asset("style.css"), asset("script.js")
        index = [(of, MARKS[of], path, prefix_of(path)) for of, paths in tally.paths.items() for path in paths]
        shared = {
            "run": self.run,
            "options": self.options,
            "style": style,
            "script": script,
            "style_digest": digest_of(style),
            "script_digest": digest_of(script),
            "verdict": verdict,
            "mark": MARKS[verdict],
            "index": index,
            "totals": [(WORDS[outcome], tally.counts[outcome]) for outcome in Outcome],
            "findings": sum(tally.counts.values()),
            "spared": spared_of(tally),
            "unlocked": unlocked_of(self.run),
            "skipped_heading": NOT_CHECKED,
            "skipped": tuple(skipped_of(tally)),
            "notes": tuple(map(note_of, self.run.notes)),
            "exceptions_heading": HEADING,
            "exceptions": tuple((exception_text(one), one.duties) for one in self.run.exceptions),
            "waiver_notes": tuple(
                f"{named_of(note, self.run)}. {note.explanation}" for note in notes_on_all(self.run, tally)
            ),
            "provenance": tuple(provenance_of(self.run, self.options, exit_code)),
            "exit_code": exit_code,
        }
        head, foot = (self.environment.get_template(name).render(shared) for name in ("head.html", "foot.html"))
        return head, foot
