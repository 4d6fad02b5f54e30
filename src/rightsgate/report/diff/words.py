"""Changes, causes and settings in words."""

from typing import Final

from rightsgate.report.diff.model import Cause, CauseKind, Counts, FindingChange, Setting, Shift
from rightsgate.report.diff.rules import SELECTED, STRENGTH, THERE
from rightsgate.rules.model.outcome import Outcome

HEADINGS: Final = {
    Shift.NEW: "New",
    Shift.WORSE: "Worse",
    Shift.NOW_STATED: "Now stated: open before, and what is stated now does not meet the duty",
    Shift.NOW_UNKNOWN: "Now unknown: unmet before, and what is stated now does not decide it",
    Shift.REWEIGHED: "Open as before, with another weight",
    Shift.WAIVED: "Accepted by a waiver now",
    Shift.ADVISORY: "Open as before, and advisory now",
    Shift.BETTER: "Better",
    Shift.SETTLED: "Settled",
}
COUNTED: Final = {
    Shift.NEW: "new",
    Shift.WORSE: "worse",
    Shift.NOW_STATED: "now stated",
    Shift.NOW_UNKNOWN: "now unknown",
    Shift.REWEIGHED: "reweighed",
    Shift.WAIVED: "waived now",
    Shift.ADVISORY: "advisory now",
    Shift.BETTER: "better",
    Shift.SETTLED: "settled",
}
OUTCOMES: Final = {
    Outcome.UNMET: "unmet",
    Outcome.UNKNOWN: "not stated",
    Outcome.JUDGEMENT: "for a person to decide",
    Outcome.MET: "met",
    Outcome.NOT_APPLICABLE: "does not apply",
    Outcome.INACTIVE: "not in effect",
}
SETTINGS: Final = {
    CauseKind.POLICY: "policy",
    CauseKind.SUBJECT: "subject",
    CauseKind.DAY: "day of the check",
    CauseKind.WAIVER: "file of waivers",
    CauseKind.VERSION: "version of rightsgate",
}
GONE: Final = "no such finding"
NOT_LISTED: Final = "not listed"
NOTHING: Final = "none"
ARROW: Final = "→"
# How much of a digest tells it from others.
SHORT: Final = len("sha256:") + 8


def move_of(change: FindingChange, *, narrowed: bool = False) -> str:
    """Return the outcome of a finding that is new, or else those before and now.

    ``narrowed``: a report lists open findings only, so that what it does not list may be met.
    """
    if change.change is Shift.NEW and change.before is None:
        return _outcome(change.after, narrowed=narrowed)
    if change.before is change.after:
        return _outcome(change.after, narrowed=narrowed)
    return f"{_outcome(change.before, narrowed=narrowed)} {ARROW} {_outcome(change.after, narrowed=narrowed)}"


def _outcome(outcome: Outcome | None, *, narrowed: bool) -> str:
    return OUTCOMES[outcome] if outcome is not None else NOT_LISTED if narrowed else GONE


def cause_of(cause: Cause) -> str:
    """Return one cause in words, with its place."""
    match cause.kind:
        case CauseKind.STATEMENT | CauseKind.DERIVED:
            return _statement(cause)
        case CauseKind.RULE:
            return _rule(cause)
        case CauseKind.MANIFEST:
            return f"{cause.entity} was not checked before"
        case CauseKind.UNKNOWN:
            return "what changed it cannot be told"
        case _:
            return _setting(cause)


def _setting(cause: Cause) -> str:
    before, after = cause.before or NOTHING, cause.after or NOTHING
    match cause.kind:
        case CauseKind.RULES if not cause.before or not cause.after:
            where = "the earlier" if cause.before else "the later"
            return f"the rule pack {cause.entity}, which only {where} check has"
        case CauseKind.RULES:
            return f"the rule pack {cause.entity} changed ({before[:SHORT]} {ARROW} {after[:SHORT]})"
        case CauseKind.POLICY if cause.entity:
            selects = "selects" if after == SELECTED else "no longer selects"
            return f"the policy {selects} the rule {cause.entity}"
        case CauseKind.WAIVER if cause.before is None:
            return f"a waiver accepts it until {after}"
        case CauseKind.WAIVER:
            return f"the waiver that accepted it until {before} no longer counts"
        case _:
            return f"another {SETTINGS[cause.kind]}: {_plain_policy(before)} {ARROW} {_plain_policy(after)}"


def _statement(cause: Cause) -> str:
    name = f"{cause.field} of {cause.entity}" if cause.field else cause.entity
    place = "" if cause.location is None else f" ({cause.location.path}:{cause.location.line})"
    if cause.before is None or cause.after is None:
        before = cause.before or "not shown by the earlier report"
        return f"{name}: {before} {ARROW} {cause.after or 'not shown by the later report'}{place}"
    return f"{name}: {cause.before} {ARROW} {cause.after}{place}"


def _rule(cause: Cause) -> str:
    if not cause.field:
        return f"the rule {cause.entity} is {'new in' if cause.after == THERE else 'no longer in'} the rules"
    if cause.field == STRENGTH:
        return f"the rule {cause.entity} binds otherwise: {cause.before} {ARROW} {cause.after}"
    if cause.before is None:
        return f"the rule {cause.entity} tests {cause.field} now: {cause.after}"
    if cause.after is None:
        return f"the rule {cause.entity} tested {cause.field} before: {cause.before}"
    return f"the rule {cause.entity} asks otherwise of {cause.field}: {cause.before} {ARROW} {cause.after}"


def setting_of(setting: Setting) -> str:
    """Return in words what differs beside the manifests."""
    before, after = setting.before or NOTHING, setting.after or NOTHING
    if setting.what is CauseKind.RULES:
        name = f"Rule pack {setting.name}"
        if not setting.before or not setting.after:
            return f"{name}: only {'the earlier' if setting.before else 'the later'} check has it"
        return f"{name}: changed ({before[:SHORT]} {ARROW} {after[:SHORT]})"
    said = SETTINGS[setting.what].capitalize()
    if setting.what is CauseKind.WAIVER:
        return f"{said}: {before[:SHORT]} {ARROW} {after[:SHORT]}"
    return f"{said}: {_plain_policy(before)} {ARROW} {_plain_policy(after)}"


def _plain_policy(said: str) -> str:
    """Return the name of a policy with as much of its digest as tells it from others; anything else as it is."""
    name, mark, digest = said.partition(" (sha256:")
    return f"{name} (sha256:{digest[:8]})" if mark else said


def counted(counts: Counts) -> str:
    """Return the counts in a line; empty where nothing changed."""
    numbers = {shift: getattr(counts, shift.value.replace("-", "_")) for shift in Shift}
    return " · ".join(f"{number} {COUNTED[shift]}" for shift, number in numbers.items() if number)
