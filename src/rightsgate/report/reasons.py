"""Reasons in words: of a verdict, of a decision without effect, of a raised severity; and questions for people."""

from collections.abc import Callable, Mapping
from typing import Final

from rightsgate.checker.model import ManifestReport
from rightsgate.errors import did_you_mean
from rightsgate.findings.ineffective_model import IneffectiveDecision, Matter, NoEffectReason
from rightsgate.findings.model import Ground, Grounds
from rightsgate.manifest.decision import Decision
from rightsgate.people.model import Raised, RaisedBy, ToDecide
from rightsgate.report.places import place_text
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import DutyBearers, Policy
from rightsgate.rules.operators import period_in_words
from rightsgate.vocabulary.model import Vocabulary

# The outcomes in the words of people; their ids are for programs and options.
OPEN: Final = {Outcome.UNMET: "unmet", Outcome.UNKNOWN: "not stated", Outcome.JUDGEMENT: "for a person to decide"}
WORDS: Final = {outcome: OPEN.get(outcome, outcome.value) for outcome in Outcome}
UNDECIDED: Final = {**OPEN, Outcome.UNMET: "unmet, which this policy leaves for a person to discuss"}
ACCEPTED: Final = {
    Outcome.UNMET: "unmet, which this policy accepts",
    Outcome.UNKNOWN: "not stated, which this policy accepts",
    Outcome.JUDGEMENT: "for a person to decide, which this policy accepts",
}
FIELDS: Final = {Matter.DUTY: "judgement", Matter.INVOLVEMENT: "link", Matter.RISK: "risk decision"}
REASONS: Final[Mapping[NoEffectReason, Callable[[IneffectiveDecision, str], str]]] = {
    NoEffectReason.INCOMPLETE: lambda one, _: (
        f"The {FIELDS[one.matter]} does not state {_enumerated(one.details, 'or')}."
    ),
    NoEffectReason.LATER: lambda *_: (
        "The decision is dated, or may be dated, after the day of the check. State the full date."
    ),
    NoEffectReason.EXPIRED: lambda _, period: (
        f"The decision is, or may be, too old: under this policy a decision is valid for {period}."
    ),
    NoEffectReason.OVERRULED: lambda *_: "Another decision on the same matter takes precedence.",
    NoEffectReason.STATEMENTS_DECIDE: lambda *_: (
        "This duty is decided from the stated facts; a recorded judgement has no effect on it."
    ),
    NoEffectReason.NOT_SELECTED: lambda *_: "The duty is not among those that this policy checks.",
    NoEffectReason.NOT_BOUND: lambda one, _: f"The duty does not apply to {one.actor}.",
    NoEffectReason.NOT_ASKED: lambda one, _: f"The duty does not apply to {one.actor} with respect to {one.about}.",
    NoEffectReason.NOT_DUE: lambda one, _: (
        f"A {'judgement' if one.matter is Matter.DUTY else 'decision'} counts only when every stated requirement is met"
        + (f"; this duty is {_enumerated(one.details, 'and')}." if one.details else ".")
    ),
    NoEffectReason.NOT_CONCERNED: lambda one, _: (
        f"{one.actor} has no stated connection to {_enumerated(one.details, 'or')}."
    ),
}


def grounds_of(grounds: Grounds) -> str:
    """Return the reasons of a verdict in words."""
    match grounds.ground:
        case Ground.BLOCKED:
            count = sum(grounds.counts.values())
            return f"{count} {'finding blocks' if count == 1 else 'findings block'} it"
        case Ground.NOTHING_CHECKED:
            return "no duty applies to any actor, so nothing was checked"
        case Ground.ALL_ADVISORY:
            return "the duties that apply are all advisory, so none can affect the result"
        case Ground.NOTHING_AT_STAKE:
            return "no duty that can affect the result is decided by what is stated, so nothing was checked"
        case Ground.LEFT_OPEN:
            return _counted(grounds.counts, UNDECIDED)
        case Ground.NOTHING_BLOCKS:
            accepted = [_counted(grounds.counts, ACCEPTED)] if grounds.counts else []
            accepted += [f"{grounds.waived} accepted by waiver"] if grounds.waived else []
            accepted += [f"{grounds.known} open in the baseline already"] if grounds.known else []
            return "; ".join(["nothing blocks it", *accepted])


def _counted(counts: Mapping[Outcome, int], words: Mapping[Outcome, str]) -> str:
    """Return ``2 duties unmet, 1 duty not stated and 3 …`` for the outcomes that occur."""
    parts = [f"{counts[o]} {'duty' if counts[o] == 1 else 'duties'} {said}" for o, said in words.items() if o in counts]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def judged_for(part: ManifestReport, of: DutyBearers) -> str:
    """Return for whom a manifest was judged; empty where everyone is judged under any subject."""
    if not part.subject:
        return "" if of is DutyBearers.EVERYONE else "No subject is named (--for ID), so the duties of all actors gate."
    match of:
        case DutyBearers.SUBJECT:
            return f"Judged for {part.subject}: its duties gate; those of the other actors are advisory."
        case DutyBearers.OTHERS:
            return f"Judged for {part.subject}: the duties of the other actors gate; its own are advisory."
        case DutyBearers.EVERYONE:
            return f"Judged for {part.subject}, under a policy by which the duties of all actors gate."


def chosen_actors(part: ManifestReport, policy: Policy) -> tuple[str, ...]:
    """Return of which actors alone a policy asks its duties, and that the manifest does not have one of them."""
    said = []
    if policy.actors:
        which = "This policy" if all(one.actors for one in policy.selections) else "Part of this policy"
        said.append(f"{which} applies only to {_enumerated(policy.actors, 'and')}.")
    for name in part.actors_not_found:
        hint = did_you_mean(name, [actor.id for actor in part.actors])
        said.append(
            f"The policy names the actor '{name}', which is not in this manifest{f' ({hint})' if hint else ''}."
        )
    return tuple(said)


def decision_of(made: Decision, outcome: str = "") -> str:
    """Return a recorded decision in words, or another ``outcome`` than its code: what, by whom, when and why."""
    who = made.decided_by or "a person who is not named"
    when = f"on {made.date}" if made.date else "on a day that is not stated"
    return f"{outcome or made.outcome}, decided by {who} {when}: {made.reason or 'no reason is stated'}"


def question_of(line: ToDecide, vocabulary: Vocabulary) -> str:
    """Return a question for a person, with the place where a statement would answer it."""
    return line.question if line.site is None else f"{line.question} (state {place_text(line.site, vocabulary)})"


def no_effect_of(one: IneffectiveDecision, valid_for: str) -> str:
    """Return why a decision has no effect, under a policy by which decisions are valid for a period."""
    return REASONS[one.reason](one, period_in_words(valid_for))


def ineffective_of(one: IneffectiveDecision, valid_for: str) -> str:
    """Return a decision without effect in a sentence: on what, what and by whom, where it stands, and the reason."""
    return f"{_subject(one)} (line {one.location.line}). {no_effect_of(one, valid_for)}"


def _subject(one: IneffectiveDecision) -> str:
    about = f" about {one.about}" if one.about else ""
    on = f"{one.on}@{one.actor}" if one.on else one.actor
    made = ", ".join(filter(None, (one.outcome, f"by {one.decided_by}" if one.decided_by else "", one.date)))
    return f"{on}{about}" + (f": {made}" if made else "")


def raised_of(raised: Raised) -> str:
    """Return in words what raises a severity."""
    names = ", ".join(raised.names)
    return f"sensitive domain {names}" if raised.by is RaisedBy.DOMAIN else f"groups at heightened risk: {names}"


def _enumerated(words: tuple[str, ...], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
