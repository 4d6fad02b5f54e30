"""Because of what a finding changed: statements, rules, or what else the two checks do not share."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from rightsgate.report.diff.facts import Key, rests_on, steps_of
from rightsgate.report.diff.model import Cause, CauseKind, Location, Shift
from rightsgate.report.diff.rules import rule_causes
from rightsgate.report.diff.settings import settings_between
from rightsgate.report.diff.sides import Pair, Side
from rightsgate.report.diff.statements import NOT_LISTED, NOT_STATED, Stated, Statements, about_of
from rightsgate.report.json.contract import manifest as contract
from rightsgate.report.json.contract.finding import Decision, Finding

# What else the two checks may not share, the most telling first.
SETTINGS: Final = (CauseKind.RULES, CauseKind.POLICY, CauseKind.DAY, CauseKind.SUBJECT, CauseKind.VERSION)


class Causes:
    """Finds the causes of changed findings in one manifest."""

    def __init__(self, old: Side, new: Side, pair: Pair) -> None:
        """Compare what both checks tell of the manifest."""
        self.old, self.new, self.pair = old, new, pair
        self.settings = tuple(settings_between(old.report, new.report))
        self.same_manifest = pair.old is not None and pair.old.digest == pair.new.digest
        self.before = None if pair.old is None else old.statements(pair.old)
        self.after = new.statements(pair.new)
        self.changed = self._changed()

    def _changed(self) -> Mapping[Key, Cause] | None:
        """Return every statement that differs, or None where not all statements are known."""
        if self.before is None:
            return None
        before, after = self.before.keys(), self.after.keys()
        if before is None or after is None:
            return None
        keys = dict.fromkeys((*after, *before))
        return {key: cause for key in keys if (cause := self._statement(key, self.before)) is not None}

    def of(self, shift: Shift, before: Finding | None, after: Finding | None) -> tuple[Cause, ...]:
        """Return the causes of one change, the most telling first."""
        if self.pair.old is None or self.before is None:
            return (Cause(kind=CauseKind.MANIFEST, entity=self.pair.new.path),)
        standing = [*self._waivers(before, after), *self._bearers(before, after)]
        if standing:
            return tuple(standing)
        ruled = self._differs(CauseKind.RULES, CauseKind.POLICY)
        weighed = shift is Shift.REWEIGHED and ruled
        found = [] if weighed or self.same_manifest else self._stated(before, after, self.before)
        if ruled:
            found += rule_causes(before, after, self.old, self.new, asked=not found)
        return tuple(found or self._fallback())

    def _waivers(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        """Yield the waiver that one check has and the other has not, where the finding is open in both."""
        if before is None or after is None or not (before.outcome.is_open and after.outcome.is_open):
            if before is None and after is not None and after.waiver is not None:
                yield Cause(kind=CauseKind.WAIVER, after=after.waiver.expires)
            return
        one, other = before.waiver, after.waiver
        if (one is None) != (other is None):
            yield Cause(
                kind=CauseKind.WAIVER,
                before=None if one is None else one.expires,
                after=None if other is None else other.expires,
            )

    def _bearers(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        """Yield the subject or the policy, where it decides whether the finding gates."""
        if before is not None and after is not None and before.advisory != after.advisory:
            yield from self._setting(CauseKind.SUBJECT, CauseKind.POLICY)

    def _setting(self, *kinds: CauseKind) -> list[Cause]:
        found = (setting for setting in self.settings if setting.what in kinds)
        return [Cause(kind=one.what, entity=one.name, before=one.before, after=one.after) for one in found]

    def _differs(self, *kinds: CauseKind) -> bool:
        return any(setting.what in kinds for setting in self.settings)

    def _stated(self, before: Finding | None, after: Finding | None, old: Statements) -> list[Cause]:
        """Return the statements that changed among those on which the finding rests, now or before."""
        decided = list(self._decided(before, after))
        keys = dict.fromkeys((*_tested(after), *_tested(before), *self._asked_by(before, after)))
        direct = [cause for key in keys if (cause := self._statement(key, old, before, after)) is not None]
        if not any(cause.kind is CauseKind.STATEMENT for cause in (*decided, *direct)):
            behind = dict.fromkeys(self._behind(keys))
            direct += [cause for key in behind if (cause := self._statement(key, old)) is not None]
        if decided or direct:
            return sorted(dict.fromkeys((*decided, *direct)), key=lambda cause: cause.kind is CauseKind.DERIVED)
        if self.changed is None:
            return _derived(before, after) or list(self._one_sided(keys, old))
        return self._by_elimination(before, after, self.changed) or _derived(before, after)

    def _by_elimination(
        self, before: Finding | None, after: Finding | None, changed: Mapping[Key, Cause]
    ) -> list[Cause]:
        """Return the causes among all changed statements: of the fields that are missing, or the only one.

        Else those on the entities whose derived facts were tested: rules may ask that something is not stated.
        """
        findings = [finding for finding in (before, after) if finding is not None]
        missing = {one.field or one.section for finding in findings for one in finding.missing}
        tested = {test.entity or about_of(finding) for finding in findings for test in finding.because}
        for found in (
            [cause for (_, field), cause in changed.items() if field in missing],
            [*changed.values()] if len(dict.fromkeys(changed.values())) == 1 else [],
            [cause for (entity, _), cause in changed.items() if entity in tested],
        ):
            if found:
                return list(dict.fromkeys(found))
        return []

    def _statement(
        self, key: Key, old: Statements, before: Finding | None = None, after: Finding | None = None
    ) -> Cause | None:
        """Return the cause that a statement is, if it changed; nothing where one side cannot be told."""
        one = old.of(key) or _silent(before, key)
        other = self.after.of(key) or _silent(after, key)
        if one is None or other is None or not one.differs(other):
            return None
        if NOT_LISTED in (one.texts[0], other.texts[0]) and key[1]:  # the entity as a whole came or went
            return self._statement((key[0], ""), old)
        return _cause(key, one, other)

    def _one_sided(self, keys: Iterable[Key], old: Statements) -> Iterator[Cause]:
        """Yield the statements of which only one report tells, or the entity of which it tells nothing at all."""
        seen = set()
        for key in keys:
            one, other = old.of(key), self.after.of(key)
            if (one is None) == (other is None):
                continue
            there, elsewhere = (self.after, old) if one is None else (old, self.after)
            whole = (key[0], "")
            told = key if elsewhere.knows(key[0]) or there.of(whole) is None else whole
            if told not in seen:
                seen.add(told)
                yield _cause(told, old.of(told), self.after.of(told))

    def _asked_by(self, before: Finding | None, after: Finding | None) -> Iterator[Key]:
        """Yield the statements by which the duty came to apply, where one check has the finding and the other not."""
        if (before is None) == (after is None):
            return
        finding, part = (after, self.pair.new) if after is not None else (before, self.pair.old)
        if finding is None or part is None:
            return
        yield from rests_on(part, finding.derivation)

    def _behind(self, keys: Collection[Key]) -> Iterator[Key]:
        """Yield the statements behind the derived facts among what tests look at, in both checks."""
        for part in (self.pair.new, self.pair.old):
            if part is not None:
                yield from rests_on(part, steps_of(part, keys))

    def _decided(self, before: Finding | None, after: Finding | None) -> Iterator[Cause]:
        """Yield the decision of a person that is new, or gone."""
        one = None if before is None else before.decision
        other = None if after is None else after.decision
        said, says = _words(one), _words(other)
        finding = after or before
        if said != says and finding is not None:
            place = (other, self.pair.new) if other is not None else (one, self.pair.old)
            yield Cause(
                kind=CauseKind.STATEMENT,
                entity=finding.actor,
                field=f"judgement on {finding.rule}",
                before=said,
                after=says,
                location=_place(*place),
            )

    def _fallback(self) -> list[Cause]:
        """Return what else the checks do not share; or that the cause cannot be told."""
        for kind in SETTINGS:
            found = self._setting(kind)
            if found:
                return found
        return [Cause(kind=CauseKind.UNKNOWN)]


def _tested(finding: Finding | None) -> Iterator[Key]:
    """Yield what the tests of a finding look at, what would settle it, and what it is about."""
    if finding is None:
        return
    about = about_of(finding)
    for test in finding.because:
        yield test.entity or about, test.field
    for one in finding.missing:
        named = one.field or one.section
        for entity in dict.fromkeys((one.entity or about, *one.owners, about, finding.actor)):
            yield entity, named
    yield about, ""
    yield finding.actor, ""


def _silent(finding: Finding | None, key: Key) -> Stated | None:
    """Return that nothing is stated under a key, where a finding says so."""
    if finding is None or all(key[1] != (one.field or one.section) for one in finding.missing):
        return None
    return Stated(texts=(NOT_STATED,))


def _derived(before: Finding | None, after: Finding | None) -> list[Cause]:
    """Return the tests that both checks made, with another result."""
    if before is None or after is None:
        return []
    told = {(test.part, test.entity, test.field, test.asked): test for test in before.because}
    about = about_of(after)
    return [
        Cause(
            kind=CauseKind.DERIVED, entity=test.entity or about, field=test.field, before=old.stated, after=test.stated
        )
        for test in after.because
        if (old := told.get((test.part, test.entity, test.field, test.asked))) is not None and old.stated != test.stated
    ]


def _cause(key: Key, one: Stated | None, other: Stated | None) -> Cause:
    entity, field = key
    there = other if other is not None and (other.location is not None or one is None) else one
    if other is not None and one is not None and other.texts[0] == NOT_STATED and one.location is not None:
        there = one  # the line that said it
    derived = " " in field  # as no field is written, and facts and records are
    return Cause(
        kind=CauseKind.DERIVED if derived else CauseKind.STATEMENT,
        entity=entity,
        field=field,
        before=None if one is None else one.texts[0],
        after=None if other is None else other.texts[0],
        location=None if there is None else there.location,
    )


def _words(decision: Decision | None) -> str | None:
    return None if decision is None else f"{decision.outcome}, by {decision.decided_by} on {decision.date}"


def _place(decision: Decision | None, part: contract.Manifest | None) -> Location | None:
    if decision is None or part is None:
        return None
    place = decision.location
    return Location(path=part.path, line=place.line, column=place.column, pointer=place.pointer)
