"""Typed tests as words: what was looked at, what was asked, and what was found."""

from typing import Any, Final

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
from rightsgate.logic.absence import Absence
from rightsgate.logic.dates import Dates
from rightsgate.logic.number import Number
from rightsgate.logic.truth import TRUE, UNKNOWN
from rightsgate.manifest.model import RECORDS
from rightsgate.rules.operators import OPERATORS
from rightsgate.vocabulary.model import FieldType

LISTED: Final = {Listed.LISTED: "listed", Listed.DECLARED_ABSENT: "declared absent", Listed.NOT_LISTED: "none listed"}
NOBODY: Final = "what is not stated"
NEAR: Final = " (within a factor of two: the method of counting may decide)"


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
            words = RECORDS.get(target.name)
            if words is None or (target.record_kinds and target.name == "relation"):
                return target.name + narrowed
            return words.any + narrowed


def asked_of(test: Test) -> str:
    """Return in words what a test asks."""
    match test.asked:
        case Holding(some=some):
            return ("none" if test.negated else "some") if some else "no" if test.negated else "yes"
        case Records(one=one):
            each = ("no" if test.negated else "a") if one else "not every" if test.negated else "every"
            return f"{each} {name_of(test.target)}"
        case Value(value=value, near=near):
            words = listed(value) + (NEAR if near else "")
        case OtherField(path=path, value=value):
            words = f"{path} ({text_of(value)})"
        case FactValues() | Unlisted() as values:
            words = _facts(values)
    asked = OPERATORS[test.operator].asked.of(_field_type(test)).format(words) if test.operator else words
    return f"not: {asked}" if test.negated else asked


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


def is_silent(test: Test) -> bool:
    """Whether a test found nothing stated: a silent field, or nothing listed."""
    match test.found:
        case StatedValue(written=written, tier=tier, later=later):
            return not written and tier is None and not later
        case Listed.NOT_LISTED | Unlisted():
            return True
        case _:
            return False


def found_of(test: Test) -> str:
    """Return in words what a test found."""
    match test.found:
        case Holding(truth=truth):
            return "yes" if truth is TRUE else "cannot be determined" if truth is UNKNOWN else "no"
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
        return "not stated"
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
