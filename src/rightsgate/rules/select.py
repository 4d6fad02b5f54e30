"""A policy applied to a pack: the duties that are checked, their thresholds and roles, and the methods in use."""

from collections.abc import Iterable, Iterator, Mapping
from operator import is_
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from rightsgate.rules.model.attribution import Attribution
from rightsgate.rules.model.condition import Literal
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import DutyException, Policy, Selection
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.predicates import ATTRIBUTED, OWES, argument
from rightsgate.vocabulary.threshold import Parameter

M = TypeVar("M", Attribution, RemedyTable)


def applied(pack: Pack, policy: Policy, as_of: str) -> Pack:
    """Return what a policy checks of a pack on a day (ISO).

    It has the duties that the policy chooses, each for the roles that it chooses; the policy's thresholds, wherever
    duties and risk tables name them; and one attribution method and one remedy table, the first ones by default, with
    the inferences that belong to them.
    """
    attributions = _used(pack.attributions, policy.attribution)
    remedies = _used(pack.remedies, policy.remedy)
    known = {**pack.vocabulary.parameters, **policy.parameters}
    return structs.replace(
        pack,
        vocabulary=structs.replace(pack.vocabulary, parameters=known) if policy.parameters else pack.vocabulary,
        duties=tuple(_duties(pack.duties, policy, as_of)),
        tables=_with_thresholds(pack.tables, policy.parameters) if policy.parameters else pack.tables,
        attributions=attributions,
        remedies=remedies,
        inferences=_inferences(pack, attributions, remedies),
    )


def in_force(policy: Policy, as_of: str) -> tuple[DutyException, ...]:
    """Return the exceptions of a policy that have not lapsed on a day (ISO)."""
    return tuple(one for one in policy.exceptions if not one.has_lapsed(as_of))


def roles_asked(selections: tuple[Selection, ...], exceptions: Iterable[DutyException], duty: Duty) -> tuple[str, ...]:
    """Return the roles for which some selections choose a duty and no exception leaves it out, whoever the actor is."""
    takes = [selection for selection in selections if _takes(selection, duty)]
    leaves_out = [one.selection for one in exceptions if not one.selection.actors and _takes(one.selection, duty)]
    return tuple(
        role
        for role in duty.binds
        if (not selections or _taken(takes, duty, role)) and not _taken(leaves_out, duty, role)
    )


def chooses(selection: Selection, duty: Duty, role: str) -> bool:
    """Whether a selection chooses a duty for a role, of some actor at least."""
    return _takes(selection, duty) and _taken((selection,), duty, role)


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


def _duties(duties: Iterable[Duty], policy: Policy, as_of: str) -> Iterator[Duty]:
    """Yield the duties that a policy checks; those that it does not change are not copied."""
    thresholds, exceptions = policy.parameters, in_force(policy, as_of)
    for duty in duties:
        roles = roles_asked(policy.selections, exceptions, duty)
        if roles:
            own: dict[str, Any] = {"binds": roles} if len(roles) < len(duty.binds) else {}
            for name in ("when", "require") if thresholds else ():
                condition = getattr(duty, name)
                found = _with_thresholds(condition, thresholds)
                if found is not condition:
                    own[name] = found
            yield structs.replace(duty, **own) if own else duty


def _with_thresholds(node: Any, thresholds: Mapping[str, Parameter]) -> Any:
    """Return conditions, or what holds some, with a policy's thresholds; itself where it names none of them."""
    match node:
        case Literal(parameter=name) if name in thresholds:
            return Literal(thresholds[name].value, name)
        case msgspec.Struct():
            own = {name: getattr(node, name) for name in node.__struct_fields__}
            found = _with_thresholds(own, thresholds)
            return node if found is own else type(node)(**found)
        case tuple():
            parts = tuple(_with_thresholds(part, thresholds) for part in node)
            return node if all(map(is_, parts, node)) else parts
        case dict():
            values = {key: _with_thresholds(part, thresholds) for key, part in node.items()}
            return node if all(map(is_, values.values(), node.values())) else values
        case _:
            return node


def _used(loaded: tuple[M, ...], name: str) -> tuple[M, ...]:
    """Return the method or table of that name, else the first, as all that there is."""
    return tuple(one for one in loaded if one.id == name) or loaded[:1]


def _inferences(
    pack: Pack, attributions: tuple[Attribution, ...], remedies: tuple[RemedyTable, ...]
) -> tuple[Inference, ...]:
    """Return the inferences without those that conclude rules or duties of remedy of unused methods and tables."""
    if attributions == pack.attributions and remedies == pack.remedies:
        return pack.inferences
    rules = _rules(pack.attributions) - _rules(attributions)
    owed = _owed(pack.remedies) - _owed(remedies)
    return tuple(one for one in pack.inferences if not _concludes(one, rules, owed))


def _rules(methods: Iterable[Attribution]) -> set[str]:
    return {rule.id for method in methods for rule in method.rules}


def _owed(tables: Iterable[RemedyTable]) -> set[str]:
    return {action.id for table in tables for action in table.owed}


def _concludes(inference: Inference, rules: set[str], owed: set[str]) -> bool:
    """Whether an inference concludes one of these rules of attribution, or that one of these things is owed."""
    kind, terms = inference.conclusion.kind, inference.conclusion.terms
    return (
        inference.id in rules
        or (kind == ATTRIBUTED and argument(kind, terms, "inference") in rules)
        or (kind == OWES and argument(kind, terms, "owed") in owed)
    )
