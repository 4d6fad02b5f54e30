"""Compare two checks: pair their manifests and findings, and say how each finding changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from rightsgate.findings.baseline import WORSE, change_of
from rightsgate.findings.model import Change
from rightsgate.report.diff.causes import Causes
from rightsgate.report.diff.model import (
    CONTRACT,
    Check,
    Counts,
    Diff,
    FindingChange,
    Pack,
    Shift,
)
from rightsgate.report.diff.settings import settings_between, subjects_of
from rightsgate.report.diff.sides import Pair, Side
from rightsgate.report.json.contract import manifest as contract
from rightsgate.report.json.contract.finding import Finding
from rightsgate.report.json.contract.run import Report
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome

SHIFTS: Final = {Change.NEW: Shift.NEW, Change.WORSE: Shift.WORSE, Change.NOW_STATED: Shift.NOW_STATED}
ORDER: Final = tuple(Shift)
STRENGTHS: Final = tuple(Strength)


def compare(old: Side, new: Side) -> Diff:
    """Return what changed from one check to another."""
    pairs, only_old, only_new = _paired(old.report, new.report)
    changes: list[FindingChange] = []
    others: Counter[Shift] = Counter()
    waived = 0
    for pair in pairs:
        causes = Causes(old, new, pair)
        for before, after in _findings(pair):
            shift = shift_of(before, after, reweighed=_is_reweighed(old, new, before, after))
            if shift is not None:
                changes.append(_change(shift, before, after, causes, pair))
            elif _is_waived(before) and _is_waived(after):
                waived += 1
            elif found := _of_others(before, after):
                others[found] += 1
    changes.sort(key=_order)
    return Diff(
        schema=CONTRACT,
        exit_code=1 if any(change.decides for change in changes) else 0,
        old=_check(old),
        new=_check(new),
        settings=tuple(settings_between(old.report, new.report)),
        manifests=len(pairs) - len(only_new),
        only_old=only_old,
        only_new=only_new,
        counts=_counts(Counter(change.change for change in changes)),
        others=_counts(others),
        still_waived=waived,
        changes=tuple(changes),
    )


def shift_of(before: Finding | None, after: Finding | None, *, reweighed: bool = False) -> Shift | None:
    """Return how a finding changed that gates, or gated; None where it did not, or where it is advisory in both.

    ``reweighed``: it has another strength or effect than before.
    """
    gated = before is not None and not before.advisory
    if after is None or not after.outcome.is_open:
        return Shift.SETTLED if before is not None and gated and before.outcome.is_open else None
    if after.advisory:
        return Shift.ADVISORY if before is not None and gated and before.outcome.is_open else None
    if after.waiver is not None:
        return None if _is_waived(before) else Shift.WAIVED
    outcome = before.outcome if before is not None and gated and before.waiver is None else None
    return SHIFTS.get(change_of(outcome, after.outcome)) or _known(before, after, reweighed=reweighed)


def _known(before: Finding | None, after: Finding, *, reweighed: bool) -> Shift | None:
    """Return how a finding changed that was open before and did not get worse."""
    if before is None:
        return None
    if before.outcome is Outcome.UNMET and after.outcome is Outcome.UNKNOWN:
        return Shift.NOW_UNKNOWN
    if WORSE[after.outcome] < WORSE[before.outcome]:
        return Shift.BETTER
    return Shift.REWEIGHED if reweighed else None


def _is_reweighed(old: Side, new: Side, before: Finding | None, after: Finding | None) -> bool:
    """Whether a finding of both checks has another strength, or another effect that is not that of a baseline."""
    if before is None or after is None:
        return False
    held = before.spared or after.spared
    return old.strength_of(before) is not new.strength_of(after) or (not held and before.effect is not after.effect)


def _of_others(before: Finding | None, after: Finding | None) -> Shift | None:
    """Return how a finding changed that is advisory in both checks, or in the only one that has it."""
    if not all(finding.advisory for finding in (before, after) if finding is not None):
        return None
    if after is None or not after.outcome.is_open:
        return Shift.SETTLED if before is not None and before.outcome.is_open else None
    change = change_of(None if before is None else before.outcome, after.outcome)
    return SHIFTS.get(change) or _known(before, after, reweighed=False)


def _is_waived(finding: Finding | None) -> bool:
    return finding is not None and finding.waiver is not None and finding.outcome.is_open


def _paired(old: Report, new: Report) -> tuple[list[Pair], tuple[str, ...], tuple[str, ...]]:
    """Return the manifests of both checks, and the paths of those that only one has.

    One manifest in each is the same one, wherever the two lie; of several, those with the same path are.
    """
    if len(old.manifests) == len(new.manifests) == 1:
        return [Pair(old=old.manifests[0], new=new.manifests[0])], (), ()
    before = {part.path: part for part in old.manifests}
    after = {part.path: part for part in new.manifests}
    pairs = [Pair(old=before.get(path), new=part) for path, part in after.items()]
    return pairs, tuple(path for path in before if path not in after), tuple(p for p in after if p not in before)


def _findings(pair: Pair) -> Iterator[tuple[Finding | None, Finding | None]]:
    before, after = _by_id(pair.old), _by_id(pair.new)
    for name in dict.fromkeys((*after, *before)):
        yield before.get(name), after.get(name)


def _by_id(part: contract.Manifest | None) -> Mapping[str, Finding]:
    return {} if part is None else {finding.id: finding for finding in part.findings}


def _change(shift: Shift, before: Finding | None, after: Finding | None, causes: Causes, pair: Pair) -> FindingChange:
    one = after or before
    assert one is not None  # noqa: S101 - a finding of neither check is not looked at
    side = causes.new if after is not None else causes.old
    rule = side.report.reference.rules.get(one.rule)
    return FindingChange(
        change=shift,
        manifest=pair.new.path,
        id=one.id,
        rule=one.rule,
        title="" if rule is None else rule.title,
        strength=side.strength_of(one),
        before=None if before is None else before.outcome,
        after=None if after is None else after.outcome,
        decides=_decides(shift, after),
        causes=causes.of(shift, before, after),
    )


def _decides(shift: Shift, after: Finding | None) -> bool:
    """Whether a finding makes the exit code 1: it is new or worse, and the policy does not accept it anyway."""
    if shift not in (Shift.NEW, Shift.WORSE) or after is None:
        return False
    return after.effect is not Effect.ACCEPT or after.spared  # what its own baseline accepts is new here


def _order(change: FindingChange) -> tuple[int, bool, int, str, str]:
    place, strength = ORDER.index(change.change), STRENGTHS.index(change.strength)
    return place, not change.decides, strength, change.manifest, change.id


def _counts(counted: Mapping[Shift, int]) -> Counts:
    return Counts(**{shift.value.replace("-", "_"): counted.get(shift, 0) for shift in Shift})


def _check(side: Side) -> Check:
    report, run = side.report, side.report.run
    return Check(
        path=side.path,
        verdict=report.verdict,
        as_of=run.as_of,
        version=run.tool.version,
        policy=run.policy.name,
        policy_digest=run.policy.digest,
        rules=run.rules,
        packs=tuple(Pack(name=pack.name, digest=pack.digest) for pack in run.packs),
        subjects=subjects_of(report),
        notes=run.notes,
        narrowed=bool(run.call.show),
        derivations=run.call.derivations,
    )
