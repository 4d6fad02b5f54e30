"""Answers: statements that would be made, and the alternatives in which several of them settle a duty."""

from collections.abc import Iterable
from enum import Enum
from functools import cached_property
from typing import Any, Final

import msgspec

from rightsgate.evaluate.site import Site
from rightsgate.vocabulary.model import Field, FieldType

# What is said of a whole section, or of a list: that it names all there is, or that there is none.
COMPLETE: Final = "complete"
MISSING: Final = "missing"


class AnswerKind(Enum):
    """What an answer speaks of, the kind first that a plan prefers.

    A practice is done first and stated then; evidence backs a statement; a judgement is a named person's; a
    circumstance is so or not; an absence says that there is none of a circumstance; what is past was done on a day
    before the check, or was not: nobody can do it now.
    """

    PRACTICE = "practice"
    EVIDENCE = "evidence"
    JUDGEMENT = "judgement"
    CIRCUMSTANCE = "circumstance"
    ABSENCE = "absence"
    PAST = "past"

    @property
    def is_given(self) -> bool:
        """Whether it is so or not, whatever anybody does now: where it is stated, a plan does not change it."""
        return self in (AnswerKind.CIRCUMSTANCE, AnswerKind.ABSENCE, AnswerKind.PAST)

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow


class Answer(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True, dict=True):
    """One statement: at a site, the operator by which a rule tests it, and the value as it could be typed.

    ``adds``: the value is one code, to be listed with those that are stated. ``replaces``: something else is stated
    now, so the world has to change before the statement does. ``detail``: it states what backs the field, not its
    value. The entry of a site that is not listed is new; all answers about it make one entry.
    """

    site: Site
    operator: str
    value: Any
    kind: AnswerKind
    adds: bool = False
    replaces: bool = False
    detail: str = ""

    @cached_property
    def place(self) -> tuple[object, ...]:
        """What the statement changes: a field of an entry that is there, a new entry, or what is said of a section."""
        site = self.site
        if site.listed:
            return (site.location.pointer, site.field, self.detail)
        return ("", *entry_of(site), self.operator if self.operator in (MISSING, COMPLETE) else "")

    @cached_property
    def order(self) -> tuple[object, ...]:
        """Sort key that does not depend on the order of the manifest."""
        return (KINDS[self.kind], self.replaces, self.site.order, self.detail, self.operator, repr(self.value))


KINDS: Final = {kind: rank for rank, kind in enumerate(AnswerKind)}
Alternative = frozenset[Answer]
NOTHING: Final[Alternative] = frozenset()


def kind_of(field: Field, plain: Any, *, is_practice: bool, as_of: str) -> AnswerKind:
    """Return what a value of a field speaks of, on a day."""
    if field.type is FieldType.DATE and is_practice and str(plain) < as_of[: len(str(plain))]:
        return AnswerKind.PAST
    if is_practice and plain not in ("none", False):
        return AnswerKind.PRACTICE
    return AnswerKind.ABSENCE if is_practice or plain == "none" else AnswerKind.CIRCUMSTANCE


def entry_of(site: Site) -> tuple[object, ...]:
    """Return what tells a new entry from others: kind, parties and what it is about, whatever the field."""
    return (site.kind, site.kinds, site.owners, site.provider, site.receiver, site.about, site.key)


def places_of(answers: Iterable[Answer]) -> frozenset[tuple[object, ...]]:
    """Return the places that answers change."""
    return frozenset(answer.place for answer in answers)


def cost_of(alternative: Alternative) -> tuple[int, int]:
    """Return how many places an alternative changes, and by how many answers."""
    return len(places_of(alternative)), len(alternative)


def order_of(alternative: Alternative) -> tuple[object, ...]:
    """Sort key of alternatives: the cheapest first, then by what they say."""
    return (*cost_of(alternative), sorted(answer.order for answer in alternative))


def rank_of(alternative: Alternative) -> int:
    """Return how far an alternative is from what a plan prefers: practices first, then the rest.

    Last of all comes one that replaces a stated circumstance.
    """
    if any(answer.replaces and KINDS[answer.kind] >= KINDS[AnswerKind.CIRCUMSTANCE] for answer in alternative):
        return len(KINDS)
    return max((KINDS[answer.kind] for answer in alternative), default=0)


def agree(answers: Iterable[Answer]) -> bool:
    """Whether answers can all be given: no field has two values, and none is both listed and denied."""
    whole: dict[tuple[object, ...], set[str]] = {}
    added: set[tuple[object, ...]] = set()
    for answer in answers:
        field = (*answer.place, answer.site.field)
        if answer.adds:
            added.add(field)
        elif answer.operator != COMPLETE or answer.site.listed:
            whole.setdefault(field, set()).add(repr(answer.value))
    return all(len(values) == 1 for values in whole.values()) and added.isdisjoint(whole)
