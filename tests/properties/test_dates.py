"""Dates in part and dates to come: neither ever helps the author of a manifest."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.errors import InputError
from rightsgate.manifest.model import Listing
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse
from worlds.manifests import AS_OF, EXAMPLES, STEADY, Asked, Data, check, manifests, ordinary
from worlds.records import CONSISTENCY, named

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BETTER: Final = {
    Outcome.MET: {Outcome.MET},
    Outcome.JUDGEMENT: {Outcome.MET, Outcome.JUDGEMENT},
    Outcome.NOT_APPLICABLE: {Outcome.NOT_APPLICABLE, Outcome.MET},
}


def shortened(value: Any, random: Random) -> Any:
    """Return data in which some whole days are months or years."""
    if isinstance(value, dict):
        return {key: shortened(inner, random) for key, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner, random) for inner in value]
    if isinstance(value, str) and DAY.fullmatch(value):
        return random.choice((value, value[:7], value[:4]))
    return value


def check_never_better(whole: Data, partial: Data) -> None:
    """Assert that no duty stands better where dates are partial, and that none is asked no more."""
    one, two = check(whole), check(partial)
    before, after = every_outcome(one), every_outcome(two)
    tied, now = levels(one), levels(two)
    graver = {tie for tie, (level, _) in now.items() if level < tied.get(tie, (len(Level), True))[0]}
    better = {
        asked: (before[asked].value, outcome.value)
        for asked, outcome in after.items()
        if asked in before
        and not asked[0].startswith(CONSISTENCY)
        and before[asked] not in BETTER.get(outcome, set(Outcome))
        and f"involvement@{asked[3]}/{asked[1]}"
        not in graver  # who causes a harm is not asked what who is only linked owes
    }
    assert not better
    # Where an entity may be in scope, the question for none listed is not asked as well.
    assert {asked[:3] for asked in before} <= {asked[:3] for asked in after}
    assert not {
        tie: level for tie, (level, certain) in now.items() if certain and level > tied.get(tie, (level, True))[0]
    }


def every_outcome(report: ManifestReport) -> dict[Asked, Outcome]:
    """Return how each duty stands, those too that are told together with one that asks for the same."""
    told = [one for finding in report.findings for one in (finding, *finding.also)]
    return {(one.duty.id, one.actor, one.role, one.entity): one.outcome for one in told}


def levels(report: ManifestReport) -> dict[str, tuple[int, bool]]:
    """Return how gravely each actor is involved in each impact (0 is the gravest), and whether that is certain."""
    rank = {level: number for number, level in enumerate([*Level, None])}
    ties = [tie for impact in report.assessment.impacts for tie in impact.involvements if tie.level is not None]
    return {tie.id: (rank[tie.level], not tie.not_excluded) for tie in ties}


@STEADY
@given(manifests(), st.randoms(use_true_random=False))
def test_a_date_in_part_never_makes_a_duty_stand_better(data: Data, random: Random) -> None:
    whole = named(data)
    check_never_better(whole, shortened(whole, random))


CASES: Final = [case for case in load_pack([builtin("rules")], with_cases=True).cases if case.as_of == AS_OF]
DATED: Final = [case for case in CASES if DAY.search(json.dumps(ordinary(case.manifest)))]


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_a_date_in_part_never_helps_in_a_case_of_a_rule(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    data = named({"rightsgate": 1, **ordinary(random.choice(DATED).manifest)})
    check_never_better(data, shortened(data, random))


PLAN: Final = "inaccuracy_plan: {{value: a plan, {}}}"
WRITTEN: Final = {
    "the statement": "deployments: [{{id: d, application: p, deployer: a, inaccuracy_plan: {{value: a plan, {}}}}}]",
    "its entry": "deployments: [{{id: d, application: p, deployer: a, inaccuracy_plan: a plan, {}}}]",
    "its section": "deployments: {{value: [{{id: d, application: p, deployer: a, inaccuracy_plan: a plan}}], {}}}",
}
DAYS: Final = {
    "since: 2025": Outcome.MET,
    "since: 2025-12": Outcome.MET,
    "since: 2026-01-01": Outcome.MET,
    "since: 2026-01": Outcome.UNKNOWN,
    "since: 2026": Outcome.UNKNOWN,
    "since: 2026-01-02": Outcome.UNKNOWN,
    "since: 2027": Outcome.UNKNOWN,
    "since: unknown": Outcome.MET,
    "as_of: 2025-12": Outcome.MET,
    "as_of: 2026-01": Outcome.UNKNOWN,
    "as_of: 2026": Outcome.UNKNOWN,
    "as_of: 2026-01-02": Outcome.UNKNOWN,
    "since: 2025-01-01, as_of: 2026": Outcome.UNKNOWN,
    "since: 2026, as_of: 2025-01-01": Outcome.UNKNOWN,
}


def outcome(pack: Pack, text: str, rule: str, as_of: str, policy: str = "audit") -> Outcome:
    checker = Checker(pack, load_policy(policy, builtin("policies"), pack), as_of)
    report = checker.check(checker.load(parse(f"rightsgate: 1\n{text}", "m.yaml"), "m.yaml"))
    (found,) = {f.outcome for f in report.findings if f.duty.id == rule and f.role_certain}
    return found


@pytest.mark.parametrize("where", WRITTEN)
@pytest.mark.parametrize(("dated", "expected"), DAYS.items())
def test_what_may_begin_after_the_check_is_not_stated_yet(
    pack: Pack, where: str, dated: str, expected: Outcome
) -> None:
    if where == "its entry" and "unknown" in dated:
        dated = "note: undated"
    text = f"actors: [{{id: a, activities: [integration]}}]\napplications: [{{id: p}}]\n{WRITTEN[where].format(dated)}"
    assert outcome(pack, text, "bsr-4.5.d", "2026-01-01") is expected


@pytest.mark.parametrize(("dated", "expected"), [("2026-05", Outcome.MET), ("2026-06", Outcome.UNKNOWN)])
def test_the_dates_of_a_group_are_those_of_what_stands_in_it(pack: Pack, dated: str, expected: Outcome) -> None:
    text = f"actors: [{{id: a, activities: [integration], governance: {{ai_system: true, since: {dated}}}}}]"
    assert outcome(pack, text, "bsr-4.5.a", "2026-06-01") is expected


@pytest.mark.parametrize(("dated", "expected"), [("2026-05", Outcome.MET), ("2026-06", Outcome.UNKNOWN)])
def test_a_record_that_may_begin_later_may_not_be_there_yet(pack: Pack, dated: str, expected: Outcome) -> None:
    channel = f"{{owner: a, kind: grievance, status_feedback: true, since: {dated}}}".replace("kind: grievance, ", "")
    text = f"""\
actors: [{{id: a, activities: [app_building]}}]
applications: [{{id: app, developer: a, audience: [b2b]}}]
channels: [{channel}]
"""
    assert outcome(pack, text, "bsr-6.4-3.h", "2026-06-01") is expected


@pytest.mark.parametrize(
    ("section", "listing"),
    [
        ("{value: [{id: x}], complete: true, since: 2026}", Listing.LISTED),
        ("{value: [{id: x}], complete: true, since: 2025}", Listing.COMPLETE),
        ("{value: none, as_of: 2026-06}", Listing.SILENT),
        ("{value: none, as_of: 2026-05}", Listing.NONE),
    ],
)
def test_a_list_that_may_be_complete_only_later_is_not_complete_yet(pack: Pack, section: str, listing: Listing) -> None:
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)
    manifest = checker.load(parse(f"rightsgate: 1\nactors: [{{id: a}}]\ndatasets: {section}", "m.yaml"), "m.yaml")
    assert manifest.listings["dataset"] is listing


@pytest.mark.parametrize(
    ("done", "start", "expected"),
    [
        ("2026-05-01", "2026-07-01", Outcome.MET),
        ("2026-06-01", "2026-07-01", Outcome.MET),
        ("2026-06-02", "2026-07-01", Outcome.UNKNOWN),  # it is still to be done
        ("2026-06", "2026-07-01", Outcome.UNKNOWN),
        ("2026-06-02", "2026-05-01", Outcome.UNMET),
        ("2026-05", "2026-05-31", Outcome.MET),
        ("2026-05", "2026-05-30", Outcome.UNKNOWN),
    ],
)
def test_what_is_dated_after_the_check_did_not_come_before_anything(
    pack: Pack, done: str, start: str, expected: Outcome
) -> None:
    labour = f"{{impact_assessed: true, assessed_on: {done}}}"
    text = f"""\
actors: [{{id: a, activities: [integration]}}]
applications: [{{id: p}}]
deployments: [{{id: d, application: p, deployer: a, affects_workers: true, start: {start}, labour: {labour}}}]
"""
    assert outcome(pack, text, "bsr-6.5-3.a", AS_OF) is expected


DIRECT: Final = """\
actors: [{{id: a, activities: [app_building]}}]
applications: [{{id: app, developer: a}}]
impacts:
  - id: harm
    status: actual
    application: app
    date: {harm}
    links:
      - {{actor: a, enables_harm: true, hrdd_conducted: true, hrdd_since: {since}, parallel_contribution: false,
         mitigations_prevent_enablement: true, mitigations_since: {since}, downgrade_signed_by: Ana Ruiz,
         acts_alone_sufficient: false, own_use: false}}
"""


@pytest.mark.parametrize(
    ("harm", "since", "level"),
    [
        ("2026-05-01", "2026-04-30", "directly_linked"),
        ("2026-05-01", "2026-04", "directly_linked"),
        ("2026-05-01", "2026-05", "contribute"),
        ("2026-05", "2026-04-30", "directly_linked"),
        ("2026-05", "2026-05-01", "contribute"),
        ("2026-08-01", "2026-07-01", "contribute"),  # after the check, whatever the day of the harm
        ("2026-08-01", "2026-06", "contribute"),
    ],
)
def test_what_stood_before_a_harm_lowers_a_level_only_for_certain(
    pack: Pack, harm: str, since: str, level: str
) -> None:
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)
    text = f"rightsgate: 1\n{DIRECT.format(harm=harm, since=since)}"
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    (tie,) = report.assessment.impacts[0].involvements
    assert tie.proposed is not None
    assert tie.proposed.value == level


def test_a_duty_is_in_effect_from_and_until_whole_days(tmp_path: Path) -> None:
    (tmp_path / "order.yaml").write_text(
        """\
source: {document: order, section: "1"}
title: An order
recommendations:
  - id: order-1
    number: 1
    title: Be prominent
    duties:
      - {id: order-1.a, encodes: [ORDER-1.a], title: T, binds: [deployer], strength: must, why: W., fix: F.,
         effective: {from: 2023-10, until: "2025"},
         require: [{path: $.governance.ai_system, equals: true}]}
""",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_pack([builtin("rules"), tmp_path])
    told = [fault.message for fault in caught.value.faults]
    assert "'from' must be a whole day, not '2023-10'" in told
    assert "'until' must be a whole day, not '2025'" in told
