"""The cost of silence: for each actor, the duties that its unsaid statements hold open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from rightsgate.checker.model import ManifestReport
from rightsgate.checker.silence import Silence
from rightsgate.evaluate.model import Detail
from rightsgate.evaluate.site import Lack, Site
from rightsgate.findings.model import Finding
from rightsgate.manifest.model import Manifest
from rightsgate.rules.model.outcome import Outcome
from rightsgate.vocabulary.model import Vocabulary

ACTOR = "actor"
# The fields in which entries that are not artefacts name the actors whose they are, or who are a party.
PARTIES = ("owner", "actor", "from", "to")
# What the explanations of findings have to hold.
READS: Final = {Outcome.UNKNOWN: Detail.BRIEF}
# What an actor has not said, or has not backed.
SILENT = (Lack.UNSTATED, Lack.INCOMPLETE, Lack.UNBACKED)


def cost_of_silence(part: ManifestReport, manifest: Manifest, vocabulary: Vocabulary) -> tuple[Silence, ...]:
    """Return the actors on whose silence duties wait, first those that hold most duties of others open."""
    owners = _owners(manifest, vocabulary)
    own: Counter[str] = Counter()
    others: dict[str, Counter[str]] = {}
    for finding in part.findings:
        if finding.outcome is Outcome.UNKNOWN:
            for actor in _silent(finding, owners):
                if actor == finding.actor:
                    own[actor] += 1
                else:
                    others.setdefault(actor, Counter())[finding.actor] += 1
    found = [
        Silence(actor=actor, own=own[actor], others=dict(sorted(others.get(actor, Counter()).items())))
        for actor in own.keys() | others.keys()
    ]
    return tuple(sorted(found, key=lambda one: (-sum(one.others.values()), -one.own, one.actor)))


def _silent(finding: Finding, owners: Mapping[tuple[str, str], tuple[str, ...]]) -> frozenset[str]:
    """Return the actors that could settle a finding; of a place that is also its own actor's, only that one."""
    missing = () if finding.explanation is None else finding.explanation.missing
    found: set[str] = set()
    for one in missing:
        if one.lack in SILENT:
            actors = _actors_of(one.site, owners)
            found.update((finding.actor,) if finding.actor in actors else actors)
    return frozenset(found)


def _actors_of(site: Site, owners: Mapping[tuple[str, str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the actors whose place it is to state something."""
    if site.listed:
        return owners.get((site.kind, site.key), ())
    return tuple(filter(None, (*site.owners, site.provider, site.receiver)))


def _owners(manifest: Manifest, vocabulary: Vocabulary) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return whose each entry is, by its kind and key."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, entities in manifest.entities.items():
        fields = (vocabulary.kinds[kind].owner,) if vocabulary.kinds[kind].owner else PARTIES
        for entity in entities:
            named = (entity.value_of(field) for field in fields)
            found[kind, entity.key] = (entity.key,) if kind == ACTOR else tuple(_ids(named))
    return found


def _ids(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, tuple):
            yield from map(str, value)
        elif value:
            yield str(value)
