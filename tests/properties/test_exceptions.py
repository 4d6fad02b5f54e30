"""Exceptions of a policy, on random manifests: a lapsed one changes nothing, and what one leaves out is counted."""

import json
from functools import cache
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
def checker(sections: tuple[str, ...], until: str) -> Checker:
    audit = load_policy("audit", builtin("policies"), shipped())
    exceptions = tuple(
        DutyException(selection=Selection(sections=(section,)), reason="ours", until=until) for section in sections
    )
    return Checker(shipped(), structs.replace(audit, exceptions=exceptions), AS_OF)


def asked(part: ManifestReport) -> set[tuple[str, str]]:
    """Return all findings, also those merged into others, each with its duty."""
    return {(one.id, one.duty.id) for finding in part.findings for one in (finding, *finding.also)}


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
    policy = json.loads(report_text([part], by.run(), Options()))["run"]["policy"]
    named = {rule for exception in policy["exceptions"] for rule in exception["rules"]}
    assert asked(part) == {(name, duty) for name, duty in asked(without) if duty not in named}
