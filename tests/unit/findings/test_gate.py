"""The verdict of the gate in words: what stops a manifest, what leaves it open, and what its policy accepts."""

import json
from pathlib import Path

import pytest

from rightsgate.checker.checker import Checker
from rightsgate.findings.model import Verdict
from rightsgate.report.reasons import grounds_of
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse

AS_OF = "2026-06-01"
RULE = "bsr-6.4-3.f"  # the channel is prominent: declared, and for a person to see
UNMET, UNSAID, DECLARED = False, "unknown", True
MET = {"rule": RULE, "outcome": "met", "decided_by": "Ana Ruiz", "date": "2026-05-04", "reason": "Seen"}


def gate(pack: Pack, folder: Path, effect: str, prominent: list[bool | str], *, decided: bool) -> tuple[Verdict, str]:
    """Check makers, each with a channel, by the one rule; ``effect`` is what any outcome but met does to the gate."""
    effects = ", ".join(f"{outcome}: {{should: {effect}}}" for outcome in ("unmet", "unknown", "judgement"))
    path = folder / "mine.yaml"
    path.write_text(f"policy: mine\ntitle: Mine\nextends: audit\nrules: {{ids: [{RULE}]}}\ngate: {{{effects}}}\n")
    judged = {"judgements": [MET]} if decided else {}
    makers = [f"maker-{number}" for number in range(len(prominent))]
    data = {
        "rightsgate": 1,
        "actors": [{"id": maker, "activities": ["app_building"], **judged} for maker in makers],
        "applications": [{"id": f"app-of-{maker}", "developer": maker} for maker in makers],
        "channels": [{"owner": maker, "prominent": said} for maker, said in zip(makers, prominent, strict=True)],
    }
    checker = Checker(pack, load_policy(str(path), builtin("policies"), pack), AS_OF)
    report = checker.check(checker.load(parse(json.dumps(data), "m.json", json=True), "m.json"), {})
    return report.verdict, grounds_of(report.grounds)


@pytest.mark.parametrize(
    ("prominent", "reason"),
    [([UNMET], "1 finding blocks it"), ([UNMET, UNSAID, DECLARED], "3 findings block it")],
)
def test_a_gate_that_fails_says_how_many_findings_stop_it(
    prominent: list[bool | str], reason: str, pack: Pack, tmp_path: Path
) -> None:
    assert gate(pack, tmp_path, "block", prominent, decided=False) == (Verdict.FAILED, reason)


@pytest.mark.parametrize(
    ("prominent", "reason"),
    [
        ([UNSAID, UNSAID], "2 duties not stated"),
        (
            [UNMET, DECLARED],
            "1 duty unmet, which this policy leaves for a person to discuss and 1 duty for a person to decide",
        ),
        (
            [UNMET, UNSAID, DECLARED, DECLARED],
            "1 duty unmet, which this policy leaves for a person to discuss, 1 duty not stated "
            "and 2 duties for a person to decide",
        ),
    ],
)
def test_a_gate_that_is_undecided_lists_what_leaves_it_open(
    prominent: list[bool | str], reason: str, pack: Pack, tmp_path: Path
) -> None:
    assert gate(pack, tmp_path, "undecided", prominent, decided=False) == (Verdict.UNDECIDED, reason)


def test_a_gate_that_passes_lists_what_its_policy_accepts(pack: Pack, tmp_path: Path) -> None:
    accepted = (
        "nothing blocks it; 2 duties unmet, which this policy accepts, 1 duty not stated, which this policy accepts "
        "and 1 duty for a person to decide, which this policy accepts"
    )
    found = gate(pack, tmp_path, "accept", [UNMET, UNMET, UNSAID, DECLARED], decided=False)
    assert found == (Verdict.PASSED, accepted)


def test_a_gate_that_passes_with_all_met_says_no_more(pack: Pack, tmp_path: Path) -> None:
    assert gate(pack, tmp_path, "block", [DECLARED], decided=True) == (Verdict.PASSED, "nothing blocks it")


@pytest.mark.parametrize(
    ("rules", "verdict", "words"),
    [
        ("bsr-6.4-3.h", Verdict.PASSED, "nothing blocks it; 1 duty not stated, which this policy accepts"),
        ("bsr-6.4-3.h, bsr-6.1-5.a", Verdict.UNDECIDED, "2 duties not stated"),
    ],
    ids=["a should", "a must in two roles as well"],
)
def test_procurement_asks_what_must_be_there_first_and_lists_the_rest(
    rules: str, verdict: Verdict, words: str, pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"policy: mine\ntitle: Mine\nextends: procurement\nrules: {{ids: [{rules}]}}\n")
    text = "rightsgate: 1\nactors: [{id: maker, activities: [app_building]}]\napplications: [{id: app, developer: maker}]\n"
    checker = Checker(pack, load_policy(str(path), builtin("policies"), pack), AS_OF)
    report = checker.check(checker.load(parse(text, "m.yaml"), "m.yaml"))
    assert {finding.outcome.value for finding in report.findings} == {"unknown"}
    assert "bsr-6.4-3.h" in {finding.duty.id for finding in report.findings}
    assert (report.verdict, grounds_of(report.grounds)) == (verdict, words)
