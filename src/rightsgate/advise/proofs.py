"""Answers that only a check can prove: guesses at derived facts, no to all that is silent, and absences."""

from collections.abc import Callable, Sequence
from typing import Final

from rightsgate.advise.absences import nothing_more
from rightsgate.advise.answers import COMPLETE, MISSING, NOTHING, Alternative, Answer, AnswerKind, agree
from rightsgate.advise.records import impacts_of_risks, implied_relations
from rightsgate.advise.settle import Settler
from rightsgate.advise.trial import Trial, Tried, returned
from rightsgate.errors import InputError
from rightsgate.evaluate.model import Detail
from rightsgate.evaluate.result import Asked
from rightsgate.evaluate.site import Missing
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import UNKNOWN
from rightsgate.rules.model.condition import facts_read
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.predicates import TRIGGERED

# How many guesses are tried for one duty, and how often one is tried in all.
GUESSES: Final = 12
TRIED: Final = 60
# How many levels of what is silent are answered to settle one duty.
LEVELS: Final = 8


class Proofs:
    """Proves answers for one manifest, each once: ``left`` is how many checks may still be made for that."""

    def __init__(self, trial: Trial) -> None:
        """Prove nothing yet."""
        self.trial = trial
        self.left = TRIED
        self.sound: dict[Alternative, bool] = {}
        self.verified: dict[tuple[Asked, Alternative], bool] = {}
        self.contradicted: frozenset[Asked] | None = None

    def is_sound(self, alternative: Alternative, chosen: Alternative) -> bool:
        """Whether saying that there is none of a kind contradicts nothing: no duty that is not unmet now is then."""
        if not any(_is_of_a_list(one) for one in alternative):
            return True
        known = self.sound.get(alternative)
        if known is None:
            known = self.sound[alternative] = self._contradicts_nothing(alternative, chosen)
        return known

    def _contradicts_nothing(self, alternative: Alternative, chosen: Alternative) -> bool:
        if not agree(chosen | alternative):
            return False
        before, after = (self._unmet(answers) for answers in (chosen, chosen | alternative))
        return after is not None and (before is None or after <= before)

    def _unmet(self, answers: Alternative) -> frozenset[tuple[object, ...]] | None:
        """Return the duties that are unmet with answers; None where these cannot be stated."""
        try:
            report = self.trial.with_answers(answers).report
        except InputError:
            return None
        gating = (one for one in report.findings if not one.advisory)
        return frozenset(one.asked for one in gating if one.outcome is Outcome.UNMET)

    def true(self, finding: Finding, guesses: Sequence[Alternative], chosen: Alternative) -> list[Alternative]:
        """Return the first guess that settles a finding, if one of the first does."""
        asked = finding.asked
        for guess in guesses[:GUESSES]:
            known = self.verified.get((asked, guess))
            if known is None and self.left > 0:
                self.left -= 1
                known = self.verified[asked, guess] = self._settles(asked, guess, chosen)
            if known:
                return [guess]
        return []

    def _settles(self, asked: Asked, guess: Alternative, chosen: Alternative) -> bool:
        both = chosen | guess
        if not agree(both):
            return False
        try:
            tried = self.trial.with_answers(both)
        except InputError:
            return False
        return _is_settled(tried, asked) and self._is_consistent(tried)

    def _is_consistent(self, tried: Tried) -> bool:
        """Whether nothing contradicts itself that did not before."""
        if self.contradicted is None:
            self.contradicted = _contradictions(self.trial.with_answers(()))
        return _contradictions(tried) <= self.contradicted

    def deeper(self, finding: Finding, tried: Tried, before: Alternative) -> list[Alternative]:
        """Return an alternative that says no to all that is silent beneath a finding, level by level.

        Where that is not enough, it records what links and risks show.
        """
        asked, chosen = finding.asked, before
        for _ in range(LEVELS):
            if self.left <= 0:
                return []
            more = self._silent(finding, tried, chosen)
            if not more or not agree(chosen | more):
                return []
            chosen |= more
            self.left -= 1
            try:
                tried = self.trial.with_answers(chosen)
            except InputError:
                return []
            if _is_settled(tried, asked):
                return [chosen - before] if self._is_consistent(tried) else []
        return []

    def _silent(self, finding: Finding, tried: Tried, chosen: Alternative) -> Alternative:
        """Return more answers that say no to what is silent, or record what is not, the most likely first."""
        context, vocabulary = tried.result.context, self.trial.checker.pack.vocabulary
        told = tried.explained(self.trial.checker, Detail.BRIEF).get(finding.id)
        missing = () if told is None or told.explanation is None else told.explanation.missing
        duty = tried.result.rules.duties[finding.duty.id].duty
        settling = {
            name.partition(".")[0]
            for kind in facts_read(duty.when) | facts_read(duty.require)
            for name in tried.result.rules.settled_by.get(kind, ())
        }
        ways: tuple[Callable[[], Alternative], ...] = (
            lambda: nothing_more(missing, vocabulary),
            lambda: implied_relations(context, finding.actor) if "relation" in settling else NOTHING,
            lambda: self._no_risk(tried) if "application" in settling else NOTHING,
            lambda: impacts_of_risks(context, finding.actor, possible=True) if "impact" in settling else NOTHING,
            lambda: nothing_more(missing, vocabulary, entries=True),
        )
        found = (frozenset(returned(answer, tried.added) for answer in way()) - chosen for way in ways)
        return next(filter(None, found), NOTHING)

    def _no_risk(self, tried: Tried) -> Alternative:
        """Return that there is none of what would make a possible risk certain."""
        missing = [
            Missing(site=test.site)
            for (risk, product), truth in tried.result.rows(TRIGGERED, "risk", "product")
            if truth is UNKNOWN
            for test in tried.result.trigger_tests(risk, product)[1]
            if test.site is not None and test.truth is UNKNOWN
        ]
        return nothing_more(missing, self.trial.checker.pack.vocabulary, entries=True)


def _is_of_a_list(answer: Answer) -> bool:
    """Whether an answer says that there is none of a kind, or no more than is listed."""
    return (answer.kind is AnswerKind.ABSENCE and not answer.site.listed) or (
        answer.operator in (COMPLETE, MISSING) and not answer.site.field
    )


def _contradictions(tried: Tried) -> frozenset[Asked]:
    """Return the duties that are unmet as what is stated contradicts itself."""
    findings = (one for one in tried.report.findings if one.duty.contradiction)
    return frozenset(one.asked for one in findings if one.outcome is Outcome.UNMET)


def _is_settled(tried: Tried, asked: Asked) -> bool:
    """Whether a duty cannot be unmet any more."""
    outcomes = tried.result.outcomes().get(asked)
    return outcomes is None or Outcome.UNMET.value not in outcomes


def is_modest(alternative: Alternative) -> bool:
    """Whether an alternative claims no hazard and no link, which nobody states to please a rule."""
    return not any(one.adds and one.kind is AnswerKind.CIRCUMSTANCE for one in alternative)


def settler_of(tried: Tried) -> Settler:
    """Return what works out answers for a manifest that was tried; it is made once."""
    if tried.settler is None:
        tried.settler = Settler(tried.result)
    settler: Settler = tried.settler
    return settler
