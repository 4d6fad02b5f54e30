"""What the exceptions of a policy leave out of the duties that it would check without them."""

from collections.abc import Iterable
from datetime import date

import msgspec

from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.policy import DutyException, Policy
from rightsgate.rules.select import chooses, roles_asked


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An exception, and the ids of the duties that it leaves out, for some roles or actors at least.

    ``has_lapsed``: the exception was for a time that is over, and the duties are checked again. ``days_left``: how many
    days it still holds after the day of the check (None: it has lapsed, or never does).
    """

    exception: DutyException
    duties: tuple[str, ...]
    has_lapsed: bool
    days_left: int | None


def left_out(duties: Iterable[Duty], policy: Policy, as_of: str) -> tuple[LeftOut, ...]:
    """Return what each exception of a policy leaves out of some duties on a day (ISO), or left out before it lapsed."""
    if not policy.exceptions:
        return ()
    asked = [(duty, roles) for duty in duties if (roles := roles_asked(policy.selections, (), duty))]
    return tuple(
        LeftOut(
            exception=one,
            duties=tuple(duty.id for duty, roles in asked if any(chooses(one.selection, duty, role) for role in roles)),
            has_lapsed=one.has_lapsed(as_of),
            days_left=_days_left(one, as_of),
        )
        for one in policy.exceptions
    )


def _days_left(one: DutyException, as_of: str) -> int | None:
    if not one.until or one.has_lapsed(as_of):
        return None
    return (date.fromisoformat(one.until) - date.fromisoformat(as_of)).days
