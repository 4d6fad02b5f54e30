"""Exceptions of a policy, on random manifests: a lapsed one changes nothing, and what one leaves out is counted."""

import json
from functools import cache
from random import Random
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from checkout.reports import report_text
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.report.writer import Options
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.policy import DutyException, Selection
from rightsgate.rules.packs.load import builtin
from worlds.manifests import AS_OF, STEADY, Data, check, manifests, shipped

SECTIONS: Final = sorted({duty.source.section for duty in shipped().duties})
LAPSED: Final = "2000-01-01"


@cache
def checker(sections: tuple[str, ...], until: str, actors: tuple[str, ...] = ()) -> Checker:
    audit = load_policy("audit", builtin("policies"), shipped())
    exceptions = tuple(
        DutyException(selection=Selection(sections=(section,), actors=actors), reason="ours", until=until)
        for section in sections
    )
    return Checker(shipped(), structs.replace(audit, exceptions=exceptions), AS_OF)


def asked(part: ManifestReport) -> set[tuple[str, str, str]]:
    """Return all findings, also those merged into others, each with its duty and actor."""
    return {(one.id, one.duty.id, one.actor) for finding in part.findings for one in (finding, *finding.also)}


def named(part: ManifestReport, by: Checker) -> set[tuple[str, str]]:
    """Return the duties that the report says are left out, each with the actor (none: of everyone)."""
    policy = json.loads(report_text([part], by.run(), Options()))["run"]["policy"]
    return {
        (rule, actor)
        for exception in policy["exceptions"]
        for rule in exception["rules"]
        for actor in exception.get("actors", [""])
    }


some = st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=3, unique=True).map(tuple)


@STEADY
@given(manifests(), some)
def test_an_exception_that_has_lapsed_leaves_the_findings_as_without_it(data: Data, sections: tuple[str, ...]) -> None:
    without, lapsed = check(data, checker((), "")), check(data, checker(sections, LAPSED))
    assert without.findings == lapsed.findings
    assert (without.verdict, without.counts) == (lapsed.verdict, lapsed.counts)
    assert without.assessment == lapsed.assessment


@STEADY
@given(manifests(), some, st.sampled_from(["", AS_OF]))
def test_what_an_exception_leaves_out_is_named_in_the_report_and_all_else_is_there(
    data: Data, sections: tuple[str, ...], until: str
) -> None:
    by = checker(sections, until)
    without, part = check(data, checker((), "")), check(data, by)
    left_out = named(part, by)
    assert asked(part) == {one for one in asked(without) if (one[1], "") not in left_out}


@STEADY
@given(manifests(), some, st.randoms(use_true_random=False))
def test_what_is_left_out_of_an_actor_is_named_and_the_others_are_asked_as_before(
    data: Data, sections: tuple[str, ...], random: Random
) -> None:
    without = check(data, checker((), ""))
    actor = random.choice([one.id for one in without.actors])
    by = checker(sections, "", (actor,))
    part = check(data, by)
    left_out = named(part, by)
    gone = asked(without) - asked(part)
    assert asked(part) <= asked(without)
    assert {(rule, of) for _, rule, of in gone if of} <= left_out
    assert all((rule, of) not in left_out for _, rule, of in asked(part))
