"""The values that could be stated of a field so that a test of it comes out one way."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from rightsgate.logic.absence import NONE, UNSAID, Absence
from rightsgate.logic.comparison import Possible, Side, Stated
from rightsgate.logic.dates import Dates, dates_of
from rightsgate.logic.number import Number, exact_of
from rightsgate.logic.terms import as_term
from rightsgate.vocabulary.implied import implied_by
from rightsgate.vocabulary.model import Field, FieldType

LISTS: Final = (FieldType.CHOICES, FieldType.REFERENCES, FieldType.LIST)
# The day that stands for a long time ago, and how many codes of a field are tried one by one.
LONG_AGO: Final = "2000-01-01"
MOST: Final = 60
# What a text is to say until a person writes it.
WORDS: Final = "TO BE WRITTEN BY YOU"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A value that could be stated: ``plain`` as it is typed, and ``side`` as a test sees it.

    ``adds``: the codes are listed beside those that are stated. ``closes``: nothing is added, but the list is said to
    be complete.
    """

    plain: Any
    side: Stated
    adds: tuple[Any, ...] = ()
    closes: bool = False


def candidates(
    field: Field, now: Side, wanted: Any, as_of: str, ids: Iterable[str], *, transcribed: bool = False
) -> Iterator[Candidate]:
    """Yield values that could be stated of a field; those that a test asks for (``wanted``) come first.

    ``now`` is what is stated, ``ids`` are those that a reference can name. ``transcribed``: in an entry that was copied
    from a document, which may not say all.
    """
    asked = tuple(codes_of(wanted))
    match field.type:
        case FieldType.BOOLEAN:
            yield from (_one(field, value, value) for value in (True, False))
        case FieldType.CHOICE | FieldType.REFERENCE:
            known = field.values or (tuple(ids) if field.type is FieldType.REFERENCE else ())
            named = [one for one in asked if isinstance(one, str) and (not known or one in known)]
            yield from (_one(field, value, value) for value in dict.fromkeys((*named, *known[:MOST])))
            yield _one(field, "none", NONE)
        case FieldType.DATE:
            days = [as_of, *(one.text for one in asked if isinstance(one, Dates)), LONG_AGO]
            yield from (_one(field, day, dates_of(day)) for day in dict.fromkeys(days))
        case FieldType.NUMBER:
            yield from _numbers(field, asked)
        case FieldType.GROUP:
            yield _one(field, "none", NONE)
        case FieldType.RECORDS:
            yield _one(field, "none", NONE)
        case FieldType.TEXT:
            named = [one for one in asked if isinstance(one, str)]
            yield from (_one(field, value, value) for value in (*named, WORDS))
        case _:
            yield from _lists(field, now, asked, ids, transcribed=transcribed)


def codes_of(wanted: Any) -> Iterator[Any]:
    """Yield the values that a test asks for, one by one."""
    match wanted:
        case Possible(certain=certain, possible=possible):
            yield from sorted(certain, key=repr)
            yield from sorted(possible - certain, key=repr)
        case tuple() | list() | frozenset():
            yield from wanted
        case Absence() | None:
            return
        case _:
            yield wanted


def _one(field: Field, plain: Any, value: Any) -> Candidate:
    return Candidate(plain=plain, side=Stated(value, implied=implied_by(field, value)))


def _numbers(field: Field, asked: Iterable[Any]) -> Iterator[Candidate]:
    """Yield the numbers at, above and below those that are asked for."""
    for one in asked:
        if isinstance(one, (int, Number)) and not isinstance(one, bool):
            exact = exact_of(one)
            for number in (one, int(exact) + 1, int(exact) - 1):
                if field.at_least is None or exact_of(number) >= field.at_least:
                    yield _one(field, number, number)


def _lists(
    field: Field, now: Side, asked: tuple[Any, ...], ids: Iterable[str], *, transcribed: bool
) -> Iterator[Candidate]:
    """Yield lists with more codes than are stated, one by one and all that are asked for; and that there is none."""
    held = now.value if isinstance(now.value, tuple) else ()
    open_ = now.open if held else field.open or (transcribed and field.practice)
    if field.type not in LISTS and not asked:
        yield _one(field, True, True)
    known = tuple(ids) if field.type is FieldType.REFERENCES else field.values
    if field.type is FieldType.CHOICES and not known:
        known = ()
    more = [one for one in (*asked, *known[:MOST]) if one not in held and (not known or one in known)]
    if field.type is FieldType.LIST and not asked and not held:
        more = [WORDS]
    singles = [(one,) for one in dict.fromkeys(more)]
    together = [tuple(one for one in dict.fromkeys(asked) if one in more)]
    for adds in dict.fromkeys((*singles, *(one for one in together if len(one) > 1))):
        value = (*held, *adds)
        side = Stated(value, open=open_, implied=implied_by(field, value))
        yield Candidate(plain=list(value), side=side, adds=adds)
    if held and now.open:
        yield Candidate(plain=list(held), side=Stated(held, implied=now.implied), closes=True)
    yield _one(field, "none", NONE)


def terms(codes: Iterable[Any]) -> frozenset[Any]:
    """Return codes as terms of facts."""
    return frozenset(map(as_term, codes))


def is_stated(now: Side) -> bool:
    """Whether something is stated of a field."""
    return now.value is not UNSAID
