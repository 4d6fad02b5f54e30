"""An entry that is not listed yet, as far as the place where it is missing tells what it is."""

from typing import Any, Final

from rightsgate.evaluate.site import Site
from rightsgate.vocabulary.model import EntityKind, FieldType, Vocabulary

# The fields in which an entry names whose it is, and what it is about: the first that its kind has.
OWNERS: Final = ("owner", "actor")
ABOUT: Final = ("about", "impact")


def entry_at(site: Site, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return what an entry has to say in order to be the one that is missing; of several kinds, none is chosen."""
    kind = vocabulary.kinds[site.kind]
    entry: dict[str, Any] = {}
    if len(site.kinds) == 1:
        entry["kind"] = site.kinds[0]
    for names, ids in (
        (OWNERS if not kind.owner else (kind.owner,), site.owners),
        (("from",), (site.provider,) if site.provider else ()),
        (("to",), (site.receiver,) if site.receiver else ()),
        (ABOUT, site.about),
    ):
        field = next((kind.fields[name] for name in names if name in kind.fields), None)
        if field is not None and ids and field.path not in _said_by_place(kind):
            entry[field.path] = ids[0] if field.type is FieldType.REFERENCE or len(ids) == 1 else list(ids)
    return entry


def _said_by_place(kind: EntityKind) -> frozenset[str]:
    """Return the fields that an entry which stands only inside others need not state."""
    if kind.alone:
        return frozenset()
    return frozenset({"impact"} if "impact" in kind.inside else OWNERS)
