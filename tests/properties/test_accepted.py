"""Waivers and baselines: what they accept is exactly what they name, and every format counts it the same."""

import json
from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from checkout.reports import part_json
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.baseline import WORSE, Baseline, Earlier, EarlierManifest
from rightsgate.findings.gate import verdict_of
from rightsgate.findings.model import Finding, Verdict
from rightsgate.findings.waivers.model import Waiver, Waivers, WaiverState
from rightsgate.manifest.location import Location
from rightsgate.report.text.brief import brief_text, findings_text
from rightsgate.report.text.report import text_part
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.packs.load import builtin
from rightsgate.text.layout import Page
from rightsgate.text.located import LocatedMap, parse
from worlds.manifests import EXAMPLES, STEADY, Data, manifests, shipped

DAY = "2026-06-01"
GUESS = f"sha256:{'0' * 64}"
NEVER = ("rg-1", "rg-2")
ORDER = (Verdict.FAILED, Verdict.UNDECIDED, Verdict.PASSED)
PLAIN = Page(colour=False)


@cache
def plain() -> Checker:
    return Checker(shipped(), load_policy("release-gate", builtin("policies"), shipped()), DAY)


def accepting(waivers: tuple[Waiver, ...], baseline: Baseline | None) -> Checker:
    """Return a checker with waivers and a baseline; the rules of the plain one are as good for it."""
    checker = Checker.__new__(Checker)
    checker.__dict__.update(plain().__dict__)
    checker.waivers = Waivers(path="w.yaml", raw=b"", entries=waivers)
    checker.baseline = baseline
    return checker


def report(checker: Checker, data: LocatedMap) -> ManifestReport:
    return checker.check(checker.load(data, "m.json"))


def waiver(finding: str, at: int, facts: str = GUESS, days: int = 5, late: int = 0) -> Waiver:
    start = date.fromisoformat(DAY) + timedelta(days=late)
    return Waiver(
        finding=finding,
        facts=facts,
        reason="R",
        owner="O",
        approver="A",
        starts=start.isoformat(),
        expires=(start + timedelta(days=days)).isoformat(),
        location=Location(path="w.yaml", line=at + 1, column=1, pointer=f"/waivers/{at}"),
    )


def earlier(findings: dict[str, Earlier]) -> Baseline:
    part = EarlierManifest(path="./m.json", name="", subject="", findings=findings)
    return Baseline(
        path="b.json", digest=GUESS, as_of=DAY, policy="p", policy_digest=GUESS, rules=(), manifests=(part,)
    )


def waivable(finding: Finding) -> bool:
    return finding.effect is not Effect.ACCEPT and set(NEVER).isdisjoint(finding.rules)


def spared(finding: Finding, before: dict[str, Earlier]) -> bool:
    """Whether a baseline keeps a finding from gating, told independently of the code."""
    was = before.get(finding.id)
    if was is None or was.accepted or finding.advisory or finding.effect is Effect.ACCEPT:
        return False
    said = was.outcome is Outcome.UNKNOWN and finding.outcome is Outcome.UNMET
    return said or WORSE[finding.outcome] <= WORSE[was.outcome]


@settings(STEADY, max_examples=EXAMPLES)
@given(manifests(), st.randoms(use_true_random=False))
def test_exactly_what_is_waived_or_known_is_accepted(data: Data, random: object) -> None:
    located = parse(json.dumps(data), "m.json", json=True)
    before = report(plain(), located)
    every = [finding for finding in before.findings if finding.outcome.is_open]
    choose = lambda share: [one for one in every if random.random() < share]  # type: ignore[attr-defined] # noqa: E731
    guesses = tuple(waiver(one.id, at) for at, one in enumerate(every))
    facts = {use.waiver.finding: use.facts for use in report(accepting(guesses, None), located).waiver_uses}
    good = {one.id for one in choose(0.3)}
    waivers = [waiver(name, at, facts[name]) for at, name in enumerate(sorted(good))]
    for one in choose(0.2):
        idle = random.choice(  # type: ignore[attr-defined]
            [{"facts": GUESS}, {"late": 3}, {"late": -30}, {"days": 400}, {"facts": facts[one.id], "late": 1}]
        )
        waivers.append(waiver(one.id, len(waivers), **{"facts": facts[one.id], **idle}))
    known = {
        one.id: Earlier(random.choice(list(Outcome)), accepted=random.random() < 0.3)  # type: ignore[attr-defined]
        for one in choose(0.5)
    }
    checker = accepting(tuple(waivers), earlier(known))
    after = report(checker, located)

    waived = {one.id for one in every if one.id in good and waivable(one)}
    held = {one.id for one in every if one.id not in waived and spared(one, known)}
    accepted = [
        structs.replace(one, effect=Effect.ACCEPT, spared=True) if one.id in waived | held else one
        for one in before.findings
    ]
    assert {one.id for one in after.findings if one.waiver is not None} == waived
    assert {one.id for one in after.findings if one.spared} == held
    assert [one.effect for one in after.findings] == [one.effect for one in accepted]
    assert after.verdict is verdict_of(accepted)[0]
    assert after.counts == before.counts
    assert [use.state for use in after.waiver_uses].count(WaiverState.IN_EFFECT) == len(waived)
    same_everywhere(after, checker.run(), len(waived), len(held))

    fewer = report(accepting(tuple(waivers[1:]), earlier(known)), located)
    assert ORDER.index(fewer.verdict) <= ORDER.index(after.verdict)


def same_everywhere(part: ManifestReport, run: Run, waived: int, held: int) -> None:
    """Hold every format to the same counts."""
    gating = [one for one in part.findings if not one.advisory]
    as_json = part_json(part, run)
    assert as_json.get("waived", {"findings": 0})["findings"] == waived
    listed = as_json.get("findings", [])
    assert sum("waiver" in one for one in listed) == waived
    assert sum(one.get("spared", False) for one in listed) == held
    changes = as_json["changes"]
    counted = changes["new"] + changes["worse"] + changes["gates_now"] + changes["now_stated"] + changes["known"]
    assert counted + waived == sum(one.outcome.is_open for one in gating) + sum(
        one.waiver is not None and one.advisory for one in part.findings
    )
    for text in (brief_text(part, run, PLAIN), findings_text(part, run, (Outcome.UNMET,), PLAIN)):
        assert (f"{held} open in the baseline already" in text) is bool(held)
        assert (f"{waived} accepted by waiver" in text) is bool(waived)
    for text in (
        brief_text(part, run, PLAIN),
        findings_text(part, run, (Outcome.UNMET,), PLAIN),
        text_part(part, run, show=(Outcome.UNMET,), page=PLAIN),
    ):
        assert (f"Accepted by waiver ({waived})" in text) is bool(waived)
        assert "Against the baseline of" in text


@settings(STEADY, max_examples=10)
@given(manifests())
def test_what_has_no_effect_changes_no_verdict(data: Data) -> None:
    located = parse(json.dumps(data), "m.json", json=True)
    before = report(plain(), located)
    waivers = tuple(waiver(one.id, at) for at, one in enumerate(before.findings))
    after = report(accepting(waivers, earlier({})), located)
    assert (after.verdict, after.counts, after.grounds) == (before.verdict, before.counts, before.grounds)
