"""What only a person can decide: recorded decisions, duties not in effect, and duties that may have nothing to apply to."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.errors import InputError
from rightsgate.findings.decisions import Decisions, Period
from rightsgate.findings.ineffective_model import Matter, NoEffectReason
from rightsgate.findings.model import Finding
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy, Selection
from rightsgate.rules.packs.load import load_pack
from rightsgate.testing.cases import ALL
from rightsgate.text.located import parse

RULES = ROOT / "rules"
RULE = "bsr-6.4-3.f"  # the channel is prominent: declared, and for a person to see
DECIDED = "{rule: bsr-6.4-3.f, outcome: met, decided_by: Ana Ruiz, date: 2026-05-04, reason: Seen on every screen}"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack([RULES])


def report(
    pack: Pack, judgements: str, *, prominent: str = "true", as_of: str = "2026-06-01", policy: Policy = ALL
) -> ManifestReport:
    text = f"""\
rightsgate: 1
actors:
  - {{id: maker, activities: [app_building], judgements: {judgements}}}
  - {{id: other, activities: [app_building], judgements: [{DECIDED}]}}
applications: [{{id: app, developer: [maker, other], audience: [b2b]}}]
channels: [{{owner: maker, prominent: {prominent}}}]
"""
    checker = Checker(pack, policy, as_of)
    return checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))


def finding(pack: Pack, judgements: str, **more: Any) -> Finding:
    told = report(pack, judgements, **more)
    (found,) = [f for f in told.findings if f.duty.id == RULE and f.actor == "maker"]
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


IN_FAVOUR = DECIDED.replace("{", "{{").replace("}", "}}").replace("2026-05-04", "{}")
AGAINST = IN_FAVOUR.replace("outcome: met", "outcome: unmet")


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("2026-05-04", "2026-05", Outcome.UNMET),  # either may be the later one
        ("2026-05-04", "2026", Outcome.UNMET),
        ("2026-05-04", "2026-05-05", Outcome.UNMET),
        ("2026-05-04", "2026-04", Outcome.MET),
        ("2026-05", "2026-04-30", Outcome.MET),
        ("2026-05", "2026-05-01", Outcome.UNMET),
        ("2025", "2024-12-31", Outcome.MET),
        ("2025", "2025-01-01", Outcome.UNMET),
        ("2026-05-04", "2027", Outcome.MET),  # not decided yet
        ("2026-05-04", "1990-01-01", Outcome.MET),
        ("2026-05-04", "unknown", Outcome.UNMET),
    ],
)
def test_where_the_order_of_two_decisions_is_open_the_one_against_counts(
    pack: Pack, one: str, other: str, outcome: Outcome
) -> None:
    pair = [IN_FAVOUR.format(one), AGAINST.format(other)]
    for ordered in (pair, pair[::-1]):
        assert finding(pack, f"[{', '.join(ordered)}]").outcome is outcome


@pytest.mark.parametrize(
    ("date", "in_favour", "against"),
    [
        ("2024-06-01", Outcome.MET, Outcome.UNMET),  # two years before the check, to the day
        ("2024-05-31", Outcome.JUDGEMENT, Outcome.JUDGEMENT),
        ("2024-06", Outcome.MET, Outcome.UNMET),
        ("2024", Outcome.JUDGEMENT, Outcome.UNMET),
        ("1990-01-01", Outcome.JUDGEMENT, Outcome.JUDGEMENT),
        ("2026", Outcome.JUDGEMENT, Outcome.UNMET),
        ("2026-06", Outcome.JUDGEMENT, Outcome.UNMET),
        ("2026-06-01", Outcome.MET, Outcome.UNMET),
        ("2026-06-02", Outcome.JUDGEMENT, Outcome.JUDGEMENT),
        ("unknown", Outcome.JUDGEMENT, Outcome.JUDGEMENT),
    ],
)
def test_a_decision_counts_for_as_long_as_the_policy_says(
    pack: Pack, date: str, in_favour: Outcome, against: Outcome
) -> None:
    assert finding(pack, f"[{IN_FAVOUR.format(date)}]").outcome is in_favour
    assert finding(pack, f"[{AGAINST.format(date)}]").outcome is against


@pytest.mark.parametrize(("valid_for", "outcome"), [("27d", Outcome.JUDGEMENT), ("28d", Outcome.MET)])
def test_a_policy_sets_for_how_long_decisions_count(pack: Pack, valid_for: str, outcome: Outcome) -> None:
    policy = structs.replace(ALL, valid_for=valid_for)
    assert finding(pack, f"[{DECIDED}]", policy=policy).outcome is outcome


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("about: form, outcome: unmet, date: 2026-05-01", "outcome: met, date: 2026-05-02", Outcome.UNMET),
        ("about: form, outcome: met, date: 2026-05-01", "outcome: unmet, date: 2026-05-02", Outcome.UNMET),
        ("outcome: unmet, date: 2026-05-01", "outcome: met, date: 2026-05-02", Outcome.MET),
    ],
)
def test_a_decision_on_all_does_not_replace_one_against_on_one_entity(
    pack: Pack, one: str, two: str, outcome: Outcome
) -> None:
    said = [
        f"{{rule: bsr-6.4-3.f, decided_by: Ana Ruiz, reason: Reviewed, {part}}}".replace("form", "app")
        for part in (one, two)
    ]
    decisions = Decisions(
        Checker(pack, ALL, "2026-06-01").load(
            parse(
                "rightsgate: 1\napplications: [{id: app}]\n"
                f"actors: [{{id: a, activities: [app_building], judgements: [{', '.join(said)}]}}]",
                "m.yaml",
            ),
            "m.yaml",
        ),
        Period("2024-06-01", "2026-06-01"),
    )
    found = decisions.on("a", ("bsr-6.4-3.f",), "app")
    assert found is not None
    assert found.decision.outcome == outcome.value


IDLE = {
    "another actor's duty": ("rule: bsr-6.2-1.b, outcome: met", NoEffectReason.NOT_BOUND, ()),
    "an entity that it is not asked of": ("rule: bsr-6.1-2.f, about: app, outcome: met", NoEffectReason.NOT_ASKED, ()),
    "a duty that statements decide": ("rule: bsr-6.4-3.h, outcome: met", NoEffectReason.STATEMENTS_DECIDE, ()),
    "what is not stated": ("rule: bsr-6.1-5.a, outcome: met", NoEffectReason.NOT_DUE, ("unknown",)),
    "no rule": ("outcome: met", NoEffectReason.INCOMPLETE, ("rule",)),
    "no outcome": ("rule: bsr-6.4-3.f", NoEffectReason.INCOMPLETE, ("outcome",)),
}


@pytest.mark.parametrize(("said", "reason", "details"), IDLE.values(), ids=IDLE)
def test_a_decision_that_decides_nothing_is_told_with_the_reason_and_meets_nothing(
    pack: Pack, said: str, reason: NoEffectReason, details: tuple[str, ...]
) -> None:
    told = report(pack, f"[{{{said}, decided_by: Bob, date: 2026-05-04, reason: Reviewed}}]")
    (one,) = [one for one in told.ineffective_decisions if one.actor == "maker"]
    assert (one.actor, one.reason, one.details, one.decided_by, one.location.line) == (
        "maker",
        reason,
        details,
        "Bob",
        3,
    )
    outcomes = {f.outcome for f in told.findings if f.duty.on.kind == "judgement" and f.actor == "maker"}
    assert Outcome.MET not in outcomes


@pytest.mark.parametrize(
    ("judgements", "reason"),
    [
        ("[]", None),
        (f"[{DECIDED}]", None),
        (f"[{IN_FAVOUR.format('2026-06-02')}]", NoEffectReason.LATER),
        (f"[{IN_FAVOUR.format('2026')}]", NoEffectReason.LATER),
        (f"[{IN_FAVOUR.format('1990-01-01')}]", NoEffectReason.EXPIRED),
        (f"[{IN_FAVOUR.format('2024')}]", NoEffectReason.EXPIRED),
        (f"[{DECIDED}, {AGAINST.format('2026-05-03')}]", NoEffectReason.OVERRULED),
        (f"[{DECIDED}, {AGAINST.format('2026-05')}]", NoEffectReason.OVERRULED),
    ],
)
def test_a_decision_that_does_not_count_is_told(pack: Pack, judgements: str, reason: NoEffectReason | None) -> None:
    told = [one.reason for one in report(pack, judgements).ineffective_decisions if one.actor == "maker"]
    assert told == ([] if reason is None else [reason])


def test_a_decision_on_a_duty_that_the_policy_does_not_check_is_told(pack: Pack) -> None:
    policy = structs.replace(ALL, selections=(Selection(documents=("rightsgate",)),))
    told = report(pack, f"[{DECIDED}]", policy=policy)
    assert {one.reason for one in told.ineffective_decisions} == {NoEffectReason.NOT_SELECTED}
    assert Outcome.MET not in {f.outcome for f in told.findings if f.duty.on.kind == "judgement"}


TIED = """\
rightsgate: 1
actors: [{{id: maker, activities: [app_building], risk_decisions: [{risk}]}}, {{id: far, activities: [data_sourcing]}}]
applications: [{{id: app, developer: maker}}]
datasets: [{{id: pictures, supplier: far}}]
impacts: [{{id: harm, status: actual, application: app, links: [{{actor: maker, {level}}}]}}]
"""
SAID = "decided_by: Ana Ruiz, reason: Reviewed"


@pytest.mark.parametrize(
    ("level", "reason", "details"),
    [
        (f"level: cause, decided_on: 2026-05-01, {SAID}", None, ()),
        (f"level: cause, decided_on: 1990-01-01, {SAID}", NoEffectReason.EXPIRED, ()),
        (f"level: not_linked, decided_on: 2024, {SAID}", NoEffectReason.EXPIRED, ()),
        (f"level: not_linked, decided_on: 2026-06, {SAID}", NoEffectReason.LATER, ()),
        (f"level: cause, decided_on: 2024, {SAID}", None, ()),  # graver than what the rules propose
        (f"level: cause, decided_on: 2026-06, {SAID}", None, ()),
        (f"level: cause, decided_on: 2026-06-02, {SAID}", NoEffectReason.LATER, ()),
        (f"decided_on: 2026-05-01, {SAID}", NoEffectReason.INCOMPLETE, ("level",)),
        ("level: cause", NoEffectReason.INCOMPLETE, ("decided_by", "decided_on", "reason")),
        ("enables_harm: true", None, ()),
    ],
)
def test_a_decision_on_a_level_that_does_not_count_is_told(
    pack: Pack, level: str, reason: NoEffectReason | None, details: tuple[str, ...]
) -> None:
    checker = Checker(pack, ALL, "2026-06-01")
    told = checker.check(checker.load(parse(TIED.format(level=level, risk=""), "m.yaml"), "m.yaml"))
    assert [(one.matter, one.on, one.reason, one.details) for one in told.ineffective_decisions] == (
        [] if reason is None else [(Matter.INVOLVEMENT, "harm", reason, details)]
    )
    (tie,) = [tie for tie in told.assessment.impacts[0].involvements if tie.actor == "maker"]
    assert (tie.decision is not None) is (reason is None and "level" in level)


@pytest.mark.parametrize(
    ("risk", "reason"),
    [
        ("{decision: accept, about: [app], date: 2026-05-01}", None),
        ("{decision: accept, about: [harm]}", None),
        ("{decision: accept, date: 1990-01-01}", NoEffectReason.EXPIRED),
        ("{decision: accept, date: 2026-07}", NoEffectReason.LATER),
        ("{rationale: [other]}", NoEffectReason.INCOMPLETE),
        ("{decision: accept, about: [pictures]}", NoEffectReason.NOT_CONCERNED),
    ],
)
def test_a_decision_on_a_risk_that_does_not_count_is_told(pack: Pack, risk: str, reason: NoEffectReason | None) -> None:
    checker = Checker(pack, ALL, "2026-06-01")
    text = TIED.format(level="enables_harm: true", risk=risk)
    told = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    assert [(one.matter, one.reason) for one in told.ineffective_decisions] == (
        [] if reason is None else [(Matter.RISK, reason)]
    )


def test_reports_list_decisions_without_effect(tmp_path: Path, command: Run) -> None:
    text = TIED.format(level=f"level: cause, decided_on: 1990, {SAID}", risk="")
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    said = command(tmp_path, "check", "m.yaml", "--as-of", "2026-06-01", "--detail", "full").stdout.decode()
    assert (
        "Recorded decisions without effect\n  harm@maker: cause, by Ana Ruiz, 1990 (line 5). The decision is, or may be"
        in said
    )
    whole = json.loads(command(tmp_path, "check", "m.yaml", "--as-of", "2026-06-01", "--format", "json").stdout)
    (one,) = whole["manifests"][0]["ineffective_decisions"]
    assert (one["reason"], one["on"], one["actor"], one["decided_by"]) == ("expired", "harm", "maker", "Ana Ruiz")
    assert one["explanation"].endswith("under this policy a decision is valid for 2 years.")
    assert whole["run"]["policy"]["decisions_valid_for"] == "2y"


ALL_DECIDED = f"""\
rightsgate: 1
actors:
  - id: maker
    activities: [app_building]
    judgements: [{DECIDED}, {DECIDED.replace("Ana Ruiz", "Old One").replace("2026-05-04", "2020-05-04")}]
    risk_decisions:
      - {{decision: accept, about: [harm], rationale: [low_severity], decided_by: Bo Li, date: 2026-04-01}}
      - {{decision: mitigate, about: [app], reason: Filters}}
applications: [{{id: app, developer: [maker], audience: [b2b]}}]
channels: [{{owner: maker, prominent: true}}]
impacts:
  - id: harm
    application: app
    status: actual
    links: [{{actor: maker, level: contribute, decided_by: Cy Ko, decided_on: 2026-03-03, reason: We knew}}]
"""
TOLD = (
    "bsr-6.4-3.f@app/maker: met, decided by Ana Ruiz on 2026-05-04: Seen on every screen",
    "involvement@harm/maker: contributes, decided by Cy Ko on 2026-03-03: We knew",
    "maker on harm: accept, decided by Bo Li on 2026-04-01: low_severity",
    "maker on app: mitigate, decided by a person who is not named on a day that is not stated: Filters",
)


@pytest.mark.parametrize("detail", ["brief", "findings", "full"])
def test_every_text_report_says_who_decided_what_when_and_why(detail: str, tmp_path: Path, command: Run) -> None:
    (tmp_path / "m.yaml").write_text(ALL_DECIDED, encoding="utf-8")
    done = command(tmp_path, "check", "m.yaml", "--as-of", "2026-06-01", "--detail", detail)
    said = " ".join(done.stdout.decode().split())
    assert f"Decided by a person (4) {' '.join(TOLD)} " in said
    assert ("1 recorded decision has no effect: --detail full says why" in said) is (detail == "brief")
    assert ("met, by Old One, 2020-05-04 (line 5)." in said) is (detail != "brief")


def test_a_json_report_says_who_decided_what_when_and_why(tmp_path: Path, command: Run) -> None:
    (tmp_path / "m.yaml").write_text(ALL_DECIDED, encoding="utf-8")
    done = command(tmp_path, "check", "m.yaml", "--as-of", "2026-06-01", "--format", "json")
    (part,) = json.loads(done.stdout)["manifests"]
    on_duty = [finding["decision"] for finding in part["findings"] if "decision" in finding]
    on_level = [tie["decision"] for tie in part["people"]["impacts"][0]["involvements"]]
    on_risk = [one["decision"] for one in part["risk_decisions"]]
    made = [(one["outcome"], one["decided_by"], one["date"], one["reason"]) for one in (*on_duty, *on_level, *on_risk)]
    assert made == [
        ("met", "Ana Ruiz", "2026-05-04", "Seen on every screen"),
        ("contribute", "Cy Ko", "2026-03-03", "We knew"),
        ("accept", "Bo Li", "2026-04-01", "low_severity"),
        ("mitigate", "", "", "Filters"),
    ]
    assert [one["about"] for one in part["risk_decisions"]] == [["harm"], ["app"]]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("bsr-6.4-3.f@maker", (0,)),
        ("bsr-6.4-3.f@app/maker", (0,)),
        ("bsr-6.4-3.f", (0,)),
        ("involvement@harm/maker", (1, 2)),
        ("involvement", (1,)),
        ("RISK-5.2-1@app", (3,)),
        ("role@maker", ()),
    ],
)
def test_why_says_who_decided_what_is_asked_about(
    question: str, told: tuple[int, ...], tmp_path: Path, command: Run
) -> None:
    (tmp_path / "m.yaml").write_text(ALL_DECIDED, encoding="utf-8")
    done = command(tmp_path, "why", question, "m.yaml", "--as-of", "2026-06-01")
    said = " ".join(done.stdout.decode().split())
    assert done.returncode == 0
    assert [line in said for line in TOLD] == [number in told for number in range(len(TOLD))]
    assert ("by Old One, 2020-05-04 (line 5)." in said) is question.startswith("bsr")


def test_why_not_says_who_decided_against(tmp_path: Path, command: Run) -> None:
    against = ALL_DECIDED.replace("outcome: met, decided_by: Ana", "outcome: unmet, decided_by: Ana")
    (tmp_path / "m.yaml").write_text(against, encoding="utf-8")
    done = command(tmp_path, "why-not", "bsr-6.4-3.f@maker", "m.yaml", "--as-of", "2026-06-01")
    assert "unmet, decided by Ana Ruiz on 2026-05-04" in " ".join(done.stdout.decode().split())


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
