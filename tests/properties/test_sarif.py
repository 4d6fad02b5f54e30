"""What holds of SARIF reports on any manifest: the published schema, the counts of the JSON report, the fingerprints."""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.paths import ROOT
from checkout.reports import SARIF_SCHEMA, report_text, sarif_faults, sarif_text
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Ground
from rightsgate.report.sarif.github import GITHUB
from rightsgate.report.sarif.profile import FULL, Profile
from rightsgate.report.sarif.result import FINGERPRINT
from rightsgate.report.sarif.rules import NOTHING_CHECKED
from rightsgate.report.writer import Options
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.packs.load import builtin
from rightsgate.text.files import read_located
from worlds.manifests import AS_OF, EXAMPLES, STEADY, Data, check, manifests, shipped
from worlds.records import entries

SEVERAL: Final = settings(STEADY, max_examples=min(max(8, EXAMPLES), 500))
POLICIES: Final = ("release-gate", "procurement", "audit", "sensitive-domain")
DERIVED: Final = dict.fromkeys((one for one in Outcome if one.is_open), Detail.DERIVED)
WRITTEN: Final = sorted((*(ROOT / "fixtures").rglob("manifest.yaml"), *(ROOT / "examples").glob("*.yaml")))
# The schema takes seconds a report: every day some of them, and all where random manifests are asked for.
SOME: Final = WRITTEN[:: 1 if "RIGHTSGATE_EXAMPLES" in os.environ else 6]
needs_schema = pytest.mark.skipif(
    not SARIF_SCHEMA.is_file(), reason=f"the published schema is not there: {SARIF_SCHEMA}"
)


@cache
def checker_of(policy: str) -> Checker:
    return Checker(shipped(), load_policy(policy, builtin("policies"), shipped()), AS_OF)


def checked(data: Data, policy: str, choice: st.DataObject) -> ManifestReport:
    actors = [entry["id"] for entry in entries(data, shipped().vocabulary.kinds["actor"])]
    subject = choice.draw(st.sampled_from(["", *actors]))
    return check({**data, **({"subject": subject} if subject else {})}, checker_of(policy), DERIVED)


def results_of(part: ManifestReport, policy: str, profile: Profile = FULL) -> list[dict[str, Any]]:
    text = sarif_text([part], checker_of(policy).run(), profile)
    found: list[dict[str, Any]] = json.loads(text)["runs"][0]["results"]
    return [one for one in found if one["ruleId"] != NOTHING_CHECKED]


def faults(text: str, *, rules: bool = False) -> list[str]:
    """Return in what a report departs from the schema; its rules, which are the same in all, only if asked for."""
    report = json.loads(text)
    if not rules:
        report["runs"][0]["tool"]["driver"]["rules"] = []
    return sarif_faults(report)


@needs_schema
@pytest.mark.parametrize("policy", POLICIES)
def test_the_rules_of_a_report_keep_to_the_published_schema(policy: str) -> None:
    run = checker_of(policy).run()
    part = check({"rightsgate": 1, "actors": [{"id": "lab", "activities": "none"}]}, checker_of(policy), DERIVED)
    for profile in (FULL, GITHUB):
        assert faults(sarif_text([part], run, profile), rules=True) == []


@needs_schema
@SEVERAL
@given(manifests(), st.sampled_from(POLICIES), st.data())
def test_any_report_keeps_to_the_published_schema(data: Data, policy: str, choice: st.DataObject) -> None:
    part, run = checked(data, policy, choice), checker_of(policy).run()
    for profile in (FULL, GITHUB):
        assert faults(sarif_text([part], run, profile)) == []


@needs_schema
@pytest.mark.parametrize("path", SOME, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_reports_on_fixtures_and_examples_keep_to_the_published_schema(path: Path) -> None:
    checker = checker_of("release-gate")
    part = checker.check(checker.load(read_located(str(path), path.name), path.name), DERIVED)
    for profile in (FULL, GITHUB):
        assert faults(sarif_text([part], checker.run(), profile)) == []


@SEVERAL
@given(manifests(), st.sampled_from(POLICIES), st.data())
def test_sarif_and_json_count_the_same(data: Data, policy: str, choice: st.DataObject) -> None:
    part, run = checked(data, policy, choice), checker_of(policy).run()
    (told,) = json.loads(report_text([part], run, Options()))["manifests"]
    whole = json.loads(sarif_text([part], run))["runs"][0]
    (manifest,) = whole["properties"]["manifests"]
    assert manifest["counts"] == whole["properties"]["summary"]["counts"] == told["counts"]
    assert manifest["gatingCounts"] == told["gating_counts"]
    assert (manifest["verdict"], manifest["digest"]) == (told["verdict"], told["digest"])
    open_ones = {
        one["id"]: one for one in told.get("findings", ()) if one["outcome"] in ("unmet", "unknown", "judgement")
    }
    results = {one["properties"]["finding"]: one for one in results_of(part, policy)}
    assert results.keys() == open_ones.keys()
    for name, one in results.items():
        said, effect = one["properties"], open_ones[name].get("effect", "accept")
        assert (said["outcome"], said["effect"]) == (open_ones[name]["outcome"], effect)
        assert said.get("advisory", False) is open_ones[name].get("advisory", False)
    levels = Counter(one["level"] for one in results.values())
    assert levels["error"] == manifest.get("blocking", 0) == sum(one.effect is Effect.BLOCK for one in part.findings)
    assert levels["warning"] == manifest.get("leftOpen", 0)
    kept = [one["properties"]["finding"] for one in results_of(part, policy, GITHUB)]
    (shortened,) = json.loads(sarif_text([part], run, GITHUB))["runs"][0]["properties"]["manifests"]
    assert len(kept) + sum(shortened.get("leftOut", {}).values()) == len(results)
    assert {name for name, one in results.items() if one["level"] in ("error", "warning")} <= {*kept}


@SEVERAL
@given(manifests(), st.sampled_from(POLICIES), st.data())
def test_each_result_has_its_own_fingerprint_its_rule_and_a_line(
    data: Data, policy: str, choice: st.DataObject
) -> None:
    part = checked(data, policy, choice)
    whole = json.loads(sarif_text([part], checker_of(policy).run()))["runs"][0]
    rules, results = whole["tool"]["driver"]["rules"], whole["results"]
    assert len({one["partialFingerprints"][FINGERPRINT] for one in results}) == len(results)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    assert {one["kind"] for one in results if "kind" in one} <= {"open", "review"}
    assert all((one["level"] == "none") is ("kind" in one) for one in results)
    for one in results:
        (place,) = one["locations"]
        assert place["physicalLocation"]["region"]["startLine"] > 0
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "m.json"


@SEVERAL
@given(manifests(), st.sampled_from(POLICIES), st.data())
def test_no_manifest_that_did_not_pass_is_without_a_failing_result(
    data: Data, policy: str, choice: st.DataObject
) -> None:
    part = checked(data, policy, choice)
    for profile in (FULL, GITHUB):
        results = json.loads(sarif_text([part], checker_of(policy).run(), profile))["runs"][0]["results"]
        holding = [one for one in results if one["level"] in ("error", "warning")]
        assert bool(holding) is (part.verdict.value != "passed")
        assert any(one["ruleId"] == NOTHING_CHECKED for one in results) is (
            part.grounds.ground in (Ground.NOTHING_CHECKED, Ground.NOTHING_AT_STAKE, Ground.ALL_ADVISORY)
        )
