"""Questions of the vocabulary in words, with the names of what they are about."""

from collections.abc import Mapping
from typing import Final

from rightsgate.evaluate.site import Site
from rightsgate.vocabulary.asked import worded
from rightsgate.vocabulary.model import EntityKind, Field, Vocabulary

Names = Mapping[str, str]
# Who a relation may be with, where no actor that is listed is meant.
OTHERS: Final = "anybody else"


def question_at(site: Site, names: Names, vocabulary: Vocabulary) -> str:
    """Return the question on a field of an entry; of a whole entry, whether there is any.

    ``names`` has the names of entries by their ids.
    """
    kind = vocabulary.kinds[site.kind]
    field = kind.by_path.get(site.field)
    asked = kind.question if field is None else asking(field, kind).question
    return worded(kind, asked, _called(site, names, vocabulary))


def asking(field: Field, kind: EntityKind) -> Field:
    """Return the field whose question asks for a field: itself, or the nearest group above it that has one."""
    path = field.path
    while not field.question and "." in path:
        path = path.rpartition(".")[0]
        field = kind.by_path[path]
    return field


def _called(site: Site, names: Names, vocabulary: Vocabulary) -> dict[str, str]:
    """Return what the place-holders of a question stand for at a site."""
    kind = vocabulary.kinds[site.kind]
    said = {"from": site.provider, "to": site.receiver}
    if site.owners:
        said |= {"owner": site.owners[0], "actor": site.owners[0]}
    if site.kind == "relation" and (site.provider or site.receiver):  # one party is not named anywhere
        said = {party: name or OTHERS for party, name in said.items()}
    if site.about and site.kind == "link":
        said["impact"] = site.about[0]
    called = {key: names.get(one, one) for key, one in said.items() if one}
    if site.entity:
        called["name"] = names.get(site.entity, site.entity)
    elif site.kinds:
        described = words_of(site.kinds[0], kind)
        called["kind"] = described
        if site.kind != "relation":
            owner = f" of {called['owner']}" if "owner" in called else ""
            called["name"] = f"the {described}{owner}"
    return called


def words_of(code: str, kind: EntityKind) -> str:
    """Return what a kind of record is called."""
    field = kind.fields.get("kind")
    label = "" if field is None else field.labels.get(code, "")
    return label or code.replace("_", " ")
