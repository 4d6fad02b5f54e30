"""Recorded decisions without effect, as sentences: who made them, on what, and why they have no effect."""

from collections.abc import Callable, Mapping
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.idle_model import Idle, IdleDecision, Matter
from rightsgate.text.layout import Page, plain

HEADING: Final = "Recorded decisions without effect"
FIELDS: Final = {Matter.DUTY: "judgement", Matter.INVOLVEMENT: "link", Matter.RISK: "risk decision"}
REASONS: Final[Mapping[Idle, Callable[[IdleDecision, str], str]]] = {
    Idle.INCOMPLETE: lambda one, _: f"The {FIELDS[one.matter]} does not state {_listed(one.details, 'or')}.",
    Idle.LATER: lambda *_: "The decision is dated, or may be dated, after the day of the check. State the full date.",
    Idle.EXPIRED: lambda _, period: (
        f"The decision is, or may be, too old: under this policy a decision is valid for {period}."
    ),
    Idle.OVERRULED: lambda *_: "Another decision on the same matter counts instead.",
    Idle.STATEMENTS_DECIDE: lambda *_: (
        "This duty is decided from the stated facts; a recorded judgement has no effect on it."
    ),
    Idle.NOT_SELECTED: lambda *_: "The duty is not among those that this policy checks.",
    Idle.NOT_BOUND: lambda one, _: f"The duty does not apply to {one.actor}.",
    Idle.NOT_ASKED: lambda one, _: f"The duty does not apply to {one.actor} with respect to {one.about}.",
    Idle.NOT_DUE: lambda one, _: (
        f"A {'judgement' if one.matter is Matter.DUTY else 'decision'} counts only when every stated requirement is met"
        + (f"; this duty is {_listed(one.details, 'and')}." if one.details else ".")
    ),
    Idle.NOT_CONCERNED: lambda one, _: f"{one.actor} has no stated connection to {_listed(one.details, 'or')}.",
}
UNITS: Final = {"d": "day", "m": "month", "y": "year"}


def idle_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines about decisions without effect; none if every decision has an effect."""
    if not part.idle:
        return []
    lines = ["", page.paint(HEADING, bold=True)]
    for one in part.idle:
        told = f"{subject(one)} (line {one.location.line}). {reason(one, run.policy.valid_for)}"
        first, *more = page.wrap(plain(told), 2, 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines


def subject(one: IdleDecision) -> str:
    """Return words for a decision: the person, the subject and the decision itself."""
    about = f" about {one.about}" if one.about else ""
    on = f"{one.on}@{one.actor}" if one.on else one.actor
    made = ", ".join(filter(None, (one.outcome, f"by {one.decided_by}" if one.decided_by else "", one.date)))
    return f"{on}{about}" + (f": {made}" if made else "")


def reason(one: IdleDecision, valid_for: str) -> str:
    """Return the reason in words why a decision has no effect; ``valid_for`` is how long decisions count."""
    count, unit = valid_for[:-1], UNITS[valid_for[-1]]
    return REASONS[one.idle](one, f"{count} {unit}{'' if count == '1' else 's'}")


def _listed(words: tuple[str, ...], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
