"""The fixtures' reports, kept beside them.

RIGHTSGATE_UPDATE=1 writes them anew: read the difference before you commit it.
"""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkout.paths import ROOT
from rightsgate.cli import application
from rightsgate.report.reasons import WORDS
from rightsgate.rules.model.outcome import Outcome

FIXTURES = sorted(path.parent.name for path in (ROOT / "fixtures").glob("*/manifest.yaml"))
REAL = ("gpt-4-chatgpt", "llama-2", "starcoder")
AS_OF = "2026-11-21"
EVERYTHING = ("--show", ",".join(outcome.value for outcome in Outcome))
SHOWN = (("--show", "unmet"), EVERYTHING)


def check(name: str, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        application,
        ["check", f"fixtures/{name}/manifest.yaml", "--as-of", AS_OF, *options],
        standalone_mode=False,
        env={"XDG_CACHE_HOME": str(ROOT / ".tox" / "cache")},
    )
    assert result.exception is None, result.exception
    return result.return_value, result.output


def same(path: Path, text: str) -> None:
    if os.environ.get("RIGHTSGATE_UPDATE"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs; RIGHTSGATE_UPDATE=1 writes it anew"


@pytest.fixture(autouse=True)
def in_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_fixtures_are_there() -> None:
    assert set(FIXTURES) >= {"small", "one-company-four-roles", "five-companies-call-summariser", *REAL}


@pytest.mark.parametrize("name", FIXTURES)
def test_the_release_gate_says_the_same_as_before(name: str) -> None:
    _, text = check(name, "--detail", "full")
    assert max(map(len, text.splitlines())) <= 80
    same(ROOT / "fixtures" / name / "release-gate.txt", text)


@pytest.mark.parametrize("name", FIXTURES)
def test_the_brief_report_says_the_same_as_before(name: str) -> None:
    _, text = check(name)
    assert max(map(len, text.splitlines())) <= 80
    same(ROOT / "fixtures" / name / "brief.txt", text)


@pytest.mark.parametrize("name", FIXTURES)
def test_the_audit_finds_the_same_outcomes_as_before(name: str) -> None:
    _, text = check(name, "--policy", "audit", "--format", "json")
    report = json.loads(text)
    (part,) = report["manifests"]
    rules = report["reference"]["rules"]
    rows = [
        (
            d["rule"],
            d["actor"],
            d["role"],
            d.get("entity", "-" if "asked_of" in rules[d["rule"]] else d["actor"]),
            d["outcome"],
        )
        for d in part["findings"]
    ]
    same(ROOT / "fixtures" / name / "audit.tsv", "".join("\t".join(row) + "\n" for row in sorted(rows)))


@pytest.mark.parametrize("policy", ["release-gate", "procurement", "audit"])
@pytest.mark.parametrize("name", FIXTURES)
def test_the_numbers_add_up_and_agree_between_formats(name: str, policy: str) -> None:
    code, text = check(name, "--policy", policy, "--format", "json")
    report = json.loads(text)
    (part,) = report["manifests"]
    assert report["exit_code"] == code
    total = report["summary"]["findings"]
    assert report["summary"]["counts"] == part["counts"]
    assert sum(part["counts"].values()) == total == len(part["findings"])
    for outcome, count in part["counts"].items():
        assert sum(d["outcome"] == outcome for d in part["findings"]) == count
    code_of_text, shown = check(name, "--policy", policy, "--detail", "full")
    assert code_of_text == code
    closing = " ".join(shown.partition("Duties checked: ")[2].split())
    assert closing.startswith(f"{total} = ")
    for outcome, count in part["counts"].items():
        assert (f"{count} {WORDS[Outcome(outcome)]}" in closing) == bool(count)


@pytest.mark.parametrize("name", REAL)
def test_what_is_met_by_a_real_system_rests_on_a_named_document(name: str) -> None:
    _, text = check(name, "--policy", "audit", "--format", "json")
    report = json.loads(text)
    (part,) = report["manifests"]
    rules, recommendations = report["reference"]["rules"], report["reference"]["recommendations"]
    # That a manifest does not contradict itself needs no document.
    asked = [
        d for d in part["findings"] if recommendations[rules[d["rule"]]["recommendation"]]["document"] != "rightsgate"
    ]
    met = [d for d in asked if d["outcome"] in ("met", "judgement")]
    assert met
    required = [
        (duty["rule"], [test for test in duty["because"] if test.get("part", "require") == "require"]) for duty in met
    ]
    without = [
        (rule, test["field"])
        for rule, tests in required
        for test in tests
        if not test.get("evidence")
        and test["stated"] != "listed"
        # What does not follow is stated nowhere; it counts beside an alternative that has a document.
        and not (test["stated"] == "what is not stated" and any(other.get("evidence") for other in tests))
    ]
    assert without == []
    assert part["counts"]["unknown"] > len(asked) / 2


def test_a_fact_has_one_derivation_however_much_is_shown() -> None:
    shown = [
        json.loads(check("small", "--format", "json", "--derivations", *options)[1])["manifests"][0]["derivations"]
        for options in SHOWN
    ]
    some, everything = (set(map(json.dumps, steps.items())) for steps in shown)
    assert some < everything


def test_a_manifest_is_reported_alike_alone_and_after_another() -> None:
    options = ("--policy", "audit", *EVERYTHING)
    after = check("five-companies-call-summariser", "fixtures/llama-2/manifest.yaml", *options)[1]
    alone = check("llama-2", *options)[1]
    start, end = alone.index("=" * 80), alone.index("To explain a finding")
    assert alone[start:end] in after
