"""The questions of a closing set in words: what is asked of whom, why, and what would do as evidence."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from rightsgate.advise.answers import MISSING
from rightsgate.advise.closing import ClosingSet, Question
from rightsgate.checker.model import Run
from rightsgate.evaluate.site import Missing, Site
from rightsgate.findings.model import Finding
from rightsgate.report.allowed import allowed_text
from rightsgate.report.details import rights_of
from rightsgate.report.places import place_text
from rightsgate.report.questions_words import Names, asking, question_at
from rightsgate.vocabulary.model import FieldType, Vocabulary

NOBODY: Final = "anybody who knows"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is asked: a duty, with its source and the rights that it protects."""

    finding: str
    strength: str
    title: str
    source: str
    rights: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question as it is put to a person, with those that follow if the answer is yes.

    ``actor`` is who is asked, ``respondent`` who there can usually answer; ``topic`` is the section and field group;
    ``answers`` says what can be stated, ``evidence`` what would do as proof. ``stated``: something else is stated now.
    """

    number: int
    question: str
    follow_up: tuple[str, ...]
    actor: str
    respondent: str
    topic: str
    place: str
    answers: str
    evidence: tuple[str, ...]
    reasons: tuple[Reason, ...]
    stated: bool = False


def asked_of(found: ClosingSet, run: Run, names: Names) -> list[Asked]:
    """Return the questions of a closing set, by who is asked, who can answer, and topic."""
    every = [_asked(one, run, names) for one in found.questions]
    return _numbered(every)


def all_asked(missing: Iterable[tuple[Missing, list[Finding]]], run: Run, names: Names) -> list[Asked]:
    """Return a question for everything that is missing."""
    return _numbered(_one(one.site, one.site, (), findings, run, names) for one, findings in missing)


def _numbered(asked: Iterable[Asked]) -> list[Asked]:
    ordered = sorted(asked, key=lambda one: (one.actor, one.respondent, one.topic, one.question, one.place))
    return [msgspec.structs.replace(one, number=number) for number, one in enumerate(ordered, start=1)]


def _asked(question: Question, run: Run, names: Names) -> Asked:
    first, *more = question.fields
    if not first.listed and not any(one.operator == MISSING for one in question.favourable):
        first = msgspec.structs.replace(first, field=_whether(first, run.vocabulary))
        more = [one for one in question.fields if one.field not in ("", "exists")]
    asked = _one(first, question.site, more, question.decides, run, names, actor=question.actor)
    return msgspec.structs.replace(asked, stated=question.is_stated)


def _whether(site: Site, vocabulary: Vocabulary) -> str:
    """Return the field that asks whether there is a record of a kind; empty where only the kind itself asks."""
    field = vocabulary.kinds[site.kind].fields.get("exists")
    return "exists" if field is not None and field.question and site.kinds else ""


def _one(
    site: Site,
    place: Site,
    more: Iterable[Site],
    decides: Iterable[Finding],
    run: Run,
    names: Names,
    *,
    actor: str = "",
) -> Asked:
    vocabulary = run.vocabulary
    kind = vocabulary.kinds[site.kind]
    findings = list(decides)
    field = kind.by_path.get(site.field)
    told = None if field is None else asking(field, kind)
    respondent = kind.answered_by if told is None else told.answered_by
    first = site.field.partition(".")[0] if field is not None and "." in site.field else ""
    follow = [question_at(one, names, vocabulary) for one in more]
    return Asked(
        number=0,
        question=question_at(site, names, vocabulary) or f"What is to be said of {place_text(site, vocabulary)}?",
        follow_up=tuple(dict.fromkeys(one for one in follow if one)),
        actor=actor or site.entity or next(iter(site.owners), "") or (findings[0].actor if findings else ""),
        respondent=respondent,
        topic=" · ".join(filter(None, (kind.section.replace("_", " "), first.replace("_", " ")))),
        place=place_text(place, vocabulary),
        answers="yes or no" if field is None or field.type is FieldType.BOOLEAN else allowed_text(field, vocabulary),
        evidence=_evidence(told.shown_by if told is not None else (), more, vocabulary),
        reasons=tuple(_reasons(findings, run)),
    )


def _evidence(first: tuple[str, ...], more: Iterable[Site], vocabulary: Vocabulary) -> tuple[str, ...]:
    said = list(first)
    for site in more:
        kind = vocabulary.kinds[site.kind]
        field = kind.by_path.get(site.field)
        said += () if field is None else asking(field, kind).shown_by
    return tuple(dict.fromkeys(said))


def _reasons(findings: Iterable[Finding], run: Run) -> Iterator[Reason]:
    for one in findings:
        duty = one.duty
        rights = tuple(rights_of(duty, run))
        number = duty.source.recommendation
        source = f"{duty.source.document} {duty.source.section}" + (f", recommendation {number}" if number else "")
        yield Reason(finding=one.id, strength=one.strength.value, title=duty.title, source=source, rights=rights)


def reasons_of(one: Asked) -> list[str]:
    """Return why something is asked, each reason once for all roles: the duty, its source, and the rights."""
    said = (f"{why.title} ({why.strength}, {why.source}; {', '.join(why.rights)})" for why in one.reasons)
    return [*dict.fromkeys(said)]


def duties_of(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Return findings with what a person has to judge, or else their titles, each once for all roles of an actor."""
    return [*dict.fromkeys((one.without_role, one.duty.judgement or one.duty.title) for one in findings)]


def respondent_of(one: Asked, vocabulary: Vocabulary) -> str:
    """Return who can usually answer, in words."""
    return vocabulary.respondents.get(one.respondent, NOBODY)


def heading_of(found: ClosingSet, of: str, names: Names, every: int | None = None) -> str:
    """Return how many questions decide how many musts, and what stays open; with ``every``, of so many questions."""
    whom = f" of {names.get(of, of)}" if of else ""
    if every is not None:
        return f"{every} questions on all that is missing for {found.open} open duties{whom}."
    count, musts = len(found.questions), found.musts
    if not musts:
        stay = f"{_open(found.open)} {_stays(found.open)} open, to be asked with --all."
        return f"No must{whom} is open: there is nothing to ask. {stay}"
    decide = f"{count} {'question decides' if count == 1 else 'questions decide'} every must{whom} that is open"
    left = f" No question was found for {len(found.left)} of them, which are named last." if found.left else ""
    more = found.open - musts - found.after
    also = f" They settle {_open(more)} too." if more > 0 else " They bring in further duties." if more < 0 else ""
    return (
        f"{decide} ({musts}, of {found.open} open duties).{left} With favorable answers no must stays open; an "
        f"unfavorable one shows that its must is not met, provided that it applies.{also} {_open(found.after)} "
        f"{_stays(found.after)} open after them, to be asked with --all."
    )


def _open(count: int) -> str:
    return f"{count} other {'duty' if count == 1 else 'duties'}"


def _stays(count: int) -> str:
    return "stays" if count == 1 else "stay"
