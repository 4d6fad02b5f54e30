"""A plan: changes after which the gate passes, as ordered steps, proved by a check of the changed manifest."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from rightsgate.advise.answers import Alternative, Answer, AnswerKind
from rightsgate.advise.cover import cheapest_cover
from rightsgate.advise.paste import Paste
from rightsgate.advise.pasting import Pasting
from rightsgate.advise.search import Progress, Search, key_of
from rightsgate.advise.tidy import Place, Tidied
from rightsgate.advise.trial import Trial, Tried
from rightsgate.checker.checker import Checker
from rightsgate.errors import InputError
from rightsgate.evaluate.site import Site
from rightsgate.findings.judge import STRENGTHS
from rightsgate.findings.model import Finding, Verdict
from rightsgate.manifest.edit import AddEntry, Edit, edited
from rightsgate.rules.model.outcome import Effect
from rightsgate.text.located import LocatedMap, decode, parse
from rightsgate.text.search import suffix_of

if TYPE_CHECKING:
    from rightsgate.advise.optimal import OptimalCover

# Of which kind a step is whose answers are of several: of the last of these.
ORDER = (
    AnswerKind.CIRCUMSTANCE,
    AnswerKind.ABSENCE,
    AnswerKind.PRACTICE,
    AnswerKind.EVIDENCE,
    AnswerKind.JUDGEMENT,
    AnswerKind.PAST,
)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One place to change: ``kind`` says what it speaks of, ``actor`` who can act, ``answers`` what is to be stated.

    ``changes``: something else is stated there now. ``pastes`` are the statements as they can be pasted. ``settles``
    are the findings that it settles, with other steps or alone; ``options`` are values that would do as well.
    ``otherwise`` is how many findings are open without it, where the step assumes an answer. ``unless`` are the
    circumstances any of which would do instead, if it is so.
    """

    kind: AnswerKind
    actor: str
    site: Site
    answers: tuple[Answer, ...]
    changes: bool
    edits: tuple[Edit, ...]
    settles: tuple[Finding, ...]
    pastes: tuple[Paste, ...] = ()
    options: tuple[Any, ...] = ()
    otherwise: int | None = None
    unless: tuple[Answer, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to change in one manifest; ``left`` are the findings for which no honest way was found.

    ``before`` and ``after`` are the verdicts without and with the steps.
    """

    path: str
    subject: str
    before: Verdict
    after: Verdict
    steps: tuple[Step, ...]
    left: tuple[Finding, ...]
    is_optimal: bool = False

    @property
    def passes(self) -> bool:
        """Whether the gate passes after the steps."""
        return self.after is Verdict.PASSED


def gating(tried: Tried) -> list[Finding]:
    """Return the findings that keep the gate from passing."""
    return [one for one in tried.report.findings if not one.advisory and one.effect is not Effect.ACCEPT]


class Planner:
    """Makes plans for manifests by one checker."""

    def __init__(self, checker: Checker, optimal: "OptimalCover | None" = None) -> None:
        """Plan for the policy, the day and the subject of the checker; with ``optimal``, by the best of all covers."""
        self.checker = checker
        self.optimal = optimal

    def plan(self, data: LocatedMap, path: str, progress: Progress | None = None) -> Plan:
        """Return a plan for one manifest; raises InputError for a faulty one.

        Where facts change on the way, the best of covers need not give the shortest plan: the shorter one is taken.
        """
        usual = self._plan(data, path, progress, None)
        if self.optimal is None or usual.before is Verdict.PASSED:
            return usual
        best = self._plan(data, path, progress, self.optimal)
        return min(best, usual, key=_length)

    def _plan(self, data: LocatedMap, path: str, progress: Progress | None, optimal: "OptimalCover | None") -> Plan:
        trial = Trial(self.checker, data, path)
        before = trial.with_answers(())
        chosen: Alternative = frozenset()
        search = Search(trial, gating, optimal or cheapest_cover, progress, whole=optimal is not None)
        tidied = None
        if before.report.verdict is not Verdict.PASSED:
            search.run()
            tidied = Tidied(search)
            chosen = tidied.tidy()
        search.chosen = chosen
        edits = [edit for _, edit in trial.edits(chosen)]
        try:
            after = self._checked(data, edits, path) if edits else before
        except InputError:  # a comment is in the way, which only a person can move
            after = trial.with_answers(chosen)
        return Plan(
            path=path,
            subject=before.report.subject,
            before=before.report.verdict,
            after=after.report.verdict,
            steps=tuple(self._steps(search, tidied, frozenset(map(key_of, gating(before))))),
            left=tuple(gating(after)),
            is_optimal=optimal is not None and optimal.proven,
        )

    def _checked(self, data: LocatedMap, edits: list[Edit], path: str) -> Tried:
        """Check the manifest as it stands after its text is edited: the proof of a plan."""
        raw = edited(data.raw, edits, path=path, vocabulary=self.checker.pack.vocabulary, limits=self.checker.limits)
        text = decode(raw, path, self.checker.limits)
        new = parse(text, path, json=suffix_of(path) == ".json", limits=self.checker.limits)
        return Trial(self.checker, new, path).with_answers(())

    def _steps(self, search: Search, tidied: Tidied | None, before: frozenset[Place]) -> Iterable[Step]:
        """Yield the steps in order; ``before`` are the keys of what is open now."""
        by_place: dict[tuple[object, ...], list[Answer]] = {}
        for answer in sorted(search.chosen, key=lambda one: one.order):
            by_place.setdefault(answer.place, []).append(answer)
        edits: dict[tuple[object, ...], list[Edit]] = {}
        for place, edit in search.trial.edits(search.chosen):
            edits.setdefault(place, []).append(edit)
        settled = search.settled()
        opened = {} if tidied is None else tidied.open_without
        steps = []
        for place, answers in by_place.items():
            without = opened.get(place, frozenset())
            known = [one for key, one in search.findings.items() if key in without]
            settles = [one for one in settled.get(place, known) if key_of(one) in before]
            steps.append(self._step(answers, tuple(edits.get(place, ())), settles or known, len(without), search))
        trial, checker = search.trial, self.checker
        pasting = Pasting(trial.data, trial.path, checker.pack.vocabulary, checker.limits)
        new = {edit.entry.get("id") for step in steps for edit in step.edits if isinstance(edit, AddEntry)}
        for number, step in enumerate(sorted(steps, key=lambda one: _order(one, new)), start=1):
            yield msgspec.structs.replace(step, pastes=pasting.step(step.edits, number))

    def _step(
        self,
        answers: list[Answer],
        edits: tuple[Edit, ...],
        settles: list[Finding],
        without: int,
        search: Search,
    ) -> Step:
        trial = search.trial
        kind = max((one.kind for one in answers), key=ORDER.index)
        ordered = sorted(settles, key=lambda one: (STRENGTHS[one.strength], one.id))
        return Step(
            kind=kind,
            actor=actor_of(answers[0].site, ordered, trial),
            site=answers[0].site,
            answers=tuple(answers),
            changes=any(one.replaces for one in answers),
            edits=edits,
            settles=tuple(ordered),
            options=search.options(answers[0]) if len(answers) == 1 else (),
            otherwise=without if kind.is_given else None,
            unless=search.needless_if(ordered) if kind is AnswerKind.PRACTICE else (),
        )


def _length(plan: Plan) -> tuple[int, int, int]:
    """Sort key of plans: what they leave, then how many steps and statements they take."""
    return len(plan.left), len(plan.steps), sum(len(step.answers) for step in plan.steps)


def _order(step: Step, new: Container[object]) -> tuple[object, ...]:
    """Sort key of steps: questions first, then by the strongest duty that a step settles, then how many it does.

    What is listed inside an entry with one of the ids ``new`` comes after that entry.
    """
    inside = any(isinstance(edit, AddEntry) and edit.within in new for edit in step.edits)
    strongest = min((STRENGTHS[one.strength] for one in step.settles), default=len(STRENGTHS))
    return (not step.kind.is_given, ORDER.index(step.kind), inside, strongest, -len(step.settles), step.site.order)


def actor_of(site: Site, settles: list[Finding], trial: Trial) -> str:
    """Return who can act at a site: whom the entry belongs to, or else whose duty is settled there."""
    entities = trial.manifest.entities[site.kind]
    listed = next((one for one in entities if one.pointer == site.location.pointer), None) if site.listed else None
    if site.kind == "actor" and site.entity:
        return site.entity
    kind = trial.checker.pack.vocabulary.kinds[site.kind]
    for name in (kind.owner, "owner", "actor"):
        owner = None if listed is None or not name else listed.value_of(name)
        if owner:
            return str(owner[0] if isinstance(owner, tuple) else owner)
    if site.owners:
        return site.owners[0]
    return settles[0].actor if settles else trial.manifest.subject
