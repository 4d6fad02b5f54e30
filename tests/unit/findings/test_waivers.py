"""Waivers: a finding is accepted for a time, while its facts are what they were, within what the policy allows."""

import json
from typing import Any

import pytest
from msgspec import structs

from rightsgate import InputError
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.findings.model import Verdict
from rightsgate.findings.waivers.model import Waiver, Waivers, WaiverState, WaiverUse
from rightsgate.findings.waivers.read import load_waivers
from rightsgate.manifest.location import Location
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import WaiverLimits
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse
from worlds.manifests import shipped

AS_OF = "2026-11-21"

MANIFEST: dict[str, Any] = {
    "rightsgate": 1,
    "subject": "maker",
    "actors": [{"id": "maker", "activities": ["app_building"], "hrdd": {"timing": ["pre_deployment"]}}],
}
FINDING = "bsr-6.1-1.d@maker/downstream_developer"
HERE = Location(path="w.yaml", line=2, column=5, pointer="/waivers/0")
GUESS = f"sha256:{'0' * 64}"


def waiver(facts: str = GUESS, **other: str) -> Waiver:
    said = {"finding": FINDING, "starts": "2026-11-01", "expires": "2027-01-15", "manifest": "", **other}
    return Waiver(facts=facts, reason="In January", owner="P. Lead", approver="R. Osei", location=HERE, **said)


def report(
    *waivers: Waiver, data: dict[str, Any] = MANIFEST, limits: WaiverLimits | None = None, as_of: str = AS_OF
) -> ManifestReport:
    policy = load_policy("release-gate", builtin("policies"), shipped())
    policy = policy if limits is None else structs.replace(policy, waivers=limits)
    listed = Waivers(path="w.yaml", raw=b"", entries=waivers)
    checker = Checker(shipped(), policy, as_of, waivers=listed)
    return checker.check(checker.load(parse(json.dumps(data), "m.json", json=True), "m.json"))


def use(*waivers: Waiver, **other: Any) -> WaiverUse:
    (found,) = report(*waivers, **other).waiver_uses
    return found


@pytest.fixture(scope="module")
def facts() -> str:
    """Return the digest of what decides the finding."""
    found = use(waiver())
    assert found.state is WaiverState.FACTS_CHANGED
    return found.facts


def test_a_waiver_accepts_its_finding_and_changes_no_outcome(facts: str) -> None:
    before, after = report(), report(waiver(facts))
    (finding,) = [finding for finding in after.findings if finding.id == FINDING]
    assert finding.waiver is not None
    assert (finding.outcome, finding.effect) == (Outcome.UNMET, Effect.ACCEPT)
    assert before.counts == after.counts
    stopping = [{one.id for one in part.findings if one.effect is Effect.BLOCK} for part in (before, after)]
    assert stopping[0] - stopping[1] == {FINDING}
    assert stopping[1] < stopping[0]


@pytest.mark.parametrize(
    ("days", "as_of", "state"),
    [
        ({"expires": AS_OF}, AS_OF, WaiverState.IN_EFFECT),
        ({"starts": AS_OF}, AS_OF, WaiverState.IN_EFFECT),
        ({"expires": "2026-11-20"}, "2026-11-21", WaiverState.EXPIRED),
        ({"starts": "2026-11-22"}, "2026-11-21", WaiverState.NOT_STARTED),
        ({"starts": "2026-10-14"}, "2026-11-21", WaiverState.TOO_LONG),
        ({"starts": "2026-10-15"}, "2026-11-21", WaiverState.IN_EFFECT),
    ],
)
def test_a_waiver_counts_from_its_first_day_to_its_last(
    facts: str, days: dict[str, str], as_of: str, state: WaiverState
) -> None:
    limits = WaiverLimits(longest=dict.fromkeys(Strength, "3m"))
    assert use(waiver(facts, **days), limits=limits, as_of=as_of).state is state


def test_a_fact_that_changes_needs_a_new_decision(facts: str) -> None:
    actor = {**MANIFEST["actors"][0], "hrdd": {"timing": ["pre_development"]}}
    assert use(waiver(facts), data={**MANIFEST, "actors": [actor]}).state is WaiverState.FACTS_CHANGED


def test_neither_layout_nor_evidence_changes_the_facts(facts: str) -> None:
    timing = {"value": ["pre_deployment"], "evidence": "docs/hrdd.md"}
    actor = {**MANIFEST["actors"][0], "hrdd": {"topics": ["labour"], "timing": timing}}
    other = {"id": "lab", "activities": ["model_pretraining"]}
    assert use(waiver(facts), data={**MANIFEST, "actors": [other, actor]}).state is WaiverState.IN_EFFECT


@pytest.mark.parametrize("never", ["bsr-6.1-1.d", "bsr-6.1-1"])
def test_a_policy_says_what_nobody_may_waive(facts: str, never: str) -> None:
    found = report(waiver(facts), limits=WaiverLimits(never=(never,)))
    assert [one.state for one in found.waiver_uses] == [WaiverState.NEVER]
    assert found.verdict is Verdict.FAILED


def test_of_two_waivers_one_counts_whichever_comes_first(facts: str) -> None:
    short, long = waiver(facts, expires="2026-12-31"), waiver(facts)
    for order in ((short, long), (long, short)):
        states = {one.waiver.expires: one.state for one in report(*order).waiver_uses}
        assert states == {"2026-12-31": WaiverState.DUPLICATE, "2027-01-15": WaiverState.IN_EFFECT}


def test_a_waiver_of_what_is_met_is_not_needed(facts: str) -> None:
    stages = ["pre_development", "pre_deployment", "ongoing"]
    data = {**MANIFEST, "actors": [{**MANIFEST["actors"][0], "hrdd": {"timing": stages, "last_review": "2026-09-01"}}]}
    assert use(waiver(facts), data=data).state is WaiverState.NOT_NEEDED


def test_a_waiver_for_another_manifest_is_not_looked_at(facts: str) -> None:
    assert report(waiver(facts, manifest="other/m.json")).waiver_uses == ()
    assert use(waiver(facts, manifest="./m.json")).state is WaiverState.IN_EFFECT


def test_one_that_soon_expires_is_announced(facts: str) -> None:
    soon = [use(waiver(facts, expires=day)).expiring for day in ("2026-12-21", "2026-12-22")]
    assert soon == [True, False]


FORM = "waivers:\n  - {finding: x@y, facts: 'sha256:%s', reason: R, owner: %s, approver: %s, starts: %s, expires: %s}\n"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("0" * 63, "Al", "Bo", "2026-01-01", "2026-02-01"), "'facts' must be a digest"),
        (("0" * 64, "A. Bee", "a.  bee", "2026-01-01", "2026-02-01"), "is approved by its owner"),
        (("0" * 64, "Al", "TBD", "2026-01-01", "2026-02-01"), "gives no approver"),
        (("0" * 64, "Al", "Bo", "2026-02-02", "2026-02-01"), "before it starts"),
        (("0" * 64, "Al", "Bo", "2026-02", "2026-02-01"), "must be a whole day"),
    ],
)
def test_what_is_wrong_with_a_file_of_waivers_is_located(tmp_path: Any, values: tuple[str, ...], message: str) -> None:
    (tmp_path / "w.yaml").write_text(FORM % values)
    with pytest.raises(InputError, match="2:") as error:
        load_waivers(tmp_path / "w.yaml")
    assert message in error.value.faults[0].message


@pytest.mark.parametrize(
    "approver",
    ["p lead", "P. Lead.", "Lead, P.", "P. Lead <p@x.org>", "P. L\u200bead", "P. Le\u0430d", "none", "x", "0"],
)
def test_nobody_approves_a_waiver_of_their_own_however_the_name_is_written(tmp_path: Any, approver: str) -> None:
    values = ("0" * 64, "'P. Lead'", f"'{approver}'", "2026-01-01", "2026-02-01")
    (tmp_path / "w.yaml").write_text(FORM % values, encoding="utf-8")
    with pytest.raises(InputError):
        load_waivers(tmp_path / "w.yaml")


def test_a_rule_that_asks_more_needs_a_new_decision(facts: str) -> None:
    duties = tuple(
        structs.replace(duty, strength=Strength.MUST) if duty.id == "bsr-6.1-1.d" else duty for duty in shipped().duties
    )
    policy = load_policy("release-gate", builtin("policies"), shipped())
    listed = Waivers(path="w.yaml", raw=b"", entries=(waiver(facts),))
    checker = Checker(structs.replace(shipped(), duties=duties), policy, AS_OF, waivers=listed)
    part = checker.check(checker.load(parse(json.dumps(MANIFEST), "m.json", json=True), "m.json"))
    assert [one.state for one in part.waiver_uses] == [WaiverState.FACTS_CHANGED]


def test_a_waiver_without_an_end_is_refused(tmp_path: Any) -> None:
    (tmp_path / "w.yaml").write_text("waivers:\n  - {finding: x@y, reason: R}\n")
    with pytest.raises(InputError) as error:
        load_waivers(tmp_path / "w.yaml")
    assert {fault.message.split("'")[-2] for fault in error.value.faults} >= {"facts", "owner", "approver", "expires"}


def test_an_empty_file_of_waivers_is_one(tmp_path: Any) -> None:
    (tmp_path / "w.yaml").write_text("waivers: []\n")
    assert load_waivers(tmp_path / "w.yaml").entries == ()
