"""Places as JSON."""

from rightsgate.manifest.location import Location
from rightsgate.report.json.contract.place import Place


def place_of(location: Location) -> Place:
    """Return a place in the manifest that the part is about."""
    return Place(line=location.line, column=location.column, pointer=location.pointer)
