"""Risks to people in words: the right at risk, the groups at heightened risk, and the harm that is recorded."""

from collections.abc import Sequence

from rightsgate.checker.model import Run
from rightsgate.people.model import ProductRisk


def heading_of(risks: Sequence[ProductRisk]) -> str:
    """Return the heading of the risks, with how many of them are certain."""
    certain = sum(risk.certain for risk in risks)
    return f"People at risk ({certain} certain, {len(risks) - certain} possible), most urgent first"


def certainty_of(risk: ProductRisk) -> str:
    """Return whether a risk is certain."""
    return "certain" if risk.certain else "possible"


def right_of(risk: ProductRisk, run: Run) -> str:
    """Return the name of the right at risk."""
    right = run.tables.rights.get(risk.risk.right)
    return risk.risk.right if right is None else right.name


def groups_of(risk: ProductRisk, run: Run) -> list[str]:
    """Return the names of the groups at heightened risk."""
    return [run.tables.groups[group].name for group in risk.risk.groups]


def more_groups(count: int) -> str:
    """Return how many groups there are besides those that are named; empty for none."""
    return f" and {count} more {'group' if count == 1 else 'groups'}" if count else ""


def recorded_of(risk: ProductRisk) -> str:
    """Return the impacts that are recorded of it; empty for none."""
    return f"recorded: {', '.join(risk.impacts)}" if risk.impacts else ""
