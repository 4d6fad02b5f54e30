"""The text format."""

from typing import Final

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.model import Verdict
from rightsgate.report.text.report import text_foot, text_head, text_part
from rightsgate.report.writer import Options, Shape, explained
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import Page

# So many manifests are told in a table, a line each.
MANY: Final = 10


class TextWriter:
    """Writes a report for people; what is not listed in full is named in a line."""

    separator = ""

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run; unmet duties are listed in full unless others are asked for."""
        self.run = run
        self.page = Page(colour=options.colour, width=options.width)
        self.options = options
        self.show = (options.shape in (Shape.FINDINGS, Shape.FULL) and options.show) or (Outcome.UNMET,)
        self.detail = explained(self.show if options.shape is Shape.FULL else (*self.show, Outcome.UNMET))

    @property
    def is_table(self) -> bool:
        """Whether each manifest is told in a line."""
        many = self.options.manifests >= MANY and self.options.shape is Shape.BRIEF
        return many or self.options.shape is Shape.TABLE

    def part(self, part: ManifestReport) -> str:
        """Return the part of one manifest."""
        if self.options.shape is Shape.FULL:
            return text_part(part, self.run, show=frozenset(self.show), page=self.page)
        from rightsgate.report.text import brief, summary  # which the full report does not need

        if self.is_table:
            return summary.line_text(part, self.page)
        if self.options.shape is Shape.BRIEF:
            return brief.brief_text(part, self.run, self.page)
        return brief.findings_text(part, self.run, frozenset(self.show), self.page)

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return the head and the foot of the report."""
        if self.options.shape is Shape.FULL:
            config = self.options.asked.config
            foot = text_foot(tally, self.run, exit_code=exit_code, show=self.show, config=config, page=self.page)
            return text_head(self.run, self.page), foot
        from rightsgate.report.text.summary import brief_foot, brief_head  # as above

        foot = brief_foot(tally, self.run, self.options, verdict, exit_code, self.page, is_table=self.is_table)
        return brief_head(self.run), foot
