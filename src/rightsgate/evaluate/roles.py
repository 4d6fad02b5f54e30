"""Roles that stand for roles of the value chain."""

from collections.abc import Iterable


def roles_stood_for(facts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return for each role those of the value chain in which an actor stands that holds it, from ``stands_for``."""
    roles: dict[str, tuple[str, ...]] = {}
    for held, role in sorted(facts):
        roles[held] = (*roles.get(held, ()), role)
    return roles
