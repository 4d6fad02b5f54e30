"""What is missing can be found and typed: every place is one of the manifest, and takes what the report says."""

import json
from collections.abc import Iterator
from typing import Any, Final

from hypothesis import given, settings

from checkout.reports import report_text
from rightsgate.checker.model import ManifestReport
from rightsgate.evaluate.site import Missing
from rightsgate.manifest.model import Manifest
from rightsgate.report.places import place_text
from rightsgate.report.writer import Options
from rightsgate.rules.model.condition import facts_read
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.predicates import PREDICATES
from rightsgate.text.located import parse
from worlds.manifests import EXAMPLES, STEADY, Data, check, checker, manifests, shipped
from worlds.sites import at, entries, stated_at

MANY: Final = settings(STEADY, max_examples=min(max(12, EXAMPLES), 3000))
LINKS: Final[Data] = {
    "rightsgate": 1,
    "actors": [{"id": "maker", "activities": ["app_building"]}, {"id": "user"}],
    "applications": [{"id": "app", "developer": "maker"}],
    "impacts": [{"id": "harm", "application": "app", "status": "actual", "links": [{"actor": "maker"}]}],
    "channels": [{"owner": "maker"}],
    "documents": [{"kind": "model_card", "owner": "maker"}],
}


def missing_in(part: ManifestReport) -> list[Missing]:
    """Return everything that a report says is missing, each once."""
    told = (one for f in part.findings if f.explanation is not None for one in f.explanation.missing)
    return list(dict.fromkeys(told))


def load(data: Data) -> Manifest:
    """Read a manifest that is given as data; raises InputError where the reader refuses it."""
    return checker().load(parse(json.dumps(data), "m.json", json=True), "m.json")


def internal() -> set[str]:
    """Return the names of derived facts, apart from those that a field or a kind of entry has too."""
    pack = shipped()
    asked = {kind for duty in pack.duties for part in (duty.when, duty.require) for kind in facts_read(part)}
    concluded = {rule.conclusion.kind for rule in pack.inferences}
    kinds = pack.vocabulary.kinds
    typed = {name for kind in kinds.values() for path in kind.by_path for name in (kind.section, *path.split("."))}
    return {*asked, *concluded, *PREDICATES} - typed - kinds.keys()


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def check_places(data: Data, part: ManifestReport) -> None:
    """Assert that every place is there: its section, its entry, and a field that such an entry has."""
    kinds = shipped().vocabulary.kinds
    for one in missing_in(part):
        site = one.site
        assert site.kind in kinds
        assert not site.field or site.field in kinds[site.kind].by_path
        entry = at(data, site.location.pointer)
        if site.entity:
            assert site.listed
            assert entry["id"] == site.entity
        assert {*site.owners, site.provider, site.receiver} <= {"", *(actor["id"] for actor in entries(data, "actors"))}
        text = place_text(site, shipped().vocabulary)
        assert kinds[site.kind].section in text
        assert ":" not in text.partition(" ")[0].rstrip(":"), text


@MANY
@given(manifests())
def test_what_is_missing_is_a_place_of_the_manifest(data: Data) -> None:
    check_places(data, check(data))


@MANY
@given(manifests(named=False))
def test_what_is_missing_is_a_place_where_records_have_no_ids(data: Data) -> None:
    check_places(data, check(data))


@MANY
@given(manifests())
def test_every_unknown_says_what_would_settle_it_and_names_nothing_internal(data: Data) -> None:
    part = check(data)
    for finding in part.findings:
        can_be_open = any(outcome.is_open for outcome in finding.possible)  # else there is nothing to settle
        if finding.outcome is Outcome.UNKNOWN and can_be_open and finding.explanation is not None:
            assert finding.explanation.missing, finding.id
    (told,) = json.loads(report_text([part], checker().run(), Options()))["manifests"]
    kept = ("entity", "owners", "provider", "receiver", "about", "values", "kinds", "pointer")
    said = {
        word
        for finding in told.get("findings", ())
        for one in finding.get("missing", ())
        for word in strings({key: value for key, value in one.items() if key not in kept})
    }
    assert said.isdisjoint(internal())


@MANY
@given(manifests(named=False))
def test_what_is_missing_can_be_stated_there(data: Data) -> None:
    for one in missing_in(check(data)):
        assert load(stated_at(data, one.site))


def test_records_without_an_id_are_told_by_whose_they_are() -> None:
    part = check(LINKS)
    check_places(LINKS, part)
    places = {place_text(one.site, shipped().vocabulary) for one in missing_in(part)}
    assert {
        "impacts.harm.links of maker (line 1): enables_harm",
        "channels of maker (line 1): open_to",
        "documents of maker (line 1): covers",
    } <= places
    for one in missing_in(part):
        assert load(stated_at(LINKS, one.site))
