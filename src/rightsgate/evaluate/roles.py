"""Roles that stand for roles of the value chain."""

from rightsgate.evaluate.fact_tables import FactTables


def roles_stood_for(facts: FactTables) -> dict[str, tuple[str, ...]]:
    """Return the value-chain roles that each role stands for."""
    roles: dict[str, tuple[str, ...]] = {}
    for role, chain_role in sorted(pair for pair, _ in facts.rows("stands_for", "role", "chain_role")):
        roles[role] = (*roles.get(role, ()), chain_role)
    return roles
