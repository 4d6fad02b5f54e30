"""What only a person can decide: recorded decisions, duties not in effect, and duties that may have nothing to apply to."""

from pathlib import Path

import pytest

from rightsgate.cases import ALL
from rightsgate.check import Checker
from rightsgate.errors import InputError
from rightsgate.load.located import parse
from rightsgate.load.pack import load_pack
from rightsgate.model.finding import Finding, Outcome
from rightsgate.model.pack import Pack

RULES = Path(__file__).parent.parent / "rules"
RULE = "bsr-6.4-3.f"  # the channel is prominent: declared, and for a person to see
DECIDED = "{rule: bsr-6.4-3.f, outcome: met, decided_by: Ana Ruiz, date: 2026-05-04, reason: Seen on every screen}"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack([RULES])


def finding(pack: Pack, judgements: str, *, prominent: str = "true", as_of: str = "2026-06-01") -> Finding:
    text = f"""\
rightsgate: 1
actors:
  - {{id: maker, activities: [app_building], judgements: {judgements}}}
  - {{id: other, activities: [app_building], judgements: [{DECIDED}]}}
applications: [{{id: app, developer: [maker, other], audience: [b2b]}}]
channels: [{{owner: maker, prominent: {prominent}}}]
"""
    checker = Checker(pack, ALL, as_of)
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    (found,) = [f for f in report.findings if f.duty.id == RULE and f.actor == "maker"]
    return found


def test_what_is_declared_waits_for_a_person(pack: Pack) -> None:
    found = finding(pack, "unknown")
    assert found.outcome is Outcome.JUDGEMENT
    assert found.decision is None


def test_a_recorded_decision_decides_and_is_shown(pack: Pack) -> None:
    found = finding(pack, f"[{DECIDED}]")
    assert found.outcome is Outcome.MET
    assert found.decision is not None
    assert (found.decision.decided_by, found.decision.location.line) == ("Ana Ruiz", 3)
    against = finding(pack, f"[{DECIDED.replace('outcome: met', 'outcome: unmet')}]")
    assert against.outcome is Outcome.UNMET


def test_a_decision_replaces_neither_a_statement_nor_silence(pack: Pack) -> None:
    assert finding(pack, f"[{DECIDED}]", prominent="false").outcome is Outcome.UNMET
    assert finding(pack, f"[{DECIDED}]", prominent="unknown").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("lacking", ["decided_by: Ana Ruiz, ", "date: 2026-05-04, ", ", reason: Seen on every screen"])
def test_a_decision_without_who_when_or_why_does_not_count(pack: Pack, lacking: str) -> None:
    assert lacking in DECIDED
    assert finding(pack, f"[{DECIDED.replace(lacking, '')}]").outcome is Outcome.JUDGEMENT


def test_a_decision_of_a_later_day_does_not_count_yet(pack: Pack) -> None:
    assert finding(pack, f"[{DECIDED}]", as_of="2026-05-03").outcome is Outcome.JUDGEMENT
    assert finding(pack, f"[{DECIDED}]", as_of="2026-05-04").outcome is Outcome.MET


def test_the_last_decision_counts_whatever_the_order(pack: Pack) -> None:
    later = DECIDED.replace("outcome: met", "outcome: unmet").replace("2026-05-04", "2026-05-20")
    assert finding(pack, f"[{DECIDED}, {later}]").outcome is Outcome.UNMET
    assert finding(pack, f"[{later}, {DECIDED}]").outcome is Outcome.UNMET


def test_of_two_decisions_of_one_day_the_one_against_counts(pack: Pack) -> None:
    against = DECIDED.replace("outcome: met", "outcome: unmet")
    assert finding(pack, f"[{DECIDED}, {against}]").outcome is Outcome.UNMET
    assert finding(pack, f"[{against}, {DECIDED}]").outcome is Outcome.UNMET


def test_a_decision_on_a_rule_that_is_not_there_is_a_fault(pack: Pack) -> None:
    with pytest.raises(InputError, match=r"m\.yaml:3:\d+: a judgement names the rule 'bsr-6\.4-3\.ff'.*did you mean"):
        finding(pack, f"[{DECIDED.replace('6.4-3.f', '6.4-3.ff')}]")


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        ("2025-01-19", Outcome.UNMET),
        ("2025-01-20", Outcome.INACTIVE),
        ("2023-10-29", Outcome.INACTIVE),
        ("2023-10-30", Outcome.UNMET),
    ],
)
def test_a_duty_is_inactive_outside_its_days(tmp_path: Path, as_of: str, outcome: Outcome) -> None:
    (tmp_path / "order.yaml").write_text(
        """\
source: {document: order, section: "1"}
title: An order
recommendations:
  - id: order-1
    number: 1
    title: Be prominent
    duties:
      - {id: order-1.a, encodes: [ORDER-1.a], title: T, binds: [downstream_developer], strength: must, why: W., fix: F.,
         effective: {from: 2023-10-30, until: 2025-01-20},
         require: [{one: channel, that: [{path: $.prominent, equals: true}]}]}
""",
        encoding="utf-8",
    )
    pack = load_pack([RULES, tmp_path])
    checker = Checker(pack, ALL, as_of)
    text = "{rightsgate: 1, actors: [{id: a, activities: [app_building]}], channels: []}"
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    (found,) = [f for f in report.findings if f.duty.id == "order-1.a" and f.role_certain]
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("activities", "outcome", "possible"),
    [("[integration]", Outcome.MET, ()), ("unknown", Outcome.UNKNOWN, (Outcome.MET,))],
)
def test_what_is_met_in_a_role_that_an_actor_may_only_hold_is_unknown(
    pack: Pack, activities: str, outcome: Outcome, possible: tuple[Outcome, ...]
) -> None:
    checker = Checker(pack, ALL, "2026-06-01")
    text = f"{{rightsgate: 1, actors: [{{id: a, activities: {activities}, governance: {{ai_system: true}}}}]}}"
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    (found,) = [f for f in report.findings if f.duty.id == "bsr-4.5.a"]
    assert (found.role_certain, found.outcome, found.possible) == (outcome is Outcome.MET, outcome, possible)


ASKED_OF_TWO = """\
source: {document: order, section: "1"}
title: An order
recommendations:
  - id: order-1
    number: 1
    title: Govern what you sell
    duties:
      - {id: order-1.a, encodes: [ORDER-1.a], title: T, binds: [downstream_developer], strength: must, why: W., fix: F.,
         on: {relation: [provides_model, provides_application], as: provider},
         require: [{path: $.governance.ai_system, of: actor, equals: true}]}
"""


@pytest.mark.parametrize(
    ("denied", "outcome", "possible"),
    [
        (["hosts"], Outcome.MET, ()),
        (["provides_model"], Outcome.UNKNOWN, (Outcome.MET, Outcome.NOT_APPLICABLE)),
        (["provides_model", "provides_application"], Outcome.NOT_APPLICABLE, ()),
    ],
)
def test_who_denies_one_kind_of_relation_and_is_silent_on_another_may_have_nothing_to_answer_for(
    tmp_path: Path, denied: list[str], outcome: Outcome, possible: tuple[Outcome, ...]
) -> None:
    (tmp_path / "order.yaml").write_text(ASKED_OF_TWO, encoding="utf-8")
    checker = Checker(load_pack([RULES, tmp_path]), ALL, "2026-06-01")
    relations = ", ".join(f"{{kind: {kind}, from: a, exists: false}}" for kind in denied)
    text = f"""\
rightsgate: 1
actors: [{{id: a, activities: [app_building], governance: {{ai_system: true}}}}]
relations: [{relations}]
"""
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    (found,) = [f for f in report.findings if f.duty.id == "order-1.a" and f.role_certain]
    assert (found.outcome, found.possible) == (outcome, possible)
