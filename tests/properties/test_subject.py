"""Checked for one organisation: what is stated of the practices of others never worsens its verdict."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from rightsgate.checker.checker import Checker
from rightsgate.findings.model import Finding, Verdict
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.rules.packs.load import builtin
from rightsgate.vocabulary.model import EntityKind
from worlds.manifests import AS_OF, STEADY, Data, Path, answers, check, forget, manifests, shipped
from worlds.records import entries

WORSE: Final = (Effect.ACCEPT, Effect.UNDECIDED, Effect.BLOCK)
VERDICTS: Final = (Verdict.PASSED, Verdict.UNDECIDED, Verdict.FAILED)


@cache
def checker(of: DutyBearers) -> Checker:
    policy = load_policy("release-gate", builtin("policies"), shipped())
    return Checker(shipped(), structs.replace(policy, of=of), AS_OF)


def actors(data: Data) -> list[str]:
    return [entry["id"] for entry in entries(data, shipped().vocabulary.kinds["actor"])]


def others_practices(data: Data, subject: str) -> Iterator[Path]:
    """Yield the practices that are stated of what belongs to others alone."""
    for section, written in data.items():
        kind = shipped().vocabulary.sections.get(section)
        listed = written["value"] if isinstance(written, dict) else written
        within: Path = (section, "value") if isinstance(written, dict) else (section,)
        if kind is not None and isinstance(listed, list):
            for place, entry in enumerate(listed):
                if subject not in holders(entry, kind):
                    yield from (
                        (*within, place, name)
                        for name in entry
                        if (field := kind.by_path.get(name)) is not None and field.practice
                    )


def holders(entry: Data, kind: EntityKind) -> list[str]:
    """Return the actors whose matter an entry is; where it does not say, it may be anybody's."""
    named = ["id"] if kind.name == "actor" else [kind.owner or "owner", "from", "to"]
    found: list[str] = []
    for name in named:
        stated = entry.get(name)
        stated = stated.get("value") if isinstance(stated, dict) else stated
        found += stated if isinstance(stated, list) else [stated] if isinstance(stated, str) else []
    return [one for one in found if one not in ("unknown", "none")] or actors_of_anybody()


def actors_of_anybody() -> list[str]:
    return [f"actor-{number}" for number in range(9)]


def gating(data: Data, of: DutyBearers) -> tuple[dict[str, Finding], Verdict]:
    report = check(data, checker(of), {})
    return {finding.id: finding for finding in report.findings if not finding.advisory}, report.verdict


@STEADY
@given(manifests(), st.data())
def test_what_is_stated_of_others_never_worsens_the_verdict_of_the_subject(data: Data, choice: st.DataObject) -> None:
    known = actors(data)
    if len(known) < 2:
        return
    data["subject"] = choice.draw(st.sampled_from(known))
    stated = list(others_practices(data, data["subject"]))
    if not stated:
        return
    silent = forget(data, choice.draw(st.sets(st.sampled_from(stated), min_size=1)))
    told, verdict = gating(data, DutyBearers.SUBJECT)
    untold, before = gating(silent, DutyBearers.SUBJECT)
    assert VERDICTS.index(verdict) <= VERDICTS.index(before)
    for name, finding in told.items():
        effect = untold[name].effect if name in untold else Effect.ACCEPT
        assert WORSE.index(finding.effect) <= WORSE.index(effect), name


@STEADY
@given(manifests(), st.data())
def test_the_subject_owes_the_same_whether_a_gap_elsewhere_is_stated_or_not(data: Data, choice: st.DataObject) -> None:
    known = actors(data)
    if len(known) < 2:
        return
    data["subject"] = choice.draw(st.sampled_from(known))
    stated = list(others_practices(data, data["subject"]))
    if not stated:
        return
    chosen = choice.draw(st.sets(st.sampled_from(stated), min_size=1))
    silent, denied = forget(data, chosen), deepcopy(data)
    for *above, name in chosen:
        within: Any = denied
        for step in above:
            within = within[step]
        within[name] = "none"
    owed = [
        {(name, finding.outcome) for name, finding in gating(one, DutyBearers.SUBJECT)[0].items()}
        for one in (silent, denied)
    ]
    assert owed[0] == owed[1]


@STEADY
@given(manifests(), st.data())
def test_nothing_that_the_subject_states_breaks_what_waits_for_others(data: Data, choice: st.DataObject) -> None:
    known = actors(data)
    paths = answers(data)
    if len(known) < 2 or not paths:
        return
    data["subject"] = choice.draw(st.sampled_from(known))
    left_out = choice.draw(st.sets(st.sampled_from(paths), min_size=1))
    before, _ = gating(forget(data, left_out), DutyBearers.SUBJECT)
    waiting = [name for name, finding in before.items() if finding.awaits]
    own = {path for path in left_out if data["subject"] in holders_at(data, path)}
    after, _ = gating(forget(data, left_out - own), DutyBearers.SUBJECT)
    assert all(before[name].outcome is Outcome.UNKNOWN for name in waiting)
    assert not [name for name in waiting if name in after and after[name].outcome is Outcome.UNMET]


def holders_at(data: Data, path: Path) -> list[str]:
    """Return the actors whose matter a statement at a path is."""
    section, place = data[path[0]], path[1]
    entry = section["value"][path[2]] if place == "value" else section[place]
    return holders(entry, shipped().vocabulary.sections[path[0]])


@STEADY
@given(manifests(), st.data())
def test_every_finding_gates_for_the_subject_or_for_the_others_and_for_everyone(
    data: Data, choice: st.DataObject
) -> None:
    known = actors(data)
    if not known:
        return
    data["subject"] = choice.draw(st.sampled_from(known))
    everyone, _ = gating(data, DutyBearers.EVERYONE)
    own, _ = gating(data, DutyBearers.SUBJECT)
    theirs, _ = gating(data, DutyBearers.OTHERS)
    assert own.keys() | theirs.keys() == everyone.keys()
    assert all(everyone[name].actor in ("", data["subject"]) for name in own)
    assert all(everyone[name].actor != data["subject"] for name in theirs)


@STEADY
@given(manifests(), st.sampled_from(DutyBearers))
def test_without_a_subject_everyone_is_judged(data: Data, of: DutyBearers) -> None:
    assert check(data, checker(of), {}) == check(data, checker(DutyBearers.EVERYONE), {})
