"""The closing set: the fewest questions whose favourable answers leave no must open, and which decide each of them."""

import msgspec

from rightsgate.advise.answers import Alternative, Answer, places_of
from rightsgate.advise.plan import actor_of
from rightsgate.advise.search import Progress, Search
from rightsgate.advise.settle import Settler
from rightsgate.advise.tidy import Tidied
from rightsgate.advise.trial import Trial, Tried
from rightsgate.checker.checker import Checker
from rightsgate.evaluate.site import Missing, Site
from rightsgate.findings.model import Finding
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.located import LocatedMap


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to ask: a field of an entry, or whether there is an entry of some kind, with its fields.

    ``actor`` is who can be asked, ``favourable`` the answers after which the duties cannot be unmet, ``decides`` these
    duties. ``fields`` are the sites of what is asked, the entry itself first.
    """

    site: Site
    actor: str
    favourable: tuple[Answer, ...]
    decides: tuple[Finding, ...]
    is_stated: bool = False

    @property
    def fields(self) -> tuple[Site, ...]:
        """The sites that it asks about, each once."""
        return tuple(dict.fromkeys(one.site for one in self.favourable))


class ClosingSet(msgspec.Struct, frozen=True, kw_only=True):
    """Questions on one manifest, with what they leave.

    ``open`` counts the findings that are open now, ``after`` those after favourable answers; ``musts`` are the musts
    that the questions decide, ``left`` those for which no question was found. ``judgements`` wait for a person.
    """

    path: str
    subject: str
    questions: tuple[Question, ...]
    open: int
    after: int
    musts: int
    left: tuple[Finding, ...]
    judgements: tuple[Finding, ...]


class Closing:
    """Finds closing sets by one checker: of the duties of one actor (``of``), or of all duties that gate."""

    def __init__(self, checker: Checker, of: str = "") -> None:
        """Ask what the policy of the checker asks."""
        self.checker = checker
        self.of = of

    def open_musts(self, tried: Tried) -> list[Finding]:
        """Return the musts that are unmet, or may be."""
        return [one for one in tried.report.findings if self._concerns(one) and is_open_must(one)]

    def _concerns(self, finding: Finding) -> bool:
        return concerns(finding, self.of)

    def find(self, data: LocatedMap, path: str, progress: Progress | None = None) -> ClosingSet:
        """Return the closing set of one manifest; raises InputError for a faulty one."""
        trial = Trial(self.checker, data, path)
        before = trial.with_answers(())
        search = Search(trial, self.open_musts, progress=progress)
        search.run()
        tidied = Tidied(search)
        search.chosen = tidied.tidy()
        after = trial.with_answers(search.chosen)
        return ClosingSet(
            path=path,
            subject=before.report.subject,
            questions=tuple(self._questions(search)),
            open=len(self._open(before)),
            after=len(self._open(after)),
            musts=len(self.open_musts(before)),
            left=tuple(self.open_musts(after)),
            judgements=tuple(
                one
                for one in after.report.findings
                if one.outcome is Outcome.JUDGEMENT and self._concerns(one) and one.strength is Strength.MUST
            ),
        )

    def _open(self, tried: Tried) -> list[Finding]:
        return [one for one in tried.report.findings if self._concerns(one) and _is_open(one)]

    def _questions(self, search: Search) -> list[Question]:
        by_place: dict[tuple[object, ...], list[Answer]] = {}
        for answer in sorted(search.chosen, key=lambda one: one.order):
            by_place.setdefault(answer.place, []).append(answer)
        settled = search.settled()
        return [
            Question(
                site=answers[0].site,
                actor=actor_of(answers[0].site, settled.get(place, []), search.trial),
                favourable=tuple(answers),
                decides=tuple(sorted(settled.get(place, []), key=lambda one: one.id)),
                is_stated=any(one.replaces for one in answers),
            )
            for place, answers in by_place.items()
        ]


def concerns(finding: Finding, of: str) -> bool:
    """Whether a finding is one of an actor, or where none is named, one that can gate."""
    return finding.actor == of if of else not finding.advisory


def is_open_must(finding: Finding) -> bool:
    """Whether a finding is on a must that is unmet, or that some answer leaves unmet."""
    if finding.strength is not Strength.MUST or finding.decision is not None:
        return False
    return _is_open(finding)


def _is_open(finding: Finding) -> bool:
    """Whether a duty is unmet or may be; where only a person's judgement is due, no answer settles it."""
    if finding.outcome is Outcome.UNMET:
        return True
    return finding.outcome is Outcome.UNKNOWN and (not finding.possible or Outcome.UNMET in finding.possible)


def unfavourable(question: Question, chosen: Alternative, trial: Trial) -> Alternative | None:
    """Return all answers with an unfavourable one to a question: after them a duty that it decides cannot be met.

    None where no such answer is known, as where it asks for a circumstance that may be so or not.
    """
    places = places_of(question.favourable)
    without = frozenset(one for one in chosen if one.place not in places)
    settler = Settler(trial.with_answers(without).result)
    for finding in question.decides:
        for one in settler.failing(finding.asked):
            if all(answer.place in places or _denies(answer, question) for answer in one):
                return without | one
    return None


def _denies(answer: Answer, question: Question) -> bool:
    """Whether an answer says that there is no such record as a question asks for."""
    site, asked = answer.site, question.site
    return not asked.listed and site.kind == asked.kind and site.owners == asked.owners and answer.value is False


def all_missing(checker: Checker, data: LocatedMap, path: str, of: str = "") -> list[tuple[Missing, list[Finding]]]:
    """Return all that is missing for open findings, each with these, in the order of how many there are."""
    from rightsgate.evaluate.model import Detail

    manifest = checker.load(data, path)
    report = checker.check(manifest, {Outcome.UNKNOWN: Detail.BRIEF})
    found: dict[Missing, list[Finding]] = {}
    for finding in report.findings:
        if not concerns(finding, of) or not _is_open(finding) or finding.explanation is None:
            continue
        for missing in finding.explanation.missing:
            found.setdefault(missing, []).append(finding)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0].site.order))
