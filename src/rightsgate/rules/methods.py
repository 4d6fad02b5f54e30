"""The attribution method and the remedy table that a policy chooses, and the rules that go with the others."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import structs

from rightsgate.rules.model.attribution import Attribution
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.predicates import ATTRIBUTED, OWES

M = TypeVar("M", Attribution, RemedyTable)


def with_methods(pack: Pack, policy: Policy) -> Pack:
    """Return a pack with the attribution method and the remedy table of a policy alone, the first ones by default.

    Inferences that conclude rules of another method, or what only another table says is owed, are left out.
    """
    if len(pack.attributions) < 2 and len(pack.remedies) < 2:
        return pack
    attributions = _chosen(pack.attributions, policy.attribution)
    remedies = _chosen(pack.remedies, policy.remedy)
    rules = _rules(pack.attributions) - _rules(attributions)
    owed = _owed(pack.remedies) - _owed(remedies)
    inferences = tuple(one for one in pack.inferences if not _concludes(one, rules, owed))
    return structs.replace(pack, attributions=attributions, remedies=remedies, inferences=inferences)


def _chosen(loaded: tuple[M, ...], name: str) -> tuple[M, ...]:
    return tuple(one for one in loaded if one.id == name) or loaded[:1]


def _rules(methods: Iterable[Attribution]) -> set[str]:
    return {rule.id for method in methods for rule in method.rules}


def _owed(tables: Iterable[RemedyTable]) -> set[str]:
    return {action.id for table in tables for action in table.owed}


def _concludes(inference: Inference, rules: set[str], owed: set[str]) -> bool:
    """Whether an inference concludes one of these rules of attribution, or that one of these things is owed."""
    conclusion = inference.conclusion
    return (
        inference.id in rules
        or (conclusion.kind == ATTRIBUTED and conclusion.terms[-1] in rules)
        or (conclusion.kind == OWES and conclusion.terms[-1] in owed)
    )
