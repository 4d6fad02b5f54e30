"""Run the cases that stand beside rules, and say which duties lack some."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec import structs

from rightsgate.checker.checker import Checker
from rightsgate.errors import InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.rules.model.case import Case
from rightsgate.rules.model.condition import can_be_moot
from rightsgate.rules.model.duty import JOINTLY, Duty
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy, Selection

if TYPE_CHECKING:
    from rightsgate.text.located import LocatedMap

ALL = Policy(name="cases", title="All duties", effects={})


def only(*rules: str) -> Policy:
    """Return the policy that asks for some duties."""
    return structs.replace(ALL, selections=(Selection(rules=rules),))


def needed_for(rule: str, pack: Pack) -> tuple[str, ...]:
    """Return a duty with those that its outcome depends on.

    The outcome of a duty depends on others only for duties on judgements: a judgement without effect meets none.
    """
    on_judgements = any(duty.id == rule and duty.is_on_judgements for duty in pack.duties)
    return (rule, *(duty.id for duty in pack.duties if duty.judgement and on_judgements))


class Failure(msgspec.Struct, frozen=True, order=True):
    """A case that did not come out as it says, or a duty that lacks a case."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def run_cases(pack: Pack, folder: Path, limits: Limits = DEFAULTS) -> Iterator[Failure | None]:
    """Run every case in ``folder``; yield None for one that came out as it says."""
    cases = (case for case in pack.cases if _within(case.path, folder))
    for (rule, as_of), same in groupby(cases, key=lambda case: (case.rule, case.as_of)):
        checker = Checker(pack, only(*needed_for(rule, pack)), as_of, limits=limits)
        yield from (_run(checker, case) for case in same)


def _run(checker: Checker, case: Case) -> Failure | None:
    try:
        manifest = checker.load(cast("LocatedMap", case.manifest), case.path)
    except InputError as error:
        return Failure(case.path, case.mark[0], f"{case.rule}: the case is no manifest: {error.faults[0]}")
    actors = manifest.entities["actor"]
    if not actors:
        return Failure(case.path, case.mark[0], f"{case.rule}: the case has no actor")
    told = (one for finding in checker.check(manifest, {}).findings for one in (finding, *finding.also))
    findings = [one for one in told if one.duty.id == case.rule and one.actor in (actors[0].key, JOINTLY)]
    if any(finding.role_certain for finding in findings):
        findings = [finding for finding in findings if finding.role_certain]
    got = sorted({finding.outcome.value for finding in findings})
    if got == [case.outcome]:
        return None
    said = ", ".join(got) or "nothing: the duty does not bind the first actor"
    return Failure(case.path, case.mark[0], f"{case.rule}: expected {case.outcome}, got {said}")


def lacking(pack: Pack, folder: Path) -> Iterator[Failure]:
    """Yield what cases the duties in ``folder`` lack: each outcome that a duty can have needs one."""
    held: dict[str, set[str]] = {}
    for case in pack.cases:
        held.setdefault(case.rule, set()).add(case.outcome)
    for duty in pack.duties:
        if _within(duty.path, folder) and not duty.out_of_reach:
            missing = [outcome.value for outcome in needed(duty) if outcome.value not in held.get(duty.id, ())]
            if missing:
                yield Failure(duty.path, duty.mark[0], f"{duty.id} has no case for: {', '.join(missing)}")


def _within(path: str, folder: Path) -> bool:
    return Path(path).resolve().is_relative_to(folder.resolve())


def needed(duty: Duty) -> tuple[Outcome, ...]:
    """Return the outcomes that a duty must have cases for."""
    outcomes = [Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN]
    if duty.judgement:
        outcomes.append(Outcome.JUDGEMENT)
    if duty.when.parts or can_be_moot(duty.require):
        outcomes.append(Outcome.NOT_APPLICABLE)
    return tuple(outcomes)
