"""Roles that stand for roles of the value chain."""

from rightsgate.evaluate.fact_tables import FactTables


def roles_stood_for(facts: FactTables) -> dict[str, tuple[str, ...]]:
    """Return for each role those of the value chain in which an actor stands that holds it."""
    roles: dict[str, tuple[str, ...]] = {}
    for held, role in sorted(pair for pair, _ in facts.rows("stands_for", "role", "chain_role")):
        roles[held] = (*roles.get(held, ()), role)
    return roles
