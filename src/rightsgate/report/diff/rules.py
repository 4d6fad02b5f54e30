"""What changed in the rule of a finding: only one check has it, it binds otherwise, or it asks for something else."""

from collections.abc import Iterator, Mapping
from typing import Final

from rightsgate.report.diff.model import Cause, CauseKind
from rightsgate.report.diff.sides import Side
from rightsgate.report.diff.statements import about_of
from rightsgate.report.json.contract.finding import Finding

THERE: Final = "in the rules"
NOT_THERE: Final = "not in the rules"
SELECTED: Final = "selected"
NOT_SELECTED: Final = "not selected"
STRENGTH: Final = "strength"


def rule_causes(before: Finding | None, after: Finding | None, old: Side, new: Side, *, asked: bool) -> Iterator[Cause]:
    """Yield what changed in the rule of a finding; with ``asked``, also what its tests ask for."""
    if before is None or after is None:
        finding = after or before
        if finding is not None:
            yield from _only_in_one(finding.rule, old, new)
        return
    one, other = old.strength_of(before).value, new.strength_of(after).value
    if one != other:
        yield Cause(kind=CauseKind.RULE, entity=after.rule, field=STRENGTH, before=one, after=other)
    if asked:
        yield from _asked(before, after)


def _only_in_one(rule: str, old: Side, new: Side) -> Iterator[Cause]:
    """Yield that a rule is in the packs, or in the selection, of one check only; nothing where that is not known."""
    if old.known is None or new.known is None:
        return
    was, now = rule in old.known.rules, rule in new.known.rules
    if was != now:
        words = (THERE if was else NOT_THERE, THERE if now else NOT_THERE)
        yield Cause(kind=CauseKind.RULE, entity=rule, before=words[0], after=words[1])
        return
    was, now = rule in old.known.selected, rule in new.known.selected
    if was != now:
        words = (SELECTED if was else NOT_SELECTED, SELECTED if now else NOT_SELECTED)
        yield Cause(kind=CauseKind.POLICY, entity=rule, before=words[0], after=words[1])


def _asked(before: Finding, after: Finding) -> Iterator[Cause]:
    """Yield what tests of the same field ask for, where that differs; else what only the tests of one check ask for."""
    old, new = _tests(before), _tests(after)
    differing = [key for key in new if key in old and new[key] != old[key]]
    for key in differing or [key for key in dict.fromkeys((*new, *old)) if (key in old) != (key in new)]:
        yield Cause(kind=CauseKind.RULE, entity=after.rule, field=key[2], before=old.get(key), after=new.get(key))


def _tests(finding: Finding) -> Mapping[tuple[str, str, str], str]:
    """Return what the tests of a finding ask for, by their part, entity and field."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for test in finding.because:
        found.setdefault((test.part.value, test.entity or about_of(finding), test.field), []).append(test.asked)
    return {key: "; ".join(sorted(asked)) for key, asked in found.items()}
