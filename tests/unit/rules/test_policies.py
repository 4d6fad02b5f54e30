"""What a policy chooses, what it lays over another, and what it asks of evidence."""

from pathlib import Path

import pytest

from checkout.paths import ROOT
from rightsgate.checker.checker import Checker
from rightsgate.errors import InputError
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import TRUE, Truth
from rightsgate.manifest.evidence import Tier
from rightsgate.report.wording import found_of
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.condition import Literal
from rightsgate.rules.model.duty import Duty, Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.packs.load import builtin
from rightsgate.rules.select import applied
from rightsgate.text.located import parse

SHIPPED = Path(builtin("policies"))
NAMES = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
AS_OF = "2026-06-01"
ONE = "bsr-6.4-3.h"  # reporters learn what became of their report: {one: channel, that: [status_feedback: true]}


def policy(folder: Path, pack: Pack, text: str, name: str = "mine") -> Policy:
    (folder / f"{name}.yaml").write_text(f"policy: {name}\ntitle: {name}\n{text}", encoding="utf-8")
    return load_policy(str(folder / f"{name}.yaml"), SHIPPED, pack)


def chosen(policy: Policy, pack: Pack) -> dict[str, Duty]:
    return {duty.id: duty for duty in applied(pack, policy, AS_OF).duties}


def findings(policy: Policy, pack: Pack, manifest: str) -> dict[str, Finding]:
    checker = Checker(pack, policy, AS_OF)
    report = checker.check(checker.load(parse(manifest, "m.yaml"), "m.yaml"), {Outcome.UNKNOWN: Detail.TESTS})
    return {f.duty.id: f for f in report.findings}


def test_the_policies_that_people_pick_are_there() -> None:
    assert [
        *("all-duties", "audit", "eu-gpai-documentation", "musts-only", "open-weights-release", "procurement"),
        *("release-gate", "sensitive-domain", "small-supplier"),
    ] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_missing_or_unknown_and_must_be_there_passes(name: str, pack: Pack) -> None:
    effects = load_policy(name, SHIPPED, pack).effects
    assert effects[Outcome.UNMET, Strength.MUST] is Effect.BLOCK
    assert effects[Outcome.UNKNOWN, Strength.MUST] is not Effect.ACCEPT


def test_an_audit_looks_at_every_duty(pack: Pack) -> None:
    assert chosen(load_policy("audit", SHIPPED, pack), pack).keys() == {duty.id for duty in pack.duties}


def test_the_release_gate_asks_for_no_documents_of_voluntary_frameworks(pack: Pack) -> None:
    asked = chosen(load_policy("release-gate", SHIPPED, pack), pack)
    assert {duty.framework for duty in asked.values()} == {"", "fw_eu"}
    assert {duty.source.document for duty in asked.values()} > {"bsr-hra-2025", "btech-overview", "pai-open-fm"}


def test_of_several_choices_any_takes_a_duty_and_an_exception_takes_it_out(pack: Pack, tmp_path: Path) -> None:
    mine = policy(
        tmp_path,
        pack,
        "extends: audit\nrules: [{sections: ['6.5']}, {documents: [btech-overview]}]\nexcept: {ids: [bt-p1, bsr-6.5-1.a], reason: asked elsewhere}",
    )
    asked = chosen(mine, pack)
    wanted = {
        duty.id
        for duty in pack.duties
        if (duty.source.section == "6.5" or duty.source.document == "btech-overview")
        and duty.recommendation != "bt-p1"
        and duty.id != "bsr-6.5-1.a"
    }
    assert asked.keys() == wanted
    assert "bsr-6.5-1.b" in wanted


def test_a_choice_of_roles_or_strengths_narrows_whom_a_duty_binds(pack: Pack, tmp_path: Path) -> None:
    of_host = chosen(policy(tmp_path, pack, "extends: audit\nrules: {roles: [model_adapter]}"), pack)
    assert {role for duty in of_host.values() for role in duty.binds} == {"model_adapter"}
    strict = chosen(policy(tmp_path, pack, "extends: audit\nrules: {strengths: [should]}"), pack)
    duty = strict["pai-m01.a"]
    assert duty.secondary
    assert not set(duty.binds) & set(duty.secondary)


def test_a_policy_is_laid_over_the_one_that_it_extends(pack: Pack, tmp_path: Path) -> None:
    policy(tmp_path, pack, "extends: release-gate\ngate: {unknown: {should: block}}", "first")
    second = policy(tmp_path, pack, "extends: first.yaml\ngate: {unknown: {may: undecided}}", "second")
    base = load_policy("release-gate", SHIPPED, pack)
    assert (second.name, second.selections, second.exceptions) == ("second", base.selections, base.exceptions)
    changed = {
        (Outcome.UNKNOWN, Strength.SHOULD): Effect.BLOCK,
        (Outcome.UNKNOWN, Strength.MAY): Effect.UNDECIDED,
    }
    assert second.effects == {**base.effects, **changed}


def test_a_policy_says_for_how_long_decisions_count_or_leaves_it_to_the_one_that_it_extends(
    pack: Pack, tmp_path: Path
) -> None:
    assert policy(tmp_path, pack, "extends: sensitive-domain").valid_for == "1y"
    assert policy(tmp_path, pack, "extends: sensitive-domain\ndecisions: {valid_for: 90d}").valid_for == "90d"
    gate = "{must: block, should: block, may: block}"
    whole = f"gate: {{unmet: {gate}, unknown: {gate}, judgement: {gate}}}"
    assert policy(tmp_path, pack, whole).valid_for == "2y"
    assert policy(tmp_path, pack, f"decisions: {{valid_for: 18m}}\n{whole}").valid_for == "18m"


REVIEWED = "rightsgate: 1\nactors: [{id: lab, activities: [model_pretraining], hrdd: {last_review: 2025-10-01}}]\n"


def test_a_policy_sets_a_threshold_that_is_ours(pack: Pack, tmp_path: Path) -> None:
    usual = load_policy("audit", SHIPPED, pack)
    assert findings(usual, pack, REVIEWED)["bsr-3.b"].outcome is not Outcome.UNMET
    strict = policy(tmp_path, pack, "extends: audit\nparameters: {due_diligence_age: {value: 6m, reason: Ours}}")
    assert findings(strict, pack, REVIEWED)["bsr-3.b"].outcome is Outcome.UNMET


def test_only_duties_that_a_policy_changes_are_copied(pack: Pack, tmp_path: Path) -> None:
    strict = policy(tmp_path, pack, "extends: audit\nparameters: {due_diligence_age: {value: 6m, reason: Ours}}")
    changed = [new for old, new in zip(pack.duties, applied(pack, strict, AS_OF).duties, strict=True) if new is not old]
    assert "bsr-3.b" in {duty.id for duty in changed}
    assert all("due_diligence_age" in repr((duty.when, duty.require)) for duty in changed)


UPDATED = """\
rightsgate: 1
actors: [{id: maker, activities: [app_building]}]
applications: [{id: app, developer: maker, safeguards_updated: 2026-01-01}]
"""


@pytest.mark.parametrize(("age", "truths"), [("12m", set()), ("3m", {TRUE})])
def test_a_threshold_that_a_policy_sets_holds_for_pathways_as_well(
    age: str, truths: set[Truth], pack: Pack, tmp_path: Path
) -> None:
    mine = policy(tmp_path, pack, f"extends: audit\nparameters: {{safeguards_age: {{value: {age}, reason: Ours}}}}")
    checker = Checker(pack, mine, AS_OF)
    checker.check(checker.load(parse(UPDATED, "m.yaml"), "m.yaml"), {})
    signalled = checker.evaluator.store.table("signalled").facts.items()
    outdated = ("maker", "downstream_developer", "DD-MITIG", "app")
    assert {truth for terms, truth in signalled if terms == outdated and truth is TRUE} == truths
    assert {one.id: one.value for one in checker.run().parameters}["safeguards_age"] == age


def test_every_threshold_of_a_rule_has_a_name_and_an_origin(pack: Pack) -> None:
    def literals(node: object) -> list[Literal]:
        if isinstance(node, Literal):
            return [node]
        parts = getattr(node, "__struct_fields__", ())
        below = [getattr(node, name) for name in parts] if parts else list(node) if isinstance(node, tuple) else []
        return [found for part in below for found in literals(part)]

    def operators(node: object) -> list[tuple[str, object]]:
        parts = getattr(node, "__struct_fields__", ())
        here = [(node.operator, node.operand)] if hasattr(node, "operator") and hasattr(node, "operand") else []
        below = [getattr(node, name) for name in parts] if parts else list(node) if isinstance(node, tuple) else []
        return here + [found for part in below for found in operators(part)]

    tables = (*pack.tables.pathways.values(), *pack.tables.risks.values())
    asked = [pair for node in (*pack.duties, *tables) for pair in operators(node)]
    bare = [
        (operator, operand.value)
        for operator, operand in asked
        if operator in ("fresh_within", "older_than", "above", "at_least", "below", "at_most")
        and isinstance(operand, Literal)
        and not operand.parameter
        and operand.value != 0  # more than none at all is no threshold
    ]
    assert bare == []
    named = {literal.parameter for _, operand in asked for literal in literals(operand)} - {""}
    assert named == set(pack.vocabulary.parameters)


CHANNEL = """\
rightsgate: 1
actors: [{{id: maker, name: Maker, activities: [app_building]}}]
applications: [{{id: app, developer: maker, audience: [b2b]}}]
channels: [{{owner: maker, {}}}]
"""
BACKED = [
    ("status_feedback: true", Tier.CLAIMED),
    ("status_feedback: {value: true, note: really}", Tier.CLAIMED),
    ("status_feedback: {value: true, evidence: docs/reports.md}", Tier.DOCUMENTED),
    ("evidence: docs/reports.md, status_feedback: true", Tier.DOCUMENTED),
    ("status_feedback: {value: true, tested: drill of May, evidence: docs/reports.md}", Tier.TESTED),
    ("evidence: docs/reports.md, status_feedback: {value: true, verified_by: TUV}", Tier.VERIFIED),
    ("status_feedback: {value: true, verified_by: Maker}", Tier.CLAIMED),
    ("status_feedback: {value: true, verified_by: maker, evidence: docs/reports.md}", Tier.DOCUMENTED),
]


@pytest.mark.parametrize("asked", list(Tier))
@pytest.mark.parametrize(("said", "tier"), BACKED, ids=[row[0] for row in BACKED])
def test_what_is_not_backed_as_asked_counts_as_unknown(
    said: str, tier: Tier, asked: Tier, pack: Pack, tmp_path: Path
) -> None:
    demand = f"extends: audit\nrules: {{ids: [{ONE}]}}\nevidence: {{should: {{tier: {asked.value}, reason: Ours}}}}"
    found = findings(policy(tmp_path, pack, demand), pack, CHANNEL.format(said))[ONE]
    if tier.reaches(asked):
        assert (found.outcome, found.lacks) == (Outcome.MET, None)
    else:
        assert found.outcome is Outcome.UNKNOWN
        assert found.lacks is not None
        assert found.lacks.tier is asked
        assert found.explanation is not None
        assert [one.site.field for one in found.explanation.missing] == ["status_feedback"]
        assert [found_of(test) for test in found.explanation.because] == [f"true, {tier.value}"]


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2025-06-01", Outcome.MET),
        ("2025-05-31", Outcome.UNKNOWN),
        ("2026-06-02", Outcome.UNKNOWN),
        ("2025-06", Outcome.MET),
        ("2025", Outcome.UNKNOWN),
        ("2026", Outcome.UNKNOWN),
        ("2026-06", Outcome.UNKNOWN),
        ("2025-07", Outcome.MET),
    ],
)
def test_backing_that_is_older_than_asked_counts_as_none(
    day: str, outcome: Outcome, pack: Pack, tmp_path: Path
) -> None:
    demand = f"extends: audit\nrules: {{ids: [{ONE}]}}\nevidence: {{should: {{tier: documented, fresh_within: 12m, reason: Ours}}}}"
    said = f"status_feedback: {{value: true, evidence: docs/reports.md, as_of: {day}}}"
    assert findings(policy(tmp_path, pack, demand), pack, CHANNEL.format(said))[ONE].outcome is outcome


def test_evidence_is_asked_for_what_meets_a_duty_and_never_excuses_what_does_not(pack: Pack, tmp_path: Path) -> None:
    demand = f"extends: audit\nrules: {{ids: [{ONE}]}}\nevidence: {{should: {{tier: verified, reason: Ours}}}}"
    strict = policy(tmp_path, pack, demand)
    assert findings(strict, pack, CHANNEL.format("status_feedback: false"))[ONE].outcome is Outcome.UNMET


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("system", ["llama-2", "gpt-4-chatgpt", "starcoder"])
def test_no_demand_of_a_policy_turns_anything_into_met(system: str, name: str, pack: Pack) -> None:
    text = (ROOT / "fixtures" / system / "manifest.yaml").read_text("utf-8")
    audited = findings(load_policy("audit", SHIPPED, pack), pack, text)
    for rule, found in findings(load_policy(name, SHIPPED, pack), pack, text).items():
        if found.outcome is Outcome.MET:
            assert audited[rule].outcome is Outcome.MET


UNTIL = "extends: audit\nexcept: {ids: [bsr-6.5-1.a], reason: audited in June, until: 2026-06-30}"


@pytest.mark.parametrize(("day", "left_out"), [("2026-06-30", {"bsr-6.5-1.a"}), ("2026-07-01", set())])
def test_an_exception_holds_up_to_its_day_and_then_the_duty_is_checked_again(
    day: str, left_out: set[str], pack: Pack, tmp_path: Path
) -> None:
    checked = {duty.id for duty in applied(pack, policy(tmp_path, pack, UNTIL), day).duties}
    assert checked == {duty.id for duty in pack.duties} - left_out


def test_exceptions_are_added_to_those_of_the_policy_that_is_extended(pack: Pack, tmp_path: Path) -> None:
    policy(tmp_path, pack, UNTIL, "first")
    second = policy(tmp_path, pack, "extends: first.yaml\nexcept: {ids: [bsr-6.5-1.b], reason: ours}", "second")
    assert [(one.selection.rules, one.reason, one.until) for one in second.exceptions] == [
        (("bsr-6.5-1.a",), "audited in June", "2026-06-30"),
        (("bsr-6.5-1.b",), "ours", ""),
    ]


def test_a_policy_that_leaves_out_everything_for_a_time_is_read(pack: Pack, tmp_path: Path) -> None:
    everything = "strengths: [must, should, may], reason: audited in June"
    mine = policy(tmp_path, pack, f"extends: audit\nexcept: {{{everything}, until: 2026-06-30}}")
    assert chosen(mine, pack) == {}
    with pytest.raises(InputError, match="selects no rule"):
        policy(tmp_path, pack, f"extends: audit\nexcept: {{{everything}}}")
