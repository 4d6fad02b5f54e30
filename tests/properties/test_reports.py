"""What holds of the report on any manifest: it keeps to the schema, reads back as it was written, and adds up."""

import json
import re
from collections import Counter
from functools import cache
from typing import Final

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.reports import faults, report_text
from rightsgate.checker.checker import EVERYTHING, TESTS, Checker
from rightsgate.report.json.contract.run import Report
from rightsgate.report.text.writer import TextWriter
from rightsgate.report.writer import Asked, Options, Shape
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.packs.load import builtin
from worlds.manifests import AS_OF, EXAMPLES, STEADY, Data, check, checker, manifests, shipped
from worlds.records import entries

MANY: Final = settings(STEADY, max_examples=min(max(12, EXAMPLES), 500))
SHOWN: Final = (None, (Outcome.UNMET,), (Outcome.UNKNOWN, Outcome.MET))


@MANY
@given(manifests(), st.booleans(), st.booleans(), st.sampled_from(SHOWN))
def test_a_report_keeps_to_its_schema_and_reads_back_as_it_was_written(
    data: Data,
    derivations: bool,  # noqa: FBT001 - hypothesis passes by position
    pretty: bool,  # noqa: FBT001 - as above
    show: tuple[Outcome, ...] | None,
) -> None:
    part = check(data, detail=EVERYTHING if derivations else TESTS)
    asked = Asked(manifests=("m.json",), policy="audit")
    options = Options(show=show, derivations=derivations, pretty=pretty, version="1.0", asked=asked)
    written = report_text([part, part], checker().run(), options)
    report = json.loads(written)
    assert faults(report) == []
    again = msgspec.json.encode(msgspec.json.decode(written, type=Report))
    assert again == msgspec.json.format(written.encode(), indent=-1)
    assert report["summary"]["counts"] == {outcome.value: 2 * count for outcome, count in part.counts.items()}
    shown = sum(part.counts[outcome] for outcome in show or Outcome)
    assert [len(one.get("findings", ())) for one in report["manifests"]] == [shown, shown]


@MANY
@given(manifests())
def test_text_and_json_count_the_same(data: Data) -> None:
    part, run = check(data), checker().run()
    (told,) = json.loads(report_text([part], run, Options()))["manifests"]
    text = " ".join(TextWriter(run, Options(shape=Shape.FULL)).part(part).split())
    (total, sums) = re.findall(r"Duties checked: (\d+)(?: = ([^A-Z]*))?", text)[-1]
    said = re.findall(r"(\d+) ([a-z -]+?) *(?:\+|$)", sums)
    counted = {SAID.get(words, words): int(count) for count, words in said}
    assert counted == {outcome: count for outcome, count in told["counts"].items() if count}
    assert int(total) == sum(counted.values()) == len(told.get("findings", ()))


LEFT: Final = {"unmet": "unmet", "unknown": "not stated", "judgement": "for a person to decide"}
SAID: Final = {words: outcome for outcome, words in LEFT.items()}
COUNTED: Final = re.compile(rf"(\d+) (blocking|met|{'|'.join(LEFT.values())})(?= ·| [A-Z]|$)")
OUTCOMES: Final = "|".join(LEFT.get(outcome.value, outcome.value) for outcome in Outcome)
SEVERAL: Final = settings(STEADY, max_examples=min(max(30, EXAMPLES), 500))


def expected(findings: list[Data]) -> tuple[dict[str, int], dict[str, int]]:
    """Return what a brief report has to count: what blocks, is left open or is met; and what the policy accepts.

    What rests on others alone has a count of its own.
    """
    findings = [one for one in findings if "awaits" not in one]
    told = Counter("blocking" for one in findings if one.get("effect") == "block")
    told += Counter("met" for one in findings if one["outcome"] == "met")
    told += Counter(LEFT[one["outcome"]] for one in findings if one.get("effect") == "undecided")
    accepted = (one["outcome"] for one in findings if one.get("effect", "accept") == "accept")
    return told, Counter(LEFT[outcome] for outcome in accepted if outcome in LEFT)


def counts_at_the_top(text: str) -> list[dict[str, int]]:
    top = re.sub(r" ?\d+ resting on others alone", "", " ".join(text.partition("\n\n")[0].split()))
    before, _, accepted = top.partition("accepted by this policy: ")
    return [{words: int(count) for count, words in COUNTED.findall(part.strip())} for part in (before, accepted)]


@SEVERAL
@given(manifests(), st.sampled_from(("release-gate", "procurement", "audit", "sensitive-domain")), st.data())
def test_brief_findings_full_and_json_count_the_same(data: Data, policy: str, choice: st.DataObject) -> None:
    actors = [entry["id"] for entry in entries(data, shipped().vocabulary.kinds["actor"])]
    subject = choice.draw(st.sampled_from(["", *actors]))
    by = checker_of(policy)
    part, run = check({**data, **({"subject": subject} if subject else {})}, by), by.run()
    (told,) = json.loads(report_text([part], run, Options()))["manifests"]
    findings = told.get("findings", [])
    gating = [one for one in findings if not one.get("advisory", False)]
    brief, listed, full = (
        TextWriter(run, Options(shape=shape)).part(part) for shape in (Shape.BRIEF, Shape.FINDINGS, Shape.FULL)
    )
    for text in (brief, listed):
        assert counts_at_the_top(text) == [*expected(gating)]
        resting = sum("awaits" in one for one in gating)
        assert (f"{resting} resting on others alone" in text) is bool(resting)
        risks = told["people"].get("risks", [])
        certain = sum(risk.get("certain", False) for risk in risks)
        assert (f"\nPeople at risk ({certain} certain, {len(risks) - certain} possible)" in text) is bool(risks)
    blocking = sum(one.get("effect") == "block" for one in gating)
    assert (f"\nBlocking ({blocking})\n" in brief) is bool(blocking)
    beneath = listed.partition("\n\n")[2]
    of_actors = [
        (int(count), outcome)
        for line in re.findall(rf"^  (\d+ (?:{OUTCOMES})(?:, \d+ (?:{OUTCOMES}))*)$", beneath, flags=re.MULTILINE)
        for count, outcome in re.findall(rf"(\d+) ({OUTCOMES})", line)
    ]
    assert sum(count for count, _ in of_actors) == len(gating) == sum(told["gating_counts"].values())
    assert f"Duties checked: {len(findings)}" in " ".join(full.split())


@cache
def checker_of(policy: str) -> Checker:
    return Checker(shipped(), load_policy(policy, builtin("policies"), shipped()), AS_OF)


def named(value: object, key: str) -> set[str]:
    """Return what stands under a key anywhere in a report."""
    if isinstance(value, list):
        return {name for item in value for name in named(item, key)}
    if not isinstance(value, dict):
        return set()
    own = value.get(key, [])
    return {*([own] if isinstance(own, str) else own), *(name for item in value.values() for name in named(item, key))}


@MANY
@given(manifests())
def test_whatever_a_report_refers_to_stands_in_its_reference(data: Data) -> None:
    report = json.loads(report_text([check(data)], checker().run(), Options()))
    reference, parts = report["reference"], report["manifests"]
    for part in parts:
        rules = {*named(part["findings"], "rule"), *part["out_of_reach"]} if "findings" in part else set()
        assert rules <= reference["rules"].keys()
        assert named(part["people"], "risk") <= reference.get("risks", {}).keys()
        assert named(part["people"], "right") | named(part["people"].get("impacts", []), "rights") <= (
            reference.get("rights", {}).keys()
        )
        known = {*part.get("entities", ()), *(actor["id"] for actor in part["actors"])}
        about = {(finding["entity"], finding["rule"]) for finding in part.get("findings", ()) if "entity" in finding}
        implied = {reference["rules"][rule]["asked_of"] for entity, rule in about if entity not in known}
        assert implied <= {"relation"}  # one that the value chain implies stands nowhere
    assert {rule["recommendation"] for rule in reference["rules"].values()} == reference["recommendations"].keys()
    assert named(reference["rules"], "closes") <= reference.get("pathways", {}).keys()
    assert named(reference.get("risks", {}), "groups") <= reference.get("groups", {}).keys()
