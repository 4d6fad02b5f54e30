"""Recorded decisions that decide nothing, as sentences: whose they are, on what, and why they have no effect."""

from collections.abc import Callable, Mapping
from typing import Final

from rightsgate.model.idle import Idle, IdleDecision, Matter
from rightsgate.model.report import ManifestReport, Run
from rightsgate.report.layout import Page, plain

HEADING: Final = "Decisions that decide nothing"
FIELDS: Final = {Matter.DUTY: "judgement", Matter.INVOLVEMENT: "link", Matter.RISK: "risk decision"}
REASONS: Final[Mapping[Idle, Callable[[IdleDecision, str], str]]] = {
    Idle.INCOMPLETE: lambda one, _: f"The {FIELDS[one.matter]} does not state {_listed(one.details, 'or')}.",
    Idle.LATER: lambda *_: "The day of the decision is, or may be, after the day of the check.",
    Idle.EXPIRED: lambda _, period: (
        f"The decision is, or may be, too old: this policy lets decisions count for {period}."
    ),
    Idle.OVERRULED: lambda *_: "Another decision on the same matter counts instead.",
    Idle.STATEMENTS_DECIDE: lambda *_: "Statements alone decide on this duty; it does not ask for a judgement.",
    Idle.NOT_SELECTED: lambda *_: "This policy does not check the duty.",
    Idle.NOT_BOUND: lambda one, _: f"The duty is not asked of {one.actor}.",
    Idle.NOT_ASKED: lambda one, _: f"The duty is not asked of {one.actor} about {one.about}.",
    Idle.NOT_DUE: lambda one, _: (
        "A decision counts only where all that can be stated is met"
        + (f"; the duty is {_listed(one.details, 'and')}." if one.details else ".")
    ),
    Idle.NOT_CONCERNED: lambda one, _: f"Nothing connects {one.actor} with {_listed(one.details, 'or')}.",
}
UNITS: Final = {"d": "day", "m": "month", "y": "year"}


def idle_text(part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return the lines about decisions that decide nothing; none where all decide something."""
    if not part.idle:
        return []
    lines = ["", page.paint(HEADING, bold=True)]
    for one in part.idle:
        told = f"{subject(one)} (line {one.location.line}). {reason(one, run.policy.valid_for)}"
        first, *more = page.wrap(plain(told), 2, 4)
        lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines


def subject(one: IdleDecision) -> str:
    """Say whose decision it is, on what, and what was decided."""
    about = f" about {one.about}" if one.about else ""
    on = f"{one.on}@{one.actor}" if one.on else one.actor
    made = ", ".join(filter(None, (one.outcome, f"by {one.decided_by}" if one.decided_by else "", one.date)))
    return f"{on}{about}" + (f": {made}" if made else "")


def reason(one: IdleDecision, valid_for: str) -> str:
    """Say why a decision decides nothing, under a policy by which decisions count for a period."""
    count, unit = valid_for[:-1], UNITS[valid_for[-1]]
    return REASONS[one.idle](one, f"{count} {unit}{'' if count == '1' else 's'}")


def _listed(words: tuple[str, ...], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
