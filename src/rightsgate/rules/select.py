"""Which duties a policy takes, and for which of the roles that they bind."""

from collections.abc import Iterable
from typing import Final

from msgspec import structs

from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.policy import Policy, Selection

SELECTION_KEYS: Final = ("documents", "sections", "frameworks", "stages", "roles", "strengths", "ids")


def selected(policy: Policy, duty: Duty) -> Duty | None:
    """Return a duty limited to the roles that a policy chooses; None if the policy does not choose it."""
    takes = [selection for selection in policy.selections if _takes(selection, duty)]
    leaves_out = [selection for selection in policy.excluded if _takes(selection, duty)]
    roles = [
        role
        for role in duty.binds
        if (not policy.selections or _taken(takes, duty, role)) and not _taken(leaves_out, duty, role)
    ]
    if not roles:
        return None
    return structs.replace(duty, binds=tuple(roles)) if len(roles) < len(duty.binds) else duty


def _takes(selection: Selection, duty: Duty) -> bool:
    """Whether a selection chooses a duty, for some of its roles at least."""
    source, rules = duty.source, selection.rules
    return (
        (not rules or duty.id in rules or duty.recommendation in rules)
        and (not selection.documents or source.document in selection.documents)
        and (not selection.sections or source.section in selection.sections)
        and (not selection.frameworks or duty.framework in selection.frameworks)
        and (not selection.stages or duty.stage in selection.stages)
    )


def _taken(selections: Iterable[Selection], duty: Duty, role: str) -> bool:
    """Whether one of the selections that choose a duty chooses it for a role."""
    for selection in selections:
        wanted, strengths = selection.roles, selection.strengths
        if (not wanted or role in wanted) and (not strengths or duty.strength_in(role) in strengths):
            return True
    return False
