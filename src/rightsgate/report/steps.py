"""Steps of derivations in words, and the premise at which a rule fails."""

from typing import TYPE_CHECKING, Final

from rightsgate.explain.fact_text import fact_text
from rightsgate.explain.model import Step
from rightsgate.rules.operators import PREMISES

if TYPE_CHECKING:  # only why-not makes one
    from rightsgate.explain.failing import Failing

COMPUTED: Final = {
    "triggered": "What the tables ask of the product makes it a risk there",
    "signalled": "The actor shows a signal of the pathway",
    "shown": "The row of the risk's table for this role shows its sign here",
}


def premise_of(failing: "Failing") -> str:
    """Write the premise that fails: a fact, its absence, a count or a comparison."""
    if failing.operator:
        left, right = (getattr(term, "text", term) for term in failing.terms)
        return f"{left} {PREMISES[failing.operator].premise_words} {right}"
    fact = fact_text(failing.kind, failing.terms)
    return f"no {fact}" if failing.negated else f"{failing.count} times {fact}" if failing.count else fact


def title_of(step: Step) -> str:
    """Return the title of a step: that of its inference, or the duty, risk or pathway that was evaluated."""
    said = COMPUTED.get(step.kind) if step.computed else None
    return step.title if said is None else f"{said}: {step.title}"
