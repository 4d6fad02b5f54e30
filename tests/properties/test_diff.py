"""What holds of the comparison of any two manifests: it mirrors, agrees with a baseline, and names the statement."""

from random import Random
from typing import Any, Final

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.reports import report_text
from rightsgate.checker.checker import EVERYTHING
from rightsgate.checker.model import ManifestReport
from rightsgate.findings.baseline import Earlier, compared, settled_since
from rightsgate.findings.model import Change
from rightsgate.report.diff.compare import compare
from rightsgate.report.diff.model import CauseKind, Diff, Shift
from rightsgate.report.diff.sides import Known, Side
from rightsgate.report.diff.statements import WholeManifest
from rightsgate.report.diff.text import diff_text
from rightsgate.report.json.contract.run import Report
from rightsgate.report.writer import Asked, Options
from rightsgate.text.layout import Page
from rightsgate.text.located import parse
from worlds.manifests import EXAMPLES, STEADY, Data, answered, answers, check, checker, forget, manifests

FEWER: Final = settings(STEADY, max_examples=max(10, EXAMPLES // 2))
MIRRORED: Final = (
    ({Shift.NEW, Shift.WORSE}, {Shift.SETTLED, Shift.BETTER}),
    ({Shift.NOW_STATED}, {Shift.NOW_UNKNOWN}),
    ({Shift.REWEIGHED}, {Shift.REWEIGHED}),
)
Pair = tuple[Data, Data]


def side(data: Data, *, whole: bool = True) -> tuple[Side, ManifestReport]:
    """Check a manifest; without ``whole``, only the report is kept."""
    part = check(data, detail=EVERYTHING)
    options = Options(derivations=True, version="1", asked=Asked(manifests=("m.json",), policy="audit"))
    report = msgspec.json.decode(report_text([part], checker().run(), options), type=Report)
    manifest = checker().load(parse(msgspec.json.encode(data).decode(), "m.json", json=True), "m.json")
    rules = checker().rules
    known = Known(rules=rules, selected=rules, manifests={"m.json": WholeManifest(manifest)})
    return Side(path="m.json", report=report, known=known if whole else None), part


def pairs() -> st.SearchStrategy[Pair]:
    """Two manifests of which one says less than the other, or that have nothing to do with each other."""
    less = answered(manifests())
    return st.one_of(less, less.map(lambda pair: (pair[1], pair[0])), st.tuples(manifests(), manifests()))


def of_kind(diff: Diff, shifts: set[Shift]) -> set[str]:
    return {change.id for change in diff.changes if change.change in shifts}


def stated(diff: Diff, *, turned: bool) -> set[tuple[Any, ...]]:
    """Return the statements that changes go back to, with before and after the other way round if ``turned``."""
    return {
        (
            change.id,
            cause.entity,
            cause.field,
            *((cause.after, cause.before) if turned else (cause.before, cause.after)),
        )
        for change in diff.changes
        for cause in change.causes
        if cause.kind is CauseKind.STATEMENT
    }


@FEWER
@given(manifests(), st.booleans())
def test_nothing_changed_from_a_manifest_to_itself(data: Data, whole: bool) -> None:  # noqa: FBT001 - by position
    one, _ = side(data, whole=whole)
    diff = compare(one, one)
    assert (diff.changes, diff.exit_code, diff.settings) == ((), 0, ())
    assert diff.counts == diff.others == type(diff.counts)()


@FEWER
@given(pairs(), st.booleans())
def test_the_way_back_mirrors_the_way_there(pair: Pair, whole: bool) -> None:  # noqa: FBT001 - by position
    old, new = (side(data, whole=whole)[0] for data in pair)
    there, back = compare(old, new), compare(new, old)
    for shifts, mirrored in MIRRORED:
        assert of_kind(there, shifts) == of_kind(back, mirrored)
        assert of_kind(back, shifts) == of_kind(there, mirrored)
    assert stated(there, turned=False) == stated(back, turned=True)


@FEWER
@given(pairs())
def test_new_and_worse_are_what_a_check_against_the_baseline_lets_gate(pair: Pair) -> None:
    (old, before), (new, after) = map(side, pair)
    diff = compare(old, new)
    baseline = {finding.id: Earlier(finding.outcome) for finding in before.findings}
    held = compared(after.findings, baseline)
    for shift, change in ((Shift.NEW, Change.NEW), (Shift.WORSE, Change.WORSE), (Shift.NOW_STATED, Change.NOW_STATED)):
        assert of_kind(diff, {shift}) == {finding.id for finding in held if finding.change is change}
    assert of_kind(diff, {Shift.SETTLED}) == set(settled_since(after.findings, baseline))


@FEWER
@given(manifests(), st.randoms(use_true_random=False))
def test_where_one_statement_is_gone_every_change_goes_back_to_a_statement(data: Data, random: Random) -> None:
    paths = answers(data)
    if not paths:
        return
    less = forget(data, [random.choice(paths)])
    diff = compare(side(data)[0], side(less)[0])
    for change in diff.changes:
        assert change.causes
        assert {cause.kind for cause in change.causes} <= {CauseKind.STATEMENT, CauseKind.DERIVED}, change


@FEWER
@given(pairs())
def test_the_full_text_tells_every_change_and_the_brief_text_all_counts(pair: Pair) -> None:
    diff = compare(*(side(data)[0] for data in pair))
    words = "".join(diff_text(diff, Page(colour=False), full=True).split())
    assert all(change.id in words for change in diff.changes)
    brief = diff_text(diff, Page(colour=False))
    for shift in Shift:
        count = len(of_kind(diff, {shift}))
        assert (f"({count})" in brief) or not count
