"""Typed tests as words: what was looked at, what was asked, and what was found."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from rightsgate.evaluate.model import (
    FactValues,
    Holding,
    Listed,
    OtherField,
    Records,
    StatedValue,
    Target,
    TargetKind,
    Test,
    Unlisted,
    Value,
)
from rightsgate.explain.model import Step
from rightsgate.findings.ineffective_model import IneffectiveDecision, Matter, NoEffectReason
from rightsgate.findings.model import Ground, Grounds
from rightsgate.logic.absence import Absence
from rightsgate.logic.dates import Dates
from rightsgate.logic.fact_text import fact_text
from rightsgate.logic.number import Number
from rightsgate.logic.truth import TRUE, UNKNOWN
from rightsgate.people.model import Raised, RaisedBy, ToDecide
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Note, NoteKind
from rightsgate.rules.operators import OPERATORS, PREMISES, period_in_words
from rightsgate.rules.predicates import SHOWN, SIGNALLED, TRIGGERED
from rightsgate.vocabulary.model import FieldType

if TYPE_CHECKING:  # only why-not makes one
    from rightsgate.explain.failing import Failing

NAMES: Final = {"terms": "published terms", "channel": "reporting channel", "relation": "relation of the value chain"}
LISTED: Final = {Listed.LISTED: "listed", Listed.DECLARED_ABSENT: "declared absent", Listed.NOT_LISTED: "none listed"}
# How many hidden files and folders a note names.
MOST_HIDDEN: Final = 5
NOBODY: Final = "what nobody has stated"
NEAR: Final = " (within a factor of two: how it is counted may decide)"
COMPUTED: Final = {
    TRIGGERED: "What the tables ask of the product makes it a risk there",
    SIGNALLED: "The actor shows a signal of the pathway",
    SHOWN: "The row of the risk's table for this role shows its sign here",
}
UNDECIDED: Final = {
    Outcome.UNMET: "unmet, which this policy puts to a person",
    Outcome.UNKNOWN: "with too little stated to decide",
    Outcome.JUDGEMENT: "awaiting a person's judgement",
}
ACCEPTED: Final = {
    Outcome.UNMET: "unmet, which this policy accepts",
    Outcome.UNKNOWN: "unknown, which this policy accepts",
    Outcome.JUDGEMENT: "awaiting a person's judgement",
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
    NoEffectReason.OVERRULED: lambda *_: "Another decision on the same matter counts instead.",
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
            return f"{count} {'finding stops' if count == 1 else 'findings stop'} it"
        case Ground.NOTHING_CHECKED:
            return "no duty applies to anybody, so nothing was checked"
        case Ground.LEFT_OPEN:
            return _counted(grounds.counts, UNDECIDED)
        case Ground.NOTHING_BLOCKS:
            return f"nothing stops it{'; ' if grounds.counts else ''}{_counted(grounds.counts, ACCEPTED)}"


def _counted(counts: Mapping[Outcome, int], words: Mapping[Outcome, str]) -> str:
    """Return ``2 duties unmet, 1 duty unknown and 3 …`` for the outcomes that occur."""
    parts = [f"{counts[o]} {'duty' if counts[o] == 1 else 'duties'} {said}" for o, said in words.items() if o in counts]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def question_of(line: ToDecide) -> str:
    """Return a question for a person, with the field whose statement would answer it."""
    return f"{line.field}: {line.question}" if line.field else line.question


def no_effect_of(one: IneffectiveDecision, valid_for: str) -> str:
    """Say why a decision has no effect, under a policy by which decisions are valid for a period."""
    return REASONS[one.reason](one, period_in_words(valid_for))


def _enumerated(words: tuple[str, ...], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def note_of(note: Note) -> str:
    """Return a note on a rule pack as a sentence."""
    match note.kind:
        case NoteKind.HIDDEN:
            more = f" and {len(note.names) - MOST_HIDDEN} more" if len(note.names) > MOST_HIDDEN else ""
            said = f"hidden files and folders are not read: {', '.join(note.names[:MOST_HIDDEN])}{more}"
        case NoteKind.SKIPPED:
            said = "skipped: none of its keys belongs to a rule file"
        case NoteKind.REPLACES_OURS:
            (name,) = note.names
            said = f"this pack is named '{name}', and is read in place of the rules that come with rightsgate"
    return f"{note.path}: {said}"


def raised_of(raised: Raised) -> str:
    """Return in words what raises a severity."""
    names = ", ".join(raised.names)
    return f"the sensitive domain {names}" if raised.by is RaisedBy.DOMAIN else f"groups at heightened risk: {names}"


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


def entity_of(test: Test) -> str:
    """Name the entity that a test looks at."""
    return test.entity or f"any {test.of}"


def name_of(target: Target) -> str:
    """Name what a test looks at."""
    match target.kind:
        case TargetKind.FIELD:
            return target.name
        case TargetKind.FACT:
            return target.name.replace("_", " ")
        case TargetKind.RECORDS:
            narrowed = f" ({' or '.join(target.record_kinds).replace('_', ' ')})" if target.record_kinds else ""
            named = target.record_kinds and target.name == "relation"
            return (target.name if named else NAMES.get(target.name, target.name)) + narrowed


def names_of(targets: Iterable[Target]) -> list[str]:
    """Name what would have to be stated, in alphabetical order."""
    return sorted({name_of(target) for target in targets})


def asked_of(test: Test) -> str:
    """Return in words what a test asks."""
    match test.asked:
        case Holding(some=some):
            return "some" if some else "yes"
        case Records(one=one):
            return f"{'a' if one else 'every'} {name_of(test.target)}"
        case Value(value=value, near=near):
            words = listed(value) + (NEAR if near else "")
        case OtherField(path=path, value=value):
            words = f"{path} ({text_of(value)})"
        case FactValues() | Unlisted() as values:
            words = _facts(values)
    return OPERATORS[test.operator].asked.of(_field_type(test)).format(words) if test.operator else words


def _field_type(test: Test) -> FieldType | None:
    """Return DATE where a field is compared with a date, or with another field and no number is known of either."""
    stated = test.found.value if isinstance(test.found, StatedValue) else None
    match test.asked:
        case Value(value=Dates()):
            return FieldType.DATE
        case OtherField(value=other) if not isinstance(stated, (int, Number)) and not isinstance(other, (int, Number)):
            return FieldType.DATE
        case _:
            return None


def found_of(test: Test) -> str:
    """Return in words what a test found."""
    match test.found:
        case Holding(truth=truth):
            return "yes" if truth is TRUE else "cannot be told" if truth is UNKNOWN else "no"
        case FactValues() | Unlisted() as values:
            return _facts(values)
        case StatedValue() as stated:
            return _stated(stated)
        case Listed() as how:
            return LISTED[how]


def evidence_of(test: Test) -> str:
    """Name the evidence of what was stated, as the manifest writes it; empty where there is none."""
    return ", ".join(test.evidence)


def _stated(stated: StatedValue) -> str:
    if stated.tier is not None:
        return f"{text_of(stated.value)}, {stated.tier.value}"
    if stated.later:
        return f"stated, but its date ({stated.later}) may be after the day of the check"
    if stated.value is Absence.UNKNOWN and stated.written:
        return "unknown"
    return text_of(stated.value) + (f" (hence {', '.join(stated.implied)})" if stated.implied else "")


def _facts(values: FactValues | Unlisted) -> str:
    if isinstance(values, Unlisted):
        return NOBODY
    if values.certain:
        certain, more = sorted(map(text_of, values.certain)), sorted(map(text_of, values.possible))
        return ", ".join(certain) + (f" and perhaps {', '.join(more)}" if more else "")
    return NOBODY if values.possible else "none"


def text_of(value: object) -> str:
    """Return a stated value in words."""
    if value is Absence.NONE:
        return "declared absent"
    if value is Absence.UNKNOWN:
        return "not stated"
    if isinstance(value, tuple):
        plain = all(isinstance(one, (str, int, Number)) for one in value)
        return ", ".join(sorted(str(one) for one in value)) if plain else f"{len(value)} entries"
    return listed(value)


def listed(value: Any) -> str:
    """Write a value as a rule or a manifest does, lists in their own order."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Dates):
        return value.text
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
