"""The Markdown format: a comment on a change, or a summary of a job, that fits where GitHub shows it."""

from typing import Final

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.model import Verdict
from rightsgate.report.escape import code
from rightsgate.report.markdown.closing import ONE, WHY, closing_sections, manifests_table, total_of
from rightsgate.report.markdown.fitting import fitted, size
from rightsgate.report.markdown.sections import sections_of
from rightsgate.report.markdown.verdict import checked_by, summary_of, verdict_block
from rightsgate.report.writer import Options, explained
from rightsgate.rules.model.outcome import Outcome

# By this line a workflow finds the comment that it wrote before.
MARKER: Final = "<!-- rightsgate -->\n"
# A comment on GitHub has at most 65,536 characters; a report has at most so many bytes, and its tail and its table so
# many of them.
LIMIT: Final = 65_000
TAIL: Final = 8_000
TABLE: Final = 15_000
# With less room than this for each of several manifests, the table is all that is said of them.
LEAST: Final = 900
FOLD: Final = "<details>\n<summary>{}</summary>\n\n"
UNFOLD: Final = "</details>\n\n"


class MarkdownWriter:
    """Writes a report for a comment or a page, never longer than a comment can be."""

    separator = ""
    show = (Outcome.UNMET,)

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run."""
        self.run = run
        self.options = options
        self.detail = explained()

    @property
    def room(self) -> int:
        """The room for the part of one manifest; none where the table says all."""
        if self.options.manifests == 1:
            return LIMIT - TAIL - size(MARKER)
        each = (LIMIT - TAIL - TABLE) // self.options.manifests
        return each if each >= LEAST else 0

    def part(self, part: ManifestReport) -> str:
        """Return the part of one manifest, folded where it is one of several."""
        if not self.room:
            return ""
        if self.options.manifests == 1:
            start, end = f"{verdict_block(part, self.run, whole=True)}{checked_by(self.run)}\n\n", ""
        else:
            start, end = f"{FOLD.format(summary_of(part))}{verdict_block(part, self.run, whole=False)}", UNFOLD
        end = f"Manifest {code(part.digest)}\n\n{end}"
        room = self.room - size(start) - size(end)
        return f"{start}{fitted([*sections_of(part, self.run)], room)}{end}" if room >= 0 else ""

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return the table of several manifests before the parts; what concerns the whole check below."""
        last = f"{WHY} {'' if tally.manifests == 1 else ONE} Exit code {exit_code}.\n".replace("  ", " ")
        tail = fitted([*closing_sections(self.run, tally, self.options)], TAIL - size(last)) + last
        if tally.manifests == 1:
            return MARKER, tail
        head = f"{MARKER}{total_of(tally, verdict)}{checked_by(self.run)}\n\n"
        room = TABLE if self.room else LIMIT - TAIL
        return head + fitted(manifests_table(tally), room - size(head)), tail
