"""Steps of derivations in words, and the premise at which a rule fails."""

from typing import Any, Final

from rightsgate.explain.fact_text import fact_text
from rightsgate.explain.model import Citation, Failing, Step, Unbound
from rightsgate.report.reasons import WORDS
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.operators import PREMISES
from rightsgate.rules.predicates import OUTCOME, SHOWN, SIGNALLED, TRIGGERED

# How a term that may be anything is written.
UNBOUND: Final = "…"
COMPUTED: Final = {
    TRIGGERED: "What the tables ask of the product makes it a risk there",
    SIGNALLED: "The actor shows a signal of the pathway",
    SHOWN: "The row of the risk's table for this role shows its sign here",
}


def source_of(step: Step) -> str:
    """Return where the rule of a step comes from: its document and section, or what an inference says of it."""
    match step.source:
        case Citation(document=document, section=section):
            return f"{document} {section}"
        case str() as said:
            return said


def terms_of(failing: Failing) -> tuple[Any, ...]:
    """Return the terms of a premise that fails, with a mark for those that may be anything."""
    return tuple(UNBOUND if isinstance(term, Unbound) else term for term in failing.terms)


def premise_of(failing: Failing) -> str:
    """Write the premise that fails: a fact, its absence, a count or a comparison."""
    if failing.operator:
        left, right = (getattr(term, "text", term) for term in failing.terms)
        return f"{left} {PREMISES[failing.operator].premise_words} {right}"
    fact = fact_text(failing.kind, terms_of(failing))
    return f"no {fact}" if failing.negated else f"{failing.count} times {fact}" if failing.count else fact


def fact_of(step: Step) -> str:
    """Return the fact of a step: the outcome of a duty in words, any other fact as derivations write it."""
    if step.kind != OUTCOME or '"' in step.fact:
        return step.fact
    duty, actor, role, entity, outcome = step.fact[len(OUTCOME) + 1 : -1].split(", ")
    about = "" if entity == "-" else f", on {entity}"
    return f"{duty} for {actor} ({role.replace('_', ' ')}){about}: {WORDS[Outcome(outcome)]}"


def title_of(step: Step) -> str:
    """Return the title of a step: that of its inference, or the duty, risk or pathway that was evaluated."""
    said = COMPUTED.get(step.kind) if step.computed else None
    return step.title if said is None else f"{said}: {step.title}"
