"""How findings of two checks stand to each other, and because of what, on reports small enough to read."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from rightsgate.report.diff.compare import compare
from rightsgate.report.diff.facts import terms_of
from rightsgate.report.diff.json import diff_json, diff_schema
from rightsgate.report.diff.model import CauseKind, Diff, Shift
from rightsgate.report.diff.sides import Side
from rightsgate.report.diff.text import diff_text
from rightsgate.report.json.contract.run import Report
from rightsgate.text.layout import Page

DIGESTS = {name: f"sha256:{digit * 64}" for name, digit in {"one": "1", "two": "2", "three": "3"}.items()}
COUNTS = dict.fromkeys(("unmet", "unknown", "judgement", "met", "not-applicable", "inactive"), 0)
PLACE = {"line": 3, "column": 5, "pointer": "/actors/0"}
WAIVER = {
    "reason": "It waits for the vendor.",
    "owner": "Ada",
    "approver": "Ben",
    "starts": "2026-01-01",
    "expires": "2026-12-31",
    "location": PLACE,
}


def found(outcome: str, /, rule: str = "r", **more: Any) -> dict[str, Any]:
    """Return a finding of the actor ``a`` that blocks where it is open."""
    effect = "block" if outcome in ("unmet", "unknown") else "accept"
    start = {"id": f"{rule}@a/role", "rule": rule, "actor": "a", "role": "role", "outcome": outcome, "effect": effect}
    return {**start, **more}


def looked_at(stated: str, field: str = "f", **more: Any) -> dict[str, Any]:
    return {"field": field, "asked": "yes", "stated": stated, "holds": "unknown", "location": PLACE, **more}


def part(*findings: Mapping[str, Any], path: str = "m.yaml", **more: Any) -> dict[str, Any]:
    start = {
        "path": path,
        "digest": DIGESTS["one"],
        "verdict": "failed",
        "reason": "r",
        "counts": COUNTS,
        "gating_counts": COUNTS,
        "facts": 1,
        "actors": [{"id": "a", "location": PLACE}],
        "people": {},
        "findings": findings,
    }
    return {**start, **more}


def side(*parts: Mapping[str, Any], path: str = "r.json", rules: str = "one", **run: Any) -> Side:
    """Return a report by rules of that digest."""
    policy = {"name": "p", "title": "P", "digest": DIGESTS["one"], "decisions_valid_for": "2y"}
    call = {"manifests": ["m.yaml"], "policy": "p", "engine": "native"}
    start = {
        "tool": {"name": "rightsgate", "version": "1"},
        "as_of": "2026-01-01",
        "policy": policy,
        "rules": DIGESTS[rules],
        "packs": [{"name": "ours", "digest": DIGESTS[rules]}],
        "parameters": [],
        "call": call,
    }
    summary = {
        "manifests": len(parts),
        "rules": 1,
        "findings": 1,
        "counts": COUNTS,
        "verdicts": {"failed": 1, "undecided": 0, "passed": 0},
    }
    whole = {
        "schema": "rightsgate.report/1",
        "verdict": "failed",
        "exit_code": 1,
        "run": {**start, **run},
        "summary": summary,
        "manifests": parts,
        "reference": {"rules": {"r": {"title": "A rule", "recommendation": "x", "clauses": []}}},
    }
    return Side(path=path, report=msgspec.convert(whole, type=Report))


def one_shift(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Shift | None, int]:
    """Return how a finding changed, and the exit code."""
    old, new = (side(part(*([] if one is None else [one]))) for one in (before, after))
    diff = compare(old, new)
    assert len(diff.changes) <= 1
    return (diff.changes[0].change if diff.changes else None), diff.exit_code


@pytest.mark.parametrize(
    ("before", "after", "shift", "code"),
    [
        (None, "unmet", Shift.NEW, 1),
        (None, "unknown", Shift.NEW, 1),
        (None, "met", None, 0),
        ("met", "unmet", Shift.WORSE, 1),
        ("not-applicable", "unknown", Shift.WORSE, 1),
        ("judgement", "unknown", Shift.WORSE, 1),
        ("unknown", "unmet", Shift.NOW_STATED, 0),
        ("unmet", "unknown", Shift.NOW_UNKNOWN, 0),
        ("unmet", "judgement", Shift.BETTER, 0),
        ("unmet", "met", Shift.SETTLED, 0),
        ("unmet", "not-applicable", Shift.SETTLED, 0),
        ("unknown", None, Shift.SETTLED, 0),
        ("unmet", "unmet", None, 0),
        ("met", None, None, 0),
    ],
)
def test_each_pair_of_outcomes_is_one_change(
    before: str | None, after: str | None, shift: Shift | None, code: int
) -> None:
    old, new = (None if outcome is None else found(outcome) for outcome in (before, after))
    assert one_shift(old, new) == (shift, code)


def test_what_the_policy_accepts_is_told_as_new_and_does_not_decide() -> None:
    assert one_shift(None, found("unmet", effect="accept")) == (Shift.NEW, 0)
    assert one_shift(found("met"), found("judgement")) == (Shift.WORSE, 0)


def test_what_only_its_own_baseline_accepts_is_new_here() -> None:
    assert one_shift(None, found("unmet", effect="accept", change="known", spared=True)) == (Shift.NEW, 1)


def test_a_waiver_is_seen_coming_and_going() -> None:
    waived = found("unmet", effect="accept", waiver=WAIVER)
    assert one_shift(found("unmet"), waived) == (Shift.WAIVED, 0)
    assert one_shift(None, waived) == (Shift.WAIVED, 0)
    assert one_shift(waived, found("unmet")) == (Shift.NEW, 1)
    assert one_shift(waived, found("met")) == (Shift.SETTLED, 0)
    diff = compare(side(part(waived)), side(part(waived)))
    assert (diff.changes, diff.still_waived) == ((), 1)
    gone = compare(side(part(waived)), side(part(found("unmet")))).changes[0]
    assert [(cause.kind, cause.before) for cause in gone.causes] == [(CauseKind.WAIVER, "2026-12-31")]


def test_findings_of_others_are_counted_and_never_decide() -> None:
    old, new = side(part(found("met", advisory=True))), side(part(found("unmet", advisory=True)))
    diff = compare(old, new)
    assert (diff.changes, diff.exit_code, diff.others.worse, diff.counts.worse) == ((), 0, 1, 0)
    assert "advisory, they decide nothing): 1 worse" in diff_text(diff, Page(colour=False))


def test_another_subject_is_the_cause_of_what_gates_now_and_of_what_does_not_any_more() -> None:
    old = side(part(found("unmet"), found("unmet", rule="s", advisory=True), subject="a"))
    new = side(part(found("unmet", advisory=True), found("unmet", rule="s"), subject="b"))
    diff = compare(old, new)
    assert {change.rule: change.change for change in diff.changes} == {"r": Shift.ADVISORY, "s": Shift.NEW}
    assert {cause.kind for change in diff.changes for cause in change.causes} == {CauseKind.SUBJECT}


def changed(before: Mapping[str, Any], after: Mapping[str, Any], *, rules: str = "one", **more: Any) -> Any:
    """Return the causes of the one change between two manifests."""
    old, new = side(part(before)), side(part(after, digest=DIGESTS["two"], **more), rules=rules)
    (change,) = compare(old, new).changes
    return [(cause.kind, cause.entity, cause.field, cause.before, cause.after) for cause in change.causes]


def test_a_statement_that_both_checks_look_at_is_the_cause() -> None:
    before, after = found("met", because=[looked_at("true")]), found("unmet", because=[looked_at("false")])
    assert changed(before, after) == [(CauseKind.STATEMENT, "a", "f", "true", "false")]


def test_a_field_that_would_settle_an_unknown_was_not_stated() -> None:
    before, after = (
        found("unknown", missing=[{"section": "actors", "entity": "a", "field": "f", "line": 1}]),
        found("unmet", because=[looked_at("false")]),
    )
    assert changed(before, after) == [(CauseKind.STATEMENT, "a", "f", "not stated", "false")]


def test_a_statement_that_another_finding_shows_to_be_the_same_is_no_cause() -> None:
    same = found("met", rule="s", because=[looked_at("true", field="g")])
    before = found("met", because=[looked_at("true")])
    after = found("unmet", because=[looked_at("false"), looked_at("true", field="g")])
    diff = compare(side(part(before, same)), side(part(after, same, digest=DIGESTS["two"])))
    assert [cause.field for cause in diff.changes[0].causes] == ["f"]


def test_what_only_one_report_shows_is_said_to_be_so() -> None:
    before, after = found("met", because=[looked_at("true")]), found("unmet", because=[looked_at("no", field="g")])
    assert changed(before, after) == [
        (CauseKind.STATEMENT, "a", "g", None, "no"),
        (CauseKind.STATEMENT, "a", "f", "true", None),
    ]


def test_another_threshold_is_the_cause_where_the_statement_is_the_same() -> None:
    before, after = found("met", because=[looked_at("5")]), found("unmet", because=[looked_at("5", asked="at least 9")])
    assert changed(before, after, rules="two") == [(CauseKind.RULE, "r", "f", "yes", "at least 9")]


def test_another_strength_is_told_and_not_called_worse() -> None:
    diff = compare(side(part(found("unmet"))), side(part(found("unmet", strength="must")), rules="two"))
    (change,) = diff.changes
    assert (change.change, change.strength.value, diff.exit_code) == (Shift.REWEIGHED, "must", 0)
    assert [(cause.field, cause.before, cause.after) for cause in change.causes] == [("strength", "should", "must")]


def test_the_pack_is_named_where_no_rule_can_be() -> None:
    assert changed(found("met"), found("unmet"), rules="two") == [
        (CauseKind.RULES, "ours", "", DIGESTS["one"], DIGESTS["two"])
    ]


def test_the_day_is_the_cause_where_nothing_else_differs() -> None:
    old, new = side(part(found("met"))), side(part(found("unmet")), as_of="2026-06-01")
    ((cause,),) = (change.causes for change in compare(old, new).changes)
    assert (cause.kind, cause.before, cause.after) == (CauseKind.DAY, "2026-01-01", "2026-06-01")


def test_a_cause_that_cannot_be_told_is_said_to_be_so_with_how_to_learn_it() -> None:
    old, new = side(part(found("met"))), side(part(found("unmet"), digest=DIGESTS["two"]))
    diff = compare(old, new)
    assert [cause.kind for cause in diff.changes[0].causes] == [CauseKind.UNKNOWN]
    assert "check --derivations" in " ".join(diff_text(diff, Page(colour=False)).split())


def test_a_finding_that_came_goes_back_to_what_its_derivation_rests_on() -> None:
    steps = {
        "f-1": {"fact": "role(a, role)", "rule": "x", "premises": ["f-2"]},
        "f-2": {"fact": "actor.activities(a, integration)", "location": PLACE},
        "f-3": {"fact": "actor.activities(a, app_building)", "location": PLACE},
    }
    before = part(derivations={"f-3": steps["f-3"]})
    after = part(found("unmet", derivation=["f-1"]), digest=DIGESTS["two"], derivations=steps)
    (cause,) = compare(side(before), side(after)).changes[0].causes
    assert (cause.entity, cause.field) == ("a", "activities")
    assert (cause.before, cause.after) == ("app_building", "app_building, integration")
    assert cause.location is not None
    assert (cause.location.path, cause.location.line) == ("m.yaml", 3)


def test_a_person_s_decision_is_a_cause() -> None:
    made = {"outcome": "met", "decided_by": "Ada", "date": "2026-01-01", "location": PLACE}
    assert changed(found("judgement", effect="block"), found("met", decision=made)) == [
        (CauseKind.STATEMENT, "a", "judgement on r", None, "met, by Ada on 2026-01-01")
    ]


def test_manifests_of_several_are_paired_by_their_paths_and_the_rest_is_named() -> None:
    old = side(part(found("unmet"), path="a.yaml"), part(found("unmet"), path="b.yaml"))
    new = side(part(found("unmet"), path="b.yaml"), part(found("unmet"), path="c.yaml"))
    diff = compare(old, new)
    assert (diff.manifests, diff.only_old, diff.only_new) == (1, ("a.yaml",), ("c.yaml",))
    assert [(change.change, change.manifest) for change in diff.changes] == [(Shift.NEW, "c.yaml")]
    assert [cause.kind for cause in diff.changes[0].causes] == [CauseKind.MANIFEST]
    text = diff_text(diff, Page(colour=False))
    assert "not compared: a.yaml" in text
    assert "all of it new: c.yaml" in text


def many() -> Diff:
    rules = [f"rule-{number}" for number in range(30)]
    old, new = (part(*(found(how, rule=rule) for rule in rules)) for how in ("met", "unmet"))
    return compare(side(old), side({**new, "digest": DIGESTS["two"]}))


def test_the_brief_text_counts_what_it_leaves_out_and_the_full_text_leaves_nothing_out() -> None:
    diff = many()
    brief, full = diff_text(diff, Page(colour=False)), diff_text(diff, Page(colour=False), full=True)
    assert "Worse (30)" in brief
    assert "and 28 more: --detail full" in brief
    assert len(brief.splitlines()) < 40
    assert all(change.id in full for change in diff.changes)
    assert "more: --detail" not in full


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    for full in (False, True):
        assert max(map(len, diff_text(many(), Page(colour=False, width=width), full=full).splitlines())) <= width


def test_the_json_keeps_to_its_schema_and_reads_back_as_it_was_written() -> None:
    schema = diff_schema()
    Draft202012Validator.check_schema(schema)
    for diff in (many(), compare(side(part()), side(part()))):
        for pretty in (False, True):
            written = diff_json(diff, pretty=pretty)
            assert list(Draft202012Validator(schema).iter_errors(json.loads(written))) == []
            assert msgspec.json.decode(written, type=Diff) == diff


def test_terms_of_a_fact_are_read_as_they_are_written() -> None:
    assert terms_of('a, "b, c", d') == ["a", "b, c", "d"]
    assert terms_of('"say \\"no\\", then", -') == ['say "no", then', "-"]
    assert terms_of("") == []
