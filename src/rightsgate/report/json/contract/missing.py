"""What would have to be stated, and where."""

from typing import Annotated

from msgspec import Meta, Struct

from rightsgate.evaluate.site import Lack
from rightsgate.report.json.contract.reference import Texts


class Missing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field, or an entry that is not listed, whose statement would settle an unknown.

    An entry without an id is told by its owners, its parties and its place. What can be typed in the field stands under
    `reference.fields`, by section and path.
    """

    section: Annotated[str, Meta(description="Section of the manifest in which the entry stands, or would stand")]
    entity: Annotated[str, Meta(description="Id of the entry; empty where it has none, or is not listed")] = ""
    field: Annotated[str, Meta(description="Path of the field; empty where a whole entry is missing")] = ""
    kinds: Annotated[Texts, Meta(description="Kinds of entry that count, where it is not listed")] = ()
    owners: Annotated[Texts, Meta(description="Ids of the actors whose entry it is")] = ()
    provider: Annotated[str, Meta(description="Id of the actor that a relation is from")] = ""
    receiver: Annotated[str, Meta(description="Id of the actor that a relation is to")] = ""
    about: Annotated[Texts, Meta(description="Ids of the entries that it is about")] = ()
    listed: Annotated[bool, Meta(description="Whether the manifest lists the entry")] = True
    lack: Annotated[Lack, Meta(description="Why what the manifest says is not enough")] = Lack.UNSTATED
    line: Annotated[int, Meta(description="Line of the entry, or of the nearest one that is there", ge=1)]
    pointer: Annotated[str, Meta(description="JSON Pointer (RFC 6901) to an entry without an id")] = ""
