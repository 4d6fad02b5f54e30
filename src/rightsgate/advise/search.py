"""The search for answers after which nothing is open any more: settle what is open, check, and settle what came up."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any, Final

from msgspec import structs

from rightsgate.advise.answers import Alternative, Answer, AnswerKind, agree, rank_of
from rightsgate.advise.backing import backing_answers, judgement_answers
from rightsgate.advise.cover import Cover, Need, cheapest_cover, settled_at
from rightsgate.advise.proofs import Proofs, is_modest, settler_of
from rightsgate.advise.trial import Trial, Tried, returned
from rightsgate.findings.model import Finding
from rightsgate.rules.model.outcome import Outcome

# How often the manifest is checked with all answers so far.
ROUNDS: Final = 16

# Which findings of a report are to be settled.
Goal = Callable[[Tried], list[Finding]]
Progress = Callable[[int, int], None]


class Search:
    """The search for one manifest and one goal; ``chosen`` are the answers found so far."""

    def __init__(
        self,
        trial: Trial,
        goal: Goal,
        cover: Cover = cheapest_cover,
        progress: Progress | None = None,
        *,
        whole: bool = False,
    ) -> None:
        """Begin with no answer. ``whole``: each round covers all needs anew, and keeps no answer of the last."""
        self.whole = whole
        self.trial = trial
        self.goal = goal
        self.cover = cover
        self.progress = progress or (lambda _round, _open: None)
        self.chosen: Alternative = frozenset()
        self.needs: dict[tuple[object, ...], Need] = {}
        self.failed: dict[tuple[object, ...], set[Alternative]] = {}
        self.findings: dict[tuple[object, ...], Finding] = {}
        self.stuck: dict[tuple[object, ...], Finding] = {}
        # By need the circumstances that would settle it too, each by itself, if they are so.
        self.unless: dict[tuple[object, ...], frozenset[Answer]] = {}
        self.proofs = Proofs(trial)
        self.banned: Alternative = frozenset()

    def run(self) -> list[Finding]:
        """Search; return the findings for which no answer was found."""
        left: list[Finding] = []
        for number in range(ROUNDS):
            tried = self.trial.with_answers(self.chosen)
            left = self.goal(tried)
            self.progress(number, len(left))
            before = self.chosen
            self.stuck = {}
            if not left:
                break
            for finding in left:
                self._need(finding, tried)
            self._choose()
            if self.chosen == before:
                break
        return left

    def _choose(self) -> None:
        """Choose more answers: for what only circumstances settle first, as they may settle the rest too."""
        needs = [need for key, need in self.needs.items() if key not in self.stuck]
        before = self.chosen
        self._cover(needs)
        if not self.trial.is_readable(self.chosen):
            wanted, self.chosen = self.chosen, before
            self._one_by_one(needs, wanted)

    def _one_by_one(self, needs: Sequence[Need], wanted: Alternative) -> None:
        """Choose what was wanted need by need, and leave out what would make a manifest that cannot be read."""
        for need in needs:
            for one in need.alternatives:
                if one <= wanted and not one <= self.chosen:
                    if self.trial.is_readable(self.chosen | one):
                        self.chosen |= one
                    else:
                        self.failed.setdefault(need.key, set()).add(one)

    def _cover(self, needs: Sequence[Need]) -> None:
        if self.whole:
            self.chosen = self.cover(needs, frozenset())
            return
        for rank in sorted({self._rank(need) for need in needs}, reverse=True):
            self.chosen = self.cover([need for need in needs if self._rank(need) == rank], self.chosen)
        for need in needs:
            if not need.settled_by(self.chosen):
                beside = _beside(need, self.chosen) or self._instead(need)
                if beside is None:
                    self.stuck[need.key] = self.findings[need.key]
                else:
                    self.chosen |= beside

    def _instead(self, need: Need) -> Alternative | None:
        """Give up absences that were assumed, and that no answer to a need agrees with; return that answer."""
        for one in need.alternatives:
            against = frozenset(a for a in self.chosen if a.kind is AnswerKind.ABSENCE and not agree({a, *one}))
            if against and agree((self.chosen - against) | one):
                self.chosen -= against
                self.banned |= against
                return one
        return None

    @staticmethod
    def _rank(need: Need) -> int:
        return min(rank_of(one) for one in need.alternatives)

    def _need(self, finding: Finding, tried: Tried) -> None:
        """Work out what would settle a finding; what was thought to settle it before did not."""
        key = key_of(finding)
        self.findings[key] = finding
        before = self.needs.get(key)
        failed = self.failed.setdefault(key, set())
        if before is not None:
            failed.update(one for one in before.alternatives if one <= self.chosen)
        found = [one for one in self._alternatives(finding, tried) if self._is_left(one, failed)]
        self.unless.setdefault(
            key, frozenset(one for alone in found if len(alone) == 1 for one in alone if _is_no(one))
        )
        alternatives = self._preferred(finding, found, tried)
        if alternatives:
            self.needs[key] = Need(key=key, alternatives=alternatives)
        else:
            self.stuck[key] = finding

    def _is_left(self, alternative: Alternative, failed: Container[Alternative]) -> bool:
        if alternative in failed or alternative <= self.chosen or not self.banned.isdisjoint(alternative):
            return False
        return not any(one.replaces and one.kind.is_given for one in alternative)

    def _alternatives(self, finding: Finding, tried: Tried) -> list[Alternative]:
        settler = settler_of(tried)
        if finding.outcome is Outcome.JUDGEMENT:
            found = judgement_answers(finding, self.trial)
        elif finding.lacks is not None:
            found = backing_answers(finding, tried, self.trial)
        elif finding.decision is not None:
            found = []  # a person decided against it; nothing that is stated overrules that
        else:
            found = settler.favourable(finding.asked)
        return [frozenset(self._returned(answer, tried) for answer in one) for one in found]

    def _returned(self, answer: Answer, tried: Tried) -> Answer:
        """Return an answer as one about the manifest as it is, without what other answers state."""
        answer = returned(answer, tried.added)
        before = {one.place: one for one in self.chosen if one.site.field == answer.site.field}.get(answer.place)
        return answer if before is None else structs.replace(answer, replaces=before.replaces)

    def _preferred(self, finding: Finding, found: Sequence[Alternative], tried: Tried) -> tuple[Alternative, ...]:
        """Return the alternatives that a plan may choose from: practices where they would do, else the rest."""
        by_rank: dict[int, list[Alternative]] = {}
        for one in found:
            by_rank.setdefault(rank_of(one), []).append(one)
        settler = settler_of(tried)
        for rank in sorted(by_rank):
            sure = [one for one in by_rank[rank] if not settler.guesses.among(one)]
            fitting = [one for one in sure if agree(one) and self.proofs.is_sound(one, self.chosen)]
            if fitting:
                return tuple(fitting)
        guesses = [one for one in found if settler.guesses.among(one) and is_modest(one)]
        return tuple(self.proofs.true(finding, guesses, self.chosen) or self.proofs.deeper(finding, tried, self.chosen))

    def options(self, answer: Answer) -> tuple[Any, ...]:
        """Return the values that would settle the same in the place of an answer."""
        needs = [need for need in self.needs.values() if need.settled_by(self.chosen)]
        resting = [need for need in needs if not need.settled_by(self.chosen - {answer})]
        others = {
            other
            for need in resting
            for one in need.alternatives
            for other in one
            if other.place == answer.place and other.site.field == answer.site.field and other.value != answer.value
        }
        fitting = [
            other for other in others if all(need.settled_by((self.chosen - {answer}) | {other}) for need in resting)
        ]
        return tuple(other.value for other in sorted(fitting, key=lambda one: one.order))

    def settled(self) -> dict[tuple[object, ...], list[Finding]]:
        """Return by place the findings that the chosen answers settle there."""
        found = settled_at(self.needs.values(), self.chosen)
        return {place: [self.findings[need.key] for need in needs] for place, needs in found.items()}

    def needless_if(self, findings: Iterable[Finding]) -> tuple[Answer, ...]:
        """Return the circumstances any of which would settle all of some findings by itself, if it is so."""
        each = [self.unless.get(key_of(one), frozenset()) for one in findings]
        shared = frozenset.intersection(*each) if each else frozenset()
        return tuple(sorted(shared, key=lambda one: one.order))


def key_of(finding: Finding) -> tuple[object, ...]:
    """Return what tells a need from others: what is asked, and what of it is wanted."""
    return (*finding.asked, finding.outcome is Outcome.JUDGEMENT, finding.lacks is not None)


def _is_no(answer: Answer) -> bool:
    """Whether an answer says of an entry that is listed that a circumstance is not so."""
    return answer.site.listed and answer.kind is AnswerKind.CIRCUMSTANCE and answer.value is False


def _beside(need: Need, chosen: Alternative) -> Alternative | None:
    """Return an alternative about records of its own, where those that are chosen cannot say that too."""
    for one in need.alternatives:
        for number in range(2, 6):
            other = frozenset(_apart(answer, str(number)) for answer in one)
            if agree(other | chosen):
                return other
    return None


def _apart(answer: Answer, key: str) -> Answer:
    site = answer.site
    if site.listed or answer.kind is not AnswerKind.PRACTICE or site.kind in ("link", "relation"):
        return answer
    return structs.replace(answer, site=structs.replace(site, key=key))
