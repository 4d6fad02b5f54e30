"""The text format."""

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Verdict
from rightsgate.report.text.report import text_foot, text_head, text_part
from rightsgate.report.writer import Options
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import Page


class TextWriter:
    """Writes a report for people; what is not listed in full is named in a line."""

    separator = ""

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run; unmet duties are listed in full unless others are asked for."""
        self.run = run
        self.page = Page(colour=options.colour)
        self.show = options.show or (Outcome.UNMET,)
        brief = (outcome for outcome in Outcome if outcome.is_undecided)
        self.detail = {
            **dict.fromkeys(brief, Detail.BRIEF),
            **dict.fromkeys(self.show, Detail.TESTS),
        }

    def part(self, part: ManifestReport) -> str:
        """Return the part of one manifest."""
        return text_part(part, self.run, show=frozenset(self.show), page=self.page)

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:  # noqa: ARG002 - each part has its own
        """Return the head and the foot of the report."""
        return text_head(self.run), text_foot(tally, exit_code=exit_code, show=self.show, page=self.page)
