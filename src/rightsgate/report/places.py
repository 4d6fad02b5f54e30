"""Fields and records of a manifest, written so that they can be found and typed."""

import os
from collections.abc import Iterable, Sequence
from typing import Final

from rightsgate.evaluate.model import TargetKind, Test
from rightsgate.evaluate.site import Lack, Missing, Site
from rightsgate.report.allowed import allowed_text
from rightsgate.report.wording import asked_of, entity_of, evidence_of, found_of, name_of
from rightsgate.vocabulary.model import Field, Vocabulary

# What to do about each lack; of what is not stated, the values that can be typed tell more.
DOES: Final = {
    Lack.UNSTATED: "",
    Lack.INCOMPLETE: "if the list is complete, state complete: true",
    Lack.UNBACKED: "name evidence for it",
    Lack.NOT_YET: "state a full date, not after the day of the check",
    Lack.UNCLEAR: "state it more precisely",
}


def file_of(path: str) -> str:
    """Return the path of a manifest as repositories name their files: with slashes, and nothing superfluous."""
    return os.path.normpath(path).replace(os.sep, "/")


def place_text(site: Site, vocabulary: Vocabulary) -> str:
    """Write where something is, or is to be, stated: ``actors.studio.engagement.groups``."""
    section = _section(site, vocabulary)
    if site.entity:
        return ".".join(filter(None, (section, site.entity, site.field)))
    parties = _parties(site, within=not vocabulary.kinds[site.kind].alone)
    if site.listed:
        entry = f"{section}{parties} (line {site.location.line})"
    elif not parties and not site.kinds and site.field:
        return f"{section}[].{site.field}"
    else:
        kinds = f" ({' or '.join(site.kinds)})" if site.kinds and site.field else ""
        entry = f"{section}{kinds}{parties}{' (none listed)' if site.field else ''}"
    return f"{entry}: {site.field}" if site.field else entry


def _section(site: Site, vocabulary: Vocabulary) -> str:
    """Return the section of an entry; one that stands only inside other entries has the path of that before it."""
    kind = vocabulary.kinds[site.kind]
    if kind.alone:
        return kind.section
    (holder,) = kind.inside
    holders = site.owners if holder == "actor" else site.about
    within = vocabulary.kinds[holder].section
    return f"{within}.{holders[0]}.{kind.section}" if len(holders) == 1 else f"{within}[].{kind.section}"


def _parties(site: Site, *, within: bool) -> str:
    """Tell an entry without an id by its parties; of one that stands ``within`` another, that is said already."""
    told = within and not site.about
    owners = f" of {', '.join(site.owners)}" if site.owners and not told else ""
    provider = f" from {site.provider}" if site.provider else ""
    receiver = f" to {site.receiver}" if site.receiver else ""
    about = f" about {', '.join(site.about)}" if site.about and not site.listed and not within else ""
    return owners + provider + receiver + about


def places_by_entry(sites: Iterable[Site], vocabulary: Vocabulary) -> list[str]:
    """Write several places, an entry at a time: its place, and its fields."""
    entries: dict[str, dict[str, str]] = {}
    for site in sorted(sites, key=lambda site: site.order):
        place = place_text(site, vocabulary)
        entry = place.removesuffix(site.field).rstrip(".: ") if site.field else place
        entries.setdefault(entry, {})[site.field] = place
    return [
        f"{entry}: {', '.join(places)}" if len(places) > 1 else next(iter(places.values()))
        for entry, places in entries.items()
    ]


def looked_at(test: Test, vocabulary: Vocabulary) -> str:
    """Write what a test looks at: where that is stated, or the entity and what is asked about it."""
    if test.site is None:
        return f"{entity_of(test)} {name_of(test.target)}"
    within = test.target.kind is TargetKind.FIELD and not test.site.field
    return place_text(test.site, vocabulary) + (f" (none listed): {test.target.name}" if within else "")


def tested_text(test: Test, vocabulary: Vocabulary) -> str:
    """Write a test: what it looks at, what it found there with its evidence, and what it asks."""
    evidence = f" (evidence: {evidence_of(test)})" if test.evidence else ""
    return f"{looked_at(test, vocabulary)}: {found_of(test)}{evidence}; asked: {asked_of(test)}"


def field_of(site: Site, vocabulary: Vocabulary) -> Field | None:
    """Return the field of a site; None where a whole entry is meant."""
    return vocabulary.kinds[site.kind].by_path[site.field] if site.field else None


def to_do(missing: Missing, vocabulary: Vocabulary) -> str:
    """Return what would settle it: the values that can be typed, a record, or what the statement lacks."""
    if DOES[missing.lack]:
        return DOES[missing.lack]
    field = field_of(missing.site, vocabulary)
    if field is None:
        return f"list {record_text(missing.site)}; write none only if there is none"
    return allowed_text(field, vocabulary)


def record_text(site: Site) -> str:
    """Name the kinds of which a record is to be listed, as far as they matter."""
    *others, last = site.kinds or ("",)
    named = f"{', '.join(others)} or {last}" if others else last
    return f"one of kind {named}" if named else "one"


def missing_text(missing: Missing, vocabulary: Vocabulary) -> str:
    """Write what is missing, with what can be typed there."""
    return f"{place_text(missing.site, vocabulary)} ({to_do(missing, vocabulary)})"


def missing_texts(missing: Sequence[Missing], vocabulary: Vocabulary, most: int) -> Iterable[str]:
    """Yield at most so many of them, and how many more there are."""
    yield from (missing_text(one, vocabulary) for one in missing[:most])
    if len(missing) > most:
        yield f"and {len(missing) - most} more"
