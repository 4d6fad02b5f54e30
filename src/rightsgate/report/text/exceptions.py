"""What the exceptions of the policy leave out, as text: how many duties, until when and why."""

from rightsgate.checker.model import Run
from rightsgate.report.exceptions import FEW, HEADING, ends_soon, exception_text
from rightsgate.rules.left_out import LeftOut
from rightsgate.text.layout import Page, plain


def exceptions_text(run: Run, page: Page, *, names_all: bool = False) -> list[str]:
    """Return a heading and an entry for each exception; nothing where the policy has none."""
    if not run.exceptions:
        return []
    lines = [page.paint(HEADING, bold=True)]
    for one in run.exceptions:
        first, *more = page.wrap(plain(exception_text(one)), 2, 4)
        lines += [_painted(line, one, page) for line in (f"  {first}", *(f"    {line}" for line in more))]
        if names_all and len(one.duties) > FEW:
            lines += page.paragraph(plain(", ".join(one.duties)), 4)
    return lines


def exception_lines(run: Run, page: Page) -> list[str]:
    """Return each exception, in as many lines as it takes."""
    return [_painted(line, one, page) for one in run.exceptions for line in page.wrap(plain(exception_text(one)), 0, 2)]


def _painted(line: str, one: LeftOut, page: Page) -> str:
    return page.paint(line, bold=True) if one.has_lapsed or ends_soon(one) else line
