"""What the exceptions of the policy leave out, as text: how many duties, until when and why."""

from typing import Final

from rightsgate.checker.model import Run
from rightsgate.logic.dates import SOON_DAYS
from rightsgate.rules.left_out import LeftOut
from rightsgate.text.layout import Page, plain

HEADING: Final = "Exceptions of the policy"
# Up to how many duties are named where not all are.
FEW: Final = 3


def exceptions_text(run: Run, page: Page, *, names_all: bool = False) -> list[str]:
    """Return a heading and an entry for each exception; nothing where the policy has none."""
    if not run.exceptions:
        return []
    lines = [page.paint(HEADING, bold=True)]
    for one in run.exceptions:
        first, *more = page.wrap(plain(_said(one)), 2, 4)
        lines += [_painted(line, one, page) for line in (f"  {first}", *(f"    {line}" for line in more))]
        if names_all and len(one.duties) > FEW:
            lines += page.paragraph(plain(", ".join(one.duties)), 4)
    return lines


def exception_lines(run: Run, page: Page) -> list[str]:
    """Return each exception, in as many lines as it takes."""
    return [_painted(line, one, page) for one in run.exceptions for line in page.wrap(plain(_said(one)), 0, 2)]


def _painted(line: str, one: LeftOut, page: Page) -> str:
    return page.paint(line, bold=True) if one.has_lapsed or _ends_soon(one) else line


def _said(one: LeftOut) -> str:
    count, until, state = len(one.duties), one.exception.until, _state(one)
    return "".join(
        (
            f"{count or 'no'} {'duty' if count == 1 else 'duties'}{_scope(one)}",
            f" ({', '.join(one.duties)})" if 0 < count <= FEW else "",
            " left out",
            f" until {until}" if until else "",
            f" ({state})" if state else "",
            f": {one.exception.reason}",
        )
    )


def _scope(one: LeftOut) -> str:
    roles = [role.replace("_", " ") for role in one.exception.selection.roles]
    in_roles = f" in the role of {' or '.join(roles)}" if roles else ""
    actors = one.exception.selection.actors
    return f" of {' or '.join(actors)}{in_roles}" if actors else in_roles


def _state(one: LeftOut) -> str:
    """Return what people should know of an exception: that it is of no use, has lapsed or soon will."""
    if not one.duties:
        return "unused: it matches no duty of this policy"
    if one.has_lapsed:
        return "lapsed: checked again"
    if one.days_left is None or not _ends_soon(one):
        return ""
    if one.days_left == 0:
        return "last day"
    return f"lapses in {one.days_left} day{'' if one.days_left == 1 else 's'}"


def _ends_soon(one: LeftOut) -> bool:
    return one.days_left is not None and one.days_left <= SOON_DAYS
