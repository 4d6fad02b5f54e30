"""The records of a manifest, wherever they stand, and how to tell them apart."""

import json
from collections.abc import Iterator
from typing import Final

from rightsgate.vocabulary.model import EntityKind
from worlds.manifests import Data, shipped

CONSISTENCY: Final = "rg-"  # duties on what the manifest itself says: what is left out contradicts nothing


def entries(data: Data, kind: EntityKind) -> Iterator[Data]:
    """Yield what is listed of a kind: in a section of its own, or within other entities."""
    for section, written in data.items():
        listed = written.get("value") if isinstance(written, dict) else written
        for entry in listed if isinstance(listed, list) else ():
            if section == kind.section:
                yield entry
            within = entry.get(kind.section)
            yield from (one for one in within if isinstance(one, dict)) if isinstance(within, list) else ()


def named(data: Data) -> Data:
    """Return the manifest with an id for every record that can have one.

    Without an id, records are told apart by what they say, links by their actor.
    """
    found: Data = json.loads(json.dumps(data))
    for kind in shipped().vocabulary.kinds.values():
        for number, entry in enumerate(entries(found, kind)):
            if not kind.named and kind.name != "link":
                entry.setdefault("id", f"{kind.name}-number-{number}")
    return found
