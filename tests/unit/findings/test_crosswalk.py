"""Rules of several sources that ask for the same: one statement answers them, and a report tells them once."""

from pathlib import Path

import pytest

from checkout.paths import ROOT
from checkout.reports import part_json
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.errors import InputError
from rightsgate.findings.gate import counts_of
from rightsgate.findings.model import Finding
from rightsgate.report.references import references_of
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Correspondence
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse

AS_OF = "2026-06-01"
FIXTURES = sorted((ROOT / "fixtures").rglob("manifest.yaml"))
TALK = """\
rightsgate: 1
actors:
  - {{id: lab, activities: [model_pretraining]{judged}}}
  - {{id: maker, activities: [app_building]}}
models: [{{id: base, developer: lab}}]
applications: [{{id: notes, developer: maker, built_on: [base]}}]
relations: {{complete: true, value: [{{kind: provides_model, from: lab, to: maker, comms: {comms}}}]}}
"""
BOTH = {"bsr-4.1.c", "pai-x.b"}


def audited(pack: Pack, text: str) -> ManifestReport:
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)
    return checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"), {})


def told(report: ManifestReport, actor: str) -> list[Finding]:
    return [f for f in report.findings if f.actor == actor and BOTH & {one.duty.id for one in (f, *f.also)}]


@pytest.mark.parametrize(("comms", "outcome"), [("one_way", Outcome.UNMET), ("unknown", Outcome.UNKNOWN)])
def test_what_several_sources_ask_is_one_finding(comms: str, outcome: Outcome, pack: Pack) -> None:
    (found,) = told(audited(pack, TALK.format(comms=comms, judged="")), "lab")
    (other,) = found.also
    assert {found.duty.id, other.duty.id} == BOTH
    assert {found.role, other.role} == {"foundation_model_developer", "model_provider"}
    assert (found.outcome, other.outcome) == (outcome, outcome)


def test_of_what_is_told_as_one_the_strongest_source_leads(pack: Pack) -> None:
    (found,) = told(audited(pack, TALK.format(comms="one_way", judged="")), "lab")
    assert (found.duty.id, found.strength.value) == ("pai-x.b", "should")
    assert [(other.duty.id, other.strength.value) for other in found.also] == [("bsr-4.1.c", "may")]


def test_what_one_source_leaves_to_a_person_waits_for_one(pack: Pack) -> None:
    (found,) = told(audited(pack, TALK.format(comms="two_way", judged="")), "lab")
    assert (found.duty.id, found.outcome) == ("bsr-4.1.c", Outcome.JUDGEMENT)
    assert [other.outcome for other in found.also] == [Outcome.MET]


@pytest.mark.parametrize("rule", sorted(BOTH))
def test_a_decision_on_one_rule_decides_what_asks_for_the_same(rule: str, pack: Pack) -> None:
    decided = f"{{rule: {rule}, outcome: met, decided_by: Ana Ruiz, date: 2026-05-04, reason: Seen}}"
    (found,) = told(audited(pack, TALK.format(comms="two_way", judged=f", judgements: [{decided}]")), "lab")
    assert found.outcome is Outcome.MET


def test_findings_that_stand_differently_are_told_apart(pack: Pack) -> None:
    # Of the two frameworks that ask for the same document only one was joined.
    text = (
        "rightsgate: 1\nactors: [{id: lab, activities: [model_pretraining], frameworks: [fw_nist]}]\ndocuments: none\n"
    )
    found = {f.duty.id: f for f in audited(pack, text).findings}
    assert found["fw-nist.de8"].outcome is Outcome.UNMET
    assert found["fw-pai.al3"].outcome is Outcome.NOT_APPLICABLE
    assert found["fw-nist.de8"].also == ()


def test_what_applies_to_nobody_is_told_apart(pack: Pack) -> None:
    # Of the two frameworks that ask for the same document neither was joined, and each rule applies by its own.
    text = "rightsgate: 1\nactors: [{id: lab, activities: [model_pretraining], frameworks: none}]\ndocuments: none\n"
    found = {f.duty.id: (f.outcome, f.also) for f in audited(pack, text).findings}
    assert found["fw-nist.de8"] == found["fw-pai.al3"] == (Outcome.NOT_APPLICABLE, ())


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_no_finding_is_lost_or_told_twice(path: Path, pack: Pack) -> None:
    plain = load_pack([builtin("rules")])
    apart = type(plain)(
        **{name: getattr(plain, name) for name in plain.__struct_fields__ if name != "sources"},
        sources=type(plain.sources)(),
    )
    whole, parted = (audited(one, path.read_text("utf-8")) for one in (pack, apart))
    flat = [one for f in whole.findings for one in (f, *f.also)]
    assert sorted((f.id, f.outcome.value) for f in flat) == sorted((f.id, f.outcome.value) for f in parted.findings)
    assert whole.counts == counts_of(whole.findings)
    assert len({f.id for f in flat}) == len(flat)


def test_the_other_sources_stand_in_the_report(pack: Pack) -> None:
    checker = Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)
    report = checker.check(checker.load(parse(TALK.format(comms="one_way", judged=""), "m.yaml"), "m.yaml"))
    data = part_json(report, checker.run())
    (found,) = [d for d in data["findings"] if d["rule"] == "pai-x.b" and d["actor"] == "lab"]
    assert [one["rule"] for one in found["equal_rules"]] == ["bsr-4.1.c"]
    assert references_of(report, tuple(Outcome)).rules >= {"pai-x.b", "bsr-4.1.c"}


def test_every_link_joins_different_rules_once(pack: Pack) -> None:
    pairs = [frozenset((link.rule, link.other)) for link in pack.sources.links]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
    assert {link.relation for link in pack.sources.links} == set(Correspondence)


def test_rules_that_ask_for_different_things_cannot_be_called_equal(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: mine\n")
    (tmp_path / "walk.yaml").write_text(
        "crosswalk: [{rule: bsr-4.1.a, other: bsr-4.1.b, relation: equal, reason: R}]\n"
    )
    with pytest.raises(InputError) as caught:
        load_pack([builtin("rules"), tmp_path])
    assert any("bsr-4.1.a and bsr-4.1.b ask for different things" in str(fault) for fault in caught.value.faults)
