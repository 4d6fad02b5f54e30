"""What a policy makes of a pack: its own thresholds, the duties that it takes, and for which roles it takes them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec import structs

from rightsgate.rules.model.condition import Literal
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy, Selection
from rightsgate.vocabulary.threshold import Parameter

SELECTION_KEYS: Final = ("documents", "sections", "frameworks", "stages", "roles", "strengths", "ids")


def with_parameters(pack: Pack, parameters: Mapping[str, Parameter]) -> Pack:
    """Return a pack in which thresholds, wherever duties and risk tables name them, have the values given here."""
    if not parameters:
        return pack
    known = {**pack.vocabulary.parameters, **parameters}
    return structs.replace(
        pack,
        vocabulary=structs.replace(pack.vocabulary, parameters=known),
        duties=_with_values(pack.duties, parameters),
        tables=_with_values(pack.tables, parameters),
    )


def _with_values(node: Any, parameters: Mapping[str, Parameter]) -> Any:
    """Return rules, or any part of them, with other values for the thresholds named in them."""
    match node:
        case Literal(parameter=name) if name in parameters:
            return Literal(parameters[name].value, name)
        case msgspec.Struct():
            return type(node)(
                **{name: _with_values(getattr(node, name), parameters) for name in node.__struct_fields__}
            )
        case tuple():
            return tuple(_with_values(part, parameters) for part in node)
        case dict():
            return {key: _with_values(part, parameters) for key, part in node.items()}
        case _:
            return node


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
