"""Places, values and changes in words, as a report gives them to somebody who types."""

import json
from typing import Any

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.checker.checker import Checker
from rightsgate.evaluate.site import Lack, Missing, Site
from rightsgate.findings.priorities import first_steps
from rightsgate.manifest.location import Location
from rightsgate.report.allowed import allowed_text
from rightsgate.report.changes import changes_of
from rightsgate.report.places import missing_text, place_text, places_by_entry
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin
from rightsgate.text.located import parse
from worlds.manifests import AS_OF, shipped

LINE = Location(path="m.yaml", line=41, column=5, pointer="/channels/0")
PLACES = [
    (Site(kind="actor", entity="studio", field="engagement.groups", location=LINE), "actors.studio.engagement.groups"),
    (Site(kind="channel", owners=("studio",), field="open_to", location=LINE), "channels of studio (line 41): open_to"),
    (
        Site(kind="relation", provider="lab", receiver="studio", field="comms", location=LINE),
        "relations from lab to studio (line 41): comms",
    ),
    (
        Site(kind="link", owners=("studio",), about=("harm",), field="own_use", listed=False, location=LINE),
        "impacts.harm.links of studio (none listed): own_use",
    ),
    (
        Site(kind="document", kinds=("model_card",), owners=("lab",), about=("m",), listed=False, location=LINE),
        "documents of lab about m",
    ),
    (Site(kind="decision", owners=("studio",), listed=False, location=LINE), "actors.studio.risk_decisions"),
    (Site(kind="relation", field="kind", listed=False, location=LINE), "relations[].kind"),
    (Site(kind="impact", listed=False, location=LINE), "impacts"),
]
TYPED = [
    ("actor.hrdd.done", "true or false"),
    ("actor.size", "one of large, medium, small"),
    ("deployment.oversight.mode", "one of "),
    ("actor.activities", "list of: data_creation, data_sourcing, dataset_curation and 24 more"),
    ("model.release_date", "a date"),
    ("relation.from", "the id of one of actors"),
    ("model.trained_on", "list of ids of datasets"),
    ("document.about", "list of ids of any section"),
    ("application.languages", "list of language tags"),
    ("actor.opportunities", "a description, or none"),
]
GAPS: dict[str, Any] = {
    "rightsgate": 1,
    "actors": [{"id": "maker", "activities": ["app_building"], "hrdd": {"timing": ["pre_deployment"]}}],
    "applications": [{"id": "app", "developer": "maker"}],
}


@pytest.mark.parametrize(("site", "words"), PLACES)
def test_a_place_is_written_as_it_is_found_in_the_manifest(site: Site, words: str) -> None:
    assert place_text(site, shipped().vocabulary) == words


@pytest.mark.parametrize(("name", "words"), TYPED)
def test_what_can_be_typed_is_taken_from_the_vocabulary(name: str, words: str) -> None:
    kind, _, path = name.partition(".")
    vocabulary = shipped().vocabulary
    assert allowed_text(vocabulary.kinds[kind].by_path[path], vocabulary).startswith(words)


def test_a_missing_record_says_which_kinds_count_and_a_list_that_it_may_be_partial() -> None:
    vocabulary = shipped().vocabulary
    card = Site(kind="document", kinds=("fria", "hria"), owners=("lab",), listed=False, location=LINE)
    assert (
        missing_text(Missing(site=card), vocabulary)
        == "documents of lab (list one of kind fria or hria; write none only if there is none)"
    )
    listed = Site(kind="application", entity="app", field="features", location=LINE)
    said = missing_text(Missing(site=listed, lack=Lack.INCOMPLETE), vocabulary)
    assert said == "applications.app.features (if the list is complete, state complete: true)"


def test_places_in_one_entry_are_told_together() -> None:
    sites = [Site(kind="actor", entity="lab", key="lab", field=field, location=LINE) for field in ("size", "kind")]
    assert places_by_entry(sites, shipped().vocabulary) == ["actors.lab: kind, size"]
    assert places_by_entry(sites[:1], shipped().vocabulary) == ["actors.lab.size"]


def test_what_blocks_says_which_values_to_add() -> None:
    checker = Checker(shipped(), load_policy("release-gate", builtin("policies"), shipped()), AS_OF)
    report = checker.check(checker.load(parse(json.dumps(GAPS), "m.json", json=True), "m.json"))
    steps = {place_text(s.site, shipped().vocabulary): s for s in first_steps(report.findings, report.assessment)}
    timing = steps["actors.maker.hrdd.timing"]
    assert timing.blocking
    assert changes_of(timing.failed, "") == "once done, add pre_development, ongoing"
    assert steps["impacts"].open
    assert not steps["impacts"].failed


def test_a_report_and_why_not_name_the_entry_and_its_values(command: Run) -> None:
    small = str(ROOT / "fixtures" / "small" / "manifest.yaml")
    brief = command(ROOT, "check", small, "--detail", "brief", "--as-of", "2026-11-21").stdout.decode()
    assert "channels of studio (line 40): open_to" in brief
    assert "add one of affected_nonusers, external_stakeholders" in brief
    asked = command(ROOT, "why-not", "bsr-2.2.a@studio", small).stdout.decode()
    assert "actors.studio.hrdd.done (true or false)" in " ".join(asked.split())
    assert "record:" not in command(ROOT, "check", small).stdout.decode()
