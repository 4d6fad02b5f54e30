"""A forecast tells every day on which an outcome changes by itself, and no other."""

import json
from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from rightsgate.advise.forecast import Forecaster
from rightsgate.checker.checker import Checker
from rightsgate.findings.waivers.model import Waiver, Waivers
from rightsgate.manifest.location import Location
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import LocatedMap, parse
from worlds.manifests import STEADY, Data, manifests, shipped

WINDOW = 5
FACTS = f"sha256:{'0' * 64}"


@cache
def policy_checker(day: str) -> Checker:
    """Check by the policy with the most periods, with a waiver that starts and one that ends."""
    policy = load_policy("sensitive-domain", builtin("policies"), shipped())
    place = Location(path="w.yaml", line=1, column=1, pointer="/waivers/0")
    people = {"reason": "R", "owner": "O", "approver": "A", "location": place, "facts": FACTS}
    one = Waiver(finding="bsr-3.a@actor-0/deployer", starts="2026-02-01", expires="2026-03-01", **people)
    return Checker(shipped(), policy, day, waivers=Waivers(path="w.yaml", raw=b"", entries=(one,)))


def located(data: Data) -> LocatedMap:
    return parse(json.dumps(data), "m.json", json=True)


def stands(data: LocatedMap, day: str) -> dict[str, object]:
    checker = policy_checker(day)
    part = checker.check(checker.load(data, "m.json"), {})
    return {finding.id: (finding.outcome, finding.effect) for finding in part.findings}


@STEADY
@given(manifests(), st.data())
def test_a_forecast_tells_the_days_that_daily_checks_find(data: Data, choice: st.DataObject) -> None:
    whole = located(data)
    start = date(2025, 6, 1) + timedelta(days=choice.draw(st.integers(0, 900)))
    turns = sorted(Forecaster(policy_checker(start.isoformat())).turns(whole, "m.json", "2030-01-01"))
    if turns and choice.draw(st.booleans()):
        start = date.fromisoformat(choice.draw(st.sampled_from(turns))) - timedelta(days=2)
    days = [(start + timedelta(days=after)).isoformat() for after in range(WINDOW)]
    outcomes = [stands(whole, day) for day in days]
    found = {day for day, one, other in zip(days[1:], outcomes, outcomes[1:], strict=False) if one != other}
    checker = policy_checker(days[0])
    part = checker.check(checker.load(whole, "m.json"), {})
    forecast = Forecaster(checker).days(whole, part, days[-1])
    assert {day.day for day in forecast} == found
    for day in forecast:
        assert day.moments
        before, after = outcomes[days.index(day.day) - 1], outcomes[days.index(day.day)]
        assert {change.finding for change in day.changes} == {
            name for name in {*before, *after} if before.get(name) != after.get(name)
        }
