"""Places of a manifest as locations of SARIF."""

import os
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import quote

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.errors import STDIN
from rightsgate.findings.model import Finding
from rightsgate.manifest.location import Location as Place
from rightsgate.report.sarif.contract import ROOT, ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region
from rightsgate.report.sarif.texts import message, said


def path_of(path: str) -> str:
    """Return a path with slashes and without detours, so that a file is named the same however it was asked for."""
    return path if path == STDIN else normpath(path.replace(os.sep, "/"))


def file_of(path: str) -> ArtifactLocation:
    """Return the file at a path; a relative one leads from the folder in which the check ran."""
    clean = path_of(path)
    uri = quote(clean, safe="/", errors="surrogateescape")
    if os.path.isabs(path):
        return ArtifactLocation(uri=f"file://{'' if uri.startswith('/') else '/'}{uri.replace('%3A', ':', 1)}")
    return ArtifactLocation(uri=uri, uri_base_id="" if clean.startswith("../") else ROOT)


def physical(place: Place) -> PhysicalLocation:
    """Return a place in its file."""
    region = Region(start_line=max(place.line, 1), start_column=max(place.column, 1))
    return PhysicalLocation(artifact_location=file_of(place.path), region=region)


def place_with(place: Place, text: str) -> Location:
    """Return a place with what is to be said of it."""
    return Location(physical_location=physical(place), message=message(text))


def whole_file(path: str) -> Location:
    """Return the beginning of a file."""
    return Location(physical_location=physical(Place(path=path, line=1, column=1, pointer="")))


def place_of(finding: Finding, part: ManifestReport) -> Place:
    """Return where a finding stands: where the statement or the entity is, else the actor, else the manifest."""
    if finding.explanation is not None:
        return finding.explanation.location
    actors = (actor.location for actor in part.actors if actor.id == finding.actor)
    return next(actors, Place(path=part.path, line=1, column=1, pointer=""))


def location_of(finding: Finding, part: ManifestReport, run: Run) -> Location:
    """Return the location of a finding, with the actors and the entity that it is about."""
    return Location(
        physical_location=physical(place_of(finding, part)),
        logical_locations=tuple(_named(finding, part, run)),
    )


def _named(finding: Finding, part: ManifestReport, run: Run) -> Iterator[LogicalLocation]:
    kinds = run.vocabulary.kinds
    for actor in part.assessment.addressed_by(finding.actor, finding.entity):
        yield LogicalLocation(name=said(actor), fully_qualified_name=said(f"{kinds['actor'].section}.{actor}"))
    if finding.entity:
        kind = kinds.get(finding.duty.on.kind)
        section = finding.duty.on.kind if kind is None else kind.section
        yield LogicalLocation(name=said(finding.entity), fully_qualified_name=said(f"{section}.{finding.entity}"))
