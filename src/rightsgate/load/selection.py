"""Which duties a policy takes, and for which of the roles that they bind."""

from collections.abc import Iterable
from typing import Final

from msgspec import structs

from rightsgate.model.policy import Policy, Selection
from rightsgate.model.rules import Duty

SELECTION_KEYS: Final = ("documents", "sections", "frameworks", "stages", "roles", "strengths", "ids")


def selected(policy: Policy, duty: Duty) -> Duty | None:
    """Return a duty as a policy asks it: of the roles that the policy chooses; None if it chooses none of them."""
    roles = [role for role in duty.binds if _taken(policy.selections or (Selection(),), duty, role)]
    roles = [role for role in roles if not _taken(policy.excluded, duty, role)]
    if not roles:
        return None
    return structs.replace(duty, binds=tuple(roles)) if len(roles) < len(duty.binds) else duty


def _taken(selections: Iterable[Selection], duty: Duty, role: str) -> bool:
    return any(_takes(selection, duty, role) for selection in selections)


def _takes(selection: Selection, duty: Duty, role: str) -> bool:
    source, rules = duty.source, selection.rules
    return (
        (not rules or duty.id in rules or duty.recommendation in rules)
        and (not selection.documents or source.document in selection.documents)
        and (not selection.sections or source.section in selection.sections)
        and (not selection.frameworks or duty.framework in selection.frameworks)
        and (not selection.stages or duty.stage in selection.stages)
        and (not selection.roles or role in selection.roles)
        and (not selection.strengths or duty.strength_in(role) in selection.strengths)
    )
