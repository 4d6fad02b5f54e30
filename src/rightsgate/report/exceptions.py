"""What the exceptions of the policy leave out, in words: how many duties, until when and why."""

from typing import Final

from rightsgate.logic.dates import SOON_DAYS
from rightsgate.rules.left_out import LeftOut

HEADING: Final = "Exceptions of the policy"
# Up to how many duties are named where not all are.
FEW: Final = 3


def exception_text(one: LeftOut) -> str:
    """Return what an exception leaves out, until when, how it stands, and the reason."""
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
    if one.days_left is None or not ends_soon(one):
        return ""
    if one.days_left == 0:
        return "last day"
    return f"lapses in {one.days_left} day{'' if one.days_left == 1 else 's'}"


def ends_soon(one: LeftOut) -> bool:
    """Whether an exception has few days left."""
    return one.days_left is not None and one.days_left <= SOON_DAYS
